import { decisionOutlook } from '../decision/outlook.js'
import { type ExpectationImpact, expectationImpact } from '../hypothesis/expectationImpact.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Found, RiskRule } from './finding.js'
import { daysSince, hasVote, seatsIn, sentimentEvidence } from './seats.js'

/** The decision should have been made. */
export const decisionOverdue: RiskRule = {
  id: 'decisionOverdue',
  title: 'Decision overdue',
  asks: 'decision',
  gravest: 'critical',
  find(s) {
    const { state, daysLeft = 0, stillFalls = 1, probabilityOfYes = 0 } = decisionOutlook(s)
    if (state !== 'overdue') return []
    return [
      {
        stakeholders: [],
        subjects: [],
        message: 'The decision is overdue. Ask when it will be made, and what holds it up.',
        evidence: [{ measure: 'decisionOutlook.daysOverdue', value: Math.floor(-daysLeft) }],
        effect: (probabilityOfYes / stillFalls) * (1 - stillFalls),
        floor: 'warning',
      },
    ]
  },
}

/** The decision is near, and of some who decide too little is known. */
export const decisionNear: RiskRule = {
  id: 'decisionNear',
  title: 'Decision near',
  asks: 'decision',
  gravest: 'warning',
  find(s) {
    const { state, daysLeft = 0 } = decisionOutlook(s)
    if (state !== 'dated' || daysLeft > s.settings.risk.nearDays) return []
    const open = seatsIn(s).filter(({ cause }) => cause === 'unheard' || cause === 'stale')
    if (open.length === 0) return []
    const ranked = [...open].sort((a, b) => (b.share ?? 0) - (a.share ?? 0))
    return [
      {
        stakeholders: ranked.map(({ stakeholder }) => stakeholder),
        subjects: [],
        message: 'The decision is near, and little or nothing was heard of people who make it.',
        evidence: [
          { measure: 'decisionOutlook.daysLeft', value: Math.max(0, Math.ceil(daysLeft)) },
          ...ranked.slice(0, MOST_EVIDENCE).map(({ stakeholder }) => sentimentEvidence(s, stakeholder)),
        ],
        effect: open.reduce((sum, { share = 0 }) => sum + share, 0),
      },
    ]
  },
}

/** So much evidence a finding shows. */
const MOST_EVIDENCE = 5

/** Somebody still waits for what they expected by now. */
export const expectationOverdue: RiskRule = {
  id: 'expectationOverdue',
  title: 'Expectation overdue',
  asks: 'decision',
  gravest: 'critical',
  find: s =>
    impactsIn(s)
      .filter(({ state, dueAt }) => state === 'open' && dueAt !== undefined && daysSince(s, dueAt) > 0)
      .map(impact => aboutExpectation(s, impact, 'Something a person expected by now is not there yet.', impact.dueAt)),
}

/** Somebody's expectation was missed not long ago. */
export const expectationMissed: RiskRule = {
  id: 'expectationMissed',
  title: 'Expectation missed',
  asks: 'decision',
  gravest: 'critical',
  find(s) {
    const since = new Map(s.expectations.map(({ id, status }) => [id, status.at(-1)?.at]))
    return impactsIn(s).flatMap((impact): Found[] => {
      const missedAt = since.get(impact.expectation)
      if (impact.state !== 'missed' || missedAt === undefined || daysSince(s, missedAt) > s.settings.risk.days) return []
      return [aboutExpectation(s, impact, 'An expectation was missed. Say what went wrong and what happens next.', missedAt)]
    })
  },
}

/** What expectations mean for the decision in view; those about another one are its own. */
function impactsIn(s: Snapshot): readonly ExpectationImpact[] {
  const ofAnother = ({ decision }: Snapshot['expectations'][number]): boolean =>
    decision !== undefined && s.decision !== undefined && decision !== s.decision.id
  const others = new Set(s.expectations.filter(ofAnother).map(({ id }) => id))
  return expectationImpact(s).filter(({ expectation }) => !others.has(expectation))
}

function aboutExpectation(
  s: Snapshot,
  { expectation, stakeholder, ifMet }: ExpectationImpact,
  message: string,
  at: string | undefined,
): Found {
  const { probabilityOfYes = 0 } = decisionOutlook(s)
  return {
    stakeholders: [stakeholder],
    subjects: [expectation],
    message,
    evidence: [{ measure: 'expectations', value: expectation, stakeholder, ...(at !== undefined && { at }) }],
    effect: hasVote(s) ? Math.max(0, (ifMet.probabilityOfYes ?? 0) - probabilityOfYes) : undefined,
    floor: 'info',
  }
}
