import { createVillage, snapshot, type VillageFacts } from 'account-village'
import { describe, expect, test } from 'vitest'
import { specificQuestions } from '../../src/listening/specificQuestions.js'

const DAY = '2026-03-02'
const ask = (topic: string, facts: Partial<Omit<VillageFacts, 'account'>>, id = 'ann') =>
  specificQuestions(
    snapshot(
      createVillage({
        account: 'Acme',
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
})
