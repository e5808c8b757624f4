import { decisionOutlook } from '../decision/outlook.js'
import { InvalidArgumentError, type Issue, quoted } from '../errors.js'
import type { Settings } from '../model/settings.js'
import { deepFreeze } from '../support/freeze.js'
import { type OptionShape, optionsOf, unchecked, wrong } from '../support/options.js'
import { compareText } from '../support/order.js'
import { checkGiven, measured } from '../village/given.js'
import { inViewOf, openDecisions } from '../village/inView.js'
import { refuseOtherAccount } from '../village/sameAccount.js'
import type { Snapshot } from '../village/snapshot.js'
import { overloaded, singleThreaded } from './contactRules.js'
import { decisionNear, decisionOverdue, expectationMissed, expectationOverdue } from './decisionRules.js'
import { fell } from './fell.js'
import type { Finding, Found, RiskRule, Severity } from './finding.js'
import { handoverFlagged, handoverSuspected, knowledgeLost, overinvested } from './handoverRules.js'
import { left } from './left.js'
import { interviewsUnfinished, listeningOverdue, loopOpen, recurring } from './listeningRules.js'
import { moveOverdue, moveWithoutOwner, planTooLate, voiceUnanswered } from './moveRules.js'
import { nobodyKnowsThem, ourSingleThread, teammateLeft, touchpointsDiffer } from './ourSideRules.js'
import { conflict, goneCold, noChampion } from './peopleRules.js'
import { contradiction, noAnswer, tooRosy } from './reporterRules.js'
import { deciderAgainst, deciderStale, deciderUnheard, newcomer, noDecider } from './seatRules.js'
import { diverging } from './sentimentRules.js'
import { blockedByPolicy, boughtForAnotherReason, likedUnused, motiveUnknown, useFell } from './useRules.js'

/** Every rule by which risks are found. */
export const RISK_RULES: readonly RiskRule[] = deepFreeze([
  deciderAgainst,
  deciderUnheard,
  newcomer,
  noDecider,
  deciderStale,
  fell,
  left,
  noChampion,
  decisionOverdue,
  decisionNear,
  expectationOverdue,
  expectationMissed,
  contradiction,
  tooRosy,
  noAnswer,
  goneCold,
  useFell,
  conflict,
  handoverFlagged,
  handoverSuspected,
  knowledgeLost,
  singleThreaded,
  overinvested,
  overloaded,
  diverging,
  likedUnused,
  blockedByPolicy,
  boughtForAnotherReason,
  motiveUnknown,
  recurring,
  loopOpen,
  listeningOverdue,
  interviewsUnfinished,
  moveOverdue,
  planTooLate,
  moveWithoutOwner,
  voiceUnanswered,
  touchpointsDiffer,
  nobodyKnowsThem,
  ourSingleThread,
  teammateLeft,
])

/** What findings are compared with. */
export interface AssessRiskOptions {
  /** An earlier snapshot of the account: findings then say whether they are new, and what is no longer true is listed as withdrawn. */
  readonly before?: Snapshot | undefined
}

const ASSESS_RISK_OPTIONS: OptionShape<AssessRiskOptions> = { before: unchecked }

/**
 * What endangers the account, its open decisions or what we know of them: the findings of all rules, the gravest first, of these the ones with
 * the largest effect on the chance of yes, then by id.
 *
 * Rules about a decision are asked for each open one by itself, or for the one that was named. `effect` is by how much a finding lowers the
 * chance of yes; those about seats are shares of the chance of a no, so that they and `1 - stillFalls` sum to it. From the effect follows how
 * grave a finding is (`settings.risk.critical`, `warning`, `info`); some rules have a least or a greatest severity of their own. A rule whose
 * id is in `settings.risk.disabledRules` is not asked.
 *
 * @throws InvalidArgumentError when a rule is disabled, or has a likelihood ratio, that there is not, or `before` is of another account
 * @example
 * import { assessRisk, createVillage, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'di', roles: ['legalCompliance'], veto: true }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new' }],
 * })
 * assessRisk(snapshot(village, '2026-03-02')).map(({ rule, severity, effect }) => [rule, severity, effect ?? 0])
 * //=> [['deciderUnheard', 'critical', 0.375], ['noDecider', 'critical', 0.375], ['noChampion', 'info', 0]]
 */
export function assessRisk(snapshot: Snapshot, options?: AssessRiskOptions): readonly Finding[] {
  checkGiven('assessRisk', snapshot)
  const { before } = optionsOf('assessRisk', options, ASSESS_RISK_OPTIONS)
  if (before === undefined) return findingsIn(snapshot)
  checkGiven('assessRisk', before, ['snapshot'], 'before')
  refuseOtherAccount('assessRisk', before, snapshot)
  return deepFreeze(compared(findingsIn(before), findingsIn(snapshot)))
}

/** The findings of now with their status since then, and after them what is no longer true. */
function compared(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const [there, here] = [before, after].map(findings => new Set(findings.map(({ id }) => id)))
  return [
    ...after.map(finding => ({ ...finding, status: there?.has(finding.id) ? ('open' as const) : ('new' as const) })),
    ...before.flatMap(finding => (here?.has(finding.id) ? [] : [{ ...finding, status: 'withdrawn' as const }])),
  ]
}

/** The findings of a snapshot. */
export function findingsIn(s: Snapshot): readonly Finding[] {
  return measured('assessRisk', s, measureFindings)
}

function measureFindings(s: Snapshot): readonly Finding[] {
  const { disabledRules } = s.settings.risk
  const unknown = unknownRules(s.settings)
  if (unknown.length > 0) throw new InvalidArgumentError('assessRisk', unknown)
  const asked = RISK_RULES.filter(({ id }) => !disabledRules.includes(id))
  const open = openDecisions(s)
  // Where nothing is open, the people who would decide are still worth knowing.
  const views = open.length > 0 ? open.map(decision => inViewOf(s, decision)) : [s]
  const found = asked.flatMap(rule => (rule.asks === 'account' ? [s] : views).flatMap(view => graded(rule, view)))
  return found.sort(compareFindings)
}

const GRAVITY = ['info', 'warning', 'critical'] as const satisfies readonly Severity[]

function compareFindings(a: Finding, b: Finding): number {
  const gravity = ({ severity }: Finding): number => GRAVITY.indexOf(severity)
  return gravity(b) - gravity(a) || (b.effect ?? -1) - (a.effect ?? -1) || compareText(a.id, b.id)
}

/** What a rule found in a view, as findings; what is not grave enough to be told is left out. */
function graded(rule: RiskRule, view: Snapshot): Finding[] {
  const outlook = decisionOutlook(view)
  const decision = rule.asks === 'decision' && outlook.probabilityOfYes !== undefined ? view.decision : undefined
  return rule.find(view).flatMap((found): Finding[] => {
    const effect = found.effect ?? learnedEffect(rule, view)
    const severity = severityOf(rule, view, found, effect)
    if (severity === undefined) return []
    const { stakeholders, message, evidence } = found
    const subjects = [...(decision === undefined ? [] : [decision.id]), ...[...found.subjects].sort(compareText)]
    const { value } = decision ?? view.decision ?? {}
    return [
      {
        id: JSON.stringify([rule.id, ...subjects]),
        rule: rule.id,
        severity,
        ...(decision !== undefined && { decision: decision.id }),
        stakeholders,
        subjects,
        message,
        evidence,
        ...(effect !== undefined && { effect }),
        ...(effect !== undefined &&
          value !== undefined &&
          outlook.basis === 'evidence' && { revenueAtRisk: { amount: value.amount * effect, currency: value.currency } }),
      },
    ]
  })
}

/** What a rule without a model says by how often it fired before decisions that were not won. */
function learnedEffect({ id }: RiskRule, view: Snapshot): number | undefined {
  const { likelihoodRatio } = view.settings.risk
  const ratio = Object.hasOwn(likelihoodRatio, id) ? (likelihoodRatio[id] ?? 1) : 1
  const { probabilityOfYes: yes } = decisionOutlook(view)
  return ratio === 1 || yes === undefined ? undefined : Math.max(0, yes - yes / (yes + (1 - yes) * ratio))
}

function severityOf(
  { gravest }: RiskRule,
  { settings }: Snapshot,
  { gravity = 0, floor, cap = 'critical' }: Found,
  effect = 0,
): Severity | undefined {
  const { critical, warning, info } = settings.risk
  const by = Math.max(effect, gravity)
  const own = [info, warning, critical].filter(least => by >= least).length - 1
  const least = floor === undefined ? -1 : GRAVITY.indexOf(floor)
  return GRAVITY[Math.min(Math.max(own, least), GRAVITY.indexOf(cap), GRAVITY.indexOf(gravest))]
}

/** What is wrong with settings that disable rules, or give a likelihood ratio to rules, that there are not. */
export function unknownRules({ risk }: Settings): Issue[] {
  const named = { disabledRules: risk.disabledRules, likelihoodRatio: Object.keys(risk.likelihoodRatio) }
  const known = RISK_RULES.map(({ id }) => id)
  return Object.entries(named).flatMap(([setting, ids]) =>
    ids
      .filter(id => !known.includes(id))
      .map(id => wrong(`settings.risk.${setting}`, `there is no rule ${quoted(id)}; the rules are ${known.join(', ')}`)),
  )
}
