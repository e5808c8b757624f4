import type { Erasures } from '../model/erasures.js'
import type { ExternalId, Stakeholder } from '../model/stakeholder.js'
import { keyedHash } from '../support/keyedHash.js'
import { foldedMail } from '../support/text.js'

/** A person as far as they can be known again. */
export type KnownPerson = Pick<Stakeholder, 'id' | 'email' | 'externalIds'>

/** Whether the data of a person was erased. */
export type ErasedTest = (person: KnownPerson) => boolean

/** By what a person can be known again, as the texts that tombstones are made of. */
export function identitiesOf({ id, email, externalIds = [] }: KnownPerson): string[] {
  return [`id:${id}`, ...mailIdentities(email), ...externalIds.map(externalIdentity)]
}

/** The text of a mail address; none for one that is blank. */
export function mailIdentities(email: string | undefined): string[] {
  const mail = foldedMail(email)
  return mail === undefined ? [] : [`mail:${mail}`]
}

/** The text of an id in another system. */
export function externalIdentity({ source, id }: ExternalId): string {
  return `external:${JSON.stringify([source, id])}`
}

/** The test by tombstones. It costs little to make, and for each person a hash or two. */
export function erasedTest(erasures: readonly Erasures[] = []): ErasedTest {
  const isErased = identityTest(erasures)
  return person => erasures.length > 0 && identitiesOf(person).some(isErased)
}

/** The same test of one of the texts of `identitiesOf`. */
export function identityTest(erasures: readonly Erasures[]): (identity: string) => boolean {
  const tests = erasures.map(tombstoneTest)
  return identity => tests.some(test => test(identity))
}

function tombstoneTest({ salt, tombstones }: Erasures): (identity: string) => boolean {
  let made: { readonly hash: (text: string) => string; readonly hashes: ReadonlySet<string> } | undefined
  return identity => {
    made ??= { hash: keyedHash(salt), hashes: new Set(tombstones.map(({ hash }) => hash)) }
    return made.hashes.has(made.hash(identity))
  }
}
