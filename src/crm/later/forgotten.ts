import { namedIn } from '../../model/named.js'
import { FACT_KINDS, type Village } from '../../model/village.js'
import { eraseStakeholder } from '../../village/eraseStakeholder.js'
import { isErased } from '../../village/isErased.js'
import { withTombstones } from '../../village/tombstones.js'
import { withoutEvents } from '../../village/withoutEvents.js'
import { endsOf } from '../chains.js'
import type { Draft } from '../draft.js'
import { withMerged } from '../privacy.js'
import { peopleNamed } from './completed.js'
import { inOrder, type Known } from './known.js'

/** When and with which salt people are erased. */
export interface Erasing {
  readonly moment: number
  readonly salt: string | undefined
}

/** Of whom an import may leave nothing. */
export interface Forgotten {
  /** Those who are to be forgotten, and those who were, whether the import holds them or only names them. */
  readonly people: ReadonlySet<string>
  /** How many people it holds who were erased before. */
  readonly keptOut: number
}

export function forgottenIn(draft: Draft, { villages, records }: Known): Forgotten {
  const before = [...records.values()].flatMap(({ id, into }) => (into === undefined ? [] : [[id, into] as const]))
  const masters = endsOf(new Map([...before, ...draft.masters]))
  const withheld = withMerged(new Set([...draft.withheld, ...knownUnder(draft.wishes, villages)]), masters)
  const known = [...villages.values()].filter(({ erasures }) => erasures !== undefined)
  if (known.length === 0) return { people: withheld, keptOut: 0 }
  const people = [...draft.people, ...peopleNamed(draft).map(id => ({ id }))]
  const isForgotten = (person: Parameters<typeof isErased>[1]): boolean => known.some(village => isErased(village, person))
  const merged = [...masters].flatMap(([from, into]) => (isForgotten({ id: into }) ? [from, into] : []))
  const erased = new Set(people.flatMap(person => (isForgotten(person) ? person.id : [])))
  const held = new Set(draft.people.map(({ id }) => id))
  return { people: new Set([...withheld, ...merged, ...erased]), keptOut: [...erased].filter(id => held.has(id)).length }
}

/** The people who are known under one of the ids in another system, such as that of a record that says what they wish. */
function knownUnder(ids: ReadonlySet<string>, villages: Known['villages']): readonly string[] {
  if (ids.size === 0) return []
  return [...villages.values()].flatMap(({ stakeholders }) =>
    stakeholders.flatMap(person => (person.externalIds?.some(({ id }) => ids.has(id)) === true ? person.id : [])),
  )
}

/**
 * The villages without those who are to be forgotten, and without what took place or is to be done with nobody else, also where it is kept in
 * a village that is not theirs; an account that is such a person is gone as a whole.
 */
export function erasedFrom(given: readonly Village[], forgotten: ReadonlySet<string>, known: Known, { moment, salt }: Erasing) {
  const people = new Set<string>()
  const events = new Set([...theirs('interactions', known.interactions, forgotten), ...theirs('moves', known.moves, forgotten)])
  const villages = given.flatMap(village => {
    if (forgotten.has(village.account.id)) {
      people.add(village.account.id)
      return []
    }
    const here = [...new Set(village.stakeholders.map(({ id }) => id))].filter(id => forgotten.has(id))
    for (const id of here) people.add(id)
    const others = withoutEvents('mergeImport', village, events)
    return here.reduce((rest, id) => eraseStakeholder(rest, id, { at: moment, ...(salt !== undefined && { salt }) }).village, others)
  })
  return { villages, erased: people.size, isSame: people.size + events.size === 0 }
}

/** What is with nobody but those who are to be forgotten, as its record says it. */
function theirs(
  name: 'interactions' | 'moves',
  events: ReadonlyMap<string, { readonly fact: object }>,
  forgotten: ReadonlySet<string>,
): readonly string[] {
  if (forgotten.size === 0) return []
  return [...events].flatMap(([id, { fact }]) => {
    const named = namedIn(FACT_KINDS[name], fact, 'stakeholders')
    return named.length > 0 && named.every(person => forgotten.has(person)) ? id : []
  })
}

/** The villages with tombstones of people whom they do not know, so that an older version of their record does not bring them. */
export function withTombstonesOf(
  people: readonly string[],
  villages: ReadonlyMap<string, Village>,
  { moment, salt }: Erasing,
): ReadonlyMap<string, Village> {
  const all = inOrder(villages.values())
  const strangers = people.filter(id => !all.some(village => isErased(village, { id })))
  const [first] = all
  if (first === undefined || strangers.length === 0) return villages
  const options = { at: moment, ...(salt !== undefined && { salt }) }
  return new Map([...villages, [first.account.id, withTombstones('mergeImport', first, strangers, options)]])
}
