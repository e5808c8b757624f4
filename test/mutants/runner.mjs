import { mkdirSync, readFileSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { TestRunner, vi } from 'vitest'
import { collectTests, startTests } from 'vitest/internal/browser'

/** A counterexample need not be a small one. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true })

let round = 0

/** A WeakMap that is empty again in the next round: what a fault made must not be found by the next one. */
class Kept extends WeakMap {
  #round = round
  #kept = new WeakMap()
  get #now() {
    if (this.#round !== round) this.#kept = new WeakMap()
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

const planted = {
  Kept,
  /** The fault that is switched on, how often it was reached, and how often it may be: an endless loop reaches it without end. */
  active: undefined,
  reached: 0,
  limit: 0,
  reach() {
    if (++planted.reached > planted.limit) throw new Error('endless')
    return true
  },
  /** How often each place is reached, where that is counted. */
  hits: undefined,
  count(ids) {
    for (const id of ids) planted.hits[id] = (planted.hits[id] ?? 0) + 1
  },
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

/** Which test reaches which fault, and how long it takes. Faults that are reached only as long as modules are loaded are told apart. */
async function countHits(runner) {
  planted.hits = {}
  for (const path of job.tests) await collectTests([resolve(path)], quiet(runner, path))
  tell({ loading: planted.hits })
  for (const path of job.tests) {
    round++
    const ofFile = {}
    planted.hits = ofFile
    const file = await run(runner, path, {
      onBeforeTryTask() {
        planted.hits = {}
      },
      onAfterRunTask(test) {
        tell({ test: test.id, name: test.fullName, path, time: test.result.duration, hits: planted.hits, failed: errorOf(test) })
        planted.hits = ofFile
      },
    })
    tell({ path, hits: ofFile, failed: errorOf(file) })
  }
}

/** Whether no other process has taken a fault. */
function isMine({ id, patience }) {
  try {
    mkdirSync(`${job.claims}/${encodeURIComponent(id)}`)
  } catch {
    return false
  }
  tell({ started: id, patience })
  return true
}

/** Whether a test finds a fault, the quick ones being asked first. */
async function judged(runner, { id, limit, tests }) {
  Object.assign(planted, { active: id, reached: 0, limit })
  round++
  let by
  for (const [path, ids] of tests) {
    const file = await run(runner, path, {
      onCollected([{ tasks }]) {
        skipOthers(tasks, new Set(ids))
      },
      onBeforeRunTask(test) {
        if (by !== undefined) test.mode = 'skip'
      },
      onAfterRunTask(test) {
        if (test.result.state === 'fail') by ??= test.fullName
      },
    })
    if (file.result?.state === 'fail') by ??= path
    if (by !== undefined) break
  }
  planted.active = undefined
  return { by, endless: planted.reached > planted.limit }
}

function skipOthers(tasks, ids) {
  for (const task of tasks) {
    if (task.type === 'suite') skipOthers(task.tasks, ids)
    else if (!ids.has(task.id)) task.mode = 'skip'
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
