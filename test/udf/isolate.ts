import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { buildUdf } from '../tools/udfBundle.js'

/** The script for JavaScript in a warehouse, as it is published. */
export async function udfScript(): Promise<string> {
  const folder = mkdtempSync(join(process.cwd(), 'node_modules/.udf-'))
  try {
    await buildUdf(folder)
    return readFileSync(join(folder, 'udf/village.js'), 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What came of a statement: its value, or the message of what it threw. */
export type Outcome = { readonly value: unknown } | { readonly thrown: string }

/** A world with nothing in it but the language, where no code is made of text. */
export interface Isolate {
  /** Runs sloppy code there with some variables set, as a function of a warehouse runs with its arguments. */
  run(code: string, variables?: { readonly [name: string]: unknown }): Outcome
}

/** @param names takes the names of all variables that code asks the world for */
export function openIsolate(names?: Set<string>): Isolate {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } })
  const has = (_: object, name: string | symbol): boolean => {
    names?.add(String(name))
    return false
  }
  const noting = new Proxy({}, { has })
  return {
    run: (code, variables = {}) => {
      const [before, after] = names === undefined ? ['', ''] : ['with (noting) {', '}']
      const call = runInContext(`(function (noting, ${Object.keys(variables).join(', ')}) { ${before} ${code}\n ${after} })`, context)
      try {
        return { value: call(noting, ...Object.values(variables)) }
      } catch (error) {
        return { thrown: String(error) }
      }
    },
  }
}
