import { createVillage, decisionOutlook, decisionOutlooks, snapshot, type VillageFacts, vetoHolders, whatIf } from 'account-village'
import { describe, expect, test } from 'vitest'
import { inViewOf } from '../../src/village/inView.js'

const DAY = '2026-03-02'
const of = (facts: Partial<Omit<VillageFacts, 'account'>> = {}, decision?: string) =>
  snapshot(
    createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: ['economicBuyer'] },
      ],
      decisions: ['a', 'b'].map(id => ({ id, name: id, kind: 'new' })),
      ...facts,
    }),
    DAY,
    { ...(decision !== undefined && { decision }) },
  )
const chances = (s: ReturnType<typeof of>) => decisionOutlooks(s).map(({ probabilityOfYes }) => probabilityOfYes ?? Number.NaN)
const granted = (s: ReturnType<typeof of>, decision: string) =>
  vetoHolders(inViewOf(s, decision)).flatMap(({ stakeholder, basis }) => (basis === 'granted' ? [stakeholder] : []))

describe('what is supposed where several decisions are open', () => {
  test('holds for all of them: what is heard, and a veto while none of them is in view', () => {
    const s = of()
    expect(chances(s)).toEqual([0.5, 0.5])
    for (const chance of chances(whatIf(s, { hear: 'bo', sentiment: -0.9 }))) expect(chance).toBeLessThan(0.01)
    expect(chances(whatIf(s, { grantVeto: 'ann' }))).toEqual([0.25, 0.25])
  })

  test('is about the one in view alone where it is a veto, and about the others too where it is not', () => {
    const s = of({}, 'a')
    const vetoed = whatIf(s, { grantVeto: 'ann' })
    expect([granted(vetoed, 'a'), granted(vetoed, 'b')]).toEqual([['ann'], []])
    const heard = whatIf(s, { hear: 'bo', sentiment: -0.9 })
    for (const decision of ['a', 'b']) expect(decisionOutlook(inViewOf(heard, decision)).probabilityOfYes).toBeLessThan(0.01)
    const tied = whatIf(s, { tie: { from: 'ann', to: 'bo', kind: 'influence', weight: 1 } })
    expect(inViewOf(tied, 'b').ties).toEqual(inViewOf(tied, 'a').ties)
    expect(inViewOf(tied, 'b').ties).toHaveLength(1)
  })

  test('lifts the vetoes that hold for the one in view, for the others too, and leaves theirs', () => {
    const vetoes = [{ stakeholder: 'ann' }, { stakeholder: 'ann', decision: 'b' }]
    const both = of({ vetoes }, 'a')
    expect([granted(both, 'a'), granted(both, 'b')]).toEqual([['ann'], ['ann']])
    const lifted = whatIf(both, { liftVeto: 'ann' })
    expect([granted(lifted, 'a'), granted(lifted, 'b')]).toEqual([[], ['ann']])
    const general = whatIf(of({ vetoes: vetoes.slice(0, 1) }, 'a'), { liftVeto: 'ann' })
    expect([granted(general, 'a'), granted(general, 'b')]).toEqual([[], []])
  })

  test('says nothing of another decision that knows the person by whose placeholder it is supposed', () => {
    // Nobody decides on a, and bo decides on b.
    const stakeholders = [
      { id: 'ann', roles: ['user' as const] },
      { id: 'bo', roles: [{ role: 'economicBuyer' as const, decision: 'b' }] },
    ]
    const s = of({ stakeholders }, 'a')
    expect(s.placeholders).toEqual(['?decider'])
    const heard = whatIf(s, { hear: '?decider', sentiment: -0.9 })
    expect(decisionOutlook(heard).probabilityOfYes).toBeLessThan(0.01)
    expect(decisionOutlook(inViewOf(heard, 'b'))).toEqual(decisionOutlook(inViewOf(s, 'b')))
    for (const change of [
      { sway: '?decider', by: 0.3 },
      { tie: { from: 'ann', to: '?decider', weight: 1 } },
      { tie: { from: '?decider', to: 'ann', weight: 1 } },
    ]) {
      const supposed = whatIf(s, change)
      expect(decisionOutlook(inViewOf(supposed, 'b'))).toEqual(decisionOutlook(inViewOf(s, 'b')))
    }
    const several = of({ stakeholders })
    const vetoed = whatIf(several, { grantVeto: '?decider' })
    expect([granted(vetoed, 'a'), granted(vetoed, 'b')]).toEqual([['?decider'], []])
    const unnamed = of({ stakeholders: stakeholders.slice(0, 1) })
    for (const decision of ['a', 'b']) expect(granted(whatIf(unnamed, { grantVeto: '?decider' }), decision)).toEqual(['?decider'])
  })

  test('leaves to the others the vetoes that were not lifted', () => {
    const s = of({ vetoes: [{ stakeholder: 'ann' }, { stakeholder: 'bo' }] }, 'a')
    const lifted = whatIf(s, { liftVeto: 'ann' })
    expect([granted(lifted, 'a'), granted(lifted, 'b')]).toEqual([['bo'], ['bo']])
  })

  test('counts no role of a newcomer in one decision where none is in view', () => {
    const added = whatIf(of(), { add: { id: 'cy', roles: [{ role: 'decisionMaker', decision: 'b' }] } })
    expect(added.roles.filter(({ stakeholder }) => stakeholder === 'cy')).toEqual([])
  })
})
