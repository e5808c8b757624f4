import type { Erasures } from '../model/erasures.js'
import type { Village } from '../model/village.js'
import { erasedTest } from './erased.js'
import { eraseStakeholder } from './eraseStakeholder.js'

/** A person who was erased elsewhere: their id here, and the salt and the time of there. */
export interface ErasedElsewhere {
  readonly id: string
  readonly salt: string
  readonly at: string | undefined
}

/** A village without the people whose data was erased elsewhere, and who they are; the same village where it has none of them. */
export function withoutErased(
  village: Village,
  erasures: readonly Erasures[],
): { readonly village: Village; readonly people: readonly ErasedElsewhere[] } {
  const people: ErasedElsewhere[] = []
  let rest = village
  for (const each of erasures) {
    const { salt, tombstones } = each
    // Whose tombstone it is cannot be told from it, so that the earliest time holds of all.
    const [at] = tombstones.flatMap(tombstone => tombstone.at ?? []).sort()
    const isErased = erasedTest([each])
    for (const id of new Set(rest.stakeholders.filter(isErased).map(person => person.id))) {
      people.push({ id, salt, at })
      rest = eraseStakeholder(rest, id, { salt, at }).village
    }
  }
  return { village: rest, people }
}
