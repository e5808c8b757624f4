/** A forecast, 0..1, and whether it came true. */
export interface Judged {
  readonly said: number
  readonly came: boolean
}

/** A number and its standard error. */
export interface Estimate {
  readonly value: number
  readonly error: number
}

/** The mean of some numbers; not a number of none. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The mean with its standard error. */
export function estimateOf(values: readonly number[]): Estimate {
  const value = meanOf(values)
  return { value, error: Math.sqrt(meanOf(values.map(each => (each - value) ** 2)) / values.length) }
}

/** The share of some items of which something is true. */
export function shareWhere<Item>(items: readonly Item[], is: (item: Item) => boolean): number {
  return items.filter(is).length / items.length
}

/** The mean squared difference of what was said and what came. */
export function brierOf(forecasts: readonly Judged[]): Estimate {
  return estimateOf(forecasts.map(({ said, came }) => (said - Number(came)) ** 2))
}

/** What the share that came true would have scored as the forecast of each. */
export function baseRateBrier(forecasts: readonly Judged[]): number {
  const share = shareWhere(forecasts, ({ came }) => came)
  return share * (1 - share)
}

/** In the fifths of some forecasts, from the least sure of a yes to the surest, what they said and what came. */
export function fifthsOf(forecasts: readonly Judged[]): { readonly said: number; readonly came: number }[] {
  const sorted = [...forecasts].sort((a, b) => a.said - b.said)
  return [0, 1, 2, 3, 4].map(k => {
    const fifth = sorted.slice(Math.floor((k * sorted.length) / 5), Math.floor(((k + 1) * sorted.length) / 5))
    return { said: meanOf(fifth.map(({ said }) => said)), came: shareWhere(fifth, ({ came }) => came) }
  })
}

/** Forecasts nearer to 0 or 1 than this are taken as this far away, so that their log odds are finite. */
const SUREST = 1e-6

/** The slope of the log odds of what came on those of what was said, by logistic regression with Newton's method; 1 is right. */
export function slopeOf(forecasts: readonly Judged[]): Estimate {
  const rows = forecasts.map(({ said, came }) => {
    const p = Math.min(1 - SUREST, Math.max(SUREST, said))
    return { x: Math.log(p / (1 - p)), y: Number(came) }
  })
  let [intercept, slope, variance] = [0, 1, Number.NaN]
  for (let step = 0; step < 50; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0]
    for (const { x, y } of rows) {
      const p = 1 / (1 + Math.exp(-intercept - slope * x))
      const weight = p * (1 - p)
      g0 += y - p
      g1 += (y - p) * x
      h00 += weight
      h01 += weight * x
      h11 += weight * x * x
    }
    const determinant = h00 * h11 - h01 * h01
    intercept += (h11 * g0 - h01 * g1) / determinant
    slope += (h00 * g1 - h01 * g0) / determinant
    variance = h00 / determinant
  }
  return { value: slope, error: Math.sqrt(variance) }
}

/** How probable it is that one of the higher has a larger score than one of the lower, half of it where scores are equal: the area under the curve. */
export function areaOf(higher: readonly number[], lower: readonly number[]): number {
  return meanOf(higher.flatMap(a => lower.map(b => (Math.abs(a - b) < 1e-12 ? 0.5 : Number(a > b)))))
}
