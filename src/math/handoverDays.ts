/** Dated evidence of who drives. */
export interface HandoverEvent {
  /** When, in days from any fixed point. Events within one whole day count as a cluster. */
  readonly day: number
  /** Whether a decider drove it. */
  readonly byDecider: boolean
  /** How much it counts, 0..1; 1 when absent. One of 0 is left out. */
  readonly weight?: number | undefined
}

/** An event that hands power over by itself, such as a decider who is appointed. */
export interface StructuralEvent {
  /** When, in days from the same point. */
  readonly day: number
  /** The side to which power passes with it. */
  readonly to: 'deciders' | 'users'
  /** The probability that power passes with it, 0..1. One of 0 is left out. */
  readonly probability: number
}

/** What one whole day tells. */
export interface HandoverDay {
  readonly day: number
  /** The weight of what deciders drove and of what others drove, corrected for how alike events of one day are. */
  readonly deciders: number
  readonly users: number
  /** The probabilities that power passed by structural events of the day. */
  readonly toDeciders: number
  readonly toUsers: number
}

/** What whole days tell, in order. The order of the events changes nothing, not by a single bit. */
export function handoverDays(
  events: readonly HandoverEvent[],
  structural: readonly StructuralEvent[],
  withinDayCorrelation: number,
): HandoverDay[] {
  const byDay = new Map<number, Tally>()
  const on = (day: number): Tally => {
    const whole = Math.floor(day)
    const found = byDay.get(whole)
    if (found !== undefined) return found
    const tally = { day: whole, count: 0, deciders: 0, users: 0, notToDeciders: 1, notToUsers: 1 }
    byDay.set(whole, tally)
    return tally
  }
  // Sums and products of numbers in order do not depend on that in which they were given.
  for (const { day, byDecider, weight = 1 } of [...events].sort((a, b) => (a.weight ?? 1) - (b.weight ?? 1))) {
    if (weight === 0) continue
    const tally = on(day)
    tally.count++
    tally[byDecider ? 'deciders' : 'users'] += weight
  }
  for (const { day, to, probability } of [...structural].sort((a, b) => a.probability - b.probability)) {
    if (probability > 0) on(day)[to === 'deciders' ? 'notToDeciders' : 'notToUsers'] *= 1 - probability
  }
  return [...byDay.values()]
    .sort((a, b) => a.day - b.day)
    .map(({ day, count, deciders, users, notToDeciders, notToUsers }) => {
      const alike = 1 + Math.max(0, count - 1) * withinDayCorrelation
      return { day, deciders: deciders / alike, users: users / alike, toDeciders: 1 - notToDeciders, toUsers: 1 - notToUsers }
    })
}

/** The events of a whole day, added up. */
interface Tally {
  readonly day: number
  count: number
  deciders: number
  users: number
  notToDeciders: number
  notToUsers: number
}
