import type { Stakeholder } from '../model/stakeholder.js'
import type { Teammate } from '../model/teammate.js'

/** The names of people by id, where they have one. Somebody of theirs and one of us may have the same id. */
export interface BothSides {
  readonly theirs: ReadonlyMap<string, string | undefined>
  readonly ours: ReadonlyMap<string, string | undefined>
}

/** What holds people of theirs and of ours, those who have left apart where it tells them. */
interface Peopled {
  readonly stakeholders: readonly Named<Stakeholder>[]
  readonly former?: readonly Named<Stakeholder>[]
  readonly teammates: readonly Named<Teammate>[]
  readonly formerTeammates?: readonly Named<Teammate>[]
}

type Named<Person extends Stakeholder | Teammate> = Pick<Person, 'id' | 'name'>

/** The names of all who are there and who have left. */
export function bothSidesOf({ stakeholders, former = [], teammates, formerTeammates = [] }: Peopled): BothSides {
  return {
    theirs: new Map([...former, ...stakeholders].map(({ id, name }) => [id, name])),
    ours: new Map([...formerTeammates, ...teammates].map(({ id, name }) => [id, name])),
  }
}

/** The name of whoever sees to a move, one of us or of theirs; absent where nobody does or none is known. */
export function nameOfOwner(
  { by, byThem }: { readonly by?: string | undefined; readonly byThem?: string | undefined },
  { theirs, ours }: BothSides,
): string | undefined {
  if (by !== undefined) return ours.get(by)
  return byThem === undefined ? undefined : theirs.get(byThem)
}
