import type { Prospect } from '../decision/prospect.js'
import { isOfUnknownState } from '../model/openDecision.js'
import type { AccountReport } from '../report/accountReport.js'
import { firmFinding, isFirm, type OpenDecisionOutlook } from '../report/outlookSummary.js'
import type { Finding } from '../risk/finding.js'
import type { Interval } from '../support/interval.js'
import { type Names, nameOf } from './names.js'
import { amount, count, day, finite, grouped, percent } from './numbers.js'
import { plain } from './plain.js'

/** A number, or words where a number would mislead, and what it means. */
export interface Told {
  readonly figure: string
  readonly sentences: readonly string[]
  readonly tone: 'good' | 'mid' | 'bad' | 'unknown'
}

/** A chance that differs by more from that of a vote today needs a reason. */
const WORTH_A_REASON = 0.1

/** The chance of yes of an open decision, as far as it may be told as a number. */
export function chanceWords(outlook: OpenDecisionOutlook): Told {
  const { basis, ifVotedToday } = outlook
  if (basis === 'priorOnly') return { figure: 'not known', sentences: ['Nobody who decides was heard.'], tone: 'unknown' }
  const [vote, today] = [told(outlook), told(ifVotedToday)]
  if (basis === 'mostlyPrior') {
    return { figure: `between ${span(vote.range, 'and')}`, sentences: [`It depends on ${dependsOn(outlook)}.`], tone: 'unknown' }
  }
  if (!isFirm(outlook)) {
    const sentence = 'That is how it would end today; the vote is mostly unknown until those who decide are heard again.'
    return { figure: chance(today), sentences: [sentence], tone: toneOf(today) }
  }
  return { figure: chance(vote), sentences: besideToday(outlook, vote, today), tone: toneOf(vote) }
}

/** What a report says of a vote; one that was stored and changed may lack it, and is refused where a number is shown. */
function told({ probabilityOfYes = Number.NaN, range = NOWHERE, interval = NOWHERE }: Partial<Prospect> = {}): Prospect {
  return { probabilityOfYes, range, interval }
}

const NOWHERE: Interval = [Number.NaN, Number.NaN]

function toneOf({ probabilityOfYes }: Prospect): Told['tone'] {
  return probabilityOfYes >= 0.5 ? 'good' : 'bad'
}

function chance({ probabilityOfYes, interval }: Prospect): string {
  return `${percent(probabilityOfYes)} (${span(interval, 'to')})`
}

/** Two shares in percent, with the sign once. */
export function span([low, high]: Interval, between: 'and' | 'to'): string {
  return `${percent(low).replace(' %', '')} ${between} ${percent(high)}`
}

/** Whose answers leave it open. */
function dependsOn({ unheard, vacant, stale }: OpenDecisionOutlook): string {
  const never = unheard.length - vacant.length
  if (unheard.length > 0) {
    return [
      ...(never > 0 ? [`${count(never, 'person', 'people')} nobody has heard`] : []),
      ...(vacant.length > 0 ? [`${count(vacant.length, 'seat', 'seats')} whose holder has left or leaves before the vote`] : []),
    ].join(' and ')
  }
  const ago = stale.map(each => grouped(each.days))
  return `${count(stale.length, 'person', 'people')} last heard ${ago.length > 3 ? 'long' : `${enumerated(ago)} days`} ago`
}

/** Several parts of a sentence. */
export function enumerated(parts: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const [last = '', ...before] = [...parts].reverse()
  return before.length === 0 ? last : `${before.reverse().join(', ')} ${conjunction} ${last}`
}

/** The chance of a vote today, and why that of the vote is another. */
function besideToday(
  { agedDays = 0, daysLeft = 0, faded, stillFalls = 1 }: OpenDecisionOutlook,
  vote: Prospect,
  today: Prospect,
): string[] {
  if (agedDays === 0 && stillFalls === 1) return []
  const beside = `If voted today: ${chance(today)}.`
  if (Math.abs(vote.probabilityOfYes - today.probabilityOfYes) <= WORTH_A_REASON) return [beside]
  const late = `It is overdue by ${count(Math.floor(-daysLeft), 'day', 'days')} and may never be made.`
  const fades = `By the vote ${percent(faded)} of what is known will have faded unless those who decide are heard again.`
  return [beside, daysLeft < 0 ? late : fades]
}

/** The money at risk in an open decision, as far as it may be told as an amount. */
export function moneyWords(outlook: OpenDecisionOutlook, names: Names): Told {
  const { value, basis, unheard, stale } = outlook
  if (value === undefined) return { figure: 'unknown', sentences: ['The decision has no value.'], tone: 'unknown' }
  if (basis === 'priorOnly')
    return { figure: `${amount(value)} open, not judged`, sentences: ['Nobody who decides was heard.'], tone: 'unknown' }
  const { probabilityOfYes, range, interval } = told(outlook)
  const lossAt = (yes: number): number => value.amount * (1 - yes)
  if (!isFirm(outlook)) {
    const people = unheard.length > 0 ? unheard : stale.map(({ stakeholder }) => stakeholder)
    const on = people.length > 0 ? [`It depends on ${listed(people, names)}.`] : ['Most of what is known will have faded by the vote.']
    const least = basis === 'evidence' ? interval[0] : range[0]
    return { figure: `up to ${amount({ ...value, amount: rough(lossAt(least)) })}`, sentences: on, tone: 'unknown' }
  }
  const [low, high] = [lossAt(interval[1]), lossAt(interval[0])].map(each => grouped(rough(each)))
  const figure = `${amount({ ...value, amount: rough(lossAt(probabilityOfYes)) })} (${low} to ${high})`
  return { figure, sentences: [`The decision is worth ${amount(value)}.`], tone: 'mid' }
}

/** An amount that is an estimate, with three digits that count. */
export function rough(value: number): number {
  return Number(finite(value).toPrecision(3))
}

function listed(people: readonly string[], names: Names): string {
  const shown = people.slice(0, people.length > 3 ? 2 : 3).map(id => nameOf(names, id))
  const more = people.length - shown.length
  return enumerated(more > 0 ? [...shown, `${more} more`] : shown)
}

/** What a finding costs, where that may be told as a number, and of which of several open decisions. */
export function effectWords(finding: Finding, { outlooks }: Pick<AccountReport, 'outlooks'>): string[] {
  const { decision, effect } = finding
  const outlook = outlooks.find(each => each.decision === decision)
  if (outlook === undefined) return []
  const name = outlooks.length > 1 ? [plain(outlook.name)] : []
  if (effect === undefined || !isFirm(outlook)) return name
  const { revenueAtRisk: cost } = firmFinding(finding, outlooks)
  const points = Math.round(100 * finite(effect))
  if (points === 0) return name
  const money = cost === undefined || finite(cost.amount) < 1 ? [] : [amount({ ...cost, amount: rough(cost.amount) })]
  return [...name, `${count(points, 'point', 'points')} of the chance of yes`, ...money]
}

/** Why there is no chance and no amount to tell. */
export function noOutlookWords({ decision }: Pick<AccountReport, 'decision'>): string {
  if (decision !== undefined && isOfUnknownState(decision)) return 'nobody knows whether the decision is open: its stage is not understood'
  return decision?.outcome === undefined
    ? 'no decision in view; none is known to be open'
    : `decided: ${OUTCOMES[decision.outcome.result]} on ${day(decision.outcome.at)}`
}

const OUTCOMES = { won: 'won', lost: 'lost', noDecision: 'no decision was made' } as const
