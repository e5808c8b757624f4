import { type BuyingRole, classOf, type RoleClass } from '../model/role.js'
import { groupedBy } from '../support/grouping.js'
import type { Instant } from '../support/instants.js'
import { itemAt } from '../support/linear.js'
import { compareText } from '../support/order.js'
import type { RolePeriod } from '../village/rolePeriod.js'

/** Who was of which class when, by the periods of roles that are believed so far. */
export interface Classes {
  /** Believes one of the periods from now on, or no longer. */
  believe(period: RolePeriod, isBelieved: boolean): void
  /** The class of a person at a moment. */
  classAt(person: string, at: Instant): RoleClass
}

/** The classes by some periods of roles, none of which is believed yet. A change and a question each cost a logarithm of the periods. */
export function classesBy(periods: readonly RolePeriod[]): Classes {
  const held = new Map<string, Map<BuyingRole, Coverage>>()
  for (const [person, own] of groupedBy(periods, ({ stakeholder }) => stakeholder)) {
    const roles = [...groupedBy(own, ({ role }) => role)]
    held.set(person, new Map(roles.map(([role, each]) => [role, coverageBy(each)])))
  }
  return {
    believe(period, isBelieved) {
      held
        .get(period.stakeholder)
        ?.get(period.role)
        ?.add(period, isBelieved ? 1 : -1)
    },
    classAt(person, at) {
      return classOf([...(held.get(person) ?? [])].flatMap(([role, coverage]) => (coverage.at(at) > 0 ? [role] : [])))
    },
  }
}

/** How many periods cover a moment. */
interface Coverage {
  add(period: Pick<RolePeriod, 'since' | 'until'>, count: number): void
  at(moment: Instant): number
}

/**
 * Counts in a binary indexed tree over all moments at which a period begins or ends.
 *
 * @see P. M. Fenwick, "A new data structure for cumulative frequency tables", Software: Practice and Experience 24 (1994)
 */
function coverageBy(periods: readonly RolePeriod[]): Coverage {
  // Stored instants are ordered as texts, and the empty text is before all of them.
  const moments = [...new Set(periods.flatMap(({ since = '', until }) => (until === undefined ? [since] : [since, until])))].sort(
    compareText,
  )
  const tree = moments.map(() => 0)
  const change = (moment: string, count: number): void => {
    for (let i = countUpTo(moments, moment) - 1; i < tree.length; i |= i + 1) tree[i] = itemAt(tree, i) + count
  }
  return {
    add({ since = '', until }, count) {
      change(since, count)
      if (until !== undefined) change(until, -count)
    },
    at(moment) {
      let count = 0
      for (let i = countUpTo(moments, moment) - 1; i >= 0; i = (i & (i + 1)) - 1) count += itemAt(tree, i)
      return count
    },
  }
}

/** How many of some moments in order are no later than one. */
function countUpTo(moments: readonly string[], moment: string): number {
  let [low, high] = [0, moments.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((moments[middle] ?? '') <= moment) low = middle + 1
    else high = middle
  }
  return low
}
