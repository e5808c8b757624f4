import {
  byStakeholder,
  createVillage,
  decisionOutlook,
  type Observation,
  type SnapshotOptions,
  type StakeholderInput,
  sentiments,
  snapshot,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { lastSaidNo, sharesToday } from '../../src/decision/seatCause.js'

const heard = (over: Partial<Observation>): Observation => ({
  stakeholder: 'bo',
  at: '2026-03-01',
  sentiment: 0.5,
  via: 'interview',
  ...over,
})
const of = (observations: readonly Observation[], asOf = '2026-03-02', options: SnapshotOptions = {}, bo: Partial<StakeholderInput> = {}) =>
  snapshot(
    createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: ['economicBuyer'], ...bo },
      ],
      observations,
      decisions: [{ id: 'deal', name: 'D', kind: 'new', rule: { quota: 1, members: [{ of: 'bo' }] } }],
    }),
    asOf,
    options,
  )
const cause = (observations: readonly Observation[], asOf?: string, options?: SnapshotOptions) =>
  byStakeholder(decisionOutlook(of(observations, asOf, options)).byStakeholder).get('bo')?.cause

describe('the cause of a seat', () => {
  test('is that nobody heard whoever holds it, though others were heard', () => {
    expect(cause([])).toBe('unheard')
    expect(cause([heard({ stakeholder: 'ann' })])).toBe('unheard')
    const gone = of([heard({})], '2026-03-02', {}, { leftAt: '2026-03-02' })
    expect(byStakeholder(decisionOutlook(gone).byStakeholder).get('bo')?.cause).toBe('unheard')
  })

  test('is that they are for it or against it today', () => {
    expect(cause([heard({})])).toBe('favourable')
    expect(cause([heard({ sentiment: -0.1 })])).toBe('against')
    // As likely as not is not against.
    expect(cause([heard({ sentiment: 0 })])).toBe('favourable')
  })

  test('is that they said so themselves last, though all that was heard together is for it', () => {
    const rosy = Array.from({ length: 5 }, (_, i) => heard({ id: `r${i}`, at: `2026-02-2${i}`, sentiment: 0.9 }))
    const no = heard({ id: 'no', sentiment: -0.2 })
    expect(decisionOutlook(of([...rosy, no])).ifVotedToday?.probabilityOfYes).toBeGreaterThan(0.9)
    expect(cause([...rosy, no])).toBe('against')
    // The word of somebody else is none of theirs, and neither is what a reporter says of them.
    expect(cause([...rosy, { ...no, stakeholder: 'ann' }])).toBe('favourable')
    expect(cause([...rosy, { ...no, via: 'impression', by: 'kim' }])).toBe('favourable')
  })

  test('is that little is left of what was heard, a last word against it included', () => {
    const rosy = Array.from({ length: 5 }, (_, i) => heard({ id: `r${i}`, at: `2026-02-2${i}`, sentiment: 0.9 }))
    expect(cause([...rosy, heard({ id: 'no', sentiment: -0.2 })], '2026-12-01')).toBe('stale')
    expect(cause([heard({ sentiment: -0.2 })], '2026-12-01')).toBe('against')
    const { reliability = Number.NaN } = byStakeholder(sentiments(of([heard({})]))).get('bo') ?? {}
    const from = (staleReliability: number) => cause([heard({})], '2026-03-02', { settings: { account: { staleReliability } } })
    expect([from(reliability), from(reliability + 1e-12)]).toEqual(['favourable', 'stale'])
  })
})

test('somebody said no last whose word lies below the threshold by its own error or more', () => {
  expect(lastSaidNo(of([heard({ sentiment: -0.15 })]), 'bo')).toBe(true)
  expect(lastSaidNo(of([heard({ sentiment: -0.14 })]), 'bo')).toBe(false)
  expect(lastSaidNo(of([heard({ sentiment: -0.9 })]), 'ann')).toBe(false)
  // Who shuns risk asks for 0.1 more.
  expect(lastSaidNo(of([heard({ sentiment: -0.05 })], '2026-03-02', {}, { riskAppetite: 0 }), 'bo')).toBe(true)
  expect(lastSaidNo(of([heard({ sentiment: -0.9 })]), 'nobody')).toBe(false)
})

test('if the vote were today, all of a no would hang on the only seat', () => {
  const s = of([heard({ sentiment: 0.2 })])
  const { probabilityOfYes = Number.NaN } = decisionOutlook(s).ifVotedToday ?? {}
  expect([...sharesToday(s)]).toEqual([['bo', expect.closeTo(1 - probabilityOfYes, 12)]])
})
