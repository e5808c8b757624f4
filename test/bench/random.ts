import { type Random as Plain, randomFrom as plainFrom } from '../../src/support/random.js'

/** Random numbers of the kinds that a simulation of events needs. */
export interface Random {
  /** Evenly from 0 up to but not including 1. */
  uniform(): number
  /** How many events there are when so many are expected: Poisson, by Knuth's product of uniforms. */
  poisson(mean: number): number
  /** A probability that varies about a mean, so that two trials under it correlate so much: beta, as a ratio of gammas. */
  varying(mean: number, correlation: number): number
}

/** A source of random numbers from a seed. */
export function randomFrom(seed: number): Random {
  const plain = plainFrom(seed)
  const { uniform } = plain
  return {
    uniform,
    poisson(mean) {
      let events = 0
      for (let product = uniform(); product > Math.exp(-mean); product *= uniform()) events++
      return events
    },
    varying(mean, correlation) {
      if (correlation === 0) return mean
      const size = (1 - correlation) / correlation
      const [a, b] = [gamma(mean * size, plain), gamma((1 - mean) * size, plain)]
      return a / (a + b)
    },
  }
}

/** A gamma variate by G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000). */
function gamma(shape: number, random: Plain): number {
  if (shape < 1) return gamma(shape + 1, random) * random.uniform() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = random.normal()
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
