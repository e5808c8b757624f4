import type { Recorded } from '../model/fact.js'
import type { RoleFact } from '../model/role.js'
import type { Stakeholder } from '../model/stakeholder.js'
import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { list, optionsOf } from '../support/options.js'
import { sortedByText } from '../support/order.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { TITLE_RULES, type TitleRule } from './titleRules.js'
import { firing, wordsOf } from './titleWords.js'

/** A role that somebody is likely to play. It stands nowhere until it is recorded. */
export interface RoleSuggestion {
  /** The role as a fact of basis `inferred`, ready to be recorded once somebody has agreed. */
  readonly role: Recorded<RoleFact>
  /** The id of the rule that fired. */
  readonly rule: string
  /** What in the title it fired on, as the rule writes it. */
  readonly words: string
  /** The language of these words, by ISO 639-1. */
  readonly language: string
}

export interface SuggestOptions {
  /** The rules, in their order; `TITLE_RULES` when absent. */
  readonly rules?: readonly TitleRule[] | undefined
}

/**
 * Roles that people are likely to play by their titles, for those of whom no role is known.
 *
 * It is a suggestion for somebody who knows them, not knowledge: a title says what somebody is paid for, not what part they play in a
 * purchase. Nothing is written; whoever agrees records the facts. One person may be suggested for several roles.
 *
 * Of a village it sees what is believed last, and leaves out whoever has left; of a snapshot what holds then.
 *
 * @example
 * import { createVillage, record } from 'account-village'
 * import { suggestRoles } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', title: 'Leiterin Einkauf' }, { id: 'bo', title: 'CFO', roles: ['champion'] }, { id: 'cem', title: 'Boss' }],
 * })
 * const suggestions = suggestRoles(village)
 * suggestions.map(({ role, rule, words }) => [role.stakeholder, role.role, rule, words]) //=> [['ann', 'procurement', 'procurement', '*einkauf*']]
 * village.roles.length //=> 1
 * record(village, { roles: suggestions.map(({ role }) => role) }).roles.length //=> 2
 */
export function suggestRoles(source: Village | Snapshot, options?: SuggestOptions): readonly RoleSuggestion[] {
  checkGiven('suggestRoles', source, ['village', 'snapshot'])
  const { rules = TITLE_RULES } = optionsOf<SuggestOptions>('suggestRoles', options, { rules: list })
  return deepFreeze(sortedByText(peopleIn(source), ({ id }) => id).flatMap(person => suggestionsFor(person, rules)))
}

/** Those of whom no role is known. */
function peopleIn(given: Village | Snapshot): readonly Stakeholder[] {
  if ('schemaVersion' in given) {
    const known = new Set(given.roles.flatMap(({ stakeholder, retractedAt }) => (retractedAt === undefined ? stakeholder : [])))
    return given.stakeholders.filter(({ id, leftAt, retractedAt }) => leftAt === undefined && retractedAt === undefined && !known.has(id))
  }
  const known = new Set(given.roles.map(({ stakeholder }) => stakeholder))
  return given.stakeholders.filter(({ id }) => !known.has(id))
}

function suggestionsFor({ id, title, recordedAt }: Stakeholder, rules: readonly TitleRule[]): RoleSuggestion[] {
  const words = wordsOf(title ?? '')
  const suggestions: RoleSuggestion[] = []
  for (const rule of rules) {
    const fired = firing(rule, words)
    // Whoever pays, buys or checks is not counted among those who use, even where their title has such a word too.
    if (fired === undefined || (rule.role === 'user' && suggestions.length > 0)) continue
    if (rule.role !== undefined && suggestions.every(({ role }) => role.role !== rule.role)) {
      const learned = recordedAt === undefined ? {} : { recordedAt }
      const role = {
        id: `suggested:${id}:${rule.role}`,
        ...learned,
        source: 'title',
        basis: 'inferred',
        stakeholder: id,
        role: rule.role,
      } as const
      suggestions.push({ role, rule: rule.id, ...fired })
    }
    if (rule.isLast === true) break
  }
  return suggestions
}
