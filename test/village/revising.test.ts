import {
  byStakeholder,
  createVillage,
  type Observation,
  parseVillage,
  record,
  recordDeparture,
  recordOutcome,
  retract,
  revise,
  sentiments,
  snapshot,
  type Village,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { exact } from '../support/exact.js'
import { refused } from '../support/refusal.js'

const reading = (rest: Partial<Observation> = {}): Observation => ({
  id: 'o',
  stakeholder: 'ann',
  at: '2026-03-02',
  sentiment: 0.5,
  via: 'text',
  ...rest,
})
const village = createVillage({
  account: 'Acme',
  stakeholders: [{ id: 'ann', title: 'Engineer', roles: ['user'] }],
  observations: [reading()],
})
const titles = (from: Village, ...moments: string[]) => moments.map(asOf => snapshot(from, asOf).stakeholders[0]?.title)
const heard = (from: Village, ...moments: string[]) =>
  moments.map(knownOn => snapshot(from, '2026-03-05', { knownOn }).observations.map(each => each.sentiment))

describe('retract', () => {
  test('hides a fact from that moment on, and keeps it for whoever looks from before', () => {
    const without = retract(village, 'o', { recordedAt: '2026-03-05T12:00:00Z' })
    expect(heard(without, '2026-03-04', '2026-03-05T11:59:59.999Z', '2026-03-05T12:00:00Z', '2026-03-06')).toEqual([[0.5], [0.5], [], []])
    expect(byStakeholder(sentiments(snapshot(without, '2026-03-06'))).get('ann')?.value).toBeUndefined()
  })

  test('of an id in two arrays asks which, and takes the one that is named', () => {
    const twice = record(village, { ties: [], motives: [{ id: 'o', stakeholder: 'ann', kind: 'risk', statement: 's' }] })
    const refusal = refused(() => retract(twice, 'o', { recordedAt: '2026-03-05' }))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError' })
    expect(refusal.message).toContain('observations and motives')
    const one = snapshot(retract(twice, 'o', { recordedAt: '2026-03-05', kind: 'motives' }), '2026-03-06')
    expect([one.observations.length, one.motives.length]).toEqual([1, 0])
    const rest = retract(retract(twice, 'o', { recordedAt: '2026-03-05', kind: 'observations' }), 'o', { recordedAt: '2026-03-06' })
    expect(snapshot(rest, '2026-03-06').motives).toEqual([])
    expect(refused(() => retract(twice, 'o', { recordedAt: '2026-03-05', kind: 'ties' })).name).toBe('InvalidArgumentError')
  })

  test('of a person takes what hangs on them out of sight', () => {
    const without = retract(village, 'ann', { recordedAt: '2026-03-05' })
    const s = snapshot(without, '2026-03-05')
    expect([s.stakeholders.map(({ id }) => id), s.former]).toEqual([['?decider', '?user'], []])
    expect(snapshot(without, '2026-03-04').stakeholders[0]?.id).toBe('ann')
  })

  test('holds against the same fact arriving again', () => {
    const without = retract(village, 'o', { recordedAt: '2026-03-05' })
    expect(record(without, { observations: [reading()] })).toBe(without)
    expect(record(without, village)).toBe(without)
    expect(exact(record(village, without))).toBe(exact(without))
  })

  test('of a person leaves nobody who could depart, until they are believed again', () => {
    const without = retract(village, 'ann', { recordedAt: '2026-03-05' })
    expect(refused(() => recordDeparture(without, 'ann', '2026-03-09')).name).toBe('UnknownStakeholderError')
    const back = revise(without, { stakeholders: [{ id: 'ann', title: 'CIO' }] }, { recordedAt: '2026-03-10' })
    const left = recordDeparture(back, 'ann', '2026-04-01')
    expect(snapshot(left, '2026-04-01').former).toMatchObject([{ id: 'ann', title: 'CIO' }])
    expect(titles(left, '2026-03-04', '2026-03-31')).toEqual(['Engineer', 'CIO'])
  })

  test('of a decision leaves none that could have an outcome, until it is believed again', () => {
    const deal = { id: 'deal', name: 'First order', kind: 'new' } as const
    const decided = createVillage({ account: 'Acme', decisions: [deal] })
    const without = retract(decided, 'deal', { recordedAt: '2026-03-05' })
    const won = { result: 'won', at: '2026-03-09' } as const
    expect(refused(() => recordOutcome(without, 'deal', won)).name).toBe('UnknownDecisionError')
    const back = revise(without, { decisions: [{ ...deal, name: 'Second try' }] }, { recordedAt: '2026-03-06' })
    expect(snapshot(recordOutcome(back, 'deal', won), '2026-03-10').decisions).toMatchObject([
      { id: 'deal', name: 'Second try', outcome: { result: 'won' } },
    ])
  })

  test('of what nobody knows, or on no date, is refused by name', () => {
    expect(refused(() => retract(village, 'nothing', { recordedAt: '2026-03-05' }))).toMatchObject({
      name: 'InvalidArgumentError',
      code: 'invalidArgument',
      paths: ['factId'],
      message: expect.stringMatching(/^retract: .*there is no fact with the id "nothing"/s),
    })
    expect(refused(() => retract(village, 'o', { recordedAt: '2026-02-30' }))).toMatchObject({ code: 'invalidDate', paths: ['recordedAt'] })
    expect(refused(() => revise(village, {}, { recordedAt: 'soon' }))).toMatchObject({ code: 'invalidDate', paths: ['recordedAt'] })
  })

  test('before the fact was learned is refused, and says of which fact', () => {
    const refusal = refused(() => retract(village, 'o', { recordedAt: '2026-03-01' }))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', paths: ['observations "o"'] })
    expect(refusal.message).toContain('was learned on 2026-03-02T00:00:00.000Z, after 2026-03-01T00:00:00.000Z')
    expect(heard(retract(village, 'o', { recordedAt: '2026-03-02' }), '2026-03-02')).toEqual([[]])
  })

  test('leaves all other facts believed, and changes nothing when it is said again', () => {
    const two = record(village, { observations: [reading({ id: 'p', sentiment: -0.5 })] })
    const one = retract(two, 'o', { recordedAt: '2026-03-05' })
    expect(heard(one, '2026-03-04', '2026-03-05')).toEqual([[0.5, -0.5], [-0.5]])
    expect(retract(one, 'o', { recordedAt: '2026-03-09' })).toBe(one)
    expect(retract(one, 'o', { recordedAt: '2026-03-05' })).toBe(one)
    for (const act of [() => retract(village, 'o', { recordedAt: 'soon' }), () => retract(village, 'o', { recordedAt: '2026-03-01' })])
      expect(refused(act).message).toMatch(/^retract: /)
  })

  test('of an id in two arrays takes the one that is still believed', () => {
    const twice = record(village, { motives: [{ id: 'o', stakeholder: 'ann', kind: 'risk', statement: 's' }] })
    const once = retract(twice, 'o', { recordedAt: '2026-03-05', kind: 'motives' })
    const none = retract(once, 'o', { recordedAt: '2026-03-06' })
    expect(heard(none, '2026-03-05', '2026-03-06')).toEqual([[0.5], []])
    expect(refused(() => retract(none, 'o', { recordedAt: '2026-03-07' })).message).toContain('observations and motives')
  })

  test('twice at different moments, by two who then share what they know, holds from the earlier', () => {
    const [early, late] = ['2026-03-04', '2026-03-09'].map(recordedAt => retract(village, 'o', { recordedAt }))
    const both = record(late ?? village, early ?? village)
    expect(heard(both, '2026-03-03', '2026-03-04')).toEqual([[0.5], []])
    expect(exact(both)).toBe(exact(record(early ?? village, late ?? village)))
  })
})

describe('revise', () => {
  test('puts new content in the place of the old from that moment on', () => {
    const promoted = revise(village, { stakeholders: [{ id: 'ann', title: 'Head of IT' }] }, { recordedAt: '2026-03-05' })
    const again = revise(promoted, { stakeholders: [{ id: 'ann', title: 'CIO' }] }, { recordedAt: '2026-04-01' })
    expect(titles(again, '2026-03-04', '2026-03-05', '2026-03-31', '2026-04-01')).toEqual(['Engineer', 'Head of IT', 'Head of IT', 'CIO'])
    expect(again.stakeholders[0]?.title).toBe('CIO')
  })

  test('may go back to what was believed before', () => {
    const there = revise(village, { stakeholders: [{ id: 'ann', title: 'Head of IT' }] }, { recordedAt: '2026-03-05' })
    const back = revise(there, { stakeholders: [{ id: 'ann', title: 'Engineer' }] }, { recordedAt: '2026-04-01' })
    expect(titles(back, '2026-03-04', '2026-03-05', '2026-04-01')).toEqual(['Engineer', 'Head of IT', 'Engineer'])
  })

  test('changes nothing where the content is the same', () => {
    expect(revise(village, village, { recordedAt: '2026-03-05' })).toBe(village)
    expect(revise(village, {}, { recordedAt: '2026-03-05' })).toBe(village)
  })

  test('moves a reading in time, so that it is seen once', () => {
    const moved = revise(village, { observations: [reading({ at: '2026-02-01' })] }, { recordedAt: '2026-03-05' })
    const at = (knownOn: string) => snapshot(moved, '2026-03-09', { knownOn }).observations.map(each => each.at.slice(0, 10))
    expect([at('2026-03-04'), at('2026-03-05')]).toEqual([['2026-03-02'], ['2026-02-01']])
  })

  test('brings back what was retracted, with other content, from that moment on', () => {
    const without = retract(village, 'o', { recordedAt: '2026-03-05' })
    const back = revise(without, { observations: [reading({ sentiment: -0.5 })] }, { recordedAt: '2026-03-10' })
    expect(heard(back, '2026-03-04', '2026-03-05', '2026-03-09', '2026-03-10')).toEqual([[0.5], [], [], [-0.5]])
  })

  test('brings back what was retracted, with the same content, from that moment on', () => {
    const without = retract(village, 'o', { recordedAt: '2026-03-05' })
    const back = revise(without, { observations: [reading()] }, { recordedAt: '2026-03-10' })
    expect(heard(back, '2026-03-04', '2026-03-05', '2026-03-09', '2026-03-10')).toEqual([[0.5], [], [], [0.5]])
  })

  test('replaces a fact that two sources told at different times', () => {
    const twice = record(village, { observations: [reading({ recordedAt: '2026-03-04' })] })
    const revised = revise(twice, { observations: [reading({ sentiment: -0.5 })] }, { recordedAt: '2026-03-10' })
    expect(heard(revised, '2026-03-03', '2026-03-09', '2026-03-10')).toEqual([[0.5], [0.5], [-0.5]])
    expect(heard(retract(twice, 'o', { recordedAt: '2026-03-10' }), '2026-03-09', '2026-03-10')).toEqual([[0.5], []])
  })

  test('of the account keeps its former names', () => {
    const renamed = revise(village, { account: { id: 'Acme', name: 'Acme Group' } }, { recordedAt: '2026-03-05' })
    expect(['2026-03-04', '2026-03-05'].map(asOf => snapshot(renamed, asOf).account.name)).toEqual(['Acme', 'Acme Group'])
    expect(parseVillage(JSON.parse(JSON.stringify(renamed)))).toEqual(renamed)
  })

  test('with a fact that says itself that it was retracted changes no history: it agrees with what was believed, or is refused', () => {
    const other = reading({ sentiment: 0.9, retractedAt: '2026-03-04' })
    expect(refused(() => revise(village, { observations: [other] }, { recordedAt: '2026-03-05' })).name).toBe('ConflictingFactError')
    const earlier = reading({ retractedAt: '2026-03-04' })
    const revised = revise(village, { observations: [earlier] }, { recordedAt: '2026-03-05' })
    expect(heard(revised, '2026-03-03', '2026-03-04')).toEqual([[0.5], []])
    expect(parseVillage(JSON.parse(JSON.stringify(revised)))).toEqual(revised)
  })

  test('learns what is new at that moment, unless it says when', () => {
    const facts = { observations: [reading({ id: 'p', sentiment: -0.5 }), reading({ id: 'q', sentiment: 0.1, recordedAt: '2026-03-03' })] }
    const revised = revise(village, facts, { recordedAt: '2026-03-04' })
    expect(heard(revised, '2026-03-02', '2026-03-03', '2026-03-04')).toEqual([[0.5], [0.5, 0.1], [0.5, -0.5, 0.1]])
  })

  test('keeps both versions, each with its moment right after its id', () => {
    const { observations } = revise(village, { observations: [reading({ sentiment: 0.6 })] }, { recordedAt: '2026-03-05' })
    const content = { stakeholder: 'ann', at: '2026-03-02T00:00:00.000Z', via: 'text' }
    expect(observations).toEqual([
      { id: 'o', recordedAt: '2026-03-05T00:00:00.000Z', ...content, sentiment: 0.6 },
      { id: 'o', retractedAt: '2026-03-05T00:00:00.000Z', ...content, sentiment: 0.5 },
    ])
    expect(observations.map(each => Object.keys(each).slice(0, 3))).toEqual([
      ['id', 'recordedAt', 'stakeholder'],
      ['id', 'retractedAt', 'stakeholder'],
    ])
  })

  test('to a moment before the fact was learned is refused', () => {
    expect(refused(() => revise(village, { observations: [reading({ sentiment: 1 })] }, { recordedAt: '2026-03-01' }))).toMatchObject({
      name: 'InvalidArgumentError',
    })
  })

  test('that names what is not there is refused, and changes nothing', () => {
    const before = exact(village)
    expect(refused(() => revise(village, { observations: [reading({ stakeholder: 'bo' })] }, { recordedAt: '2026-03-05' })).name).toBe(
      'UnknownStakeholderError',
    )
    expect(exact(village)).toBe(before)
  })
})

describe('two versions of a fact', () => {
  test('may not be believed at the same time', () => {
    for (const other of [reading({ sentiment: 0.6 }), reading({ sentiment: 0.6, recordedAt: '2026-03-09' })]) {
      expect(refused(() => record(village, { observations: [other] }))).toMatchObject({
        name: 'ConflictingFactError',
        code: 'conflictingFact',
      })
      expect(refused(() => createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }], observations: [reading(), other] })).name).toBe(
        'ConflictingFactError',
      )
    }
  })

  test('may be believed one after the other', () => {
    const both = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann' }],
      observations: [reading({ retractedAt: '2026-03-05' }), reading({ sentiment: 0.6, recordedAt: '2026-03-05' })],
    })
    expect(heard(both, '2026-03-04', '2026-03-05')).toEqual([[0.5], [0.6]])
  })

  test('that say the same, one with the date of learning spelled out, make the same village in any order', () => {
    const base = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] })
    const [one, other] = [reading(), reading({ recordedAt: '2026-03-02' })]
    const orders = [
      [one, other],
      [other, one],
    ].map(each => each.reduce((before, fact) => record(before, { observations: [fact] }), base))
    expect(orders[0]).toEqual(orders[1])
    expect(heard(orders[0] ?? base, '2026-03-05')).toEqual([[0.5]])
  })
})
