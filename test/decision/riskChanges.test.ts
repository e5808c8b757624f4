import { createVillage, type Snapshot, snapshot, type VillageFacts, whatIf } from 'account-village'
import { describe, expect, test } from 'vitest'
import {
  changesOfAnswers,
  changesOfDate,
  changesOfDelay,
  changesOfRule,
  changesOfValue,
  idsIn,
  partsByPerson,
} from '../../src/decision/riskChanges.js'
import { type Priced, viewsBetween } from '../../src/decision/riskScenes.js'

const DEAL = { id: 'deal', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' }, expectedAt: '2026-05-01' } as const
const RULE = { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }] }
const ANN = { id: 'ann', roles: ['user'] } as const
const BO = { id: 'bo', roles: ['economicBuyer'] } as const
const CY = { id: 'cy', roles: ['champion'] } as const
type Facts = Partial<Omit<VillageFacts, 'account'>>
const of = (facts: Facts = {}, deal: object = {}, day = '2026-03-02', priorMean = 0): Priced => {
  const village = createVillage({ account: 'Acme', stakeholders: [ANN, BO], decisions: [{ ...DEAL, ...deal }], ...facts })
  return priced(snapshot(village, day, { settings: { sentiment: { priorMean } } }))
}
const isPriced = (s: Snapshot): s is Priced => s.decision?.value !== undefined
const priced = (s: Snapshot): Priced => (isPriced(s) ? s : expect.fail())
const changes = (before: Priced, after: Priced) =>
  [
    ...changesOfValue(before, after),
    ...changesOfDate(before, after),
    ...changesOfRule(before, after),
    ...changesOfAnswers(before, after, viewsBetween(before, after)),
    ...changesOfDelay(before, after),
  ].map(({ kind, stakeholder }) => [kind, ...(stakeholder === undefined ? [] : [stakeholder])].join(' '))
const hear = (id: string) => ({ observations: [{ stakeholder: id, at: '2026-03-01', sentiment: 0.5, via: 'interview' as const }] })

describe('what can change the money at risk', () => {
  test.each<readonly [string, Priced, Priced, readonly string[]]>([
    ['nothing', of(), of(), []],
    ['what the decision is worth', of(), of({}, { value: { amount: 3000, currency: 'EUR' } }), ['value']],
    ['its day', of(), of({}, { expectedAt: '2026-06-01' }), ['date']],
    ['its kind', of(), of({}, { kind: 'renewal' }), ['rule']],
    ['its rule', of({}, { rule: RULE }), of({}, { rule: 'bo' }), ['rule']],
    ['that it is overdue', of({}, {}, '2026-05-10'), of({}, {}, '2026-05-20'), ['delay']],
    ['a belief', of({}, {}, '2026-03-02', 0), of({}, {}, '2026-03-02', 0.1), ['settings']],
    ['what somebody thinks', of(), of(hear('bo')), ['stakeholder bo']],
    ['what somebody without a seat thinks', of({}, { rule: 'ann' }), of(hear('bo'), { rule: 'ann' }), []],
    ['who is there', of(), of({ stakeholders: [ANN, BO, CY] }), ['person cy']],
    ['who was there', of({ stakeholders: [ANN, BO, CY] }), of(), ['person cy']],
    [
      'who is there, under a rule that knows them',
      of({ stakeholders: [ANN, BO, { ...CY, joinedAt: '2026-06-01' }] }, { rule: 'cy' }),
      of({ stakeholders: [ANN, BO, CY] }, { rule: 'cy' }),
      ['person cy'],
    ],
    ['who is there, under a rule that does not', of({}, { rule: RULE }), of({ stakeholders: [ANN, BO, CY] }, { rule: RULE }), []],
    ['the role of somebody', of(), of({ stakeholders: [{ ...ANN, roles: ['initiator'] }, BO] }), ['role ann']],
    ['a role under a rule', of({}, { rule: RULE }), of({ stakeholders: [{ ...ANN, roles: ['initiator'] }, BO] }, { rule: RULE }), []],
    [
      'a role where only one has a rule',
      of({}, { rule: RULE }),
      of({ stakeholders: [{ ...ANN, roles: ['initiator'] }, BO] }),
      ['role ann', 'rule'],
    ],
    ['a veto', of(), of({ vetoes: [{ stakeholder: 'ann' }] }), ['veto ann']],
    ['a veto that is lifted', of({ vetoes: [{ stakeholder: 'ann' }] }), of(), ['veto ann']],
    [
      'a veto beside another',
      of({ vetoes: [{ stakeholder: 'ann' }] }),
      of({ vetoes: [{ stakeholder: 'ann' }, { id: 'v', stakeholder: 'ann' }] }),
      [],
    ],
  ])('is told of %s', (_, before, after, told) => {
    expect(changes(before, after)).toEqual(told)
  })

  test('is told of people in order of id, placeholders last, as a snapshot holds them', () => {
    const before = of({ stakeholders: [CY] })
    const after = priced(whatIf(before, { add: { id: 'zoe', roles: ['user'] } }))
    expect(before.placeholders).toHaveLength(2)
    const ids = (there: Snapshot, here: Snapshot) => idsIn(partsByPerson(there), partsByPerson(here))
    for (const s of [before, after]) expect(ids(s, s)).toEqual(s.stakeholders.map(({ id }) => id))
    const gone = before.placeholders.filter(id => !after.placeholders.includes(id))
    expect(gone).toHaveLength(1)
    for (const both of [ids(before, after), ids(after, before)]) expect(both).toEqual(['cy', 'zoe', ...[...before.placeholders].sort()])
  })
})
