import { settling } from '../math/influence.js'
import { at, type Factorised, vector } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { shared } from '../village/work.js'

/** Who listens to whom among the stakeholders, in the order of the snapshot. */
export interface Network {
  readonly size: number
  /** How much `i` listens to `j` at `i * size + j`; rows sum to 1, the diagonal is how much each keeps to their own view. */
  readonly weights: Float64Array
  /** How open each is to others: 1 less the diagonal. */
  readonly susceptibility: Float64Array
  /** The equations by which opinions settle. */
  readonly system: Factorised
}

/** However strong the ties, everybody keeps this share of their own view, so that opinions settle. */
const LEAST_SELF = 1e-9

/**
 * The listening weights from ties: an influence tie from `j` to `i` makes `i` listen to `j`, and so does a reporting line from `i` to `j`;
 * a conflict moves nobody. Each weighs by how far it is trusted.
 */
export function network(s: Snapshot): Network {
  return shared(s, listeningParts, computeNetwork)
}

function computeNetwork(s: Snapshot): Network {
  const size = s.stakeholders.length
  const index = new Map(s.stakeholders.map(({ id }, i) => [id, i]))
  const { selfWeight, reportsToWeight } = s.settings.influence
  const weights = new Float64Array(size * size)
  s.stakeholders.forEach((person, i) => {
    weights[i * size + i] = person.selfWeight ?? selfWeight
  })
  for (const { from, to, kind, weight = 1, confidence = 1 } of s.ties) {
    if (kind === 'conflict') continue
    const [listener, speaker] = kind === 'influence' ? [to, from] : [from, to]
    const [i, j] = [index.get(listener), index.get(speaker)]
    if (i === undefined || j === undefined) continue
    const cell = i * size + j
    weights[cell] = at(weights, cell) + weight * confidence * (kind === 'influence' ? 1 : reportsToWeight)
  }
  for (let i = 0; i < size; i++) normalise(weights, i * size, size, i)
  const susceptibility = vector(size, i => 1 - at(weights, i * size + i))
  const system = settling(size, weights, susceptibility)
  if (system === undefined) throw new TypeError('opinions settle when everybody keeps a share of their own view')
  return { size, weights, susceptibility, system }
}

function listeningParts({ stakeholders, ties, settings }: Snapshot): readonly object[] {
  return [stakeholders, ties, settings.influence]
}

/** Divides a row by its sum; by its largest weight first, so that no sum can overflow. */
function normalise(weights: Float64Array, start: number, size: number, self: number): void {
  let largest = 0
  for (let j = start; j < start + size; j++) largest = Math.max(largest, Math.min(at(weights, j), Number.MAX_VALUE))
  let sum = 0
  for (let j = start; j < start + size; j++) {
    const weight = Math.min(at(weights, j), Number.MAX_VALUE) / largest
    weights[j] = j === start + self ? Math.max(weight, LEAST_SELF) : weight
    sum += at(weights, j)
  }
  for (let j = start; j < start + size; j++) weights[j] = at(weights, j) / sum
}
