import { InvalidArgumentError, quoted } from '../errors.js'
import { checkObject, checkObjects, invalid } from '../math/given.js'
import { checkNumbers } from '../support/finite.js'
import { makeFrom } from '../village/given.js'
import type { Backtest, LeadBacktest } from './backtest.js'
import { bestOf, type Rival } from './contest.js'
import { LEAST_PER_SIDE } from './limits.js'
import type { BacktestScores } from './scores.js'

/**
 * How good the forecasts were, in one line: of the shortest lead that can be judged, what was said and what came true, and the Brier score
 * beside that of the best rival (`oursRefitted` apart), with the difference and its standard error. Where its 90 % interval holds 0 the line
 * says that it may be chance. Where no lead can be judged it says so, of the shortest.
 *
 * @throws InvalidArgumentError for what `backtest` does not give, or what was changed since
 * @example
 * import { createVillage } from 'account-village'
 * import { backtest, trackRecord } from 'account-village/forecast'
 * const village = createVillage({
 *   account: 'Acme',
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new', outcome: { result: 'lost', at: '2026-06-30' } }],
 * })
 * trackRecord(backtest([village])) //=> '1 decision so far: too few to judge'
 */
export function trackRecord(backtest: Backtest): string {
  checkObject('trackRecord', 'backtest', backtest)
  checkObjects('trackRecord', 'backtest.leads', backtest.leads)
  checkNumbers('trackRecord', backtest)
  return makeFrom('trackRecord', 'backtest', backtest, () => {
    const lead = backtest.leads.find(({ scores }) => scores !== undefined) ?? backtest.leads[0]
    if (lead === undefined) throw new InvalidArgumentError('trackRecord', [invalid('backtest.leads', 'holds no lead')])
    return lead.scores === undefined ? unjudged(lead) : judged(lead, lead.scores)
  })
}

function judged(lead: LeadBacktest, scores: BacktestScores): string {
  const all = whole(lead.won + lead.notWon)
  const said = lead.forecasts.reduce((sum, { probabilityOfYes }) => sum + probabilityOfYes, 0) / lead.forecasts.length
  const rival = bestOf(scores.rivals)
  return (
    `Of ${all} decisions forecast ${days(lead)} ahead we said ${percent(said)} and ${percent(lead.won / all)} were won; ` +
    `Brier ${three(scores.brier.value)} against ${three(rival.brier.value)} for ${wordsFor(rival.name)} (${verdict(rival)})`
  )
}

function unjudged(lead: LeadBacktest): string {
  const [won, notWon, skipped] = [whole(lead.won), whole(lead.notWon), whole(lead.skipped.length)]
  const all = won + notWon
  const counted = skipped > 0 ? `${all} of ${decisions(all + skipped)} could be forecast ${days(lead)} ahead` : `${decisions(all)} so far`
  if (lead.reason === 'singleAccount') return `${counted}, all of one account: too few accounts to judge`
  // Of many decisions it is one side alone that is rare.
  const rare = all < 2 * LEAST_PER_SIDE ? '' : `, ${few(Math.min(won, notWon))} of them ${won < notWon ? 'won' : 'not won'}`
  return `${counted}${rare}: too few to judge`
}

function verdict({ better, difference: { value, standardError } }: Rival): string {
  const side = value < 0 ? 'worse' : 'better'
  return `${side} by ${three(Math.abs(value))} ± ${three(standardError)}${better === 'unclear' ? ', which may be chance' : ''}`
}

/** What a rival goes by. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['meanOfLatest', "everybody's latest answers"],
  ['decidersOnly', "the deciders' latest answers"],
  ['signatory', "the economic buyer's latest answer"],
  ['nps', 'the net promoter score'],
  ['kindRate', 'the share won of each kind'],
  ['baseRate', 'the share won'],
])

function wordsFor(name: string): string {
  return WORDS.get(name) ?? `the score ${quoted(name)}`
}

function few(count: number): string {
  return count === 0 ? 'none' : `only ${count}`
}

function decisions(count: number): string {
  return count === 1 ? '1 decision' : `${count === 0 ? 'No' : count} decisions`
}

function days(lead: LeadBacktest): string {
  return lead.days === 1 ? '1 day' : `${whole(lead.days)} days`
}

function whole(count: number): number {
  if (Number.isSafeInteger(count)) return count
  throw new TypeError('a count is a whole number')
}

function three(value: number): string {
  return value.toFixed(3)
}

/** A share in percent; what is not quite nothing or everything is not told as such. */
function percent(share: number): string {
  const rounded = Math.round(100 * share)
  if (!Number.isSafeInteger(rounded)) throw new TypeError('a share is a number')
  if (rounded === 0 && share > 0) return 'less than 1 %'
  return rounded === 100 && share < 1 ? 'more than 99 %' : `${rounded} %`
}
