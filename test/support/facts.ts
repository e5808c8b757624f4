import { type FactArray, record, type Village, type VillageFacts, type VillageInput } from 'account-village'
import { shuffled } from './shuffle.js'

/** The arrays of a village; those whose facts others name stand first. */
export const ARRAYS = [
  'units',
  'stakeholders',
  'decisions',
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
  const decisions = shuffled(singles(input, ['decisions']), seed + 1)
  const rest = singles(input, ARRAYS.slice(3))
  const again = [...first, ...decisions, ...rest].filter((_, i) => (seed + i) % 5 === 0)
  return [...units, ...first, ...decisions, ...shuffled([...rest, ...again, ...units], seed + 2)]
}

/** The village after facts were recorded one after another. */
export function recordAll(village: Village, facts: readonly OneFact[]): Village {
  return facts.reduce((before, one) => record(before, one.facts), village)
}

function singles(input: VillageInput, names: readonly FactArray[]): OneFact[] {
  return names.flatMap(name => (input[name] ?? []).map(fact => ({ name, facts: { [name]: [fact] } })))
}
