import { InvalidArgumentError, quoted } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { championLeft, championSilent, singleThreaded } from './contactRules.js'
import type { Finding, RiskRule, Severity } from './finding.js'
import { handoverFlagged, handoverSuspected, knowledgeLost, overinvested } from './handoverRules.js'
import { interviewsUnfinished, listeningOverdue, loopOpen, recurring } from './listeningRules.js'
import { diverging, falling, littleSignal, unanimous } from './sentimentRules.js'
import { blockedByPolicy, boughtForAnotherReason, likedUnused, motiveUnknown } from './useRules.js'
import { championVetoConflict, noDecider, vetoAgainst, vetoStale, vetoUnheard } from './vetoRules.js'

/** Every rule by which risks are found. */
export const RISK_RULES: readonly RiskRule[] = deepFreeze([
  noDecider,
  vetoUnheard,
  vetoStale,
  vetoAgainst,
  championVetoConflict,
  diverging,
  falling,
  unanimous,
  littleSignal,
  handoverSuspected,
  handoverFlagged,
  knowledgeLost,
  overinvested,
  singleThreaded,
  championLeft,
  championSilent,
  likedUnused,
  blockedByPolicy,
  boughtForAnotherReason,
  motiveUnknown,
  recurring,
  loopOpen,
  listeningOverdue,
  interviewsUnfinished,
])

/**
 * What endangers the account or what we know of it: the findings of all rules, those on which most money hangs first, then the graver, then
 * by rule and people.
 *
 * Thresholds are `settings.risk`, and a rule whose id is in `settings.risk.disabledRules` is not asked.
 *
 * @throws InvalidArgumentError when a rule is to be disabled that there is not
 * @example
 * import { assessRisk, createVillage, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'di', roles: ['legalCompliance'], veto: true }],
 * })
 * assessRisk(snapshot(village, '2026-03-02')).map(({ rule, severity }) => [rule, severity])
 * //=> [['noDecider', 'critical'], ['vetoUnheard', 'critical'], ['littleSignal', 'warning']]
 */
export function assessRisk(snapshot: Snapshot): readonly Finding[] {
  return measured('assessRisk', snapshot, measureAssessRisk)
}

function measureAssessRisk(s: Snapshot): readonly Finding[] {
  const { disabledRules } = s.settings.risk
  refuseUnknownRules(disabledRules)
  const asked = RISK_RULES.filter(({ id }) => !disabledRules.includes(id))
  return asked.flatMap(({ id, find }) => find(s).map(finding => ({ rule: id, ...finding }))).sort(compareFindings)
}

const GRAVITY: { readonly [Each in Severity]: number } = { critical: 0, warning: 1, info: 2 }

function compareFindings(a: Finding, b: Finding): number {
  const money = ({ revenueAtRisk }: Finding): number => revenueAtRisk?.amount ?? -1
  return money(b) - money(a) || GRAVITY[a.severity] - GRAVITY[b.severity] || compareText(findingKey(a), findingKey(b))
}

function findingKey({ rule, stakeholders }: Finding): string {
  return JSON.stringify([rule, stakeholders])
}

function refuseUnknownRules(disabledRules: readonly string[]): void {
  const unknown = disabledRules.filter(id => !RISK_RULES.some(rule => rule.id === id))
  if (unknown.length === 0) return
  const known = RISK_RULES.map(({ id }) => id).join(', ')
  throw new InvalidArgumentError(
    'assessRisk',
    unknown.map(id => ({
      path: 'settings.risk.disabledRules',
      message: `there is no rule ${quoted(id)}; the rules are ${known}`,
      code: 'invalidArgument',
    })),
  )
}
