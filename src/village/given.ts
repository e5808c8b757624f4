import { InvalidArgumentError } from '../errors.js'
import { memoised } from '../support/memo.js'
import type { Snapshot } from './snapshot.js'

/** A measure of one snapshot, computed once for each. What is no snapshot is refused in the measure's name. */
export function measure<Result extends object>(name: string, of: (s: Snapshot) => Result): (s: Snapshot) => Result {
  const once = memoised(of)
  return s => {
    checkGiven(name, s)
    return once(s)
  }
}

/** The field by which each kind of thing is told from the others, and where such a thing comes from. */
const KINDS = {
  village: { mark: 'schemaVersion', comesFrom: 'createVillage(input) and parseVillage(json) give one' },
  snapshot: { mark: 'agedTo', comesFrom: 'snapshot(village, date) gives one' },
  report: { mark: 'formulaVersion', comesFrom: 'accountReport(snapshot) gives one' },
} as const

/** What functions of a whole account are given. */
export type Kind = keyof typeof KINDS

/**
 * Refuses what is of none of the kinds that a function takes. Without it, a village given in place of a snapshot would pass for one in which
 * nothing was heard.
 *
 * @throws InvalidArgumentError
 */
export function checkGiven(source: string, given: unknown, kinds: readonly Kind[] = ['snapshot'], path = ''): void {
  const kind = kindOf(given)
  if (kind !== undefined && kinds.includes(kind)) return
  const wanted = kinds.map(each => `a ${each}`).join(' or ')
  const found = kind === undefined ? `is not ${wanted}` : `is a ${kind}, not ${wanted}`
  const message = `${path === '' ? 'what was given ' : ''}${found}. ${kinds.map(each => KINDS[each].comesFrom).join('; ')}.`
  throw new InvalidArgumentError(source, [{ path, message, code: 'invalidArgument' }])
}

/** What somebody was given; nothing when it is none of these kinds. */
export function kindOf(given: unknown): Kind | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  if (KINDS.village.mark in given) return 'village'
  if (KINDS.snapshot.mark in given) return 'snapshot'
  return KINDS.report.mark in given ? 'report' : undefined
}
