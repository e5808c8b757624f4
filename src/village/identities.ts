import type { Stakeholder } from '../model/stakeholder.js'
import { ERASED, redactionOf } from '../support/redaction.js'
import { externalIdentity, identitiesOf, mailIdentities } from './erased.js'

/** Everything by which one person is known in a village. */
export interface Identities {
  /** What tombstones are made of. */
  readonly tombstoned: readonly string[]
  /** A text without what names them; nothing where it names them nowhere. */
  readonly redaction: (text: string) => string | undefined
  /** Whether a record of a source is theirs by its id. */
  isOwn(source: string, id: string): boolean
  /** Whether it is, or its id names them. */
  isRecord(source: string, id: string): boolean
}

/** Shorter ids are not looked for in texts: they are words and numbers of all kinds. */
const SHORTEST_ID = 5

/**
 * By what a person is known, in all versions of what was believed of them. A mail address or an external id that another person has too
 * names both, and so is left to the other.
 */
export function identitiesAmong(versions: readonly Stakeholder[], others: readonly Stakeholder[]): Identities {
  const taken = new Set(others.flatMap(identitiesOf))
  const mails = versions.map(({ email = '' }) => email).filter(email => mailIdentities(email).every(mail => !taken.has(mail)))
  const externals = versions.flatMap(({ externalIds = [] }) => externalIds).filter(each => !taken.has(externalIdentity(each)))
  const ids = [...versions, ...externals].map(({ id }) => id)
  const names = versions.map(({ name = '' }) => name)
  const sought = [...names, ...mails, ...ids.filter(({ length }) => length >= SHORTEST_ID)].filter(term => term.trim() !== '')
  const redaction = redactionOf([...new Set(sought)], ERASED)
  const isOwn = (source: string, id: string): boolean =>
    versions.some(person => person.id === id) || externals.some(external => external.source === source && external.id === id)
  return {
    tombstoned: [...new Set(versions.flatMap(identitiesOf))].filter(identity => !taken.has(identity)),
    redaction,
    isOwn,
    isRecord: (source, id) => isOwn(source, id) || redaction(id) !== undefined,
  }
}
