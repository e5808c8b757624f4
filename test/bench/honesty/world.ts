import type { Random } from '../../../src/support/random.js'

/** How sentiments differ between people and in time. */
export interface Mood {
  readonly mean: number
  readonly sd: number
  readonly halfLifeDays: number
  readonly sameGroupCorrelation: number
  /** Whether sentiments stay as they are and are drawn anew at times, where otherwise they drift; they correlate alike in time. */
  readonly jumps?: boolean
}

/** The true sentiments of some people as time passes: Ornstein-Uhlenbeck processes of which a part is common to each group. */
export interface Wandering {
  /** Everybody's sentiment now, in the order of their groups. */
  now(): number[]
  /** Lets so many days pass. */
  pass(days: number): void
  /** Takes this share, 0..1, of what holds of the people of some groups. */
  upset(share: number, groups: readonly string[]): void
}

/** People in groups whose sentiments wander, begun in their stationary distribution. */
export function wandering(
  groups: readonly string[],
  { mean, sd, halfLifeDays, sameGroupCorrelation: rho, jumps = false }: Mood,
  random: Random,
): Wandering {
  const common = new Map(groups.map(group => [group, random.normal()]))
  let own = groups.map(() => random.normal())
  const move = (kept: number, isMoved: (group: string) => boolean): void => {
    const drift = (x: number): number => kept * x + Math.sqrt(1 - kept * kept) * random.normal()
    const on = jumps ? (x: number): number => (random.uniform() < kept ? x : random.normal()) : drift
    for (const [group, x] of common) if (isMoved(group)) common.set(group, on(x))
    own = own.map((x, i) => (isMoved(groups[i] ?? '') ? on(x) : x))
  }
  return {
    now: () => groups.map((group, i) => mean + sd * (Math.sqrt(rho) * (common.get(group) ?? 0) + Math.sqrt(1 - rho) * (own[i] ?? 0))),
    pass: days => move(2 ** (-days / halfLifeDays), () => true),
    upset: (share, of) => move(1 - share, group => of.includes(group)),
  }
}

/** A sentiment as a village holds it: within -1..1. */
export function asReading(sentiment: number): number {
  return Math.min(1, Math.max(-1, sentiment))
}

/** The day so many days after 1 January 2025, as a date. */
export function dateOf(day: number): string {
  return new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)
}

/** One of some items, each as likely. */
export function oneOf<Item>(items: readonly Item[], random: Random): Item {
  const item = items[random.below(items.length)]
  if (item === undefined) throw new RangeError('there is nothing to choose from')
  return item
}
