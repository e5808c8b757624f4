import type { ReferenceTarget } from '../model/fact.js'
import { moveKind } from '../model/move.js'
import { withTexts } from '../model/texts.js'
import { kindOf, type Row, type RowArray, type Rows } from './rows.js'
import { decisionWithout, moveWithout, moveWithoutFindings, moveWithPlans, withoutPerson } from './withoutPerson.js'

/** What is left of an array of facts without a person, and how much that changed. */
export interface ErasedArray {
  readonly name: RowArray
  readonly facts: readonly object[]
  readonly removed: number
  readonly changed: number
  readonly texts: number
}

/** Of others in the village and of our own people, what names them is theirs and stays, also where the person has the same name. */
export function ownNames(name: RowArray): readonly string[] {
  return name === 'stakeholders' || name === 'teammates' ? ['name', 'email', 'externalIds'] : []
}

/**
 * The facts of an array without a person, all versions.
 *
 * @param redaction a text without what names the person, nothing where it does not; texts stay where there is none
 */
export function erasedArray(
  name: RowArray,
  rows: Rows,
  person: string,
  redaction: ((text: string) => string | undefined) | undefined,
): ErasedArray {
  const known: readonly Row<object>[] = rows[name]
  const left = factsWithout(name, rows, person)
  let texts = 0
  const replace = (text: string): string => {
    const without = redaction?.(text)
    if (without !== undefined) texts++
    return without ?? text
  }
  const except = ownNames(name)
  const withoutNames = (fact: object): object =>
    withTexts(kindOf(name), name === 'moves' ? moveWithPlans(fact, replace) : fact, replace, except)
  const facts = left.flatMap(fact => (fact === undefined ? [] : [withoutNames(fact)]))
  const changed = left.filter((fact, i) => fact !== undefined && fact !== known[i]?.fact).length
  return { name, facts, removed: known.length - facts.length, changed, texts }
}

/** The facts of an array in their order; nothing in place of those about the person. */
export function factsWithout(name: RowArray, rows: Rows, person: string): readonly (object | undefined)[] {
  if (name === 'stakeholders') return rows.stakeholders.map(({ id, fact }) => (id === person ? undefined : fact))
  if (name === 'decisions') return rows.decisions.map(({ fact }) => decisionWithout(fact, person))
  if (name === 'moves') return movesWithout(rows, person)
  const known: readonly Row<object>[] = rows[name]
  return known.map(({ fact }) => withoutPerson(kindOf(name), fact, person))
}

/** Moves wait for and answer nothing that goes with the person. */
function movesWithout(rows: Rows, person: string): readonly (object | undefined)[] {
  const moves = rows.moves.map(({ fact }) => withoutPerson(moveKind, moveWithoutFindings(fact, person), person))
  const staying = new Map<ReferenceTarget, ReadonlySet<unknown>>(
    ANSWERED.map(name => [name, idsStaying(rows[name], factsWithout(name, rows, person))]),
  )
  staying.set('moves', idsStaying(rows.moves, moves))
  return moves.map(move => move && moveWithout(move, (target, id) => staying.get(target)?.has(id) === false))
}

const ANSWERED = ['expectations', 'barriers', 'comments', 'interviews'] as const

/** The ids of which a version stays. */
function idsStaying(rows: readonly Row<object>[], left: readonly (object | undefined)[]): ReadonlySet<unknown> {
  return new Set(rows.flatMap(({ id }, i) => (left[i] === undefined ? [] : [id])))
}

/** Facts as they are recorded: of the account, what was believed last, and what was believed before. */
export function factsOf(arrays: readonly { readonly name: RowArray; readonly facts: readonly object[] }[]): object {
  const { accounts = [], ...others } = Object.fromEntries(arrays.map(({ name, facts }) => [name, facts]))
  const [account, ...formerAccounts] = accounts
  return { ...others, account, formerAccounts }
}
