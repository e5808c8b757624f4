import { accountSentiment } from '../account/accountSentiment.js'
import { sentimentTrend } from '../account/trend.js'
import { powerByStakeholder } from '../influence/power.js'
import { membersOf } from '../influence/powerByClass.js'
import { sentiments } from '../sentiment/sentiments.js'
import { DAY, formatInstant, isHeld, parseInstant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { allMoney, type RiskRule } from './finding.js'

/** Users like us and deciders do not. */
export const diverging: RiskRule = {
  id: 'diverging',
  title: 'Users and deciders diverge',
  find(s) {
    const { divergence, byClass } = accountSentiment(s)
    if (divergence === undefined || divergence.value < s.settings.risk.divergence || divergence.interval[0] <= 0) return []
    return [
      {
        severity: 'warning',
        stakeholders: membersOf(s, 'decider'),
        message: 'Users think much better of us than those who decide. What users say does not tell how it will end.',
        evidence: [
          { measure: 'accountSentiment.byClass.user', value: byClass.user?.value ?? 0 },
          { measure: 'accountSentiment.byClass.decider', value: byClass.decider?.value ?? 0 },
        ],
        ...allMoney(s),
      },
    ]
  },
}

/** The account's sentiment has probably fallen. */
export const falling: RiskRule = {
  id: 'falling',
  title: 'Falling sentiment',
  find(s) {
    const { days, declineProbability } = s.settings.risk
    const start = (parseInstant(s.agedTo) ?? 0) - days * DAY
    // Before the first year that has four digits nobody was heard.
    if (!isHeld(start)) return []
    const since = formatInstant(start)
    const { change, probabilityOfDecline } = sentimentTrend(s, { since })
    if (change === undefined || probabilityOfDecline === undefined) return []
    if (probabilityOfDecline < declineProbability || change > -s.settings.account.smallestChange) return []
    return [
      {
        severity: 'warning',
        stakeholders: [],
        message: `The sentiment of the account has very probably fallen within ${days} days.`,
        evidence: [
          { measure: 'sentimentTrend.change', value: change },
          { measure: 'sentimentTrend.probabilityOfDecline', value: probabilityOfDecline },
        ],
        ...allMoney(s),
      },
    ]
  },
}

/** Many were heard and nobody is against us, which is rarely the whole truth. */
export const unanimous: RiskRule = {
  id: 'unanimous',
  title: 'Everybody suspiciously in favour',
  find(s) {
    const heard = sentiments(s).flatMap(({ stakeholder: id, value }) => (value === undefined ? [] : [{ id, value }]))
    const isAgainst = ({ sentiment = 0 }: { readonly sentiment?: number | undefined }): boolean => sentiment < 0
    if (heard.length < s.settings.risk.unanimousFrom || s.observations.some(isAgainst) || s.interviews.some(isAgainst)) return []
    if (heard.some(({ value }) => value < 0)) return []
    return [
      {
        severity: 'info',
        stakeholders: [],
        message: 'Nobody has ever been recorded as against us. Somebody usually is: find out who, and whom the competition talks to.',
        evidence: heard.map(({ id, value }) => ({ measure: 'sentiments', value, stakeholder: id })),
      },
    ]
  },
}

/** Too little is known for a number. */
export const littleSignal: RiskRule = {
  id: 'littleSignal',
  title: 'Too little signal',
  find(s) {
    const { state, coverage } = accountSentiment(s)
    if (state !== 'insufficientSignal') return []
    return [
      {
        severity: 'warning',
        stakeholders: silentByPower(s),
        message: 'Too little is known of those who matter to say how the account stands.',
        evidence: [{ measure: 'accountSentiment.coverage', value: coverage }],
        ...allMoney(s),
      },
    ]
  },
}

/** Those never heard, the most powerful first. */
function silentByPower(s: Snapshot): string[] {
  const shares = powerByStakeholder(s)
  const silent = sentiments(s).flatMap(({ stakeholder, value }) => (value === undefined ? [stakeholder] : []))
  const shareOf = (id: string): number => shares.get(id)?.share ?? 0
  return silent.sort((a, b) => shareOf(b) - shareOf(a) || compareText(a, b))
}
