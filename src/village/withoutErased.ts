import type { Erasures } from '../model/erasures.js'
import type { Village } from '../model/village.js'
import { identitiesOf, identityTest, type KnownPerson } from './erased.js'
import { eraseStakeholder } from './eraseStakeholder.js'

/** A person who was erased elsewhere: their id here, and the salt and the time of there. */
export interface ErasedElsewhere {
  readonly id: string
  readonly salt: string
  readonly at: string | undefined
}

/**
 * A village without the people whose data was erased elsewhere, and who they are; the same village where it has none of them.
 *
 * @param erasures those of the same account
 * @param others those of other accounts, where the same id may be of somebody else: people are known by mail address, by ids in other systems,
 * and by their id only where it is that of a record that was imported
 */
export function withoutErased(
  village: Village,
  erasures: readonly Erasures[],
  others: readonly Erasures[] = [],
): { readonly village: Village; readonly people: readonly ErasedElsewhere[] } {
  const records = new Set((village.imports ?? []).flatMap(each => each.records.map(({ id }) => id)))
  const people: ErasedElsewhere[] = []
  let rest = village
  for (const [i, each] of [...erasures, ...others].entries()) {
    const { salt, tombstones } = each
    // Whose tombstone it is cannot be told from it, so that the earliest time holds of all.
    const [at] = tombstones.flatMap(tombstone => tombstone.at ?? []).sort()
    const isErased = identityTest([each])
    const isTheirs = (person: KnownPerson): boolean =>
      identitiesOf(person).some(
        identity => (i < erasures.length || identity !== `id:${person.id}` || records.has(person.id)) && isErased(identity),
      )
    for (const id of new Set(rest.stakeholders.filter(isTheirs).map(person => person.id))) {
      people.push({ id, salt, at })
      rest = eraseStakeholder(rest, id, { salt, at }).village
    }
  }
  return { village: rest, people }
}
