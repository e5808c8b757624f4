import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const HERE = 'test/.cache/mutants'
/** What the tests of a fault that are run together may take, in milliseconds, beyond ten times what they usually do: the machine may be busy. */
const PATIENCE = 30_000

/** What the tests reach, and how long they take, where no fault is switched on. */
export async function countHits(code, count, tests, env) {
  const counts = { loading: {}, files: {}, tests: [] }
  const { finished } = await watch(writeJob('count', { code, count, tests, first: tests[0] }), env, message => {
    if (message.failed !== undefined) throw new Error(`without a fault "${message.name ?? message.path}" fails: ${message.failed}`)
    if (message.loading !== undefined) counts.loading = message.loading
    else if (message.test !== undefined) counts.tests.push(message)
    else counts.files[message.path] = message.hits
  })
  if (!finished) throw new Error('the tests without a fault did not come to an end')
  return counts
}

/** Judges faults in several processes. One that takes too long, or breaks down, is begun again without the fault that did it. */
export async function judge(code, faults, env, processes, tellProgress) {
  const claims = `${HERE}/claims`
  rmSync(claims, { recursive: true, force: true })
  mkdirSync(claims, { recursive: true })
  const verdicts = new Map()
  const job = writeJob('judge', { code, faults, first: faults[0].tests[0][0], claims })
  const work = async () => {
    for (;;) {
      const { finished, current } = await watch(job, env, ({ done, ...verdict }) => {
        if (done !== undefined) verdicts.set(done, verdict)
        if (done !== undefined) tellProgress(verdicts.size)
      })
      if (finished) return
      if (current === undefined) throw new Error('a process broke down without a fault')
      verdicts.set(current, { endless: true })
    }
  }
  await Promise.all(Array.from({ length: Math.min(processes, faults.length) }, work))
  return verdicts
}

function writeJob(name, job) {
  mkdirSync(HERE, { recursive: true })
  writeFileSync(`${HERE}/${name}.json`, JSON.stringify(job))
  return `${HERE}/${name}.json`
}

/** Runs a process to its end, or until a fault takes too long. */
function watch(job, env, take) {
  const child = spawn('node', ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/mutants/vitest.config.ts'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    env: { ...process.env, ...env, MUTANTS_JOB: job },
  })
  const seen = { finished: false, current: undefined }
  let timer
  return new Promise((resolve, reject) => {
    createInterface(child.stdio[3]).on('line', line => {
      const message = JSON.parse(line)
      clearTimeout(timer)
      seen.finished ||= message.finished === true
      seen.current = message.trying
      if (message.trying !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE + 10 * message.time)
      try {
        take(message)
      } catch (error) {
        reject(error)
        child.kill('SIGKILL')
      }
    })
    child.on('error', reject)
    child.on('close', () => {
      clearTimeout(timer)
      resolve(seen)
    })
  })
}
