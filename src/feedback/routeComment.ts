import { errorFor } from '../errors.js'
import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { formatInstant, type Instant, parseInstant, type TimeInput } from '../support/instants.js'
import { anyText, fieldsOf, idText, is, listOf, type OptionShape } from '../support/options.js'
import { compareText } from '../support/order.js'
import { foldedText } from '../support/text.js'
import { dateOf } from '../village/believedFact.js'
import { snapshotAs } from '../village/takeSnapshot.js'
import { unitChain } from '../village/unitChain.js'
import { believed, revised } from './commentChanges.js'

/** Which comments a group of ours is to get. */
export interface RoutingRule {
  /** The group, such as `product`. */
  readonly group: string
  /** Comments on any of these themes; on all when absent. Case and spaces do not tell themes apart. */
  readonly themes?: readonly string[] | undefined
  /** Comments from people of these units and their parts; from all when absent. */
  readonly units?: readonly string[] | undefined
}

/** A comment on its way to a group: plain JSON, one line of NDJSON for a webhook or a queue. */
export interface CommentRoute {
  /** The same for all, so that a receiver can tell it from messages of other kinds. */
  readonly type: 'commentRouted'
  /** Names the delivery: the same comment for the same group has the same id, so that a queue can drop what it has. */
  readonly id: string
  /** The id of the account. */
  readonly account: string
  /** The group that is to get it, as its `RoutingRule` names it. */
  readonly group: string
  /** When it is passed on; when the comment became known, where that is later than the moment given. */
  readonly routedAt: Instant
  /** The comment as it is believed now, without what became of it. */
  readonly comment: {
    /** The id of the comment in the village. */
    readonly id: string
    /** When it was said. */
    readonly at: Instant
    /** The id of the person who said it. */
    readonly stakeholder: string
    /** The id of their unit; absent where they are in none. */
    readonly unit?: string
    /** Where it was said, such as `hallway`; absent where nobody noted it. */
    readonly via?: string
    /** Its themes as they were written; empty where it has none. */
    readonly themes: readonly string[]
    /** What was said, as it was recorded and in full. */
    readonly text: string
  }
}

/** The village that knows to whom a comment was passed, and what to send them. */
export interface RoutedComment {
  /** The village in which the comment has the new groups in `routedTo`; the one given where there are none. */
  readonly village: Village
  /** One for each group that did not have it yet, in order of group. Sending them is the caller's. */
  readonly routes: readonly CommentRoute[]
}

/**
 * Passes a comment to the groups who could act on it, by rules on its themes and on the unit of whoever made it: all rules that fit count. A
 * rule without themes and units is for comments that no other rule takes. A group that has the comment already does not get it again; when
 * no group is new, the same village comes back.
 *
 * @param at when it is passed on
 * @throws InvalidArgumentError when there is no such comment, or a rule names no group; InvalidDateError for a date that is none
 * @example
 * import { createVillage } from 'account-village'
 * import { routeComment } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   units: [{ id: 'works', name: 'Works', kind: 'site' }],
 *   stakeholders: [{ id: 'ann', unit: 'works' }],
 *   comments: [{ id: 'c1', at: '2026-03-01', stakeholder: 'ann', text: 'Late again, and nobody calls.', themes: ['Lateness'] }],
 * })
 * const rules = [{ group: 'logistics', themes: ['lateness'] }, { group: 'key account', units: ['works'] }, { group: 'everything else' }]
 * const { village: after, routes } = routeComment(village, 'c1', rules, '2026-03-02')
 * routes.map(({ group }) => group) //=> ['key account', 'logistics']
 * routeComment(after, 'c1', rules, '2026-03-03').routes //=> []
 */
export function routeComment(village: Village, comment: string, rules: readonly RoutingRule[], at: TimeInput): RoutedComment {
  const where = 'routeComment'
  const issues = RULES(rules, 'rules')
  if (issues.length > 0) throw errorFor(where, issues)
  const known = believed(where, village, comment)
  const { fact, knownFrom } = known
  const routedAt = formatInstant(Math.max(knownFrom, parseInstant(dateOf(where, 'at', at)) ?? knownFrom))
  const s = snapshotAs(where, village, routedAt)
  const unit = [...s.stakeholders, ...s.former].find(({ id }) => id === fact.stakeholder)?.unit
  const had = new Set((fact.routedTo ?? []).map(({ group }) => group))
  const groups = groupsFor(rules, fact.themes ?? [], unitChain(s, unit)).filter(group => !had.has(group))
  if (groups.length === 0) return Object.freeze({ village, routes: Object.freeze([]) })
  const routedTo = [...(fact.routedTo ?? []), ...groups.map(group => ({ group, at: routedAt }))]
  const { id, stakeholder, via, themes = [], text } = fact
  const sent = { id, at: fact.at, stakeholder, ...(unit !== undefined && { unit }), ...(via !== undefined && { via }), themes, text }
  const account = village.account.id
  return Object.freeze({
    village: revised(where, village, known, routedAt, { routedTo }),
    routes: deepFreeze(
      groups.map(
        (group): CommentRoute => ({
          type: 'commentRouted',
          id: JSON.stringify([account, id, group]),
          account,
          group,
          routedAt,
          comment: sent,
        }),
      ),
    ),
  })
}

/** The groups whose rules fit, each once, in order; those of rules for everything else only where no other fits. */
function groupsFor(rules: readonly RoutingRule[], themes: readonly string[], units: readonly string[]): string[] {
  const about = new Set(themes.map(foldedText))
  const isForRest = (rule: RoutingRule): boolean => rule.themes === undefined && rule.units === undefined
  const fits = (rule: RoutingRule): boolean =>
    (rule.themes === undefined || rule.themes.some(theme => about.has(foldedText(theme)))) &&
    (rule.units === undefined || rule.units.some(unit => units.includes(unit)))
  const special = rules.filter(rule => !isForRest(rule) && fits(rule))
  const taken = special.length > 0 ? special : rules.filter(isForRest)
  return [...new Set(taken.map(({ group }) => group))].sort(compareText)
}

const RULE: OptionShape<RoutingRule> = {
  group: is('a name; name who gets the comment', value => typeof value === 'string' && value !== ''),
  themes: listOf(anyText),
  units: listOf(idText),
}

const RULES = listOf(fieldsOf(RULE, ['group']), 10_000)
