import type { Stakeholder } from '../../model/stakeholder.js'
import type { Village } from '../../model/village.js'
import { identityTest, mailIdentities } from '../../village/erased.js'

/** Somebody in one of the known villages. */
export interface KnownPerson {
  /** The place of the village among those that are known. */
  readonly village: number
  readonly person: Stakeholder
}

/** By what respondents are known. */
export interface Respondents {
  /** By their id, and by their ids in other systems. */
  readonly byId: ReadonlyMap<string, readonly KnownPerson[]>
  /** By their ids in one system, after its name. */
  readonly bySystem: ReadonlyMap<string, readonly KnownPerson[]>
  readonly byMail: ReadonlyMap<string, readonly KnownPerson[]>
  /** Whether the data of whoever has an identity was erased from one of the villages. */
  readonly isErased: (identity: Identity) => boolean
}

/** What a response tells of who gave it. */
export interface Identity {
  /** Ids that the sender of the survey chose. */
  readonly references: readonly string[]
  /** Ids in the survey tool, after its name. */
  readonly own: readonly string[]
  readonly mails: readonly string[]
}

/** Whose a response is: nobody's who could be known, nobody's who is, theirs who was erased, possibly several people's, or somebody's. */
export type Match =
  | { readonly kind: 'anonymous' | 'unknown' | 'erased' | 'ambiguous' | 'contradictory' }
  | { readonly kind: 'found'; readonly people: readonly KnownPerson[]; readonly confidence: number }

/** Everybody in the known villages, as they are believed to be now. */
export function respondentsIn(known: readonly Village[]): Respondents {
  const byId = new Map<string, KnownPerson[]>()
  const bySystem = new Map<string, KnownPerson[]>()
  const byMail = new Map<string, KnownPerson[]>()
  for (const [village, { stakeholders }] of known.entries()) {
    // Of several versions of a person the one believed last stands first.
    const now = new Map([...stakeholders].reverse().map(person => [person.id, person]))
    for (const person of now.values()) {
      const here = { village, person }
      const others = person.externalIds ?? []
      for (const id of new Set([person.id, ...others.map(other => other.id)])) add(byId, id, here)
      for (const { source, id } of others) add(bySystem, systemKey(source, id), here)
      if (person.email !== undefined) add(byMail, mailKey(person.email), here)
    }
  }
  const test = identityTest(known.flatMap(({ erasures = [] }) => erasures))
  const isErased = ({ references, own, mails }: Identity): boolean =>
    [...references.map(id => `id:${id}`), ...own.map(key => `external:${key}`), ...mails.flatMap(mailIdentities)].some(test)
  return { byId, bySystem, byMail, isErased }
}

function add(index: Map<string, KnownPerson[]>, key: string, person: KnownPerson): void {
  const before = index.get(key)
  if (before === undefined) index.set(key, [person])
  else before.push(person)
}

/** An id in a system, as a key. */
export function systemKey(system: string, id: string): string {
  return JSON.stringify([system, id])
}

/** A mail address as it is compared. Case does not matter; anything after a plus does. */
export function mailKey(address: string): string {
  return address.trim().toLowerCase()
}

/**
 * Whose a response is. Nobody is guessed: who is meant must be one person, and where both an id and a mail address are known they must mean
 * the same.
 */
export function matchOf(identity: Identity, { byId, bySystem, byMail, isErased }: Respondents): Match {
  const { references, own, mails } = identity
  if (references.length + own.length + mails.length === 0) return { kind: 'anonymous' }
  const claimed = [...references.map(id => byId.get(id)), ...own.map(key => bySystem.get(key))].flatMap(people => people ?? [])
  const mailed = mails.flatMap(mail => byMail.get(mailKey(mail)) ?? [])
  if (claimed.length + mailed.length === 0 && isErased(identity)) return { kind: 'erased' }
  if (claimed.length === 0) return alone(mailed, TRUST_IN_MAIL)
  if (mailed.length === 0) return alone(claimed, 1)
  const both = claimed.filter(one => mailed.some(other => isSame(one, other)))
  return both.length === 0 ? { kind: 'contradictory' } : alone(both, 1)
}

/** How far an answer is trusted to be of the person to whose mail address it belongs: links are passed on, and mailboxes shared. */
export const TRUST_IN_MAIL = 0.9

function alone(people: readonly KnownPerson[], confidence: number): Match {
  const [first, ...others] = people
  if (first === undefined) return { kind: 'unknown' }
  if (!others.every(other => isSame(first, other))) return { kind: 'ambiguous' }
  const own = new Map(people.map(person => [person.village, person]))
  return { kind: 'found', people: [...own.values()].sort((a, b) => a.village - b.village), confidence }
}

/**
 * Whether two are one person: in one village by their id, in two of them when they also came from the same system or have the same mail
 * address, because ids of villages written by hand may be given twice.
 */
function isSame(a: KnownPerson, b: KnownPerson): boolean {
  if (a.person.id !== b.person.id) return false
  if (a.village === b.village) return true
  const isOfOneSystem = a.person.source !== undefined && a.person.source === b.person.source
  const hasOneMail = a.person.email !== undefined && mailKey(a.person.email) === mailKey(b.person.email ?? '')
  return isOfOneSystem || hasOneMail
}
