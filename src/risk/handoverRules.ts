import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { attentionBalance } from '../transitions/attention.js'
import { type PowerTransition, powerTransitions } from '../transitions/powerTransitions.js'
import { handoverReadiness } from '../transitions/readiness.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Found, RiskRule, Severity } from './finding.js'

/** Power may be passing to the deciders. */
export const handoverSuspected: RiskRule = {
  id: 'handoverSuspected',
  title: 'Hand-over suspected',
  asks: 'account',
  gravest: 'warning',
  find: s => aboutTransitions(s, 'suspected', 'info', 'The people who decide seem to be taking the process over from the users.'),
}

/** Power has passed to the deciders. */
export const handoverFlagged: RiskRule = {
  id: 'handoverFlagged',
  title: 'Hand-over flagged',
  asks: 'account',
  gravest: 'warning',
  find: s =>
    aboutTransitions(s, 'flagged', 'warning', 'The people who decide have taken the process over from the users. Begin again with them.'),
}

/** If the deciders took over, what users told us would be lost. */
export const knowledgeLost: RiskRule = {
  id: 'knowledgeLost',
  title: 'Knowledge would be lost',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const { score, items } = handoverReadiness(s)
    const shown = items.slice(0, 5)
    if (
      score === undefined ||
      score >= s.settings.risk.readiness ||
      shown.length === 0 ||
      (s.interactions.length === 0 && [...sentimentsByStakeholder(s).values()].every(({ value }) => value === undefined))
    )
      return []
    return [
      {
        subjects: [],
        floor: 'warning',
        stakeholders: [...new Set(shown.flatMap(({ stakeholders }) => stakeholders))],
        message: 'If the people who decide took over today, much of what we know would be lost.',
        evidence: [
          { measure: 'handoverReadiness.score', value: score },
          ...shown.map(({ kind, stakeholders: [stakeholder] }) => ({
            measure: 'handoverReadiness.items',
            value: kind,
            ...(stakeholder !== undefined && { stakeholder }),
          })),
        ],
      },
    ]
  },
}

/** We court users and neglect those who decide. */
export const overinvested: RiskRule = {
  id: 'overinvested',
  title: 'Overinvested in users',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const { overinvestment, unit, interactions, byClass } = attentionBalance(s, { days: s.settings.risk.days })
    if (overinvestment === undefined || overinvestment < s.settings.risk.overinvestment) return []
    if (byClass.decider.attention >= s.settings.risk.deciderAttention * byClass.decider.target) return []
    return [
      {
        stakeholders: [],
        subjects: [],
        floor: 'info',
        message: 'Users get far more of our time than their power asks for, and the people who decide get hardly any.',
        evidence: [
          { measure: 'attentionBalance.overinvestment', value: overinvestment },
          { measure: 'attentionBalance.byClass.user.attention', value: byClass.user.attention },
          { measure: `attentionBalance.interactions (${unit})`, value: interactions },
        ],
      },
    ]
  },
}

function aboutTransitions(s: Snapshot, status: PowerTransition['status'], floor: Severity, message: string): Found[] {
  return powerTransitions(s).flatMap(({ status: found, probability, carriers, flaggedAt, events, decision }) => {
    if (found !== status || probability === undefined) return []
    return [
      {
        stakeholders: carriers.after,
        subjects: decision === undefined ? [] : [decision],
        floor,
        message,
        evidence: [
          { measure: 'powerTransitions.probability', value: probability },
          { measure: 'powerTransitions.events', value: events.length, ...(flaggedAt !== undefined && { at: flaggedAt }) },
        ],
      },
    ]
  })
}
