import { InvalidArgumentError } from '../errors.js'
import { at, type Factorised, factorise, itemAt, rowsOf, solve, solveTransposed, vector } from '../support/linear.js'

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
export function friedkinJohnsen(input: InfluenceInput): { readonly totalInfluence: number[][] } {
  const size = input.weights.length
  const weights = Float64Array.from(input.weights.flat())
  const susceptibility = Float64Array.from(input.susceptibility ?? input.weights.map((row, i) => 1 - itemAt(row, i)))
  refuseBadWeights(input, susceptibility)
  const system = settling(size, weights, susceptibility)
  if (system === undefined) {
    throw new InvalidArgumentError('friedkinJohnsen', [
      { path: 'susceptibility', code: 'invalidArgument', message: 'the opinions never settle. Let somebody keep to a view of their own.' },
    ])
  }
  return { totalInfluence: rowsOf(totalInfluenceOf(system, susceptibility), size) }
}

/** `I - L W`, ready to be solved; `undefined` when opinions do not settle. */
export function settling(size: number, weights: Float64Array, susceptibility: Float64Array): Factorised | undefined {
  const system = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    const openness = at(susceptibility, i)
    for (let j = 0; j < size; j++) system[i * size + j] = (i === j ? 1 : 0) - openness * at(weights, i * size + j)
  }
  return factorise(system, size)
}

/** `V`, row by row. */
export function totalInfluenceOf(system: Factorised, susceptibility: Float64Array): Float64Array {
  const { size } = system
  const total = new Float64Array(size * size)
  const unit = new Float64Array(size)
  for (let j = 0; j < size; j++) {
    unit.fill(0)
    unit[j] = 1 - at(susceptibility, j)
    const column = solve(system, unit)
    for (let i = 0; i < size; i++) total[i * size + j] = at(column, i)
  }
  return total
}

/** The shares `V' d` that everybody's own opinion has in the outcome, when `rights` are the shares in deciding. */
export function settledShares(system: Factorised, susceptibility: Float64Array, rights: Float64Array): Float64Array {
  const reached = solveTransposed(system, rights)
  return vector(system.size, i => at(reached, i) * (1 - at(susceptibility, i)))
}

function refuseBadWeights({ weights }: InfluenceInput, susceptibility: Float64Array): void {
  const issues = weights.flatMap((row, i) => {
    const sum = row.reduce((total, weight) => total + weight, 0)
    const sound = row.length === weights.length && row.every(weight => weight >= 0) && Math.abs(sum - 1) <= 1e-9
    return sound ? [] : [problem(`weights[${i}]`, `needs ${weights.length} weights, none negative, with sum 1. Divide the row by its sum.`)]
  })
  const open = [...susceptibility].flatMap((value, i) =>
    value >= 0 && value <= 1 ? [] : [problem(`susceptibility[${i}]`, 'is not within 0..1')],
  )
  const short = susceptibility.length === weights.length ? [] : [problem('susceptibility', `needs ${weights.length} values`)]
  const all = [...issues, ...open, ...short]
  if (all.length > 0) throw new InvalidArgumentError('friedkinJohnsen', all)
}

function problem(path: string, message: string) {
  return { path, message, code: 'invalidArgument' } as const
}
