import { FACT_ARRAYS, FACT_KINDS, type FactArray } from '../../model/village.js'
import { count } from '../../render/numbers.js'
import { nearest } from '../../support/nearest.js'
import { a } from '../../support/shown.js'
import { CliFailure } from '../failure.js'

/** What a fact of an array is called on the command line. */
export function nounOf(array: FactArray): string {
  return array === 'observations' ? 'reading' : FACT_KINDS[array].noun
}

/** The same with its article. */
export function aFact(array: FactArray): string {
  return a(nounOf(array))
}

/** So many facts of an array, in words. */
export function factCount(array: FactArray, number: number): string {
  const several = array === 'observations' ? 'readings' : array
  return count(number, nounOf(array), several)
}

/** What a receipt counts, array by array. */
export function countsText(counts: { readonly [Name in FactArray]?: number }): string {
  return FACT_ARRAYS.flatMap(array => (counts[array] === undefined ? [] : [factCount(array, counts[array])])).join(', ')
}

/** Whether a fact of an array has a field `kind` of its own, such as that of a tie. */
export function hasOwnKind(array: FactArray): boolean {
  return FACT_KINDS[array].fields.includes('kind')
}

/** The array of a kind, by what one or several of its facts are called; `undefined` when there is none. */
export function arrayOf(kind: string): FactArray | undefined {
  return ARRAYS.get(kind)
}

/** Why a word names no kind. */
export function noKind(kind: unknown): string {
  const near = typeof kind === 'string' ? nearest(kind, ARRAYS.keys()) : undefined
  return near === undefined ? `is none of ${FACT_ARRAYS.map(nounOf).join(', ')}.` : `is no kind of fact. Did you mean "${near}"?`
}

/** The kind that an option names. */
export function kindIn(given: string | undefined): FactArray | undefined {
  if (given === undefined) return undefined
  const array = arrayOf(given)
  if (array === undefined) throw new CliFailure(`--kind ${noKind(given)}`, 2)
  return array
}

const ARRAYS: ReadonlyMap<string, FactArray> = new Map(
  FACT_ARRAYS.flatMap(array =>
    [array, FACT_KINDS[array].noun, ...(array === 'observations' ? ['reading', 'readings'] : [])].map(word => [word, array]),
  ),
)
