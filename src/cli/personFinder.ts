import { quoted } from '../errors.js'
import type { Village } from '../model/village.js'
import { nearest } from '../support/nearest.js'
import { foldedMail } from '../support/text.js'
import { duplicatesIn } from '../village/importsWithout.js'
import { isErased } from '../village/isErased.js'
import { CliFailure } from './failure.js'

/** A person of an account. */
export interface FoundPerson {
  readonly account: string
  readonly stakeholder: string
}

/** Looks for a person in villages that come one at a time. */
export interface PersonFinder {
  see(village: Village): void
  /**
   * The person who was given, in each account that knows them; none where they were erased before.
   *
   * @param account the only account that is looked at
   * @throws CliFailure when nobody is meant, or it may be several
   */
  found(account: string | undefined): readonly FoundPerson[]
}

/**
 * Finds a person by id, and otherwise by mail address or id in another system. One id in two accounts may be of two people, so that the account
 * must be said; one address is of one person, wherever it is.
 */
export function personFinder(given: string): PersonFinder {
  const byId: FoundPerson[] = []
  const byOther: FoundPerson[] = []
  const ids: FoundPerson[] = []
  let wasErased = false
  const mail = foldedMail(given)
  return {
    see(village) {
      const account = village.account.id
      wasErased ||= isErased(village, { id: given, email: given })
      const people = new Map(village.stakeholders.map(({ id }) => [id, { account, stakeholder: id }]))
      ids.push(...people.values())
      const own = people.get(given)
      if (own !== undefined) byId.push(own)
      const others = village.stakeholders.filter(
        ({ email, externalIds = [] }) => (mail !== undefined && foldedMail(email) === mail) || externalIds.some(({ id }) => id === given),
      )
      // Whoever was merged into one of them is that one under an id of before.
      const merged = new Set(others.flatMap(other => [...duplicatesIn(village.imports ?? [], (_, id) => id === other.id)]))
      byOther.push(...new Set(others.flatMap(({ id }) => (merged.has(id) ? [] : (people.get(id) ?? [])))))
    },
    found(account) {
      const here = (all: readonly FoundPerson[]): readonly FoundPerson[] =>
        all.filter(each => account === undefined || each.account === account)
      const [one, another] = here(byId)
      if (one !== undefined && another === undefined) return [one]
      if (one !== undefined) throw new CliFailure(`several accounts have a person ${quoted(given)}. Say which with --account.`, 2)
      const others = here(byOther)
      const twice = others.find((each, i) => others.findIndex(other => other.account === each.account) < i)
      if (twice !== undefined)
        throw new CliFailure(`${quoted(given)} is of several people of one account. Give the id of one, see village people.`, 2)
      if (others.length > 0 || wasErased) return others
      const near = nearest(
        given,
        here(ids).map(({ stakeholder }) => stakeholder),
      )
      throw new CliFailure(`there is no person ${quoted(given)}.${near === undefined ? '' : ` Did you mean ${quoted(near)}?`}`, 2)
    },
  }
}
