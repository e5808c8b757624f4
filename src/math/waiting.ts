import { itemAt } from '../support/linear.js'

/** How long something takes. */
export interface Waiting {
  /** How many are done. */
  readonly done: number
  /** How many are not. */
  readonly open: number
  /** The median of those done; absent when there is none. It is too short while some are open, because the slow ones are among those. */
  readonly median?: number
  /**
   * The median that counts those open as taking at least as long as they have waited; absent while it is not reached, because half or more
   * may still take longer than any that is done.
   */
  readonly medianWithOpen?: number
}

/**
 * How long something takes, of cases that are done and cases that still wait: the plain median, and the one of Kaplan and Meier.
 *
 * The share not done after `t` is the product over all times up to `t` at which cases were done of `1 - done / waiting`; its median is the
 * first time at which it is one half or less.
 *
 * @param done how long each took that is done, at least 0
 * @param open how long each has waited that is not
 * @see E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", Journal of the American Statistical Association
 * 53 (1958)
 */
export function waiting(done: readonly number[], open: readonly number[]): Waiting {
  const median = medianOf(done)
  const withOpen = productLimitMedian(done, open)
  return {
    done: done.length,
    open: open.length,
    ...(median !== undefined && { median }),
    ...(withOpen !== undefined && { medianWithOpen: withOpen }),
  }
}

/** The median: the middle value, or the mean of the middle two; `undefined` of nothing. */
export function medianOf(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? itemAt(sorted, half) : (itemAt(sorted, half - 1) + itemAt(sorted, half)) / 2
}

function productLimitMedian(done: readonly number[], open: readonly number[]): number | undefined {
  const all = [...done, ...open]
  let left = 1
  for (const time of [...new Set(done)].sort((a, b) => a - b)) {
    const still = all.filter(each => each >= time).length
    left *= 1 - done.filter(each => each === time).length / still
    // One half may be missed by a rounding error, as after three quarters times two thirds.
    if (left <= 0.5 + 1e-12) return time
  }
  return undefined
}
