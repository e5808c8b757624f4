import {
  accountSentiment,
  byStakeholder,
  createVillage,
  type Observation,
  power,
  record,
  sentiments,
  snapshot,
  type VillageFacts,
  type VillageInput,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { lastOwnWords } from '../../src/sentiment/ownWords.js'
import { differences } from '../support/measures.js'

const UNHEARD = { value: undefined, sd: 0.5, reliability: 0, known: 0, readings: 0, effectiveReadings: 0 }
const reading = (rest: Partial<Observation> = {}): Observation => ({
  stakeholder: 'ann',
  at: '2026-03-02',
  sentiment: 0.6,
  via: 'interview',
  ...rest,
})
const create = (facts: Omit<VillageFacts, 'account'>) =>
  createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }, { id: 'bo' }], ...facts })
const known = (observations: readonly Observation[], id = 'ann', more: Omit<VillageFacts, 'account'> = {}) =>
  byStakeholder(sentiments(snapshot(create({ ...more, observations }), '2026-03-02'))).get(id)

describe('a reading of a colleague', () => {
  // By inverting the covariance of all three readings elsewhere; without the third the weight is 1.192568548694212e-4.
  test('can lower a little what is thought of someone well known, where a later one of a third speaks against it', () => {
    const units = [{ id: 'u', name: 'U', kind: 'team' as const }]
    const stakeholders = ['ann', 'bo', 'cy'].map(id => ({ id, unit: 'u' }))
    const before = '2026-02-28T12:00:00Z'
    const thought = (bo: number): number | undefined => {
      const observations = [
        reading({ at: before, sentiment: 0, sd: 0.01 }),
        reading({ stakeholder: 'bo', at: before, sentiment: bo }),
        reading({ stakeholder: 'cy', sentiment: 0, confidence: 0.02 }),
      ]
      const village = createVillage({ account: 'Acme', units, stakeholders, observations })
      return byStakeholder(sentiments(snapshot(village, '2026-03-02'))).get('ann')?.value
    }
    expect((thought(0.5) ?? 0) - (thought(0) ?? 0)).toBeCloseTo(0.5 * -1.8444433349326575e-5, 12)
  })
})

describe('a reading', () => {
  test('counts by the precision of its source, unless it has its own', () => {
    expect(known([reading()])?.value).toBeCloseTo((0.6 * 0.25) / (0.25 + 0.15 ** 2), 12)
    expect(known([reading({ via: 'survey' })])?.value).toBeCloseTo((0.6 * 0.25) / (0.25 + 0.25 ** 2), 12)
    expect(known([reading({ via: 'survey', sd: 0.15 })])).toEqual(known([reading()]))
  })

  test('that is half trusted counts as one of two that would have to agree', () => {
    expect(known([reading({ confidence: 0.5 })])?.value).toBeCloseTo((0.6 * 0.25) / (0.25 + 0.15 ** 2 / 0.5), 12)
    const two = known([reading({ confidence: 0.5, id: 'a' }), reading({ confidence: 0.5, id: 'b', by: 'kim' })])
    expect(two?.value).toBeCloseTo(known([reading()])?.value ?? 0, 12)
    expect(two?.readings).toBe(2)
  })

  test('that is not trusted at all says nothing, not even that time has passed', () => {
    const village = create({ observations: [reading()] })
    const told = record(village, { observations: [reading({ at: '2026-04-01T18:00:00Z', sentiment: -1, confidence: 0 })] })
    for (const asOf of ['2026-04-01', '2026-04-02']) {
      expect(differences(snapshot(told, asOf), snapshot(village, asOf))).toEqual([])
    }
    expect(known([reading({ confidence: 0 })])).toEqual({ stakeholder: 'ann', ...UNHEARD })
  })

  test('leads to no sentiment beyond the scale, however rosy its source is taken to be', () => {
    const village = create({ observations: [reading({ via: 'meeting', sentiment: -0.9, sd: 0.01 })] })
    const s = snapshot(village, '2026-03-02', { settings: { sentiment: { offset: { meeting: 0.5 }, sharedSd: { meeting: 0 } } } })
    expect(byStakeholder(sentiments(s)).get('ann')?.value).toBe(-1)
  })

  test('of one person says a little about others of their unit, whom it does not make heard', () => {
    const units = {
      units: [{ id: 'it', name: 'IT', kind: 'team' as const }],
      stakeholders: [{ id: 'ann', unit: 'it' }, { id: 'bo', unit: 'it' }, { id: 'cy' }],
    }
    const [ann, bo, cy] = ['ann', 'bo', 'cy'].map(id => known([reading()], id, units))
    expect(bo).toMatchObject({ value: undefined, readings: 0, reliability: expect.closeTo(0.09 * (ann?.reliability ?? 0), 12) })
    expect(cy).toEqual({ stakeholder: 'cy', ...UNHEARD })
    const s = snapshot(create({ ...units, observations: [reading()] }), '2026-03-02')
    const share = (id: string): number => byStakeholder(power(s)).get(id)?.share ?? Number.NaN
    expect(accountSentiment(s).shareHeard).toBeCloseTo(share('ann'), 12)
    expect(accountSentiment(s).tree.contribution).toBeCloseTo((ann?.value ?? 0) * (share('ann') + 0.3 * share('bo')), 12)
  })

  test('tells when somebody was last heard, whatever the order in which we learned it', () => {
    const two = known([reading({ at: '2026-03-01', recordedAt: '2026-03-02' }), reading({ at: '2026-02-01T10:30:00+01:00' })])
    expect(two).toMatchObject({ readings: 2, lastHeardAt: '2026-03-01T00:00:00.000Z' })
  })
})

describe('the last own word', () => {
  test('is what a person said themselves, whatever others said of them since', () => {
    const said = [reading({ id: 'a', at: '2026-02-01' }), reading({ id: 'b' }), reading({ id: 'c', via: 'impression', by: 'kim' })]
    const of = (observations: readonly Observation[]) => lastOwnWords(snapshot(create({ observations }), '2026-03-02')).get('ann')?.id
    expect([of(said), of([...said].reverse()), of(said.slice(2))]).toEqual(['b', 'b', undefined])
  })
})

describe('an interview', () => {
  const interview = (rest: object = {}) => ({ interviews: [{ id: 'i', at: '2026-03-02', stakeholder: 'ann', answers: [], ...rest }] })

  test('with a sentiment is a reading of the source interview', () => {
    expect(known([], 'ann', interview({ sentiment: 0.6 }))).toEqual(known([reading()]))
    expect(known([], 'ann', interview({ sentiment: 0.6, confidence: 0.5 }))).toEqual(known([reading({ confidence: 0.5 })]))
  })

  test('without a sentiment is none', () => {
    expect(known([], 'ann', interview())).toEqual({ stakeholder: 'ann', ...UNHEARD })
    const village = create({ observations: [reading({ at: '2026-03-01' })] })
    const told = record(village, { interviews: [{ id: 'i', at: '2026-03-02T18:00:00Z', stakeholder: 'ann', answers: [] }] })
    // That there was an interview is all it tells: nobody's sentiment, power or answer moves.
    const listening = ['listeningCadence', 'conclusions', 'interviewProgramme']
    expect(differences(snapshot(told, '2026-03-02'), snapshot(village, '2026-03-02'))).toEqual(listening)
  })
})

describe('an error that a reporter shares', () => {
  const told = (at: string, stakeholders: VillageInput['stakeholders']) =>
    sentiments(
      snapshot(
        createVillage({
          account: 'Acme',
          stakeholders,
          observations: [
            { stakeholder: 'bo', at: '2026-03-02', sentiment: 0.6, via: 'impression', by: 'kim' },
            { stakeholder: 'new', at: '2026-02-20', sentiment: -0.8, via: 'text', by: 'kim' },
          ],
        }),
        at,
      ),
    ).find(({ stakeholder }) => stakeholder === 'bo')

  test('is as large as the sources say that tell of people who are there', () => {
    const bo = { id: 'bo', roles: ['economicBuyer' as const, 'user' as const] }
    const before = told('2026-03-02', [bo, { id: 'new', joinedAt: '2026-06-01' }])
    // By an impression alone: .25 / (.25 + .35^2 + .2^2) of what was heard.
    expect(before?.value).toBeCloseTo((0.6 * 0.25) / (0.25 + 0.35 ** 2 + 0.2 ** 2), 12)
    // With the text the error that both share is that of texts, .3, and moves the impression.
    expect(told('2026-03-02', [bo, { id: 'new' }])?.value).not.toBeCloseTo(before?.value ?? 0, 3)
    expect(told('2026-06-02', [bo, { id: 'new', joinedAt: '2026-06-01' }])).toEqual(told('2026-06-02', [bo, { id: 'new' }]))
  })

  test('is the same in a series of snapshots as in each by itself', () => {
    const input = {
      account: 'Acme',
      stakeholders: [{ id: 'bo' }, { id: 'new', joinedAt: '2026-06-01' }],
      observations: [
        { stakeholder: 'bo', at: '2026-03-02', sentiment: 0.6, via: 'impression' as const, by: 'kim' },
        { stakeholder: 'new', at: '2026-02-20', sentiment: -0.8, via: 'text' as const, by: 'kim' },
        { stakeholder: 'bo', at: '2026-07-01', sentiment: 0.2, via: 'impression' as const, by: 'kim' },
      ],
    }
    const village = createVillage(input)
    for (const day of ['2026-03-02', '2026-05-01', '2026-06-02', '2026-07-02', '2026-04-01']) {
      expect(sentiments(snapshot(village, day))).toEqual(sentiments(snapshot(createVillage(input), day)))
    }
  })
})
