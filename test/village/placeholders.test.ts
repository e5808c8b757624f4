import {
  byStakeholder,
  coverage,
  createVillage,
  type DeepPartial,
  decisionOutlook,
  power,
  record,
  type Settings,
  type Snapshot,
  type StakeholderInput,
  sentiments,
  snapshot,
  type VillageInput,
  vetoHolders,
  votingPower,
  whatIf,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { differences } from '../support/measures.js'

const of = (stakeholders: readonly StakeholderInput[], options = {}): Snapshot =>
  snapshot(createVillage({ account: 'Acme', stakeholders }), '2026-03-02', options)

describe('a placeholder', () => {
  test('stands in for a decider and for a user whom nobody knows', () => {
    expect(of([]).stakeholders).toEqual([{ id: '?decider' }, { id: '?user' }])
    expect(of([{ id: 'ann', roles: ['initiator'] }]).placeholders).toEqual(['?decider'])
    expect(of([{ id: 'ann', roles: ['executiveSponsor'] }]).placeholders).toEqual(['?user'])
    expect(of([{ id: 'ann', roles: ['user', 'approver'] }]).placeholders).toEqual([])
    expect(of([{ id: 'ann', roles: ['champion', 'gatekeeper'] }]).placeholders).toEqual(['?decider', '?user'])
  })

  test('holds the role that its class needs, with its mass and its veto', () => {
    const s = of([{ id: 'ann', roles: ['user'] }])
    expect(byStakeholder(power(s)).get('?decider')).toMatchObject({ share: expect.closeTo(6 / 7, 12), class: 'decider' })
    const holder = { stakeholder: '?decider', basis: 'role', value: undefined, reliability: 0, known: 0 }
    expect(vetoHolders(s)).toEqual([{ ...holder, probabilityOfNo: undefined }])
    const asked = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann', roles: ['user'] }],
      decisions: [{ id: 'deal', name: 'Deal', kind: 'new' }],
    })
    expect(vetoHolders(snapshot(asked, '2026-03-02'))).toEqual([{ ...holder, probabilityOfNo: 0.5 }])
    const approved = of([{ id: 'ann', roles: ['user'] }], { settings: { authority: { required: { decider: 'decisionMaker' } } } })
    expect(approved.roles.find(role => role.stakeholder === '?decider')?.role).toBe('decisionMaker')
  })

  test('is counted as unknown: in power and in coverage, never as a person', () => {
    const s = of([{ id: 'ann', roles: ['user'] }])
    expect(coverage(s).total).toMatchObject({ known: 1, heard: 0, share: expect.closeTo(1, 12), coverage: 0 })
    expect(coverage(s).missingClasses).toEqual(['decider'])
    expect(coverage(s).byClass.decider).toMatchObject({ known: 0, heard: 0, share: expect.closeTo(6 / 7, 12) })
    expect(byStakeholder(sentiments(s)).get('?decider')).toEqual({
      stakeholder: '?decider',
      value: undefined,
      sd: 0.5,
      reliability: 0,
      known: 0,
      readings: 0,
      effectiveReadings: 0,
    })
    expect(byStakeholder(votingPower(s).players).get('?decider')?.veto).toBe(true)
  })

  test('goes as soon as somebody of the class is known, and comes back when they leave', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', joinedAt: '2026-03-02', leftAt: '2026-04-01', roles: ['economicBuyer'] },
      ],
    })
    const at = (asOf: string) => snapshot(village, asOf).placeholders
    expect([at('2026-03-01'), at('2026-03-02'), at('2026-04-01')]).toEqual([['?decider'], [], ['?decider']])
  })

  test('counts the roles in the decision in view', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann', roles: ['user', { role: 'approver', decision: 'a' }] }],
      decisions: [
        { id: 'a', name: 'A', kind: 'new' },
        { id: 'b', name: 'B', kind: 'new' },
      ],
    })
    const placeholders = [{}, { decision: 'a' }, { decision: 'b' }].map(options => snapshot(village, '2026-03-02', options).placeholders)
    expect(placeholders).toEqual([['?decider'], [], ['?decider']])
  })

  test('takes another id where somebody has its own', () => {
    const s = of([{ id: '?decider' }, { id: '??user', roles: ['champion'] }, { id: '?user' }])
    expect(s.placeholders).toEqual(['??decider', '???user'])
    expect(new Set(s.stakeholders.map(({ id }) => id)).size).toBe(5)
    expect(power(s).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  test('does not change its id because of somebody who comes later', () => {
    const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['champion'] }] })
    const later = record(village, { stakeholders: [{ id: '?decider', joinedAt: '2030-01-01' }] })
    expect(differences(snapshot(later, '2026-03-02'), snapshot(village, '2026-03-02'))).toEqual([])
  })

  test('does not take the seat of somebody with its id who has left', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: '?decider', leftAt: '2026-01-01' },
      ],
      observations: [{ stakeholder: '?decider', at: '2025-12-01', sentiment: 1, via: 'interview' }],
      decisions: [{ id: 'deal', name: 'D', kind: 'new', rule: { quota: 2, members: [{ of: 'ann' }, { of: '?decider' }] } }],
    })
    const s = snapshot(village, '2026-03-02')
    expect(s.placeholders).not.toContain('?decider')
    expect(byStakeholder(sentiments(s)).get(s.placeholders[0] ?? '')?.value).toBeUndefined()
  })
})

describe('a seat that was vacated', () => {
  const DEAL = { id: 'deal', name: 'Deal', kind: 'renewal' as const, recordedAt: '2026-02-01' }
  const seen = (input: Partial<VillageInput>, date = '2026-05-01', settings: DeepPartial<Settings> = {}): Snapshot =>
    snapshot(
      createVillage({
        account: 'Acme',
        stakeholders: [
          { id: 'ann', roles: ['user'] },
          { id: 'bo', roles: ['economicBuyer'], leftAt: '2026-04-01' },
        ],
        decisions: [DEAL],
        ...input,
      }),
      date,
      { settings },
    )

  test('keeps its rights and its veto, and is never heard', () => {
    const s = seen({ observations: [{ stakeholder: 'bo', at: '2026-03-01', sentiment: -0.8, via: 'interview' }] })
    expect(s.placeholders).toEqual(['?economicBuyer'])
    expect(vetoHolders(s)).toMatchObject([{ stakeholder: '?economicBuyer', basis: 'role', value: undefined, known: 0 }])
    expect(byStakeholder(power(s)).get('?economicBuyer')?.share).toBeCloseTo(6 / 7, 12)
    expect(decisionOutlook(s).probabilityOfYes).toBeCloseTo(decisionOutlook(seen({})).probabilityOfYes ?? Number.NaN, 12)
  })

  test('keeps the right that was given with the role', () => {
    const roles = [{ role: 'approver' as const, authority: 9 }]
    const s = seen({
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles, leftAt: '2026-04-01' },
      ],
    })
    expect(s.roles.find(({ stakeholder }) => stakeholder === '?approver')).toMatchObject({ role: 'approver', authority: 9 })
  })

  test('is one as long as nobody takes it, or it is given up', () => {
    const later = { id: 'cy', roles: [{ role: 'economicBuyer' as const, since: '2026-06-01' }] }
    const people = [{ id: 'ann', roles: ['user' as const] }, { id: 'bo', roles: ['economicBuyer' as const], leftAt: '2026-04-01' }, later]
    expect(['2026-03-31', '2026-04-01', '2026-05-31', '2026-06-01'].map(date => seen({ stakeholders: people }, date).placeholders)).toEqual(
      [[], ['?economicBuyer'], ['?economicBuyer'], []],
    )
    const ended = { id: 'bo', roles: [{ role: 'economicBuyer' as const, until: '2026-05-01' }], leftAt: '2026-04-01' }
    expect(seen({ stakeholders: [{ id: 'ann', roles: ['user'] }, ended] }, '2026-04-30').placeholders).toEqual(['?economicBuyer'])
    expect(seen({ stakeholders: [{ id: 'ann', roles: ['user'] }, ended] }, '2026-05-01').placeholders).toEqual(['?decider'])
  })

  test('stands beside nobody: another decider is enough for the class, and the seat stays all the same', () => {
    const s = seen({
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: ['economicBuyer'], leftAt: '2026-04-01' },
        { id: 'di', roles: ['decisionMaker'] },
      ],
    })
    expect(s.placeholders).toEqual(['?economicBuyer'])
  })

  test('is none without a decision that was open and known before, and for a role without a veto', () => {
    expect(seen({ decisions: [] }).placeholders).toEqual(['?decider'])
    expect(seen({ decisions: [{ ...DEAL, recordedAt: '2026-04-02' }] }).placeholders).toEqual(['?decider'])
    expect(seen({ decisions: [{ ...DEAL, outcome: { result: 'won', at: '2026-04-20' } }] }).placeholders).toEqual(['?decider'])
    expect(seen({}, '2026-05-01', { decision: { vetoRoles: ['approver'] } }).placeholders).toEqual(['?decider'])
  })

  test('takes no id by which somebody is named', () => {
    const people = [
      { id: 'ann', roles: ['user' as const] },
      { id: '?economicBuyer' },
      { id: 'bo', roles: ['economicBuyer' as const], leftAt: '2026-04-01' },
    ]
    expect(seen({ stakeholders: people }).placeholders).toEqual(['??economicBuyer'])
  })

  test('comes of a hypothesis, too, and goes when somebody is supposed to take it', () => {
    const s = seen({}, '2026-03-01')
    const lost = whatIf(s, { lose: 'bo' })
    expect(lost.placeholders).toEqual(['?economicBuyer'])
    expect(decisionOutlook(lost).probabilityOfYes).toBeCloseTo(decisionOutlook(seen({})).probabilityOfYes ?? Number.NaN, 12)
    expect(whatIf(lost, { add: { id: 'cy', roles: ['economicBuyer'] } }).placeholders).toEqual([])
    expect(whatIf(lost, { add: { id: 'cy', roles: ['decisionMaker'] } }).placeholders).toEqual(['?economicBuyer'])
  })
})

describe('a seat that was vacated by several', () => {
  const village = (roles: VillageInput['roles']): Snapshot =>
    snapshot(
      createVillage({
        account: 'Acme',
        stakeholders: [
          { id: 'ann', roles: ['economicBuyer', 'user'] },
          { id: 'cy', leftAt: '2026-05-05' },
          { id: 'di', leftAt: '2026-05-01' },
        ],
        roles,
        decisions: [{ id: 'deal', name: 'Deal', kind: 'new' }],
      }),
      '2026-06-15',
    )
  const rightOf = (s: Snapshot) => s.roles.find(({ stakeholder }) => stakeholder === '?approver')?.authority

  test('has the right of whoever left it last', () => {
    const mighty = { stakeholder: 'di', role: 'approver' as const, authority: 10 }
    expect(rightOf(village([mighty, { stakeholder: 'cy', role: 'approver' }]))).toBeUndefined()
    expect(rightOf(village([mighty, { stakeholder: 'cy', role: 'approver', authority: 2 }]))).toBe(2)
    expect(rightOf(village([mighty]))).toBe(10)
  })

  test('is none where the role was to begin only later', () => {
    expect(village([{ stakeholder: 'cy', role: 'approver', since: '2026-05-25' }]).placeholders).toEqual([])
    expect(village([{ stakeholder: 'cy', role: 'approver', since: '2026-05-01' }]).placeholders).toEqual(['?approver'])
  })
})
