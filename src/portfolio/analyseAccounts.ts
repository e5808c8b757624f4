import { errorFor, type Issue, VillageError } from '../errors.js'
import type { Village } from '../model/village.js'
import { checkLength } from '../support/finite.js'
import { deepFreeze } from '../support/freeze.js'
import { calling, type OptionShape, optionsOf, wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import { checkGiven } from '../village/given.js'
import { villageOf } from './chunk.js'

/** What is done with each account. */
export interface AnalysisOptions<Result> {
  /** What is asked of an account, such as `village => standingOf(village, { asOf: '2026-03-02' })`. */
  readonly measure: (village: Village) => Result
}

/** What was found of the account at a place of the source, which counts from 1; or what kept it from being one. */
export type AnalysedAccount<Result> =
  /** `account` is the id of the account, and `result` what `measure` gave of it, as it is. */
  | { readonly place: number; readonly account: string; readonly result: Result }
  /** `issues` say what is wrong with the line, and no account was read from it. */
  | { readonly place: number; readonly issues: readonly Issue[] }

/** Villages, or lines of NDJSON. */
export type AccountSource = Iterable<string | Village> | AsyncIterable<string | Village>

/**
 * Asks one thing of many accounts, which come one at a time, and holds no more than the one. The order is that of the source. A line that is
 * no village is told with its place, and the others go on; lines of blanks are passed over.
 *
 * @param source villages, or the lines of an NDJSON file, such as `readline.createInterface` of Node gives
 * @throws InvalidArgumentError for a source that is none or options that make no sense; LimitExceededError for a list of more than a million; what
 * `measure` throws passes
 * @example
 * import { createVillage } from 'account-village'
 * import { analyseAccounts, standingOf } from 'account-village/portfolio'
 * const lines = [JSON.stringify(createVillage({ account: 'Acme' })), '{"broken']
 * const found: unknown[] = []
 * for await (const each of analyseAccounts(lines, { measure: village => standingOf(village, { asOf: '2026-03-02' }).verdict })) found.push(each)
 * found[0] //=> { place: 1, account: 'Acme', result: 'insufficientSignal' }
 */
export function analyseAccounts<Result>(source: AccountSource, options: AnalysisOptions<Result>): AsyncGenerator<AnalysedAccount<Result>> {
  const { measure } = optionsOf<AnalysisOptions<Result>>('analyseAccounts', options, shapeOf<Result>(), ['measure'])
  if (!reading('analyseAccounts', 'source', () => isSource(source)))
    throw errorFor('analyseAccounts', [wrong('source', 'is no iterable of villages or lines')])
  checkLength('analyseAccounts', 'source', source)
  return analysed(source, measure)
}

function shapeOf<Result>(): OptionShape<AnalysisOptions<Result>> {
  return { measure: calling }
}

/** Whether something can be gone through. */
export function isSource(source: unknown): boolean {
  return typeof source === 'object' && source !== null && (Symbol.asyncIterator in source || Symbol.iterator in source)
}

async function* analysed<Result>(source: AccountSource, measure: (village: Village) => Result): AsyncGenerator<AnalysedAccount<Result>> {
  let place = 0
  for await (const each of source) {
    place++
    if (typeof each === 'string' && each.trim() === '') continue
    const village = villageIn(each)
    yield Object.freeze(
      'issues' in village
        ? { place, issues: deepFreeze(village.issues) }
        : { place, account: village.account.id, result: measure(village) },
    )
  }
}

function villageIn(each: string | Village): ReturnType<typeof villageOf> {
  if (typeof each === 'string') return villageOf(each)
  try {
    checkGiven('analyseAccounts', each, ['village'])
    return each
  } catch (error) {
    if (error instanceof VillageError) return { issues: error.issues }
    throw error
  }
}
