import { InvalidArgumentError, type Issue } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { between0And1, finite, type OptionShape, optionIssues, within } from '../support/options.js'
import { checkObjects, invalid, isModest, isWithin } from './given.js'
import { dateOf, type HandoverDate } from './handoverDate.js'
import { type Cluster, clustersOf, type HandoverEvent } from './handoverEvidence.js'
import { aged, probabilityOf } from './logOdds.js'

/** What the detector believes of hand-overs in general. */
export interface HandoverOptions {
  /** The probability that a hand-over happens on any one day, within 0..1. */
  readonly hazardPerDay: number
  /** The share of flags that may be false, within 0..1: a flag is raised at a probability of 1 less this. */
  readonly falseAlarmShare: number
  /** How alike events of one day are, 0..1: what they tell together is divided by `1 + (m - 1) psi`, with `m` events. */
  readonly withinDayCorrelation: number
  /** The day of the question; what comes later is ignored. */
  readonly day: number
}

const HANDOVER_OPTIONS: OptionShape<HandoverOptions> = {
  hazardPerDay: between0And1,
  falseAlarmShare: between0And1,
  withinDayCorrelation: within(0, 1),
  day: finite,
}

/** Whether and when power passed to the deciders. */
export interface Handover {
  /** The probability that it has passed by the day of the question, 0..1; 1 less this is that it has not happened yet. */
  readonly probability: number
  /** The day, that of its last event, after whose events the rule first flagged it; absent when it never did. */
  readonly flaggedDay?: number
  /** When it happened, if it did; absent as long as there is no time between two events in which it could have. */
  readonly date?: HandoverDate
  /** The probability after each day with events. */
  readonly path: readonly { readonly day: number; readonly probability: number }[]
}

/**
 * Whether power has passed from users to deciders, by Shiryaev's rule on dated evidence of who drives.
 *
 * Before the first event the probability is 0. In `dt` days it rises to `1 - (1 - P)(1 - hazard)^dt`; an event multiplies its odds by
 * `e^l`, with `l = x log(p1 / p0) + (1 - x) log((1 - p1) / (1 - p0))` and `x` the deciders' part. The flag is raised at the first event
 * after which the probability is at least `1 - falseAlarmShare`: if the model holds, at most that share of flags is false. Time without
 * events raises no flag.
 *
 * @throws InvalidArgumentError when a number is out of its range
 * @see A. N. Shiryaev, "On optimum methods in quickest detection problems", Theory of Probability and Its Applications 8 (1963)
 * @example
 * import { detectHandover } from 'account-village/math'
 * const events = [0, 7, 14, 21, 28, 35, 42, 49].map(day => ({ day, byDecider: day > 10 }))
 * const { probability, flaggedDay, date } = detectHandover(events, { hazardPerDay: 1 / 365, falseAlarmShare: 0.05, withinDayCorrelation: 0.3, day: 49 })
 * probability //=> 0.7747
 * flaggedDay //=> undefined
 * date //=> { day: 10.5, interval: [3.03, 26.62] }
 */
export function detectHandover(events: readonly HandoverEvent[], options: HandoverOptions): Handover {
  checkObjects('detectHandover', 'events', events)
  const issues = [
    ...optionIssues(options, HANDOVER_OPTIONS, ['hazardPerDay', 'falseAlarmShare', 'withinDayCorrelation', 'day']),
    ...eventIssues(events),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('detectHandover', issues)
  const { hazardPerDay, falseAlarmShare, withinDayCorrelation, day: until } = options
  const past = events.filter(event => event.day <= until)
  const clusters = clustersOf(past, withinDayCorrelation)
  const path = pathOf(clusters, hazardPerDay)
  const flagged = path.find(({ logOdds }) => probabilityOf(logOdds) >= 1 - falseAlarmShare)
  const last = path.at(-1)
  const date = dateOf(clusters, options)
  return deepFreeze({
    probability: last === undefined ? 0 : probabilityOf(aged(last.logOdds, until - last.day, hazardPerDay)),
    ...(flagged !== undefined && { flaggedDay: flagged.day }),
    ...(date !== undefined && { date }),
    path: path.map(({ day, logOdds }) => ({ day, probability: probabilityOf(logOdds) })),
  })
}

function pathOf(clusters: readonly Cluster[], hazardPerDay: number): { readonly day: number; readonly logOdds: number }[] {
  const path: { day: number; logOdds: number }[] = []
  for (const { day, evidence } of clusters) {
    const before = path.at(-1)
    const now = before === undefined ? Number.NEGATIVE_INFINITY : aged(before.logOdds, day - before.day, hazardPerDay)
    path.push({ day, logOdds: now + evidence })
  }
  return path
}

function eventIssues(events: readonly HandoverEvent[]): Issue[] {
  const inside = (value: unknown): boolean => isWithin(value, 0, 1) && value > 0 && value < 1
  const closed = (value: unknown): boolean => isWithin(value, 0, 1)
  return events.flatMap(({ day, byDecider, p0 = 0.3, p1 = 0.6, weight = 1 }, i) => [
    ...(isModest(day) ? [] : [invalid(`events[${i}].day`, 'is not a number')]),
    ...(typeof byDecider === 'boolean' || closed(byDecider)
      ? []
      : [invalid(`events[${i}].byDecider`, 'is neither true nor false nor within 0..1')]),
    ...(inside(p0) && inside(p1) ? [] : [invalid(`events[${i}]`, 'has a p0 or p1 that is not between 0 and 1')]),
    ...(closed(weight) ? [] : [invalid(`events[${i}].weight`, 'is not within 0..1')]),
  ])
}
