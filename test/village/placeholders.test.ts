import {
  byStakeholder,
  coverage,
  createVillage,
  power,
  record,
  type Snapshot,
  type StakeholderInput,
  sentiments,
  snapshot,
  vetoHolders,
  votingPower,
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
      readings: 0,
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
