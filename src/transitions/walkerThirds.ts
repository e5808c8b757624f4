import { decidingRule } from '../decision/rule.js'
import { power } from '../influence/power.js'
import type { Snapshot } from '../village/snapshot.js'

/**
 * How attention should be divided by Walker's rule of thumb: one third for the choosers rated highest, one third for the other choosers,
 * one third for the users rated highest, none for anybody else.
 *
 * Choosers are the deciders and whoever can stop the decision; of them those rated highest have at least the mean power of choosers, and so
 * do users among users. Within a third everybody gets the same; a third that is for nobody goes to the others in equal parts.
 *
 * @see Walker Information, time allocation between choosers and users in business accounts
 */
export function walkerThirds(s: Snapshot): ReadonlyMap<string, number> {
  const { vetoes } = decidingRule(s)
  const shares = power(s).map(({ stakeholder: id, ...each }) => ({ id, ...each }))
  const choosers = shares.filter(each => each.class === 'decider' || vetoes.has(each.id))
  const users = shares.filter(each => each.class === 'user' && !vetoes.has(each.id))
  const [high, low] = splitAtMean(choosers)
  const [keyUsers] = splitAtMean(users)
  const thirds = [high, low, keyUsers].filter(third => third.length > 0)
  return new Map(thirds.flatMap(third => third.map(({ id }): [string, number] => [id, 1 / thirds.length / third.length])))
}

/** Those with at least the mean power of the group, and the others. */
function splitAtMean<Member extends { readonly share: number }>(group: readonly Member[]): [Member[], Member[]] {
  const mean = group.reduce((sum, { share }) => sum + share, 0) / group.length
  // Equal shares must not fall on both sides of their own mean by a rounding error.
  const isHigh = ({ share }: Member): boolean => share >= mean * (1 - 1e-12)
  return [group.filter(isHigh), group.filter(member => !isHigh(member))]
}
