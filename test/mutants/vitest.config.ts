import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitest/config'
import usual from '../vitest.config.js'

/** What a process is to do, see processes.mjs. */
const job: { readonly first?: string; readonly code?: Readonly<Record<string, string>> } =
  process.env.MUTANTS_JOB === undefined ? {} : JSON.parse(readFileSync(process.env.MUTANTS_JOB, 'utf8'))
const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where answers are kept: for an object, or as long as the module is loaded. */
const CACHE = /(?<=^(?:const|let) \w+ = )new (Map)(?=(?:<.*>)?\(\)$)|new (WeakMap)/gm
const IS_OURS = /^(src|test(?!\/mutants))\//

/** Loads files with faults for those without, and lets the runner forget what is kept. */
const plantedFiles: Plugin = {
  name: 'planted-files',
  enforce: 'pre',
  load: id => job.code?.[id.replace(root, '')],
  transform: (code, id) => (IS_OURS.test(id.replace(root, '')) ? code.replaceAll(CACHE, 'new globalThis.planted.$1$2') : undefined),
}

/** The usual tests in one thread, run by a runner of our own, which begins with one file and runs the others itself. */
export default {
  ...usual,
  plugins: [...(usual.plugins ?? []), plantedFiles],
  test: {
    ...usual.test,
    include: [job.first ?? ''],
    pool: 'threads',
    maxWorkers: 1,
    runner: fileURLToPath(new URL('runner.mjs', import.meta.url)),
    reporters: [{}],
    passWithNoTests: true,
    // What is loaded depends on the job, and not on the files alone.
    experimental: { fsModuleCache: false },
    execArgv: [],
  },
}
