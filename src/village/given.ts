import { errorFor, InvalidArgumentError, VillageError } from '../errors.js'
import { FACT_ARRAYS } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { reading } from '../support/reading.js'
import { a, kindOf as typeOf } from '../support/shown.js'
import { type Fields, listsOf, missingIn, NOT_AS_GIVEN, REPORT_FIELDS, valuesOf } from './fields.js'
import type { Snapshot } from './snapshot.js'
import { isOwnSnapshot, isOwnVillage, remembered } from './work.js'

/**
 * A measure of one snapshot, computed once for each and frozen.
 *
 * @throws InvalidArgumentError, in the measure's name, for what is not a snapshot
 */
export function measured<Result extends object>(name: string, snapshot: Snapshot, compute: (snapshot: Snapshot) => Result): Result {
  checkGiven(name, snapshot)
  return deepFreeze(remembered(snapshot, compute))
}

/** Reports and histories that this library gave, which nobody can have changed. */
const ownResults = new WeakSet<object>()

/** Remembers that a report or a history is of this library's own making. */
export function ownResult<Result extends object>(result: Result): Result {
  ownResults.add(result)
  return result
}

/**
 * What a picture or a sum makes of a report, a history or the like, which may have been stored and read again: where one that this library
 * did not just give lacks a field, or has one of another kind, it is refused. What goes wrong with one of its own is a fault of the library
 * and stays one.
 *
 * @throws InvalidArgumentError
 */
export function makeFrom<Result>(where: string, path: string, given: object, make: () => Result): Result {
  if (ownResults.has(given) || isOwnSnapshot(given) || isOwnVillage(given)) return make()
  try {
    return reading(where, path, make, NOT_AS_GIVEN)
  } catch (error) {
    // What pictures are drawn with does not know for whom it draws.
    if (error instanceof VillageError && !error.message.startsWith(`${where}: `)) throw errorFor(where, error.issues)
    throw error
  }
}

/** The field by which each kind of thing is told from the others, and where such a thing comes from. */
const KINDS = {
  village: { mark: 'schemaVersion', comesFrom: 'createVillage(input) and parseVillage(json) give one' },
  snapshot: { mark: 'agedTo', comesFrom: 'snapshot(village, date) gives one' },
  report: { mark: 'formulaVersion', comesFrom: 'accountReport(snapshot) gives one' },
  standing: { mark: 'vetoHoldersUnheard', comesFrom: 'standingOf(village, { asOf }) gives one' },
  portfolio: { mark: 'tooLittleKnown', comesFrom: 'portfolio(standings) gives one' },
  progress: { mark: 'news', comesFrom: 'progressReport(snapshot, { with }) gives one' },
} as const

/** The lists that a snapshot has beside those of a village. */
const OF_SNAPSHOTS = ['placeholders', 'former', 'formerTeammates', 'roleHistory'] as const satisfies readonly (keyof Snapshot)[]

/** What each kind of thing has; a list where that is what it has. */
const FIELDS: { readonly [K in Kind]: Fields } = {
  village: { account: 'value', ...listsOf(FACT_ARRAYS) },
  snapshot: {
    asOf: 'value',
    knownOn: 'value',
    settings: 'value',
    account: 'value',
    ...listsOf([...FACT_ARRAYS, ...OF_SNAPSHOTS]),
  },
  report: REPORT_FIELDS,
  standing: { ...valuesOf(['account', 'name', 'asOf', 'verdict', 'state', 'openDecisions', 'people', 'heard']), ...listsOf(['money']) },
  portfolio: { ...valuesOf(['accounts', 'unranked', 'tooLittleKnown', 'coverage']), ...listsOf(['rankings', 'movers', 'groups']) },
  progress: { ...valuesOf(['account', 'asOf', 'for']), ...listsOf(['asked', 'ours', 'theirs']) },
}

/** What functions of a whole account are given. */
export type Kind = keyof typeof KINDS

/**
 * Refuses what is of none of the kinds that a function takes. Without it, a village given in place of a snapshot would pass for one in which
 * nothing was heard.
 *
 * @throws InvalidArgumentError
 */
export function checkGiven(source: string, given: unknown, kinds: readonly Kind[] = ['snapshot'], path = ''): void {
  if (kinds.includes('snapshot') && isOwnSnapshot(given)) return
  const kind = kindOf(given)
  const isOne = kind !== undefined && kinds.includes(kind)
  const missing = kind === undefined ? [] : missingIn(given, FIELDS[kind])
  if (isOne && missing.length === 0 && kind !== 'snapshot') return
  const wanted = kinds.map(each => `a ${each}`).join(' or ')
  const found = !isOne
    ? `is ${kind === undefined ? a(typeOf(given)) : `a ${kind}`}, not ${wanted}`
    : missing.length > 0
      ? `is a ${kind} that lacks ${missing.slice(0, 5).join(', ')}, so that it is not one of this library`
      : 'is a copy of a snapshot, which may have changed'
  const message = `${path === '' ? 'what was given ' : ''}${found}. ${kinds.map(each => KINDS[each].comesFrom).join('; ')}.`
  throw new InvalidArgumentError(source, [{ path, message, code: 'invalidArgument' }])
}

/** What somebody was given; nothing when it is none of these kinds. */
export function kindOf(given: unknown): Kind | undefined {
  if (typeof given !== 'object' || given === null || typeOf(given) !== 'object') return undefined
  return KIND_ORDER.find(kind => KINDS[kind].mark in given)
}

const KIND_ORDER = ['village', 'snapshot', 'report', 'progress', 'portfolio', 'standing'] as const satisfies readonly Kind[]
