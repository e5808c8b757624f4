/** A span that holds the truth with a probability of 90 %. */
export type Interval = readonly [low: number, high: number]

/** The scale of sentiment, and that of differences of sentiments. */
export const SENTIMENT: Interval = [-1, 1]
export const DIFFERENCE: Interval = [-2, 2]

/** A number, or the end of a range that it is beyond. */
export function within(value: number, [low, high]: Interval): number {
  return Math.min(Math.max(value, low), high)
}

/** A span, cut to a range. */
export function cut([low, high]: Interval, range: Interval): Interval {
  return [within(low, range), within(high, range)]
}

/** The smallest span that holds all of some spans. */
export function holding(...spans: readonly Interval[]): Interval {
  return [Math.min(...spans.map(([low]) => low)), Math.max(...spans.map(([, high]) => high))]
}

/** A step as far as it stays on the scale of sentiment; from beyond its end it leads no further away, and not back. */
export function stepWithin(from: number, by: number): number {
  const [low, high] = SENTIMENT
  return by > 0 ? Math.max(0, Math.min(by, high - from)) : Math.min(0, Math.max(by, low - from))
}
