import type { ExternalId, Stakeholder } from '../model/stakeholder.js'
import { FACT_ARRAYS, type FactArray, type Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { listOf, type OptionShape, oneOf, optionsOf } from '../support/options.js'
import { compareText, sortedByText } from '../support/order.js'
import { foldedMail } from '../support/text.js'
import { checkGiven } from './given.js'
import { registersOf } from './registers.js'
import { renamedFact } from './renamedFact.js'
import { LEARNED_OPTIONS, type Learned, reviseAs } from './revise.js'
import { recordAs } from './village.js'

/** By what people of two sources are held to be the same. */
export type SamePersonBy = 'externalId' | 'email'

export interface JoinOptions extends Learned {
  /** By what people are the same; an empty list joins what is known of nobody. */
  readonly by: readonly SamePersonBy[]
}

/** Somebody of the one village who is somebody of the other. */
export interface SamePerson {
  /** Their id in the village that was known, under which they go on. */
  readonly known: string
  /** Their id in the village that was added. */
  readonly added: string
  /** By what they were found to be the same; `externalId` where both fit. */
  readonly by: SamePersonBy
}

/** A village with another joined to it. */
export interface JoinedVillage {
  /** The village that was known, with all facts of the added one under the ids that were known. */
  readonly village: Village
  /** Who was held to be the same, in the order of the ids that were added. */
  readonly same: readonly SamePerson[]
  /** The ids that were added of people who could be several, or share theirs with another; they stay people of their own. */
  readonly ambiguous: readonly string[]
}

/**
 * The village with what another source knows of the same account, whose people are the same where they share an external id or a mail
 * address, as far as that is asked for. Names are never compared.
 *
 * Whoever is the same goes on under the id that was known, with the name, title and unit that were known there and the external ids of
 * both, from `recordedAt` on. Case and spaces of mail addresses do not matter. The other account is taken for this one, whatever its id.
 *
 * @throws InvalidArgumentError for a way that there is none; the errors of `record` and `revise`
 * @example
 * import { createVillage, joinVillages } from 'account-village'
 * const crm = createVillage({ account: 'Acme', stakeholders: [{ id: 'c1', name: 'Ann', email: 'ann@acme.example' }] })
 * const survey = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 's9', email: 'Ann@acme.example' }],
 *   observations: [{ stakeholder: 's9', at: '2026-03-02', sentiment: 0.5, via: 'survey' }],
 * })
 * const { village, same } = joinVillages(crm, survey, { by: ['email'], recordedAt: '2026-03-03' })
 * same //=> [{ known: 'c1', added: 's9', by: 'email' }]
 * village.observations[0]?.stakeholder //=> 'c1'
 */
export function joinVillages(village: Village, added: Village, options: JoinOptions): JoinedVillage {
  checkGiven('joinVillages', village, ['village'], 'village')
  checkGiven('joinVillages', added, ['village'], 'added')
  const { by, recordedAt } = optionsOf('joinVillages', options, JOIN_OPTIONS, ['by', 'recordedAt'])
  const { same, ambiguous } = matched(peopleIn(village), peopleIn(added), by)
  const names = new Map(same.map(each => [each.added, each.known]))
  const facts = FACT_ARRAYS.map(name => [name, factsOf(added, name, names)] as const)
  const people = peopleIn(village).flatMap(person => withExternalIds(person, same, peopleIn(added)))
  const named = people.length === 0 ? village : reviseAs('joinVillages', village, { stakeholders: people }, recordedAt)
  const joined = recordAs('joinVillages', named, { ...Object.fromEntries(facts), ...registersOf(added) })
  return Object.freeze({ village: joined, ...deepFreeze({ same, ambiguous }) })
}

const way = oneOf('externalId', 'email')

const JOIN_OPTIONS: OptionShape<JoinOptions> = {
  ...LEARNED_OPTIONS,
  by: listOf(way, 100),
}

/** Those who are believed to be there now. */
function peopleIn({ stakeholders }: Village): readonly Stakeholder[] {
  return stakeholders.filter(({ retractedAt }) => retractedAt === undefined)
}

function matched(
  known: readonly Stakeholder[],
  added: readonly Stakeholder[],
  by: readonly SamePersonBy[],
): Pick<JoinedVillage, 'same' | 'ambiguous'> {
  const holders = new Map<string, Set<string>>()
  for (const person of known) {
    for (const { key } of identityKeys(person, by)) holders.set(key, (holders.get(key) ?? new Set()).add(person.id))
  }
  const own = new Set(known.map(({ id }) => id))
  const strangers = sortedByText(added, ({ id }) => id).filter(({ id }) => !own.has(id))
  const candidates = strangers.map(person => {
    const keys = identityKeys(person, by).filter(({ key }) => holders.has(key))
    return { added: person.id, keys, found: new Set(keys.flatMap(({ key }) => [...(holders.get(key) ?? [])])) }
  })
  const claims = new Map<string, number>()
  for (const { found } of candidates) for (const id of found) claims.set(id, (claims.get(id) ?? 0) + 1)
  const isClear = (found: ReadonlySet<string>): boolean => found.size === 1 && [...found].every(id => claims.get(id) === 1)
  return {
    same: candidates.flatMap(({ added, keys, found }) => {
      const [id] = found
      const [first] = keys
      return id !== undefined && first !== undefined && isClear(found) ? [{ known: id, added, by: first.by }] : []
    }),
    ambiguous: candidates.flatMap(({ added, found }) => (found.size > 0 && !isClear(found) ? added : [])),
  }
}

/** By what somebody may be known, external ids first. */
function identityKeys(
  { externalIds = [], email }: Stakeholder,
  by: readonly SamePersonBy[],
): { readonly by: SamePersonBy; readonly key: string }[] {
  const ids = externalIds.map(({ source, id }) => ({ by: 'externalId' as const, key: JSON.stringify(['id', source, id]) }))
  const mail = foldedMail(email)
  const mails = mail === undefined ? [] : [{ by: 'email' as const, key: JSON.stringify(['mail', mail]) }]
  return [...ids, ...mails].filter(each => by.includes(each.by))
}

/** The facts of an array with people under the ids by which they are known; whoever is known already is not told again. */
function factsOf(village: Village, name: FactArray, names: ReadonlyMap<string, string>): readonly object[] {
  const facts: readonly object[] = name === 'stakeholders' ? village.stakeholders.filter(({ id }) => !names.has(id)) : village[name]
  return facts.map(fact => renamedFact(name, fact, { stakeholders: names }))
}

/** Somebody who is known, with the external ids that the other source knows of them; nothing when it knows none. */
function withExternalIds(person: Stakeholder, same: readonly SamePerson[], added: readonly Stakeholder[]): Stakeholder[] {
  const others = same.filter(({ known }) => known === person.id)
  const own = person.externalIds ?? []
  const all = [...own, ...added.filter(({ id }) => others.some(other => other.added === id)).flatMap(({ externalIds = [] }) => externalIds)]
  const text = ({ source, id }: ExternalId): string => JSON.stringify([source, id])
  const distinct = [...new Map(all.map(each => [text(each), each])).values()].sort((a, b) => compareText(text(a), text(b)))
  return distinct.length > own.length ? [{ ...person, externalIds: distinct }] : []
}
