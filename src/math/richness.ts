import { NINETY_PERCENT } from '../support/normal.js'

/** How many kinds there are, those not yet met included. */
export interface Richness {
  /** How many kinds were met. */
  readonly observed: number
  /** How many there are at least, by the estimate; as a rule no whole number. */
  readonly estimate: number
  /** The 90 % interval of the estimate; never below `observed`. */
  readonly interval: readonly [low: number, high: number]
}

/**
 * How many kinds there are, judged by how many were met only once or twice: the bias-corrected estimator of Chao.
 *
 * With `f1` kinds met once and `f2` met twice it is `observed + f1 (f1 - 1) / (2 (f2 + 1))`. What is not met follows a log-normal
 * distribution with the variance of the estimate; where the estimate adds nothing, the interval is that of the Poisson distribution with as
 * many meetings a kind. `undefined` where nothing was met.
 *
 * @param counts how often each kind was met, whole numbers; those of 0 are left out
 * @param z half the width of the interval in standard deviations; that of a 90 % interval when absent
 * @see A. Chao, "Nonparametric estimation of the number of classes in a population", Scandinavian Journal of Statistics 11 (1984), and for
 * the variance and the interval "Estimating the population size for capture-recapture data with unequal catchability", Biometrics 43 (1987)
 */
export function chao1(counts: readonly number[], z = NINETY_PERCENT): Richness | undefined {
  const met = counts.filter(count => count > 0)
  const observed = met.length
  if (observed === 0) return undefined
  const once = met.filter(count => count === 1).length
  const twice = met.filter(count => count === 2).length
  const unseen = (once * (once - 1)) / (2 * (twice + 1))
  const estimate = observed + unseen
  if (unseen === 0) return { observed, estimate, interval: poissonInterval(met, z) }
  const factor = Math.exp(z * Math.sqrt(Math.log(1 + varianceOf(once, twice, estimate) / unseen ** 2)))
  return { observed, estimate, interval: [observed + unseen / factor, observed + unseen * factor] }
}

/** The variance of the estimate; where nothing was met twice, that of the uncorrected estimator in its limit. */
function varianceOf(once: number, twice: number, estimate: number): number {
  if (twice === 0) return (once * (once - 1)) / 2 + (once * (2 * once - 1) ** 2) / 4 - once ** 4 / (4 * estimate)
  const below = twice + 1
  return (
    (once * (once - 1)) / (2 * below) +
    (once * (2 * once - 1) ** 2) / (4 * below ** 2) +
    (once ** 2 * twice * (once - 1) ** 2) / (4 * below ** 4)
  )
}

/** The interval where every kind was met so often that the estimate finds none missing. */
function poissonInterval(met: readonly number[], z: number): readonly [number, number] {
  const observed = met.length
  const missed = Math.exp(-met.reduce((sum, count) => sum + count, 0) / observed)
  const middle = observed / (1 - missed)
  const reach = (z * Math.sqrt(observed * missed * (1 - missed))) / (1 - missed)
  return [Math.max(observed, middle - reach), Math.max(observed, middle + reach)]
}
