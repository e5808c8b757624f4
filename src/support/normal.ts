/** Half the width of a central 90 % interval of the standard normal distribution, in standard deviations. */
export const NINETY_PERCENT = 1.6448536269514722

/** The standard normal distribution function: the probability of a value of at most `z`. Absolute error below 1e-15. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2)
}

/** The standard normal density. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) * 0.3989422804014327 // 1 / sqrt(2 pi)
}

/** The value that is not exceeded with probability `p`, above 0 and below 1: the inverse of `normalCdf`. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p)
  // M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.2.23, within 0.00045; then Halley's steps.
  const t = Math.sqrt(-2 * Math.log(p))
  let z = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
  for (let step = 0; step < 3; step++) {
    const error = (normalCdf(z) - p) / normalDensity(z)
    if (Number.isFinite(error)) z -= error / (1 + (z * error) / 2)
  }
  return z
}

/**
 * What a value of at most `z` says: the logarithm of its probability, the ratio of density to probability, and by how much that ratio
 * exceeds `-z`. Far below 0, where probability and density vanish, by the asymptotic series.
 *
 * @see M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.2.12
 */
export function normalTail(z: number): { readonly logProbability: number; readonly ratio: number; readonly excess: number } {
  if (z > -30) {
    const probability = normalCdf(z)
    const ratio = normalDensity(z) / probability
    return { logProbability: z > 0 ? Math.log1p(-normalCdf(-z)) : Math.log(probability), ratio, excess: ratio + z }
  }
  const inverse = -1 / z
  const excess = inverse * (1 - inverse * inverse * (2 - inverse * inverse * 10))
  const ratio = excess - z
  return { logProbability: -0.5 * z * z - 0.9189385332046727 - Math.log(ratio), ratio, excess } // log(2 pi) / 2
}

/**
 * The complementary error function by the rational approximations of W. J. Cody, "Rational Chebyshev approximations for the error
 * function", Mathematics of Computation 23 (1969), in three ranges.
 */
function erfc(x: number): number {
  const size = Math.abs(x)
  if (size <= 0.46875) return 1 - x * ratio(size * size, NEAR, NEAR_BELOW)
  const tail = size <= 4 ? ratio(size, MIDDLE, MIDDLE_BELOW) : farTail(size)
  const positive = size > 26.6 ? 0 : Math.exp(-size * size) * tail
  return x < 0 ? 2 - positive : positive
}

function farTail(size: number): number {
  const inverseSquare = 1 / (size * size)
  return (0.5641895835477563 - inverseSquare * ratio(inverseSquare, FAR, FAR_BELOW)) / size // 1 / sqrt(pi)
}

/** The ratio of two polynomials, highest power first. */
function ratio(x: number, above: readonly number[], below: readonly number[]): number {
  let top = 0
  let bottom = 0
  for (const coefficient of above) top = top * x + coefficient
  for (const coefficient of below) bottom = bottom * x + coefficient
  return top / bottom
}

const NEAR = [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694]
const NEAR_BELOW = [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171]
const MIDDLE = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769, 1712.0476126340707,
  2051.0783778260716, 1230.3393547979972,
]
const MIDDLE_BELOW = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597, 4362.619090143247,
  3439.3676741437216, 1230.3393548037495,
]
const FAR = [0.016315387137302097, 0.30532663496123236, 0.3603448999498044, 0.12578172611122926, 0.01608378514874228, 0.0006587491615298378]
const FAR_BELOW = [1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918]
