/** Dated evidence of who drives: the users, as before, or by now the deciders. */
export interface HandoverEvent {
  /** When, in days from any fixed point. Events within one whole day count as a cluster. */
  readonly day: number
  /** Whether a decider drove it; or, where several share it, the deciders' part, 0..1. */
  readonly byDecider: boolean | number
  /** The probability that a decider drives such an event before the hand-over, within 0..1; 0.3 when absent. */
  readonly p0?: number | undefined
  /** The same after the hand-over; 0.6 when absent. */
  readonly p1?: number | undefined
  /** How far the event is believed, 0..1; it scales what it tells. 1 when absent. */
  readonly weight?: number | undefined
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

/** What an event tells: the logarithm of the likelihood ratio of "it has passed" to "it has not". */
export function evidenceOf({ byDecider, p0 = 0.3, p1 = 0.6, weight = 1 }: HandoverEvent): number {
  const part = Number(byDecider)
  // A part of nothing says nothing, even of something impossible.
  const information = (share: number, after: number, before: number): number =>
    share > 0 ? share * (Math.log(after) - Math.log(before)) : 0
  return weight * (information(part, p1, p0) + information(1 - part, 1 - p1, 1 - p0))
}
