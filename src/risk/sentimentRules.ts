import { accountSentiment } from '../account/accountSentiment.js'
import { membersOf } from '../influence/powerByClass.js'
import type { RiskRule } from './finding.js'

/** Users like us and deciders do not. */
export const diverging: RiskRule = {
  id: 'diverging',
  title: 'Users and deciders diverge',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const { divergence, byClass } = accountSentiment(s)
    if (divergence === undefined || divergence.value < s.settings.risk.divergence || divergence.interval[0] <= 0) return []
    const sides = (['user', 'decider'] as const).flatMap(name => {
      const { value } = byClass[name] ?? {}
      return value === undefined ? [] : [{ measure: `accountSentiment.byClass.${name}`, value }]
    })
    return [
      {
        stakeholders: membersOf(s, 'decider'),
        subjects: [],
        message: 'Users think much better of us than the people who decide. What users say does not tell how it will end.',
        evidence: sides,
        floor: 'info',
      },
    ]
  },
}
