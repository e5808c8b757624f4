import { InvalidArgumentError, type Issue, LimitExceededError } from '../errors.js'
import { chiSquaredTail } from '../support/chiSquared.js'
import { deepFreeze } from '../support/freeze.js'
import { at } from '../support/linear.js'
import { sortedByText } from '../support/order.js'
import { checkObjects, invalid, isModest, isModestAbove0 } from './given.js'

/** What a person said in a group. */
export interface GroupReading {
  /** The id of the person; only people with readings in several groups tell anything. */
  readonly person: string
  /** The name of the group in which it was said. */
  readonly group: string
  /** What was said, on any scale; a greater one is better disposed. */
  readonly value: number
  /** The variance of its error, above 0. */
  readonly variance: number
}

/** By how much the readings of a group exceed those of the same people in all groups. */
export interface GroupDifference {
  /** The name of the group, as readings give it. */
  readonly group: string
  /** Shrunk towards 0 by how much groups differ at all; above 0 where people are better disposed. */
  readonly difference: number
  /** How many readings of the group were given, those of people met in no other group included. */
  readonly readings: number
}

/** How far groups differ in which the same people are met. */
export interface GroupDifferences {
  /** How many differences between groups the readings tell; 0 when nobody was met in two groups, and all else is then absent or empty. */
  readonly df: number
  /** By how much the groups lower the weighted sum of squares. */
  readonly Q?: number
  /** The probability of a larger one when groups do not differ, 0..1. */
  readonly pValue?: number
  /** The variance of the groups' differences, at least 0. */
  readonly tau2?: number
  /** In order of name. */
  readonly groups: readonly GroupDifference[]
}

/** So many groups may be compared. */
export const MOST_GROUPS = 1000

/**
 * Whether the same people say different things in different groups: at several places of ours, say, or to several of us.
 *
 * A reading is what the person thinks, plus what its group adds, plus an error of the variance given. `Q` is the weighted sum of squares of
 * people alone less that of people and groups; when groups do not differ it is chi-squared with `df` degrees of freedom. `tau2` is the
 * estimate by moments, with one person that of DerSimonian and Laird. The differences are the best linear unbiased predictions, all 0 when
 * `tau2` is. A scale of all values and of the roots of all variances scales the differences and leaves `Q`; what a person adds to all their
 * values changes nothing.
 *
 * @throws InvalidArgumentError for what is no number, or a variance that is not above 0; LimitExceededError for more than 1,000 groups
 * @see R. DerSimonian and N. Laird, "Meta-analysis in clinical trials", Controlled Clinical Trials 7 (1986); C. R. Henderson, "Best linear
 * unbiased estimation and prediction under a selection model", Biometrics 31 (1975)
 * @example
 * import { groupDifferences } from 'account-village/math'
 * const reading = (person: string, group: string, value: number) => ({ person, group, value, variance: 0.02 })
 * const { df, pValue, groups } = groupDifferences([
 *   reading('ann', 'Hamburg', 0.6), reading('ann', 'Lyon', -0.2), reading('bo', 'Hamburg', 0.4), reading('bo', 'Lyon', 0),
 * ])
 * df //=> 1
 * pValue?.toFixed(6) //=> '0.000022'
 * groups.map(({ group, difference }) => [group, difference.toFixed(2)]) //=> [['Hamburg', '0.28'], ['Lyon', '-0.28']]
 */
export function groupDifferences(rows: readonly GroupReading[]): GroupDifferences {
  refuseFaulty(rows)
  const names = sortedByText(new Set(rows.map(({ group }) => group)), name => name)
  if (names.length > MOST_GROUPS)
    throw new LimitExceededError(
      'groupDifferences',
      'groups',
      MOST_GROUPS,
      names.length,
      'Leave out groups in which no one of another is met.',
    )
  const compared = contrasts(rows, names)
  const { df, Q } = fall(compared)
  if (df === 0) return deepFreeze({ df, groups: [] })
  const tau2 = Math.max(0, (Q - df) / compared.links.reduce((sum, link) => sum + link, 0))
  const differences = shrunk(compared, tau2)
  const readings = new Map<string, number>()
  for (const { group } of rows) readings.set(group, (readings.get(group) ?? 0) + 1)
  return deepFreeze({
    df,
    Q,
    pValue: chiSquaredTail(Q, df),
    tau2,
    groups: names.map((group, i) => ({ group, difference: at(differences, i), readings: readings.get(group) ?? 0 })),
  })
}

/** What is left of the readings when what people think is taken out. */
interface Contrasts {
  readonly size: number
  /** How strongly two groups are compared by the people met in both; a matrix, row by row, with nothing on its diagonal. */
  readonly links: Float64Array
  /** By how much each group's readings exceed those of its people, weighted. They sum to 0. */
  readonly excess: Float64Array
}

function contrasts(rows: readonly GroupReading[], names: readonly string[]): Contrasts {
  const place = new Map(names.map((name, i) => [name, i]))
  const size = names.length
  const links = new Float64Array(size * size)
  const excess = new Float64Array(size)
  const people = new Map<string, Map<number, { weight: number; sum: number }>>()
  for (const { person, group, value, variance } of rows) {
    const cells = people.get(person) ?? new Map<number, { weight: number; sum: number }>()
    people.set(person, cells)
    const i = place.get(group) ?? 0
    const { weight, sum } = cells.get(i) ?? { weight: 0, sum: 0 }
    cells.set(i, { weight: weight + 1 / variance, sum: sum + value / variance })
  }
  for (const cells of people.values()) {
    const total = [...cells.values()].reduce((sum, { weight }) => sum + weight, 0)
    for (const [i, own] of cells) {
      for (const [j, other] of cells) {
        if (i === j) continue
        const link = own.weight * (other.weight / total)
        links[i * size + j] = at(links, i * size + j) + link
        excess[i] = at(excess, i) + link * (own.sum / own.weight - other.sum / other.weight)
      }
    }
  }
  return { size, links, excess }
}

/** Links and excesses when groups were taken out one by one, the last first: those of each as they were when it was the last. */
interface Eliminated {
  readonly links: Float64Array
  readonly excess: Float64Array
  /** How strongly each was linked to those before it and to the ground. */
  readonly totals: Float64Array
}

/**
 * Takes groups out one by one: what linked a group to others then links those with one another, and so does a link to the ground, which each
 * group has to begin with. Nothing is subtracted but excesses, so that no digit is lost however differing the variances.
 */
function eliminated({ size, links: given, excess: right }: Contrasts, ground: number): Eliminated {
  const [links, excess] = [given.slice(), right.slice()]
  const grounds = new Float64Array(size).fill(ground)
  const totals = new Float64Array(size)
  for (let last = size - 1; last >= 0; last--) {
    let total = at(grounds, last)
    for (let i = 0; i < last; i++) total += at(links, last * size + i)
    totals[last] = total
    for (let i = 0; i < last && total > 0; i++) {
      const share = at(links, last * size + i) / total
      if (share === 0) continue
      excess[i] = at(excess, i) + share * at(excess, last)
      grounds[i] = at(grounds, i) + share * at(grounds, last)
      for (let j = 0; j < last; j++) {
        if (i !== j) links[i * size + j] = at(links, i * size + j) + share * at(links, last * size + j)
      }
    }
  }
  return { links, excess, totals }
}

/** The weighted sum of squares that groups explain, and by how many differences. */
function fall(contrasts: Contrasts): { readonly df: number; readonly Q: number } {
  const { excess, totals } = eliminated(contrasts, 0)
  let [df, Q] = [0, 0]
  for (let i = 0; i < contrasts.size; i++) {
    const total = at(totals, i)
    if (!(total > 0)) continue
    df++
    Q += at(excess, i) * (at(excess, i) / total)
  }
  return { df, Q }
}

/** The differences, each drawn to 0 as groups differ little: with a link of 1 / tau2 to the ground. */
function shrunk(contrasts: Contrasts, tau2: number): Float64Array {
  const { size } = contrasts
  const differences = new Float64Array(size)
  if (tau2 === 0) return differences
  const { links, excess, totals } = eliminated(contrasts, 1 / tau2)
  for (let i = 0; i < size; i++) {
    let sum = at(excess, i)
    for (let j = 0; j < i; j++) sum += at(links, i * size + j) * at(differences, j)
    differences[i] = sum / at(totals, i)
  }
  return differences
}

function refuseFaulty(rows: readonly GroupReading[]): void {
  checkObjects('groupDifferences', 'rows', rows)
  const issues = rows.flatMap(({ person, group, value, variance }, i): Issue[] => [
    ...(typeof person === 'string' ? [] : [invalid(`rows[${i}].person`, 'is not a text')]),
    ...(typeof group === 'string' ? [] : [invalid(`rows[${i}].group`, 'is not a text')]),
    ...(isModest(value) ? [] : [invalid(`rows[${i}].value`, 'is not within -1e50..1e50')]),
    ...(isModestAbove0(variance) ? [] : [invalid(`rows[${i}].variance`, 'is not within 1e-50..1e50')]),
  ])
  if (issues.length > 0) throw new InvalidArgumentError('groupDifferences', issues)
}
