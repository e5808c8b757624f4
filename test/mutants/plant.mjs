import { readFileSync } from 'node:fs'
import { Instrumenter } from '@stryker-mutator/instrumenter'

/** Stands at the top of a file with faults, whose names Stryker gives. `globalThis.planted` is made in runner.mjs. */
const SWITCHES = [
  'function stryMutAct_9fa48(id) { return globalThis.planted.active === id && globalThis.planted.reach() }',
  'function stryCov_9fa48() { if (globalThis.planted.hits !== undefined) globalThis.planted.count(arguments) }',
].join(' ')

const log = () => {}
const QUIET = { trace: log, debug: log, info: log, warn: log, error: log, fatal: log, isDebugEnabled: () => false }

/** The faults of a source file, of which one at a time can be switched on in its code. */
export async function plant(file) {
  const content = readFileSync(file, 'utf8')
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true }
  const { files, mutants } = await new Instrumenter(QUIET).instrument([{ name: file, mutate: true, content }], options)
  const lines = content.split('\n')
  const faults = mutants.map(({ id, location: { start, end }, mutatorName: mutator, replacement }) => ({
    id: `${file}#${id}`,
    file,
    line: start.line + 1,
    column: start.column + 1,
    mutator,
    original: oneLine(textBetween(lines, start, end)),
    replacement: oneLine(replacement),
    in: lines[start.line].trim(),
  }))
  const code = files[0].content.replaceAll(/(?<=\bstry(?:MutAct|Cov)_9fa48\()[^)]*/g, ids => ids.replaceAll(/"(\d+)"/g, `"${file}#$1"`))
  return { file, faults, code: `${SWITCHES} ${code}` }
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
