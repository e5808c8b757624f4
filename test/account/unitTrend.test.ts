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

  test('holds what nobody knows of units without people, as the account does', () => {
    const whole = createVillage({
      account: 'A',
      units: [
        { id: 'hq', name: 'HQ', kind: 'site' },
        { id: 'lab', name: 'Lab', kind: 'site', share: 0.5, parent: 'hq' },
      ],
      stakeholders: [
        { id: 'ann', unit: 'hq', roles: ['user'] },
        { id: 'bo', unit: 'hq', roles: ['economicBuyer'] },
      ],
      observations: [heard('bo', '2026-01-05', 0.3), heard('ann', '2026-02-01', 0.1)],
    })
    const without = createVillage({ ...whole, units: [{ id: 'hq', name: 'HQ', kind: 'site' }] })
    const [one, other] = [snapshot(whole, '2026-03-02'), snapshot(without, '2026-03-02')]
    const [all, known] = [sentimentTrend(one, { since }), sentimentTrend(other, { since })]
    // Half of the voice is that of the people, half drifts by itself: 2 S^2 (1 - 2^(-days / h)).
    const drift = 2 * 0.25 * (1 - 2 ** (-56 / 180))
    expect(all.change).toBeCloseTo((known.change ?? 0) / 2, 12)
    expect(all.sd).toBeCloseTo(Math.sqrt(0.25 * (known.sd ?? 0) ** 2 + 0.25 * drift), 12)
    expect(sentimentTrend(one, { since, unit: 'hq' })).toEqual(all)
    const shaken = snapshot(createVillage({ ...whole, upheavals: [{ kind: 'merger', at: '2026-02-01', strength: 1 }] }), '2026-03-02')
    const until = '2026-02-20'
    for (const [upheaval, strength] of [
      [{ at: '2026-01-01' }, 0],
      [{ at: since }, 0],
      [{ at: '2026-02-01', unit: 'hq' }, 0],
      [{ at: until }, 0.5],
      [{ at: '2026-02-21' }, 0],
    ] as const) {
      const upheavals = [{ kind: 'other' as const, strength: 0.5, ...upheaval }]
      const [all2, known2] = [whole, without].map(
        each => sentimentTrend(snapshot(createVillage({ ...each, upheavals }), '2026-03-02'), { since, until }).sd ?? Number.NaN,
      )
      const kept = 2 ** (-46 / 180) * (1 - strength)
      expect(all2).toBeCloseTo(Math.sqrt(0.25 * (known2 ?? Number.NaN) ** 2 + 0.25 * 2 * 0.25 * (1 - kept)), 12)
    }
    const [people, lab] = [
      sentimentTrend(snapshot(createVillage({ ...without, upheavals: shaken.upheavals }), '2026-03-02'), { since }),
      2 * 0.25,
    ]
    expect(sentimentTrend(shaken, { since }).sd).toBeCloseTo(Math.sqrt(0.25 * (people.sd ?? 0) ** 2 + 0.25 * lab), 12)
  })
})
