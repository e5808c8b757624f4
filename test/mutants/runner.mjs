import { mkdirSync, readFileSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { TestRunner, vi } from 'vitest'
import { collectTests, startTests } from 'vitest/internal/browser'

/** A counterexample need not be a small one. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true })

let round = 0

/** The tests that found the last faults, the last first: what stands beside a fault is often found by the same test. */
let finders = []

function rememberFinder(path, { id }) {
  finders = [{ path, id }, ...finders.filter(finder => finder.id !== id)].slice(0, 6)
}

/**
 * The tests of a fault in the order in which they are tried: the cheap ones first, those that found the last faults as if they cost a quarter.
 */
function inOrder(tests) {
  const likely = new Set(finders.map(({ id }) => id))
  const parts = tests.flatMap(([path, reached]) => {
    const all = Object.entries(reached)
    const others = all.filter(([id]) => !likely.has(id))
    const alone = all.filter(([id]) => likely.has(id)).map(test => ({ path, tests: [test], weight: costOf([test]) / 4 }))
    return others.length === 0 ? alone : [...alone, { path, tests: others, weight: costOf(others) }]
  })
  return parts
    .sort((a, b) => a.weight - b.weight)
    .map(({ path, tests: own }) => [
      path,
      Object.fromEntries(own.map(([id, { hits }]) => [id, hits])),
      own.reduce((sum, [, { time }]) => sum + time, 0),
    ])
}

function costOf(tests) {
  return tests.reduce((sum, [, { cost }]) => sum + cost, 0)
}

/** A map that is empty again in the next round: what a fault made must not be found by the next one. */
function forgetful(Base) {
  return class {
    #round = round
    #kept = new Base()
    get #now() {
      if (this.#round !== round) this.#kept = new Base()
      this.#round = round
      return this.#kept
    }
    get(key) {
      return this.#now.get(key)
    }
    has(key) {
      return this.#now.has(key)
    }
    set(key, value) {
      this.#now.set(key, value)
      return this
    }
    delete(key) {
      return this.#now.delete(key)
    }
  }
}

const planted = {
  WeakMap: forgetful(WeakMap),
  Map: forgetful(Map),
  /** The fault that is switched on, and how often it may still be reached: an endless loop reaches it without end. */
  active: undefined,
  left: 0,
  allow(hits) {
    planted.left = 10 * hits + 100_000
  },
  reach() {
    if (--planted.left < 0) throw new Error('endless')
    return true
  },
  /** How often each fault would have been reached, where that is counted. */
  hits: undefined,
}
globalThis.planted = planted

const job = JSON.parse(readFileSync(process.env.MUTANTS_JOB, 'utf8'))
const tell = message => writeSync(3, `${JSON.stringify(message)}\n`)

/** Vitest runs one file with it, of which nothing is loaded; after it the job is done, many files after one another. */
export default class extends TestRunner {
  importFile(path, source) {
    return source === 'setup' ? super.importFile(path, source) : undefined
  }
  async onAfterRunFiles() {
    if (job.faults === undefined) await countHits(this)
    else for (const fault of job.faults) if (isMine(fault)) tell({ done: fault.id, ...(await judged(this, fault)) })
    tell({ finished: true })
  }
}

/**
 * Which test reaches which fault, how long it takes, and how much computing: on a busy machine the two differ much. Faults that are reached
 * only as long as modules are loaded are told apart.
 */
async function countHits(runner) {
  const none = () => new Float64Array(job.count)
  planted.hits = none()
  for (const path of job.tests) await collectTests([resolve(path)], quiet(runner, path))
  tell({ loading: told(planted.hits) })
  for (const path of job.tests) {
    round++
    const ofFile = none()
    planted.hits = ofFile
    let before
    const file = await run(runner, path, {
      onBeforeTryTask() {
        planted.hits = none()
        before = process.cpuUsage()
      },
      onAfterRunTask(test) {
        const { user, system } = process.cpuUsage(before)
        const [time, cost] = [test.result.duration, (user + system) / 1000]
        tell({ test: test.id, name: test.fullName, path, time, cost, hits: told(planted.hits), failed: errorOf(test) })
        planted.hits = ofFile
      },
    })
    tell({ path, hits: told(ofFile), failed: errorOf(file) })
  }
}

function told(hits) {
  return Object.fromEntries([...hits.entries()].filter(([, count]) => count > 0))
}

/** Whether no other process has taken a fault. */
function isMine({ id }) {
  try {
    mkdirSync(`${job.claims}/${id}`)
  } catch {
    return false
  }
  return true
}

/** Whether a test finds a fault. One that reaches it far more often than without it would go on for ever. */
async function judged(runner, { id, tests }) {
  round++
  planted.active = id
  let by
  for (const [path, hits, time] of inOrder(tests)) {
    tell({ trying: id, time })
    planted.allow(0)
    const file = await run(runner, path, {
      onCollected([{ tasks }]) {
        skipOthers(tasks, hits)
      },
      onBeforeRunTask(test) {
        if (by !== undefined) test.mode = 'skip'
      },
      onBeforeTryTask(test) {
        planted.allow(hits[test.id])
      },
      onAfterRunTask(test) {
        if (test.result.state !== 'fail') return
        by ??= test.fullName
        rememberFinder(path, test)
      },
    })
    if (file.result?.state === 'fail') by ??= path
    if (by !== undefined) break
  }
  planted.active = undefined
  return { by, endless: planted.left < 0 }
}

function skipOthers(tasks, hits) {
  for (const task of tasks) {
    if (task.type === 'suite') skipOthers(task.tasks, hits)
    else if (hits[task.id] === undefined) task.mode = 'skip'
  }
}

async function run(runner, path, hooks) {
  const [file] = await startTests([resolve(path)], quiet(runner, path, hooks))
  vi.restoreAllMocks()
  vi.useRealTimers()
  return file
}

/** A runner that tells Vitest nothing, and loads a test file anew each time, but what it imports once. */
function quiet(runner, path, hooks = {}) {
  const { prototype } = TestRunner
  const own = {
    importFile(file, source) {
      const { evaluatedModules } = runner.workerState
      for (const module of evaluatedModules.fileToModulesMap.get(resolve(path)) ?? []) evaluatedModules.invalidateModule(module)
      return prototype.importFile.call(runner, file, source)
    },
    onCollectStart: prototype.onCollectStart,
    onCollected() {},
    onTaskUpdate() {},
    onAfterRunSuite() {},
    onBeforeTryTask: prototype.onBeforeTryTask,
    onAfterRunTask: prototype.onAfterRunTask,
    onAfterRunFiles: prototype.onAfterRunFiles,
  }
  return Object.assign(Object.create(runner), own, chained(own, hooks))
}

function chained(own, hooks) {
  return Object.fromEntries(
    Object.entries(hooks).map(([name, hook]) => [
      name,
      async function (...given) {
        await (own[name] ?? TestRunner.prototype[name]).apply(this, given)
        hook(...given)
      },
    ]),
  )
}

function errorOf(task) {
  if (task.result?.state !== 'fail') return undefined
  return task.result.errors?.[0]?.message ?? 'one of its tests fails'
}
