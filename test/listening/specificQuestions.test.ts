import { createVillage, snapshot, type VillageFacts } from 'account-village'
import { describe, expect, test } from 'vitest'
import { specificQuestions } from '../../src/listening/specificQuestions.js'

const DAY = '2026-03-02'
const ask = (topic: string, facts: Partial<Omit<VillageFacts, 'account'>>, id = 'ann') =>
  specificQuestions(
    snapshot(
      createVillage({
        account: { id: 'acme', name: 'Acme', value: ['functional'] },
        stakeholders: [
          { id: 'ann', roles: ['user'] },
          { id: 'bo', roles: ['economicBuyer'] },
          { id: 'cy', roles: ['decisionMaker'] },
        ],
        ...facts,
      }),
      DAY,
    ),
    id,
  ).filter(question => question.topic === topic)
const heard = (stakeholder: string, at = DAY, themes: readonly string[] = []) =>
  ({ stakeholder, at, sentiment: 0.5, via: 'interview', themes }) as const

describe('what to ask somebody', () => {
  test('is how it has been where they were never heard, or so long ago that little is left', () => {
    expect(ask('sentiment', {})).toMatchObject([{ why: 'They were never heard.' }])
    expect(ask('sentiment', { observations: [heard('bo')] })).toMatchObject([{ why: 'They were never heard.' }])
    expect(ask('sentiment', { observations: [heard('ann', '2025-01-02')] })).toMatchObject([{ why: expect.stringMatching(/so long ago/) }])
    expect(ask('sentiment', { observations: [heard('ann')] })).toEqual([])
  })

  test('is how things are decided while somebody who decides was never heard, the most powerful first', () => {
    expect(ask('decision', {})).toMatchObject([{ about: ['bo', 'cy'], why: 'Somebody who decides was never heard.' }])
    expect(ask('decision', {}, 'bo')).toMatchObject([{ about: ['cy'] }])
    const stakeholders = [
      { id: 'ann', roles: ['approver' as const] },
      { id: 'zoe', roles: ['economicBuyer' as const, 'decisionMaker' as const] },
      { id: 'di', roles: ['user' as const] },
    ]
    expect(ask('decision', { stakeholders }, 'di')).toMatchObject([{ about: ['zoe', 'ann'] }])
    expect(ask('decision', { observations: [heard('bo'), heard('cy')] })).toEqual([])
    expect(ask('decision', { stakeholders: [{ id: 'ann', roles: ['user'] }] })).toMatchObject([{ why: 'Nobody is known to decide.' }])
  })

  test('is a theme that only one other has brought up', () => {
    const why = 'Only one person has brought this up: canteen'
    expect(ask('theme', { observations: [heard('bo', DAY, ['canteen'])] })).toMatchObject([{ why }])
    expect(ask('theme', { observations: [heard('bo', DAY, ['canteen'])] }, 'bo')).toEqual([])
    expect(ask('theme', { observations: [heard('bo', DAY, ['canteen']), heard('cy', DAY, ['canteen'])] })).toEqual([])
    expect(ask('theme', { observations: [heard('bo')] })).toEqual([])
  })

  test('is what came of it where they told us something and never heard, and nothing of what others said', () => {
    const comment = (id: string, stakeholder: string, more: object = {}) => ({ id, stakeholder, at: '2026-02-01', text: 'x', ...more })
    const comments = [comment('c1', 'ann'), comment('c2', 'bo'), comment('c3', 'ann', { sharedBackAt: '2026-02-05' })]
    expect(ask('feedback', { comments })).toMatchObject([{ about: ['c1'], why: 'They were never told what came of what they said.' }])
    expect(ask('feedback', { comments }, 'cy')).toEqual([])
  })

  test('is why they want to do business with us where that is unknown, or is not what we sell', () => {
    const motive = (id: string, stakeholder: string, kind: 'functional' | 'risk') => ({ id, stakeholder, kind, statement: 's' })
    expect(ask('motive', { motives: [motive('m', 'bo', 'risk')] })).toMatchObject([{ why: expect.stringMatching(/is unknown\.$/) }])
    expect(ask('motive', { motives: [motive('m', 'ann', 'risk')] })).toMatchObject([
      { about: ['m'], question: expect.stringMatching(/\?$/), why: expect.stringMatching(/else/) },
    ])
    expect(ask('motive', { motives: [motive('m', 'ann', 'functional')] })).toEqual([])
  })

  test('is what they count on, by what became of each expectation of their own', () => {
    const expectation = (id: string, stakeholder: string, state?: 'open' | 'met' | 'missed') => ({
      id,
      stakeholder,
      statement: 's',
      importance: 1,
      status: state === undefined ? [] : [{ at: '2026-01-01', state }],
    })
    expect(ask('expectation', { expectations: [expectation('e', 'bo', 'missed')] })).toMatchObject([
      { why: 'No expectation of theirs is known.' },
    ])
    const expectations = [
      expectation('e1', 'ann', 'missed'),
      expectation('e2', 'ann'),
      expectation('e3', 'ann', 'open'),
      expectation('e4', 'ann', 'met'),
      expectation('e5', 'bo', 'open'),
    ]
    expect(ask('expectation', { expectations }).map(({ about }) => about)).toEqual([['e1'], ['e2', 'e3']])
    expect(ask('expectation', { expectations: expectations.slice(3, 4) })).toEqual([])
  })

  test('is what keeps them from using what was bought, or what might where their unit likes us', () => {
    const units = ['top', 'lab', 'it'].map(id => ({ id, name: id, kind: 'team' as const, ...(id === 'lab' && { parent: 'top' }) }))
    const stakeholders = [
      { id: 'ann', unit: 'lab', roles: ['user' as const] },
      { id: 'bo', unit: 'it', roles: ['user' as const] },
    ]
    const barriers = [
      { id: 'b1', statement: 's', kind: 'policy' as const, unit: 'lab', blocks: 0.5 },
      { id: 'b2', statement: 's', kind: 'policy' as const, unit: 'it', blocks: 0.5 },
    ]
    expect(ask('barrier', { units, stakeholders, barriers })).toMatchObject([{ about: ['b1'], why: expect.stringMatching(/^A barrier/) }])
    const usage = [
      { at: '2026-02-01', unit: 'top', level: 0 },
      { at: '2026-02-01', unit: 'it', level: 0 },
    ]
    const liked = { units, stakeholders, usage, observations: [heard('ann')] }
    expect(ask('barrier', liked)).toMatchObject([
      { about: ['top'], question: expect.stringMatching(/\?$/), why: expect.stringMatching(/likes us and does not use/) },
    ])
    expect(ask('barrier', liked, 'bo')).toEqual([])
  })

  test('is what would make them say no where they can, or who could where nobody is known', () => {
    const stakeholders = [{ id: 'ann', roles: ['user' as const] }]
    expect(ask('veto', { stakeholders })).toMatchObject([{ why: 'Nobody is known who can stop the decision.' }])
    expect(ask('veto', {}, 'bo')).toMatchObject([{ why: 'They can stop the decision.' }])
    expect(ask('veto', {})).toEqual([])
  })
})
