/**
 * Random numbers that are the same in every run: SplitMix32 by G. L. Steele and others, "Fast splittable pseudorandom number generators"
 * (2014).
 */
export interface Random {
  /** Evenly from 0 up to but not including 1. */
  uniform(): number
  /** How many events there are when so many are expected: Poisson, by Knuth's product of uniforms. */
  poisson(mean: number): number
  /** Whole trials until the first success, at least 1: geometric. */
  geometric(probability: number): number
  /** A probability that varies about a mean, so that two trials under it correlate so much: beta, as a ratio of gammas. */
  varying(mean: number, correlation: number): number
}

/** A source of random numbers from a seed. */
export function randomFrom(seed: number): Random {
  let state = seed | 0
  const uniform = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return {
    uniform,
    poisson(mean) {
      let events = 0
      for (let product = uniform(); product > Math.exp(-mean); product *= uniform()) events++
      return events
    },
    geometric: probability => 1 + Math.floor(Math.log(1 - uniform()) / Math.log(1 - probability)),
    varying(mean, correlation) {
      if (correlation === 0) return mean
      const size = (1 - correlation) / correlation
      const [a, b] = [gamma(mean * size, uniform, normal), gamma((1 - mean) * size, uniform, normal)]
      return a / (a + b)
    },
  }
}

/** A gamma variate by G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000). */
function gamma(shape: number, uniform: () => number, normal: () => number): number {
  if (shape < 1) return gamma(shape + 1, uniform, normal) * uniform() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = normal()
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
