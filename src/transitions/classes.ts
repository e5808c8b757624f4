import { type BuyingRole, classOf, ROLE_CLASSES, type RoleClass } from '../model/role.js'
import { groupedBy } from '../support/grouping.js'
import type { Instant } from '../support/instants.js'
import { itemAt } from '../support/linear.js'
import { compareText, placeAfter, placeOf } from '../support/order.js'
import type { RolePeriod } from '../village/rolePeriod.js'

/** Who was of which class when, by the periods of roles that are believed so far. */
export interface Classes {
  /** Believes one of the periods from now on, or no longer. */
  believe(period: RolePeriod, isBelieved: boolean): void
  /** The class of a person at a moment. */
  classAt(person: string, at: Instant): RoleClass
  /** Whether somebody held a role up to a moment. */
  heldUntil(person: string, role: BuyingRole, at: Instant): boolean
  /** Whether anybody holds a decider's role at a moment. */
  anyDeciderAt(at: Instant): boolean
}

/** The classes by some periods of roles, none of which is believed yet. A change and a question each cost a logarithm of the periods. */
export function classesBy(periods: readonly RolePeriod[]): Classes {
  const held = new Map<string, Map<BuyingRole, Coverage>>()
  for (const [person, own] of groupedBy(periods, ({ stakeholder }) => stakeholder)) {
    const roles = [...groupedBy(own, ({ role }) => role)]
    held.set(person, new Map(roles.map(([role, each]) => [role, coverageBy(each)])))
  }
  const deciders = coverageBy(periods.filter(decides))
  return {
    believe(period, isBelieved) {
      const count = isBelieved ? 1 : -1
      held.get(period.stakeholder)?.get(period.role)?.add(period, count)
      if (decides(period)) deciders.add(period, count)
    },
    classAt(person, at) {
      return classOf([...(held.get(person) ?? [])].flatMap(([role, coverage]) => (coverage.at(at) > 0 ? [role] : [])))
    },
    heldUntil: (person, role, at) => (held.get(person)?.get(role)?.before(at) ?? 0) > 0,
    anyDeciderAt: at => deciders.at(at) > 0,
  }
}

/** Whether whoever plays a role decides. */
export function decides({ role }: { readonly role: BuyingRole }): boolean {
  return ROLE_CLASSES[role] === 'decider'
}

/** How many periods cover a moment, and the time right before it. */
interface Coverage {
  add(period: Pick<RolePeriod, 'since' | 'until'>, count: number): void
  at(moment: Instant): number
  before(moment: Instant): number
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
    for (let i = placeAfter(moments, moment) - 1; i < tree.length; i |= i + 1) tree[i] = itemAt(tree, i) + count
  }
  const sumOf = (length: number): number => {
    let count = 0
    for (let i = length - 1; i >= 0; i = (i & (i + 1)) - 1) count += itemAt(tree, i)
    return count
  }
  return {
    add({ since = '', until }, count) {
      change(since, count)
      if (until !== undefined) change(until, -count)
    },
    at: moment => sumOf(placeAfter(moments, moment)),
    before: moment => sumOf(placeOf(moments, moment)),
  }
}
