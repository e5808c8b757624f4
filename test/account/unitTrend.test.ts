import { createVillage, sentimentTrend, snapshot } from 'account-village'
import { describe, expect, test } from 'vitest'
import { refused } from '../support/refusal.js'

const heard = (stakeholder: string, at: string, sentiment: number) => ({ stakeholder, at, sentiment, via: 'interview' as const })
const village = createVillage({
  account: 'Acme',
  units: [
    { id: 'plant', name: 'Plant', kind: 'site' },
    { id: 'line', name: 'Line', kind: 'team', parent: 'plant' },
    { id: 'hq', name: 'HQ', kind: 'site' },
  ],
  stakeholders: [
    { id: 'ann', unit: 'line', roles: ['user'] },
    { id: 'bo', unit: 'hq', roles: ['economicBuyer'] },
    { id: 'cy', unit: 'plant', roles: ['approver'] },
  ],
  observations: [
    heard('ann', '2026-01-05', 0.8),
    heard('ann', '2026-03-02', -0.2),
    heard('bo', '2026-01-05', 0.1),
    heard('bo', '2026-03-02', 0.1),
  ],
})
const s = snapshot(village, '2026-03-02')
const since = '2026-01-05'

describe('the trend of a unit', () => {
  test('is that of its one person, and of a unit around it what they have of it', () => {
    const [ann, line, plant] = [{ stakeholder: 'ann' }, { unit: 'line' }, { unit: 'plant' }].map(of => sentimentTrend(s, { since, ...of }))
    expect(line).toEqual(ann)
    // A user has one part of the plant's five, an approver four, of whom nobody has heard.
    expect(plant?.change).toBeCloseTo((ann?.change ?? 0) / 5, 12)
  })

  test('is the account where the unit has all of its voice', () => {
    const whole = createVillage({
      account: 'A',
      units: [{ id: 'u', name: 'U', kind: 'site' }],
      stakeholders: [{ id: 'ann', unit: 'u', roles: ['user', 'economicBuyer'] }],
      observations: [heard('ann', '2026-01-05', 0.8), heard('ann', '2026-03-02', -0.2)],
    })
    const one = snapshot(whole, '2026-03-02')
    expect(sentimentTrend(one, { since, unit: 'u' })).toEqual(sentimentTrend(one, { since }))
  })

  test('is unknown where nobody was heard, and refused where there is nobody', () => {
    const silent = snapshot(
      createVillage({ account: 'A', units: [{ id: 'u', name: 'U', kind: 'site' }], stakeholders: [{ id: 'ann', unit: 'u' }] }),
      '2026-03-02',
    )
    expect(sentimentTrend(silent, { since, unit: 'u' }).change).toBeUndefined()
    expect(refused(() => sentimentTrend(s, { since, unit: 'moon' }))).toMatchObject({ name: 'InvalidArgumentError', paths: ['unit'] })
  })
})
