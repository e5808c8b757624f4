import { createVillage, decisionOutlook, sensitivity, snapshot } from 'account-village'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'

/** Computed along two independent routes, a dense Gaussian posterior with enumeration of votes and a Kalman filter, which agree to 1e-9. */
const BASE = 0.407320835126273
const BELIEFS = [
  ['sentiment.priorMean', -0.2, 0.2, 0.3271411745730524, 0.49081265996888995],
  ['decision.yesThreshold.new', -0.2, 0.2, 0.6777081644036679, 0.17021966128157176],
  ['sentiment.offset', -0.15, 0.15, 0.42514102165848505, 0.38892780329767823],
  ['sentiment.priorSd', 0.35714285714285715, 0.7, 0.4390148166358564, 0.37692386872404526],
  ['sentiment.halfLifeDays', 90, 360, 0.3559116529509959, 0.46129025735467655],
  ['sentiment.readingSd', 0.6666666666666666, 1.5, 0.4273556705379531, 0.38093359760346296],
  ['sentiment.sharedSd', 0, 2, 0.4143582174442238, 0.3963112065294594],
  ['sentiment.sameUnitCorrelation', 0, 0.6, 0.39795268704416115, 0.4155504238022872],
] as const

describe('the sensitivity of a chance of yes, 45 days ahead', () => {
  const village = createVillage({
    account: 'Acme',
    units: [{ id: 'hq', name: 'HQ', kind: 'site' }],
    stakeholders: [
      { id: 'bo', unit: 'hq', roles: ['economicBuyer'] },
      { id: 'vi', unit: 'hq', roles: ['user'] },
    ],
    observations: [
      { stakeholder: 'bo', at: day(0), sentiment: 0.2, via: 'interview' },
      { stakeholder: 'bo', at: day(20), sentiment: 0.4, via: 'impression' },
      { stakeholder: 'vi', at: day(30), sentiment: 0.1, via: 'survey' },
    ],
    decisions: [
      { id: 'deal', name: 'Deal', kind: 'new', expectedAt: day(85), rule: { quota: 2, members: [{ of: 'bo', veto: true }, { of: 'vi' }] } },
    ],
  })
  const s = snapshot(village, day(40))
  const { base, beliefs } = sensitivity(s)

  test('has the base of its source', () => {
    expect(base.probabilityOfYes).toBeCloseTo(BASE, 9)
    expect(base.probabilityOfYes).toBe(decisionOutlook(s).probabilityOfYes)
  })

  test.each(BELIEFS)('has both ends of %s', (belief, low, high, atLow, atHigh) => {
    const found = beliefs.find(each => each.belief === belief)
    expect(found).toMatchObject({
      low: expect.closeTo(low, 12),
      high: expect.closeTo(high, 12),
      probabilityOfYes: [expect.closeTo(atLow, 9), expect.closeTo(atHigh, 9)],
      swing: expect.closeTo(Math.abs(atHigh - atLow), 9),
    })
  })

  test('puts the widest first', () => {
    const swings = beliefs.map(({ swing }) => swing)
    expect(swings).toEqual([...swings].sort((a, b) => b - a))
    expect(beliefs[0]).toMatchObject({ belief: 'decision.yesThreshold.new', flips: true })
  })
})
