import { readFileSync } from 'node:fs'
import { Instrumenter } from '@stryker-mutator/instrumenter'

/** Stands at the top of a file with faults, whose names Stryker gives. `globalThis.planted` is made in runner.mjs. */
const SWITCHES = [
  'function stryMutAct_9fa48(id) { return globalThis.planted.active === id && globalThis.planted.reach() }',
  'function stryCov_9fa48() { const { hits } = globalThis.planted; if (hits !== undefined) for (let i = 0; i < arguments.length; i++) hits[arguments[i]]++ }',
].join(' ')

const log = () => {}
const QUIET = { trace: log, debug: log, info: log, warn: log, error: log, fatal: log, isDebugEnabled: () => false }

/** The faults of source files, numbered from 0, of which one at a time can be switched on in their code. */
export async function plant(sources) {
  const code = {}
  const faults = []
  for (const file of sources) {
    const content = readFileSync(file, 'utf8')
    const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true }
    const { files, mutants } = await new Instrumenter(QUIET).instrument([{ name: file, mutate: true, content }], options)
    const first = faults.length
    const numbered = files[0].content.replaceAll(/(?<=\bstry(?:MutAct|Cov)_9fa48\()[^)]*/g, ids =>
      ids.replaceAll(/"(\d+)"/g, (_, id) => first + Number(id)),
    )
    code[file] = `${SWITCHES} ${numbered}`
    faults.push(...mutants.map((mutant, i) => ({ id: first + i, file, ...toldOf(mutant, content.split('\n')) })))
  }
  return { faults, code }
}

function toldOf({ location: { start, end }, mutatorName: mutator, replacement }, lines) {
  return {
    line: start.line + 1,
    column: start.column + 1,
    mutator,
    original: oneLine(textBetween(lines, start, end)),
    replacement: oneLine(replacement),
    in: lines[start.line].trim(),
  }
}

function textBetween(lines, start, end) {
  const between = lines.slice(start.line, end.line + 1)
  between.push(between.pop().slice(0, end.column))
  between[0] = between[0].slice(start.column)
  return between.join('\n')
}

function oneLine(text) {
  return text.replaceAll(/\s+/g, ' ').trim()
}
