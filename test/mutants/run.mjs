// Plants faults in source files and tells which of them no test finds: `npm run test:mutants -- src/math/rule.ts src/account`.
//   --all            tries those that are left on all cases of the laws as well
//   --processes=N    how many faults are tried at once (2)
//   --seconds=N      how much computing a fault is worth: the tests that cost least are tried, as many as take no longer (all)
//   --every=N        plants each N-th fault only, of all files together (1)
//   --left=FILE      tries only what is left in the faults that an earlier run wrote, and takes what that found as found
// LAW_CASES and LAW_SEED hold as for all tests.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readEquivalents } from './equivalents.mjs'
import { plant } from './plant.mjs'
import { countHits, judge } from './processes.mjs'
import { report } from './report.mjs'
import { testsOf } from './scopes.mjs'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    processes: { type: 'string', default: '2' },
    seconds: { type: 'string', default: 'Infinity' },
    every: { type: 'string', default: '1' },
    left: { type: 'string' },
  },
})
const [processes, seconds, every] = [options.processes, options.seconds, options.every].map(Number)
const areNumbers = processes >= 1 && seconds > 0 && every >= 1
if (positionals.length === 0 || !positionals.every(file => file.startsWith('src/') && existsSync(file)) || !areNumbers) {
  process.stderr.write('test:mutants: name the source files, or folders, in which to plant faults, for example src/math/rule.ts\n')
  process.exit(2)
}
process.on('uncaughtException', ({ message }) => {
  process.stderr.write(`test:mutants: ${message}\n`)
  process.exit(1)
})
const began = Date.now()
const sources = [...new Set(positionals.flatMap(filesIn))].filter(file => file.endsWith('.ts')).sort()
const testFiles = filesIn('test').filter(file => file.endsWith('.test.ts'))
const { faults: all, code } = await plant(sources)
const scopes = new Map(sources.map(file => [file, testsOf(file, testFiles)]))

const before = options.left === undefined ? new Map() : verdictsBefore(JSON.parse(readFileSync(options.left, 'utf8')))
const planted = all.filter(({ id }) => id % every === 0).map(fault => ({ ...fault, ...before.get(placeOf(fault)) }))
const tried = new Map(
  (
    await phase(
      planted.filter(fault => fault.verdict === undefined || isLeft(fault)),
      {},
    )
  ).map(fault => [fault.id, fault]),
)
const usual = planted.map(fault => tried.get(fault.id) ?? fault)
const full = options.all ? await phase(usual.filter(isLeft), { LAW_CASES: 'all' }) : []
const fullById = new Map(full.map(fault => [fault.id, fault]))
const faults = usual.map(fault => ({ ...fault, ...(options.all && { all: fullById.get(fault.id)?.verdict ?? fault.verdict }) }))

writeFileSync('test/.cache/mutants.json', JSON.stringify(faults, undefined, 1))
const { text, isFine } = report(faults, readEquivalents(), sources, { all: options.all, isWhole: every === 1 })
process.stdout.write(
  `${text}\n${faults.length} faults in ${Math.round((Date.now() - began) / 1000)} s; all of them in test/.cache/mutants.json\n`,
)
process.exit(isFine ? 0 : 1)

/** The faults, each with a verdict: "found", "endless", "left", "unreached", or "loading" where only the loading of modules reaches it. */
async function phase(faults, env) {
  const judging = [...new Set(faults.flatMap(({ file }) => scopes.get(file)))].sort()
  if (judging.length === 0) return faults.map(fault => ({ ...fault, verdict: 'unreached' }))
  const counts = await countHits(code, all.length, judging, env)
  const plans = faults.map(fault => planOf(fault, counts)).filter(({ tests }) => tests.length > 0)
  const verdicts = plans.length === 0 ? new Map() : await judge(code, plans, env, processes, count => tellProgress(count, plans.length))
  const untried = new Map(plans.map(plan => [plan.id, plan.untried]))
  return faults.map(fault => ({ ...fault, ...verdictOn(fault, verdicts.get(fault.id), counts, untried.get(fault.id)) }))
}

/**
 * The tests that reach a fault and cost no more than it is worth, the cheap ones first, each with how often it does and what it costs: those
 * that cost nothing file by file, then one after another.
 */
function planOf({ id, file }, counts) {
  const mine = new Set(scopes.get(file))
  const reaching = counts.tests
    .filter(({ path }) => mine.has(path))
    .map(({ test, path, time, cost, hits }) => ({ test, path, time, cost, hits: (hits[id] ?? 0) + (counts.files[path]?.[id] ?? 0) }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => a.cost - b.cost)
  const tried = withinCost(reaching, 1000 * seconds)
  const quick = new Map()
  for (const { path, test, ...of } of tried.filter(isQuick)) quick.set(path, { ...quick.get(path), [test]: of })
  return {
    id,
    untried: reaching.length - tried.length,
    tests: [...quick, ...tried.filter(test => !isQuick(test)).map(({ path, test, ...of }) => [path, { [test]: of }])],
  }
}

/** As many tests as cost no more together, the first in any case. */
function withinCost(tests, most) {
  let spent = 0
  return tests.filter(({ cost }, i) => {
    spent += cost
    return i === 0 || spent <= most
  })
}

/** Whether a test takes less than so many milliseconds of computing. */
function isQuick({ cost }) {
  return cost < 50
}

function verdictOn({ id }, verdict, { loading }, untried) {
  if (verdict === undefined) return { verdict: loading[id] > 0 ? 'loading' : 'unreached' }
  if (verdict.endless) return { verdict: 'endless' }
  return verdict.by === undefined ? { verdict: 'left', untried } : { verdict: 'found', by: verdict.by }
}

/** The verdicts of an earlier run, by where the faults stood; of several that look the same the one that was left. */
function verdictsBefore(faults) {
  const inOrder = [...faults.filter(fault => !isLeft(fault)), ...faults.filter(isLeft)]
  return new Map(inOrder.map(({ verdict, by, ...fault }) => [placeOf(fault), { verdict, by }]))
}

/** Where a fault stands, and what it puts in place of what. */
function placeOf({ file, column, mutator, original, replacement, in: code }) {
  return JSON.stringify([file, column, mutator, original, replacement, code])
}

function isLeft({ verdict }) {
  return verdict === 'left' || verdict === 'unreached'
}

function tellProgress(count, of) {
  if (process.stderr.isTTY) process.stderr.write(`\r${count} of ${of}${count === of ? '\n' : ''}`)
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true })
    .map(name => `${path.replace(/\/$/, '')}/${name}`.replaceAll('\\', '/'))
    .filter(file => !file.includes('/.cache/'))
}
