import type { BuyingRole, VillageInput } from 'account-village'
import type { Random } from '../../../../src/support/random.js'
import { oneOf } from '../world.js'
import { holderOn, type Plan, TODAY } from './plan.js'

type Tie = NonNullable<VillageInput['ties']>[number]

/** How many accounts hold a conflict. */
const CONFLICTS = 0.08

/** All report to the manager, who reports to the buyer; users inform a champion, who advises the buyer; in some accounts two are in conflict. */
export function tiesOf(plan: Plan, random: Random): { readonly ties: readonly Tie[] } {
  const holding = (role: BuyingRole): string[] =>
    plan.places.flatMap(place => (place.role === role ? (holderOn(place, TODAY)?.id ?? []) : []))
  const [buyer, manager, champion] = (['economicBuyer', 'decisionMaker', 'champion'] as const).map(role => holding(role)[0])
  const above = manager ?? buyer
  const tie = (from: string | undefined, to: string | undefined, kind: Tie['kind']): Tie[] =>
    from === undefined || to === undefined || from === to ? [] : [{ from, to, kind }]
  const present = plan.places.flatMap(place => holderOn(place, TODAY)?.id ?? [])
  const others = present.filter(id => id !== buyer && id !== above)
  return {
    ties: [
      ...others.flatMap(from => tie(from, above, 'reportsTo')),
      ...tie(manager, buyer, 'reportsTo'),
      ...tie(champion, buyer, 'influence'),
      ...holding('user').flatMap(from => tie(from, champion, 'informs')),
      ...conflictIn(plan, present, random),
    ],
  }
}

function conflictIn({ places, trouble }: Plan, present: readonly string[], random: Random): Tie[] {
  const place = trouble?.cause === 'conflict' ? places[trouble.place] : undefined
  const victim = place === undefined ? undefined : holderOn(place, TODAY)?.id
  if (victim === undefined && random.uniform() >= CONFLICTS) return []
  const from = victim ?? oneOf(present, random)
  const rest = present.filter(id => id !== from)
  return rest.length === 0 ? [] : [{ from, to: oneOf(rest, random), kind: 'conflict' }]
}
