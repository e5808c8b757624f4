/** The probability `1 / (1 + e^-(intercept + slope * score))`. */
export interface LogisticCurve {
  readonly intercept: number
  readonly slope: number
}

/** The standard deviation of slopes before anything is known; a judgement of Gelman and others for standardised predictors. */
const SLOPE_SD = 2.5
/** Steps below this are none. */
const LEAST_STEP = 1e-12
/** By so much of itself the loss may seem to rise by rounding alone. */
const ROUNDING = 1e-12
/** Newton's method takes five to ten steps; more would only move the last digit. */
const MOST_STEPS = 100

/**
 * The most probable curve by which a standardised score tells what comes: slope normal around 0 with `SLOPE_SD`, intercept free. Newton's
 * method, with steps halved where the loss would rise.
 *
 * Both outcomes must occur: with one alone no intercept is the most probable. The prior keeps the slope finite where the score parts them.
 *
 * @see A. Gelman, A. Jakulin, M. G. Pittau and Y.-S. Su, "A weakly informative default prior distribution for logistic and other regression
 * models", Annals of Applied Statistics 2 (2008), for the scale of the prior
 */
export function fittedCurve(scores: readonly number[], came: readonly number[]): LogisticCurve {
  const share = came.reduce((sum, each) => sum + each, 0) / came.length
  let curve: LogisticCurve = { intercept: Math.log(share / (1 - share)), slope: 0 }
  let loss = lossOf(curve, scores, came)
  for (let count = 0; count < MOST_STEPS; count++) {
    const step = newtonStep(curve, scores, came)
    let next = moved(curve, step, 1)
    let nextLoss = lossOf(next, scores, came)
    for (let part = 1 / 2; !(nextLoss <= loss * (1 + ROUNDING)) && part > LEAST_STEP; part /= 2) {
      next = moved(curve, step, part)
      nextLoss = lossOf(next, scores, came)
    }
    if (!(nextLoss <= loss * (1 + ROUNDING))) return curve
    curve = next
    loss = nextLoss
    if (Math.max(Math.abs(step.intercept), Math.abs(step.slope)) <= LEAST_STEP) return curve
  }
  return curve
}

/** What the curve says of a score, 0..1. */
export function chanceOn({ intercept, slope }: LogisticCurve, score: number): number {
  return logistic(intercept + slope * score)
}

function moved(curve: LogisticCurve, step: LogisticCurve, part: number): LogisticCurve {
  return { intercept: curve.intercept + part * step.intercept, slope: curve.slope + part * step.slope }
}

/** The negative logarithm of the posterior, less what does not depend on the curve. */
function lossOf({ intercept, slope }: LogisticCurve, scores: readonly number[], came: readonly number[]): number {
  let loss = (slope / SLOPE_SD) ** 2 / 2
  scores.forEach((score, i) => {
    const logOdds = intercept + slope * score
    const against = came[i] === 1 ? -logOdds : logOdds
    // log(1 + e^x), which does not overflow.
    loss += Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)))
  })
  return loss
}

function newtonStep(curve: LogisticCurve, scores: readonly number[], came: readonly number[]): LogisticCurve {
  const precision = 1 / SLOPE_SD ** 2
  let [up, upSlope] = [0, -curve.slope * precision]
  let [flat, mixed, steep] = [0, 0, precision]
  scores.forEach((score, i) => {
    const chance = chanceOn(curve, score)
    const missing = (came[i] ?? Number.NaN) - chance
    const weight = chance * (1 - chance)
    up += missing
    upSlope += missing * score
    flat += weight
    mixed += weight * score
    steep += weight * score * score
  })
  const determinant = flat * steep - mixed * mixed
  return { intercept: (steep * up - mixed * upSlope) / determinant, slope: (flat * upSlope - mixed * up) / determinant }
}

function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}
