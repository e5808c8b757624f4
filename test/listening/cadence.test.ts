import { byStakeholder, createVillage, type DeepPartial, type Settings, sentiments, snapshot, type VillageInput } from 'account-village'
import { type ListeningTurn, listeningCadence, listeningCalendar } from 'account-village/listening'
import { describe, expect, test } from 'vitest'
import { OWN_WORDS } from '../support/independent.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

const BASE: VillageInput = {
  account: { id: 'acme', name: 'Acme, Inc.' },
  stakeholders: [
    { id: 'ann', name: 'Ann', roles: ['user'] },
    { id: 'bo', name: 'Bo; "B"', roles: ['economicBuyer'] },
  ],
}
const turns = (input: Partial<VillageInput>, day: string, settings: DeepPartial<Settings> = {}): readonly ListeningTurn[] =>
  listeningCadence(snapshot(createVillage({ ...BASE, ...input }), day, { settings })).turns
const turn = (id: string, ...of: Parameters<typeof turns>) => turns(...of).find(({ stakeholder }) => stakeholder === id)
const heard = (stakeholder: string, at: string, via: 'interview' | 'text' = 'interview') => ({ stakeholder, at, sentiment: 0.5, via })

describe('whom to hear', () => {
  test('is due so many business days after they were heard as their class says', () => {
    // 2 March 2026 is a Monday; twenty business days later is Monday 30 March, forty is 27 April.
    const observations = [heard('ann', '2026-03-02'), heard('bo', '2026-03-02')]
    expect(turn('bo', { observations }, '2026-03-27')).toMatchObject({
      dueOn: '2026-03-30',
      status: 'later',
      reason: 'cadence',
      businessDays: -1,
    })
    expect(turn('bo', { observations }, '2026-03-30')).toMatchObject({ status: 'due', businessDays: 0 })
    expect(turn('bo', { observations }, '2026-04-06')).toMatchObject({ status: 'due', businessDays: 5 })
    expect(turn('bo', { observations }, '2026-04-07')).toMatchObject({ status: 'overdue', businessDays: 6 })
    expect(turn('ann', { observations }, '2026-03-30')).toMatchObject({ dueOn: '2026-04-27', status: 'later' })
    expect(turn('bo', { observations }, '2026-03-27', { listening: { cadenceDays: { decider: 10 } } })?.dueOn).toBe('2026-03-16')
  })

  test('goes by what was said of any decision, and by no interview that they refused', () => {
    const decisions = [
      { id: 'deal', name: 'Deal', kind: 'new' as const },
      { id: 'module', name: 'Module', kind: 'new' as const, outcome: { result: 'won' as const, at: '2026-03-20' } },
    ]
    const observations = [heard('bo', '2026-02-02'), { ...heard('bo', '2026-03-02'), decision: 'module' }]
    expect(turn('bo', { decisions, observations }, '2026-03-27')).toMatchObject({ dueOn: '2026-03-30', status: 'later' })
    const consent = { given: false, at: '2026-03-02' }
    const interviews = [{ id: 'i', at: '2026-03-02', stakeholder: 'bo', answers: [], consent }]
    expect(turn('bo', { observations: observations.slice(0, 1), interviews }, '2026-03-27')).toMatchObject({ dueOn: '2026-03-02' })
  })

  test('is due later by the holidays between', () => {
    const settings = { listening: { holidays: ['2026-03-17', '2026-03-30', '2026-03-28'] } }
    expect(turn('bo', { observations: [heard('bo', '2026-03-02')] }, '2026-03-27', settings)?.dueOn).toBe('2026-04-01')
  })

  test('is due when what is known of them has faded, if that is before', () => {
    // What somebody wrote has a reliability of one half, which halves in 90 days; a user whose turn comes after 400 business days is due
    // on the day on which a quarter is left.
    const input = { observations: [heard('ann', '2026-03-02', 'text')] }
    const settings = { sentiment: OWN_WORDS, listening: { cadenceDays: { user: 400 } } }
    const found = turn('ann', input, '2026-04-01', settings)
    expect(found).toMatchObject({ reason: 'fading', dueOn: '2026-06-01' })
    const village = createVillage({ ...BASE, ...input })
    const known = (day: string) => byStakeholder(sentiments(snapshot(village, day, { settings }))).get('ann')?.reliability ?? 0
    // 31 May is a Sunday.
    expect(known('2026-05-31')).toBeCloseTo(0.25, 12)
    expect(turn('ann', input, '2026-12-01', settings)?.dueOn).toBe('2026-06-01')
  })

  test('is due at once when they were never heard, on the business day from which they are known', () => {
    expect(turn('bo', {}, '2026-03-07')).toMatchObject({ reason: 'neverHeard', dueOn: '2026-03-09', status: 'later' })
    expect(turn('bo', {}, '2026-03-09')).toMatchObject({ dueOn: '2026-03-09', status: 'due', businessDays: 0 })
    const stakeholders = [{ id: 'bo', roles: ['economicBuyer' as const], joinedAt: '2026-02-02' }]
    expect(turn('bo', { stakeholders }, '2026-03-09')).toMatchObject({ dueOn: '2026-02-02', status: 'overdue' })
  })

  test('counts comments and interviews without a sentiment as hearing them', () => {
    const comments = [{ id: 'c', at: '2026-03-03', stakeholder: 'bo', text: 'x' }]
    expect(turn('bo', { comments }, '2026-03-09')).toMatchObject({
      lastHeardAt: '2026-03-03T00:00:00.000Z',
      reason: 'cadence',
      status: 'later',
    })
    const interviews = [{ id: 'i', at: '2026-03-04', stakeholder: 'bo', answers: [] }]
    expect(turn('bo', { comments, interviews }, '2026-03-09')?.lastHeardAt).toBe('2026-03-04T00:00:00.000Z')
  })

  test('stands with those overdue first, and by class', () => {
    const s = snapshot(createVillage({ ...BASE, observations: [heard('ann', '2025-06-02'), heard('bo', '2026-03-02')] }), '2026-03-31')
    const { turns: found, byClass } = listeningCadence(s)
    expect(found.map(({ stakeholder, status }) => [stakeholder, status])).toEqual([
      ['ann', 'overdue'],
      ['bo', 'due'],
    ])
    expect(byClass).toEqual([
      { class: 'decider', people: 1, due: 1, overdue: 0, cadenceDays: 20 },
      { class: 'user', people: 1, due: 0, overdue: 1, cadenceDays: 40 },
    ])
  })

  test('is everybody but placeholders, on a business day, whatever the village', () => {
    always(
      scenes,
      scene => {
        const { s } = played(scene)
        const { turns: found } = listeningCadence(s)
        expect(found.map(({ stakeholder }) => stakeholder).sort()).toEqual(
          s.stakeholders
            .map(({ id }) => id)
            .filter(id => !s.placeholders.includes(id))
            .sort(),
        )
        const today = s.asOf.slice(0, 10)
        for (const { dueOn, status } of found) {
          expect([1, 2, 3, 4, 5]).toContain(new Date(dueOn).getUTCDay())
          expect(status === 'later').toBe(dueOn > today)
        }
      },
      200,
    )
  })
})

describe('the calendar', () => {
  const village = createVillage({ ...BASE, observations: [heard('ann', '2026-03-02'), heard('bo', '2026-01-05')] })
  const uids = (day: string) => [...listeningCalendar(snapshot(village, day)).matchAll(/^UID:(.*)\r$/gm)].map(match => match[1] ?? '')

  test('has everybody on their day, and those due today or on the next business day', () => {
    const file = listeningCalendar(snapshot(village, '2026-03-07'))
    expect([...file.matchAll(/^DTSTART;VALUE=DATE:(\d+)\r$/gm)].map(match => match[1])).toEqual(['20260309', '20260427'])
    expect(file).toContain('SUMMARY:Hear Bo\\; "B" (Acme\\, Inc.)')
    expect(file).toContain('DTSTAMP:20260307T000000Z')
  })

  test('names each entry after the person, so that a later file moves it', () => {
    expect(new Set(uids('2026-03-07')).size).toBe(2)
    expect([...uids('2026-03-30')].sort()).toEqual([...uids('2026-03-07')].sort())
  })

  test('is the same bytes again, and says nothing of what anybody thinks', () => {
    const file = listeningCalendar(snapshot(village, '2026-03-07'))
    expect(listeningCalendar(snapshot(createVillage(JSON.parse(JSON.stringify(village))), '2026-03-07'))).toBe(file)
    expect(file).not.toMatch(/0\.\d/)
  })
})
