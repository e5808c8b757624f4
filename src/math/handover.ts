import { InvalidArgumentError, type Issue } from '../errors.js'
import { itemAt } from '../support/linear.js'

/** Dated evidence of who drives: the users, as before, or by now the deciders. */
export interface HandoverEvent {
  /** When, in days from any fixed point. Events within one whole day count as a cluster. */
  readonly day: number
  /** Whether a decider drove it; or, where several share it, the deciders' part, 0..1. */
  readonly byDecider: boolean | number
  /** The probability that a decider drives such an event before the hand-over, within 0..1; 0.3 when absent. */
  readonly p0?: number
  /** The same after the hand-over; 0.6 when absent. */
  readonly p1?: number
  /** How far the event is believed, 0..1; it scales what it tells. 1 when absent. */
  readonly weight?: number
}

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

/** Whether and when power passed to the deciders. */
export interface Handover {
  /** The probability that it has passed by the day of the question, 0..1. */
  readonly probability: number
  /** The day of the first event at which the rule flagged it; absent when it never did. */
  readonly flaggedDay?: number
  /** When it happened, if it did; absent as long as there is no time between two events in which it could have. */
  readonly date?: {
    /** The middle of the most probable gap between events. */
    readonly day: number
    /** The central 80 % of the date, given that it happened. */
    readonly interval: [number, number]
  }
  /** The probability after each day with events. */
  readonly path: { readonly day: number; readonly probability: number }[]
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
  refuseBadInput(events, options)
  const past = events.filter(event => event.day <= options.day)
  const clusters = clustersOf(past, options.withinDayCorrelation)
  const path = pathOf(clusters, options.hazardPerDay)
  const flagged = path.find(({ probability }) => probability >= 1 - options.falseAlarmShare)
  const last = path.at(-1)
  const date = dateOf(clusters, options)
  return {
    probability: last === undefined ? 0 : aged(last.probability, options.day - last.day, options.hazardPerDay),
    ...(flagged !== undefined && { flaggedDay: flagged.day }),
    ...(date !== undefined && { date }),
    path,
  }
}

/** When flags of a hand-over are raised and taken back. */
export interface Hysteresis {
  /** The probability at or above which it is flagged. */
  readonly up: number
  /** The probability at or below which a flag is taken back. */
  readonly down: number
}

/** Where a hand-over stands after some evidence. */
export interface HandoverState {
  readonly probability: number
  /** Whether it is flagged, and has not been taken back since. */
  readonly flagged: boolean
  /** The days on which it was flagged and taken back, in turn. */
  readonly turns: readonly number[]
}

/**
 * Follows a hand-over that may be taken back: as long as it is not flagged power may pass at any time, and once it is flagged it may pass
 * back at any time, with the same hazard. Two thresholds far apart keep ambiguous evidence from flipping the flag.
 */
export function followHandover(clusters: readonly Cluster[], hazardPerDay: number, { up, down }: Hysteresis): HandoverState {
  let state: HandoverState = { probability: 0, flagged: false, turns: [] }
  let last: number | undefined
  for (const { day, evidence } of clusters) {
    const days = day - (last ?? day)
    const before = state.flagged ? 1 - aged(1 - state.probability, days, hazardPerDay) : aged(state.probability, days, hazardPerDay)
    const probability = updated(before, evidence)
    const turned = state.flagged ? probability <= down : probability >= up
    state = { probability, flagged: state.flagged !== turned, turns: turned ? [...state.turns, day] : state.turns }
    last = day
  }
  return state
}

/** The events of one day, and what they tell together. */
export interface Cluster {
  readonly day: number
  /** The logarithm of the likelihood ratio of "it has passed" to "it has not". */
  readonly evidence: number
}

/** Events day by day, each day's evidence corrected for how alike its events are. */
export function clustersOf(events: readonly HandoverEvent[], withinDayCorrelation: number): Cluster[] {
  const byDay = new Map<number, { day: number; sum: number; count: number }>()
  for (const event of [...events].sort((a, b) => a.day - b.day)) {
    const whole = Math.floor(event.day)
    const before = byDay.get(whole) ?? { day: event.day, sum: 0, count: 0 }
    byDay.set(whole, { day: event.day, sum: before.sum + evidenceOf(event), count: before.count + 1 })
  }
  return [...byDay.values()].map(each => ({ day: each.day, evidence: each.sum / (1 + (each.count - 1) * withinDayCorrelation) }))
}

/** The probability after some days without evidence. */
export function aged(probability: number, days: number, hazardPerDay: number): number {
  return 1 - (1 - probability) * (1 - hazardPerDay) ** days
}

/** The probability after some evidence. */
function updated(probability: number, evidence: number): number {
  const forIt = probability * Math.exp(evidence)
  return forIt / (forIt + 1 - probability)
}

function pathOf(clusters: readonly Cluster[], hazardPerDay: number): Handover['path'] {
  const path: { day: number; probability: number }[] = []
  for (const { day, evidence } of clusters) {
    const before = path.at(-1)
    const now = before === undefined ? 0 : aged(before.probability, day - before.day, hazardPerDay)
    path.push({ day, probability: updated(now, evidence) })
  }
  return path
}

function evidenceOf({ byDecider, p0 = 0.3, p1 = 0.6, weight = 1 }: HandoverEvent): number {
  const part = Number(byDecider)
  return weight * (part * Math.log(p1 / p0) + (1 - part) * Math.log((1 - p1) / (1 - p0)))
}

/**
 * When it happened, from the posterior over the gaps between events: that a gap holds the change has the probability of the prior that it
 * does, times the evidence of all events after it.
 */
export function dateOf(
  clusters: readonly Cluster[],
  { hazardPerDay, day }: Pick<HandoverOptions, 'hazardPerDay' | 'day'>,
): Handover['date'] {
  const first = clusters[0]
  if (first === undefined) return undefined
  const ends = [...clusters.map(cluster => cluster.day), day]
  const later = laterEvidence(clusters)
  const gaps = ends.slice(1).map((to, i) => ({ from: itemAt(ends, i), to, later: itemAt(later, i) }))
  const most = Math.max(...gaps.map(gap => gap.later))
  const masses = gaps.map(({ from, to, later }) => priorMass(from - first.day, to - first.day, hazardPerDay) * Math.exp(later - most))
  const total = masses.reduce((sum, mass) => sum + mass, 0)
  if (!(total > 0)) return undefined
  const best = masses.indexOf(Math.max(...masses))
  const { from = day, to = day } = gaps[best] ?? {}
  const quantile = (share: number): number => quantileOf(gaps, masses, share * total)
  return { day: (from + to) / 2, interval: [quantile(0.1), quantile(0.9)] }
}

/** What all clusters after each one tell together. */
function laterEvidence(clusters: readonly Cluster[]): number[] {
  const later = clusters.map(() => 0)
  for (let i = clusters.length - 2; i >= 0; i--) later[i] = itemAt(later, i + 1) + (clusters[i + 1]?.evidence ?? 0)
  return later
}

/** The prior probability that the change falls between two days. */
function priorMass(from: number, to: number, hazardPerDay: number): number {
  const survival = Math.log1p(-hazardPerDay)
  return -Math.exp(from * survival) * Math.expm1((to - from) * survival)
}

/** The day by which so much of the mass has come; within a gap it comes evenly. */
function quantileOf(gaps: readonly { readonly from: number; readonly to: number }[], masses: readonly number[], wanted: number): number {
  let before = 0
  for (const [i, { from, to }] of gaps.entries()) {
    const mass = itemAt(masses, i)
    if (before + mass >= wanted && mass > 0) return from + ((wanted - before) / mass) * (to - from)
    before += mass
  }
  return gaps.at(-1)?.to ?? Number.NaN
}

function refuseBadInput(events: readonly HandoverEvent[], options: HandoverOptions): void {
  const wrong = (path: string, message: string): Issue => ({ path, message, code: 'invalidArgument' })
  const inside = (value: number): boolean => value > 0 && value < 1
  const closed = (value: number): boolean => value >= 0 && value <= 1
  const issues = [
    ...(inside(options.hazardPerDay) ? [] : [wrong('hazardPerDay', 'is not between 0 and 1')]),
    ...(inside(options.falseAlarmShare) ? [] : [wrong('falseAlarmShare', 'is not between 0 and 1')]),
    ...(closed(options.withinDayCorrelation) ? [] : [wrong('withinDayCorrelation', 'is not within 0..1')]),
    ...(Number.isFinite(options.day) ? [] : [wrong('day', 'is not a number')]),
    ...events.flatMap(({ day, byDecider, p0 = 0.3, p1 = 0.6, weight = 1 }, i) => [
      ...(Number.isFinite(day) ? [] : [wrong(`events[${i}].day`, 'is not a number')]),
      ...(closed(Number(byDecider)) ? [] : [wrong(`events[${i}].byDecider`, 'is neither true nor false nor within 0..1')]),
      ...(inside(p0) && inside(p1) ? [] : [wrong(`events[${i}]`, 'has a p0 or p1 that is not between 0 and 1')]),
      ...(closed(weight) ? [] : [wrong(`events[${i}].weight`, 'is not within 0..1')]),
    ]),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('detectHandover', issues)
}
