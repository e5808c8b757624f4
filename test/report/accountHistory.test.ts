import {
  accountHistory,
  accountSentiment,
  byStakeholder,
  createVillage,
  decisionOutlook,
  type HistoryOptions,
  InvalidDateError,
  LimitExceededError,
  power,
  powerByClass,
  powerTransitions,
  sentiments,
  snapshot,
  UnknownDecisionError,
  type VillageInput,
} from 'account-village'
import { describe, expect, it } from 'vitest'
import { exact } from '../support/exact.js'
import { harbour } from '../support/harbour.js'
import { quartersBefore } from '../support/history.js'

const village = createVillage(harbour)

describe('the history of power', () => {
  it('looks at the ends of eight quarters before a day, the earliest first, and at the end of shorter months', () => {
    expect(quartersBefore(village, '2026-03-31').map(({ at }) => at)).toEqual([
      '2024-03-31',
      '2024-06-30',
      '2024-09-30',
      '2024-12-31',
      '2025-03-31',
      '2025-06-30',
      '2025-09-30',
      '2025-12-31',
    ])
    expect(quartersBefore(village, '2026-05-31').map(({ at }) => at)[7]).toBe('2026-02-28')
  })

  it('looks at instants when it is asked as of one, in UTC', () => {
    const moments = quartersBefore(village, '2026-03-31T01:30:00+02:00').map(({ at }) => at)
    expect(moments).toHaveLength(8)
    expect(moments[0]).toBe('2024-03-30T23:30:00.000Z')
    expect(moments[7]).toBe('2025-12-30T23:30:00.000Z')
    expect(quartersBefore(village, new Date('2026-03-31T12:00:00Z')).map(({ at }) => at)[7]).toBe('2025-12-31T12:00:00.000Z')
  })

  it('says at each moment what the measures of that moment say', () => {
    for (const options of [{}, { knownOn: '2026-03-31' }, { settings: { authority: { roleMass: { user: 5 } } } }]) {
      for (const { at, value } of quartersBefore(village, '2026-03-31', options)) {
        const s = snapshot(village, at, options)
        const people = sentiments(s).map(({ stakeholder, value: own, sd, reliability }) => {
          const share = byStakeholder(power(s)).get(stakeholder)?.share
          return { stakeholder, ...(own !== undefined && { value: own }), sd, reliability, share }
        })
        const { byStakeholder: _, afterDeliberation: __, ...outlook } = decisionOutlook(s)
        const faded = 1 - 2 ** (-(outlook.agedDays ?? 0) / s.settings.sentiment.halfLifeDays)
        const moves = { powerByClass: powerByClass(s), powerTransitions: powerTransitions(s) }
        expect(exact(value)).toBe(exact({ sentiment: accountSentiment(s), outlook: { ...outlook, faded }, people, ...moves }))
      }
    }
  })

  it('knows at each moment what was known then, not what is known now', () => {
    const late: VillageInput = {
      ...harbour,
      roles: [{ stakeholder: 'jon', role: 'executiveSponsor', since: '2025-02-01', recordedAt: '2026-03-01' }],
      interactions: [
        ...(harbour.interactions ?? []),
        { at: '2025-05-05', kind: 'processChange', participants: ['jon'], drivenBy: 'jon', recordedAt: '2026-03-02' },
      ],
    }
    expect(exact(quartersBefore(createVillage(late), '2026-03-31'))).toBe(exact(quartersBefore(village, '2026-03-31')))
    // Seen with what is known now, it does change the past.
    const knowing = quartersBefore(createVillage(late), '2026-03-31', { knownOn: '2026-03-31' })
    expect(exact(knowing)).not.toBe(exact(quartersBefore(village, '2026-03-31', { knownOn: '2026-03-31' })))
  })

  it('leaves out dates before anybody was known', () => {
    const young = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'], joinedAt: '2020-01-01', recordedAt: '2025-08-01' },
        { id: 'bo', roles: ['economicBuyer'], joinedAt: '2025-11-01' },
      ],
    })
    const moments = quartersBefore(young, '2026-03-31')
    expect(moments.map(({ at }) => at)).toEqual(['2025-09-30', '2025-12-31'])
    // Nobody known decides yet: a placeholder does.
    expect(moments[0]?.value.powerByClass.decider).toBeCloseTo(6 / 7, 12)
    expect(quartersBefore(createVillage({ account: 'Acme' }), '2026-03-31')).toEqual([])
  })

  it('has the decision in view only from when it was known', () => {
    const input: VillageInput = {
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: [{ role: 'decisionMaker', decision: 'deal', recordedAt: '2025-08-01' }] },
      ],
      decisions: [
        { id: 'deal', name: 'Deal', kind: 'new', recordedAt: '2025-08-01' },
        { id: 'old', name: 'Old', kind: 'new' },
      ],
    }
    const moments = quartersBefore(createVillage(input), '2026-03-31', { decision: 'deal' })
    expect(moments).toHaveLength(8)
    expect(moments.map(({ value }) => value.powerTransitions.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 1])
    const missing = snapshot(createVillage(input), '2025-06-30')
    expect(exact(moments[5]?.value.powerByClass)).toBe(exact(powerByClass(missing)))
    const known = snapshot(createVillage(input), '2025-09-30', { decision: 'deal' })
    expect(exact(moments[6]?.value.powerByClass)).toBe(exact(powerByClass(known)))
    expect(() => accountHistory(createVillage(input), '2025-06-30', { decision: 'deal' })).toThrow(UnknownDecisionError)
  })

  it('ends at the first year that has a name', () => {
    const timeless = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] })
    for (const asOf of ['0001-06-30', '0000-06-30', '0000-01-01T00:00:00Z', '9999-12-31']) {
      expect(snapshot(timeless, asOf).stakeholders).toHaveLength(3)
      const moments = quartersBefore(timeless, asOf)
      for (const { at } of moments) expect(at < asOf).toBe(true)
    }
  })

  it('looks back by any step of the calendar, and ends with the moment itself', () => {
    const at = (options: HistoryOptions) => accountHistory(village, '2026-03-31', options).map(moment => moment.at)
    expect(at({ steps: 0 })).toEqual(['2026-03-31'])
    expect(at({ step: { weeks: 1 }, steps: 2 })).toEqual(['2026-03-17', '2026-03-24', '2026-03-31'])
    expect(at({})).toHaveLength(25)
  })

  it('refuses dates, steps and numbers of steps that are none, and too many', () => {
    expect(() => accountHistory(village, '2026-02-30')).toThrow(InvalidDateError)
    expect(() => accountHistory(village, '2026-03-31', { step: { days: 0 } })).toThrow(/step: is not one of/)
    expect(() => accountHistory(village, '2026-03-31', { steps: -1 })).toThrow(/steps: -1 is not a whole number/)
    expect(() => accountHistory(village, '2026-03-31', { steps: 10_000 })).toThrow(LimitExceededError)
  })
})
