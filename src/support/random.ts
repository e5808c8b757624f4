/** A source of random numbers that gives the same ones for the same seed, everywhere. */
export interface Random {
  /** Evenly from 0 up to but not including 1, in steps of 2^-32. */
  uniform(): number
  /** From the standard normal distribution. */
  normal(): number
  /** A whole number from 0 up to but not including `count`. */
  below(count: number): number
}

/**
 * A source of random numbers from a seed, a whole number: SplitMix32, good enough for simulation and not meant for secrets.
 *
 * @see G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA (2014); G. E. P. Box and M. E.
 * Muller, "A note on the generation of random normal deviates", Annals of Mathematical Statistics 29 (1958)
 */
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
  // Two numbers come at a time, of which the second is kept.
  let spare: number | undefined
  const normal = (): number => {
    if (spare !== undefined) {
      const kept = spare
      spare = undefined
      return kept
    }
    const length = Math.sqrt(-2 * Math.log(1 - uniform()))
    const turn = 2 * Math.PI * uniform()
    spare = length * Math.sin(turn)
    return length * Math.cos(turn)
  }
  return {
    uniform,
    normal,
    below: count => Math.floor(uniform() * count),
  }
}

/** The items in a random order. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    order.splice(last, 1, ...order.splice(other, 1, ...order.slice(last, last + 1)))
  }
  return order
}
