import { readFileSync } from 'node:fs'

/**
 * Faults that no input tells from the right program, as equivalents.json lists them: by reason, each with its file and what it puts in place of
 * what. Where a file holds the same text more than once, `in` tells the line of code.
 */
export function readEquivalents() {
  const groups = JSON.parse(readFileSync(new URL('equivalents.json', import.meta.url), 'utf8'))
  return groups.flatMap(({ why, faults }) => faults.map(fault => ({ ...fault, why })))
}

export function isThis(entry, fault) {
  return (
    entry.file === fault.file &&
    entry.mutator === fault.mutator &&
    entry.original === fault.original &&
    entry.replacement === fault.replacement &&
    (entry.in === undefined || entry.in === fault.in)
  )
}
