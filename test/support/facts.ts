import { type FactArray, record, type Village, type VillageFacts, type VillageInput } from 'account-village'
import { shuffled } from './shuffle.js'

/** The arrays whose facts those of all others may name. */
export const NAMED = ['units', 'stakeholders', 'decisions', 'teammates'] as const satisfies readonly FactArray[]

/** The arrays of a village; those whose facts others name stand first. Moves name facts of several, and stand last. */
export const ARRAYS = [
  ...NAMED,
  'roles',
  'vetoes',
  'ties',
  'nominations',
  'observations',
  'interactions',
  'motives',
  'expectations',
  'barriers',
  'usage',
  'comments',
  'interviews',
  'requests',
  'upheavals',
  'questions',
  'relationships',
  'moves',
] as const satisfies readonly FactArray[]

/** Facts with only one in them. */
export interface OneFact {
  readonly name: FactArray
  readonly facts: VillageFacts
}

/** The same input with every array in another order. */
export function reordered(input: VillageInput, seed: number): VillageInput {
  return Object.assign({}, input, ...ARRAYS.map((name, i) => ({ [name]: shuffled<unknown>(input[name] ?? [], seed + i) })))
}

/** The facts one by one, in an order that the seed decides but in which nothing is named before it is there; some come twice. */
export function oneByOne(input: VillageInput, seed: number): OneFact[] {
  // Units are generated parents first; all that may be named by others comes before the rest.
  const units = singles(input, ['units'])
  const first = shuffled(singles(input, ['stakeholders']), seed)
  const others = shuffled(singles(input, ['decisions', 'teammates']), seed + 1)
  const moves = singles(input, ['moves'])
  const rest = singles(input, ARRAYS.slice(NAMED.length, -1))
  const again = [...first, ...others, ...rest].filter((_, i) => (seed + i) % 5 === 0)
  return [...units, ...first, ...others, ...shuffled([...rest, ...again, ...units], seed + 2), ...moves, ...shuffled(moves, seed + 3)]
}

/** The village after facts were recorded one after another. */
export function recordAll(village: Village, facts: readonly OneFact[]): Village {
  return facts.reduce((before, one) => record(before, one.facts), village)
}

function singles(input: VillageInput, names: readonly FactArray[]): OneFact[] {
  return names.flatMap(name => (input[name] ?? []).map(fact => ({ name, facts: { [name]: [fact] } })))
}
