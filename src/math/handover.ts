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
  /** The probability that it has passed by the day of the question, 0..1; 1 less this is that it has not happened yet. */
  readonly probability: number
  /** The day, that of its last event, after whose events the rule first flagged it; absent when it never did. */
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
  const flagged = path.find(({ logOdds }) => probabilityOf(logOdds) >= 1 - options.falseAlarmShare)
  const last = path.at(-1)
  const date = dateOf(clusters, options)
  return {
    probability: last === undefined ? 0 : probabilityOf(aged(last.logOdds, options.day - last.day, options.hazardPerDay)),
    ...(flagged !== undefined && { flaggedDay: flagged.day }),
    ...(date !== undefined && { date }),
    path: path.map(({ day, logOdds }) => ({ day, probability: probabilityOf(logOdds) })),
  }
}

/** What a detector of hand-overs that may be taken back believes, and when it raises flags and takes them back. */
export interface HandoverRule {
  readonly hazardPerDay: number
  readonly withinDayCorrelation: number
  /** The probability at or above which it is flagged. */
  readonly up: number
  /** The probability at or below which a flag is taken back. */
  readonly down: number
}

/** Where a hand-over stands after some events. */
export interface HandoverState {
  /** The logarithm of the odds that it has happened. */
  readonly logOdds: number
  readonly day: number
  /** Whether it is flagged, and has not been taken back since. */
  readonly flagged: boolean
  /** Whether it ever was. */
  readonly everFlagged: boolean
  /** Where it stood before this day's events, and what those tell. */
  readonly before: { readonly logOdds: number; readonly day: number }
  readonly evidence: number
  readonly count: number
}

/**
 * Where a hand-over stands after more events, all of one moment. As long as it is not flagged power may pass at any time; once it is, power
 * may pass either way with the same hazard. Two thresholds far apart keep ambiguous evidence from flipping the flag.
 */
export function afterEvents(state: HandoverState | undefined, events: readonly HandoverEvent[], rule: HandoverRule): HandoverState {
  const now = events[0]?.day ?? Number.NaN
  const { logOdds, day, flagged = false, everFlagged = false } = state ?? { logOdds: Number.NEGATIVE_INFINITY, day: now }
  const sameDay = state !== undefined && Math.floor(state.day) === Math.floor(now)
  const before = sameDay ? state.before : { logOdds, day }
  const evidence = events.reduce((sum, event) => sum + evidenceOf(event), sameDay ? state.evidence : 0)
  const count = (sameDay ? state.count : 0) + events.length
  const prior = (flagged ? swaying : aged)(before.logOdds, now - before.day, rule.hazardPerDay)
  const after = prior + evidence / (1 + (count - 1) * rule.withinDayCorrelation)
  const probability = probabilityOf(after)
  const turned = flagged ? probability <= rule.down : probability >= rule.up
  const isFlagged = flagged !== turned
  return { logOdds: after, day: now, flagged: isFlagged, everFlagged: everFlagged || isFlagged, before, evidence, count }
}

/** The probability of a hand-over that stands so, some days after its last event. */
export function probabilityAfter({ logOdds, flagged }: HandoverState, days: number, hazardPerDay: number): number {
  return probabilityOf((flagged ? swaying : aged)(logOdds, days, hazardPerDay))
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

/** A probability by the logarithm of its odds. */
function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/**
 * Log odds after some days without evidence in which power may pass: the odds become `(odds + h) / (1 - h)`, with `h` the chance that it
 * passes in them.
 */
function aged(logOdds: number, days: number, hazardPerDay: number): number {
  const stay = days * Math.log1p(-hazardPerDay)
  return logSum(logOdds, Math.log(-Math.expm1(stay))) - stay
}

/** Log odds after some days without evidence in which power may pass either way. */
function swaying(logOdds: number, days: number, hazardPerDay: number): number {
  const turn = -Math.expm1(days * Math.log1p(-Math.min(2 * hazardPerDay, 1))) / 2
  const [move, stay] = [Math.log(turn), Math.log1p(-turn)]
  return logSum(logOdds + stay, move) - logSum(logOdds + move, stay)
}

/** The logarithm of the sum of two numbers by their logarithms. */
function logSum(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a]
  return low === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high))
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

function evidenceOf({ byDecider, p0 = 0.3, p1 = 0.6, weight = 1 }: HandoverEvent): number {
  const part = Number(byDecider)
  // A part of nothing says nothing, even of something impossible.
  const told = (share: number, after: number, before: number): number => (share > 0 ? share * (Math.log(after) - Math.log(before)) : 0)
  return weight * (told(part, p1, p0) + told(1 - part, 1 - p1, 1 - p0))
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
