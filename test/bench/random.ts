import { randomFrom as plainFrom } from '../../src/support/random.js'

/** Random numbers of the kinds that a simulation of events needs. */
export interface Random {
  /** Evenly from 0 up to but not including 1. */
  uniform(): number
  /** How many events there are when so many are expected: Poisson, by Knuth's product of uniforms. */
  poisson(mean: number): number
}

/** A source of random numbers from a seed. */
export function randomFrom(seed: number): Random {
  const { uniform } = plainFrom(seed)
  return {
    uniform,
    poisson(mean) {
      let events = 0
      for (let product = uniform(); product > Math.exp(-mean); product *= uniform()) events++
      return events
    },
  }
}
