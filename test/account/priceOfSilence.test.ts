import { accountSentiment, createVillage, snapshot, whatIf } from 'account-village'
import { describe, expect, test } from 'vitest'
import { coverageByHearing, coverageOn } from '../../src/account/priceOfSilence.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes, withoutSharedErrors } from '../support/villages.js'

/** What an interview of today tells, as a share of the variance. */
const RELIABILITY = 0.25 / (0.25 + 0.15 ** 2)
const village = createVillage({
  account: 'Acme',
  units: [{ id: 'it', name: 'IT', kind: 'team' }],
  stakeholders: [
    { id: 'ann', unit: 'it', roles: ['user', 'approver'] },
    { id: 'bo', unit: 'it', roles: ['user', 'approver'] },
    { id: 'di', roles: ['user', 'approver'], leftAt: '2026-02-01' },
  ],
  observations: [
    { stakeholder: 'bo', at: '2026-03-02', sentiment: 0.2, via: 'interview' },
    { stakeholder: 'di', at: '2026-01-02', sentiment: 0.2, via: 'interview' },
  ],
})
const s = snapshot(village, '2026-03-02')

describe('what an interview with somebody would add to the coverage', () => {
  test('is what it adds, that of those who sway with them included', () => {
    const heard = accountSentiment(whatIf(s, { hear: 'ann', sentiment: 0.5 }))
    expect(coverageByHearing(s, 'ann')).toBeCloseTo(heard.coverage - accountSentiment(s).coverage, 12)
    // Both have half of the voice, and before anything was heard the correlation of two of a unit is 0.3.
    const before = snapshot(village, '2026-01-01')
    expect(before.stakeholders.map(({ id }) => id)).toEqual(['ann', 'bo', 'di'])
    expect(coverageByHearing(before, 'ann')).toBeCloseTo(((1 + 0.3 ** 2) / 3) * RELIABILITY, 12)
  })

  test('is nothing of strangers and of those who left', () => {
    const people = village.stakeholders.map(person => ({ ...person, unit: 'it' }))
    const alike = snapshot(createVillage({ ...village, stakeholders: people }), '2026-03-02')
    expect([coverageByHearing(s, 'di'), coverageByHearing(alike, 'di'), coverageByHearing(s, 'eve')]).toEqual([0, 0, 0])
  })
})

describe('what rests on somebody', () => {
  test('is their part of the coverage, which those of everybody sum to', () => {
    expect(coverageOn(s, 'bo')).toBeCloseTo(0.5 * RELIABILITY, 12)
    expect([coverageOn(s, 'di'), coverageOn(s, 'eve')]).toEqual([0, 0])
    always(
      scenes,
      scene => {
        const any = played(withoutSharedErrors(scene)).s
        const sum = any.stakeholders.reduce((total, { id }) => total + coverageOn(any, id), 0)
        expect(sum).toBeCloseTo(accountSentiment(any).coverage, 9)
      },
      100,
    )
  })
})
