import { InvalidArgumentError } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { at, type Factorised, factorise, itemAt, rowsOf, solve } from '../support/linear.js'
import { checkList, checkObject, invalid, isWithin } from './given.js'

/** Who listens to whom, as plain numbers. */
export interface InfluenceInput {
  /**
   * `weights[i][j]` is how much `i` listens to `j`: not negative, each row with sum 1, the diagonal how much each keeps to their own view.
   */
  readonly weights: readonly (readonly number[])[]
  /** How open each is to others, 0..1; `1 - weights[i][i]` when absent. */
  readonly susceptibility?: readonly number[] | undefined
}

/**
 * How everybody's settled opinion is made up of everybody's own first opinion, after all have talked.
 *
 * The model of Friedkin and Johnsen: `y(t + 1) = L W y(t) + (I - L) y(0)` settles at `y = V y(0)` with `V = (I - L W)^-1 (I - L)`, where
 * `L` holds the susceptibilities on its diagonal. Row `i` of `V` says how `i`'s settled opinion is made up; it sums to 1. Use it as a
 * weight, not as a forecast of what people will say.
 *
 * @throws InvalidArgumentError when a row is negative, not finite or does not sum to 1 (within 1e-9), or when nobody in a closed circle
 * keeps to a view of their own, so that the opinions never settle.
 * @see N. E. Friedkin and E. C. Johnsen, "Social influence networks and opinion change", Advances in Group Processes 16 (1999)
 * @example
 * import { friedkinJohnsen } from 'account-village/math'
 * const { totalInfluence } = friedkinJohnsen({ weights: [[0.5, 0.5], [0, 1]] })
 * totalInfluence //=> [[0.6667, 0.3333], [0, 1]]
 */
export function friedkinJohnsen(input: InfluenceInput): { readonly totalInfluence: readonly (readonly number[])[] } {
  checkForm(input)
  const size = input.weights.length
  refuseBadWeights(input)
  const susceptibility = Float64Array.from(input.susceptibility ?? input.weights.map((row, i) => 1 - itemAt(row, i)))
  const system = settling(size, Float64Array.from(input.weights.flat()), susceptibility)
  if (system === undefined) {
    throw new InvalidArgumentError('friedkinJohnsen', [
      { path: 'susceptibility', code: 'invalidArgument', message: 'the opinions never settle. Let a person keep to a view of their own.' },
    ])
  }
  return deepFreeze({ totalInfluence: rowsOf(totalInfluenceOf(system, susceptibility), size) })
}

/** `I - L W`, ready to be solved; `undefined` when opinions do not settle. */
function settling(size: number, weights: Float64Array, susceptibility: Float64Array): Factorised | undefined {
  const openness = (place: number): number => at(susceptibility, Math.floor(place / size))
  // Row by row, every (size + 1)-th place is on the diagonal.
  return factorise(
    weights.map((weight, place) => (place % (size + 1) === 0 ? 1 : 0) - openness(place) * weight),
    size,
  )
}

/** `V`, row by row. */
function totalInfluenceOf(system: Factorised, susceptibility: Float64Array): Float64Array {
  const { size } = system
  const total = new Float64Array(size * size)
  const unit = new Float64Array(size)
  for (let j = 0; j < size; j++) {
    unit.fill(0)
    unit[j] = 1 - at(susceptibility, j)
    solve(system, unit).forEach((share, i) => {
      total[i * size + j] = share
    })
  }
  return total
}

function checkForm(input: InfluenceInput): void {
  checkObject('friedkinJohnsen', 'input', input)
  checkList('friedkinJohnsen', 'weights', input.weights)
  input.weights.forEach((row, i) => {
    checkList('friedkinJohnsen', `weights[${i}]`, row)
  })
  if (input.susceptibility !== undefined) checkList('friedkinJohnsen', 'susceptibility', input.susceptibility)
}

function refuseBadWeights({ weights, susceptibility }: InfluenceInput): void {
  const issues = weights.flatMap((row, i) => {
    const sum = row.reduce((total, weight) => total + (isWithin(weight, 0, 2) ? weight : Number.NaN), 0)
    const sound = row.length === weights.length && Math.abs(sum - 1) <= 1e-9
    return sound ? [] : [invalid(`weights[${i}]`, `needs ${weights.length} weights, none negative, with sum 1. Divide the row by its sum.`)]
  })
  const open = (susceptibility ?? []).flatMap((value, i) =>
    isWithin(value, 0, 1) ? [] : [invalid(`susceptibility[${i}]`, 'is not within 0..1')],
  )
  const short = (susceptibility ?? weights).length === weights.length ? [] : [invalid('susceptibility', `needs ${weights.length} values`)]
  const all = [...issues, ...open, ...short]
  if (all.length > 0) throw new InvalidArgumentError('friedkinJohnsen', all)
}
