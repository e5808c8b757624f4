import { createVillage, decisionOutlook, power, type Snapshot, snapshot, type VillageInput } from 'account-village'
import { describe, expect, test } from 'vitest'
import { soundFindings } from '../support/soundFindings.js'

const DAY = '2026-03-02'
const see = (input: Omit<VillageInput, 'account'>): Snapshot => snapshot(createVillage({ account: 'Acme', ...input }), DAY)
const find = (s: Snapshot, rule: string) => soundFindings(s).filter(finding => finding.rule === rule)
const heard = (stakeholder: string) => ({ stakeholder, at: DAY, sentiment: 0.5, via: 'interview' as const })
const people = (...roles: readonly ('user' | 'economicBuyer' | 'decisionMaker' | 'champion')[]) =>
  roles.map((role, i) => ({ id: ['dee', 'cy', 'bo', 'ann'][i] ?? '', roles: [role] }))
const deal = { id: 'deal', name: 'Deal', kind: 'new' as const, value: { amount: 1000, currency: 'EUR' } }

describe('a finding about several people', () => {
  test('names those first on whom more of the decision hangs', () => {
    const rule = { quota: 4, members: [{ of: 'dee' }, { of: 'cy', weight: 2 }, { of: 'bo', weight: 3 }] }
    const s = see({
      stakeholders: people('user', 'decisionMaker', 'economicBuyer'),
      decisions: [{ ...deal, rule, expectedAt: '2026-03-09' }],
      observations: [heard('dee')],
    })
    const shares = new Map(decisionOutlook(s).byStakeholder.map(({ stakeholder, share = 0 }) => [stakeholder, share]))
    const [finding = expect.fail()] = find(s, 'decisionNear')
    expect(finding.stakeholders).toEqual(['bo', 'cy'])
    expect(shares.get('bo')).toBeGreaterThan(shares.get('cy') ?? Number.NaN)
  })

  test('names those first who have more power and are overdue to be heard', () => {
    const s = see({
      stakeholders: people('user', 'decisionMaker', 'economicBuyer'),
      comments: ['dee', 'cy', 'bo'].map(stakeholder => ({ id: stakeholder, stakeholder, at: '2025-01-02', text: 't' })),
    })
    const [finding = expect.fail()] = find(s, 'listeningOverdue')
    const shares = new Map(power(s).map(({ stakeholder, share }) => [stakeholder, share]))
    const byPower = [...finding.stakeholders].sort((a, b) => (shares.get(b) ?? 0) - (shares.get(a) ?? 0))
    expect(finding.stakeholders.length).toBeGreaterThan(1)
    expect(finding.stakeholders).toEqual(byPower)
    expect(finding.stakeholders[0]).toBe('bo')
  })
})

describe('a conflict', () => {
  const conflict = (from: string, to: string) => ({ from, to, kind: 'conflict' as const })
  const rule = { quota: 1, members: [{ of: 'bo', veto: true }, { of: 'cy' }] }

  test('of two who decide is about them', () => {
    const s = see({ stakeholders: people('user', 'decisionMaker', 'economicBuyer'), ties: [conflict('cy', 'bo')], decisions: [deal] })
    expect(find(s, 'conflict')).toMatchObject([{ stakeholders: ['bo', 'cy'], message: expect.stringMatching(/^Two people who decide/) }])
  })

  test('of a champion without a seat counts with whoever can stop the decision, either way, and with nobody else', () => {
    const of = (from: string, to: string) =>
      find(
        see({
          stakeholders: people('user', 'decisionMaker', 'economicBuyer', 'champion'),
          ties: [conflict(from, to)],
          decisions: [{ ...deal, rule }],
        }),
        'conflict',
      ).map(({ stakeholders }) => stakeholders)
    expect([of('ann', 'bo'), of('bo', 'ann')]).toEqual([[['ann', 'bo']], [['ann', 'bo']]])
    expect([of('ann', 'cy'), of('cy', 'ann'), of('ann', 'dee'), of('dee', 'bo')]).toEqual([[], [], [], []])
  })
})
