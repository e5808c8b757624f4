import {
  byStakeholder,
  createVillage,
  type DeepPartial,
  decisionOutlook,
  explainChange,
  explainRisk,
  type Observation,
  power,
  record,
  revise,
  type SentimentRow,
  type Settings,
  sentiments,
  sentimentTrend,
  snapshot,
  type VillageFacts,
  type VillageInput,
  whatIf,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { sentimentEvents } from '../../src/sentiment/events.js'
import { readings } from '../../src/sentiment/readings.js'
import { OWN_WORDS } from '../support/independent.js'

const AT = '2026-03-02'
const input = (facts: Omit<VillageFacts, 'account'>): VillageInput => ({
  account: 'Acme',
  units: [
    { id: 'it', name: 'IT', kind: 'department' },
    { id: 'web', name: 'Web', kind: 'team', parent: 'it' },
  ],
  stakeholders: [{ id: 'ann', unit: 'web' }, { id: 'bo', unit: 'it' }, { id: 'cy' }],
  ...facts,
})
const of = (facts: Omit<VillageFacts, 'account'>, asOf = AT, sentiment: DeepPartial<Settings>['sentiment'] = {}, knownOn?: string) =>
  snapshot(createVillage(input(facts)), asOf, { settings: { sentiment }, ...(knownOn !== undefined && { knownOn }) })
const row = (s: ReturnType<typeof of>, id = 'ann'): SentimentRow => byStakeholder(sentiments(s)).get(id) ?? expect.fail()
const heard = (rest: Partial<Observation> = {}): Observation => ({ stakeholder: 'ann', at: AT, sentiment: 0.6, via: 'interview', ...rest })

describe('thirty machine-scored texts of a day beside an interview', () => {
  const texts = Array.from({ length: 30 }, (_, i) => heard({ id: `t${i}`, sentiment: 0.3, via: 'text' }))
  const interview = heard({ sentiment: -0.3 })
  const none = { interview: 0, survey: 0, meeting: 0, comment: 0, impression: 0, text: 0 }
  const decided = (sentiment: DeepPartial<Settings>['sentiment']) =>
    of(
      {
        stakeholders: [{ id: 'ann', roles: ['economicBuyer'] }],
        observations: [...texts, interview],
        decisions: [{ id: 'd', name: 'D', kind: 'new', rule: { quota: 1, members: [{ of: 'ann' }] } }],
      },
      AT,
      sentiment,
    )

  test('count as much as their common error and their common day leave of them', () => {
    for (const [settings, value, sd] of [
      [{}, -0.237, 0.139],
      [{ sameDayCorrelation: none }, -0.175, 0.131],
      [OWN_WORDS, -0.222, 0.137],
    ] as const) {
      const ann = row(decided(settings))
      expect([ann.value, ann.sd]).toEqual([expect.closeTo(value, 3), expect.closeTo(sd, 3)])
      expect(ann).toMatchObject({
        readings: 31,
        effectiveReadings: expect.closeTo(1 + 30 / (settings === OWN_WORDS || !('sameDayCorrelation' in settings) ? 24.2 : 1), 12),
      })
    }
  })

  test('do not turn a no into a yes', () => {
    expect(decisionOutlook(decided({})).probabilityOfYes).toBeCloseTo(0.044, 3)
    expect(decisionOutlook(decided({ ...OWN_WORDS, sameDayCorrelation: none })).probabilityOfYes).toBeCloseTo(0.96, 3)
  })
})

describe('readings of one day', () => {
  test('are those of one source, day of UTC and reporter', () => {
    const pair = (one: Partial<Observation>, other: Partial<Observation>): number =>
      row(of({ observations: [heard({ id: 'a', ...one }), heard({ id: 'b', ...other })] }, '2026-03-05')).effectiveReadings
    const together = 2 / 1.5
    expect(pair({}, {})).toBeCloseTo(together, 12)
    // The square of such an error is 0.
    expect(pair({ sd: 1e-170 }, { sd: 1e-170 })).toBeCloseTo(together, 12)
    expect(pair({ at: '2026-03-02T00:00:00Z' }, { at: '2026-03-02T23:59:59Z' })).toBeCloseTo(together, 12)
    expect(pair({ by: 'kim' }, { by: 'kim' })).toBeCloseTo(together, 12)
    expect(pair({ at: '2026-03-02T23:59:59Z' }, { at: '2026-03-03T00:00:00Z' })).toBe(2)
    expect(pair({ by: 'kim' }, { by: 'lee' })).toBe(2)
    expect(pair({ by: 'kim' }, {})).toBe(2)
    expect(pair({ via: 'survey' }, {})).toBe(2)
    expect(pair({ via: 'survey' }, { via: 'survey' })).toBeCloseTo(2 / 1.8, 12)
    expect(
      row(of({ observations: [heard()], interviews: [{ id: 'i', at: AT, stakeholder: 'ann', answers: [], sentiment: 0.2 }] }))
        .effectiveReadings,
    ).toBeCloseTo(together, 12)
  })

  test('count by the best of them, and one of endless error changes nothing', () => {
    const two = row(of({ observations: [heard({ id: 'a', sd: 0.1 }), heard({ id: 'b', sd: 0.2 })] }))
    expect(two.effectiveReadings).toBeCloseTo(1.25 / 1.125, 12)
    const one = row(of({ observations: [heard({ id: 'a' })] }))
    expect(row(of({ observations: [heard({ id: 'a' }), heard({ id: 'b', sd: 1e150 })] }))).toEqual({
      ...one,
      readings: 2,
      effectiveReadings: expect.closeTo(1, 12),
    })
    expect(row(of({ observations: [heard({ id: 'a' }), heard({ id: 'b', confidence: 0 })] }))).toEqual(one)
  })

  test('that come late change what those of their day are worth', () => {
    const early = heard({ id: 'a', recordedAt: AT })
    const late = heard({ id: 'b', recordedAt: '2026-03-10' })
    const village = createVillage(input({ observations: [early, late, heard({ id: 'c', at: '2026-03-04', recordedAt: '2026-03-04' })] }))
    const worth = (asOf: string): number => row(snapshot(village, asOf)).effectiveReadings
    expect([worth('2026-03-03'), worth('2026-03-05'), worth('2026-03-09')]).toEqual([1, 2, 2])
    expect(worth('2026-03-10')).toBeCloseTo(2 / 1.5 + 1, 12)
    expect(row(snapshot(village, '2026-03-10'))).toEqual(row(snapshot(createVillage(village), '2026-03-10')))
  })
})

describe('readings of one reporter', () => {
  const rosy = ['ann', 'bo', 'cy'].map(stakeholder =>
    heard({ stakeholder, via: 'impression', sentiment: 0.8, by: 'kim', at: '2026-03-01' }),
  )

  test('are doubted as far as a person says otherwise', () => {
    const alone = row(of({ observations: rosy }), 'cy')
    const doubted = row(of({ observations: [...rosy, heard({ sentiment: -0.4 })] }), 'cy')
    expect(doubted.value).toBeLessThan((alone.value ?? 0) - 0.03)
    // Nobody doubts what people say themselves, whoever wrote it down.
    const own = rosy.map(each => ({ ...each, via: 'survey' }) as const)
    expect(row(of({ observations: [...own, heard({ sentiment: -0.4 })] }), 'cy')).toEqual(row(of({ observations: own }), 'cy'))
  })

  test('and those of a source of the same name are not the same', () => {
    const impression = heard({ stakeholder: 'cy', via: 'impression', sentiment: 0.8 })
    const named = (by?: string) => heard({ sentiment: -0.4, via: 'impression', ...(by !== undefined && { by }) })
    const cy = (observations: readonly Observation[]) => row(of({ observations }), 'cy')
    expect(cy([impression, named('impression')])).toEqual(cy([impression]))
    expect(cy([impression, named()]).value).not.toBe(cy([impression]).value)
  })

  test('count by what is known of the reporter, in place of what is known of the source', () => {
    const reporters = ['lee', 'kim'].map(by => ({ by, offset: by === 'kim' ? 0.3 : -0.2, sd: by === 'kim' ? 0 : 0.4 }))
    const told = row(of({ observations: rosy }, AT, { reporters, offset: { impression: 0.9 } }), 'cy')
    const corrected = row(of({ observations: rosy.map(each => ({ ...each, sentiment: 0.5 })) }, AT, OWN_WORDS), 'cy')
    expect(told).toEqual({
      ...corrected,
      value: expect.closeTo(corrected.value ?? Number.NaN, 12),
      sd: expect.closeTo(corrected.sd, 12),
      reliability: expect.closeTo(corrected.reliability, 12),
    })
    const interview = heard({ by: 'kim' })
    expect(row(of({ observations: [interview] }, AT, { reporters, offset: { interview: 0.1 } })).value).toBeCloseTo(
      ((0.6 - 0.1) * 0.25) / (0.25 + 0.15 ** 2),
      12,
    )
  })
})

describe('a request', () => {
  const asked = { id: 'q', stakeholder: 'ann', at: '2026-01-05', via: 'survey' } as const
  const told = [heard({ at: '2026-01-01', sentiment: 0.2 })]
  const silent = row(of({ observations: told, requests: [asked] }))
  const quiet = row(of({ observations: told }))

  test('without an answer speaks against us, and makes nobody heard', () => {
    expect(silent.value).toBeLessThan(quiet.value ?? Number.NaN)
    expect(silent.sd).toBeLessThan(quiet.sd)
    expect(silent.readings).toBe(1)
    expect(row(of({ requests: [asked] }))).toMatchObject({ value: undefined, known: 0, readings: 0, effectiveReadings: 0 })
    expect(row(of({ observations: told, requests: [asked] }, AT, { silence: { slope: 0 } }))).toEqual(quiet)
  })

  test('counts from the end of its wait on, by what was known then', () => {
    const at = (asOf: string, knownOn?: string) => row(of({ observations: told, requests: [asked] }, asOf, {}, knownOn)).value
    const without = (asOf: string) => row(of({ observations: told }, asOf)).value
    expect(at('2026-02-03')).toBe(without('2026-02-03'))
    expect(at('2026-02-03T23:59:59.999Z')).toBe(without('2026-02-03T23:59:59.999Z'))
    expect(at('2026-02-04T00:00:00Z')).toBeLessThan(without('2026-02-04T00:00:00Z') ?? 0)
    expect(at('2026-02-04')).toBeLessThan(without('2026-02-04') ?? 0)
    expect(at(AT, '2026-02-03')).toBe(without(AT))
    expect(at(AT, '2026-02-04')).toBeLessThan(without(AT) ?? 0)
    expect(of({ requests: [{ ...asked, at: '2026-01-05T15:00:00Z' }] }, '2026-02-04').agedTo).toBe('2026-02-04T15:00:00.000Z')
    expect(of({ requests: [{ ...asked, at: '2026-01-05T15:00:00Z' }] }, '2026-02-04', { silence: { slope: 0 } }).agedTo).toBe(
      '2026-02-04T00:00:00.000Z',
    )
  })

  test.each<[string, Omit<VillageFacts, 'account'>, boolean]>([
    ['an impression of ours', { observations: [heard({ via: 'impression', at: '2026-01-20', sd: 1e6 })] }, false],
    ['a text of theirs, scored', { observations: [heard({ via: 'text', at: '2026-01-20', sd: 1e6 })] }, false],
    ['an answer before', { observations: [heard({ via: 'survey', at: '2026-01-04', sd: 1e6 })] }, false],
    ['an answer', { observations: [heard({ via: 'survey', at: '2026-01-20', sd: 1e6 })] }, true],
    ['an answer after the wait', { observations: [heard({ via: 'survey', at: '2026-03-01', sd: 1e6 })] }, true],
    ['an answer about a decision', { observations: [heard({ via: 'survey', at: '2026-03-01', sd: 1e6, decision: 'other' })] }, true],
    ['an answer that came later', { observations: [heard({ via: 'survey', at: '2026-03-03', sd: 1e6 })] }, false],
    ['an interview', { interviews: [{ id: 'i', at: '2026-01-20', stakeholder: 'ann', answers: [] }] }, true],
    [
      'an interview that they refused',
      { interviews: [{ id: 'i', at: '2026-01-20', stakeholder: 'ann', answers: [], consent: { given: false, at: '2026-01-20' } }] },
      false,
    ],
    ['a comment', { comments: [{ id: 'c', at: '2026-01-20', stakeholder: 'ann', text: 'slow' }] }, true],
    ['a mail of ours', { interactions: [{ at: '2026-01-20', kind: 'email', participants: ['ann'] }] }, false],
    ['a mail of theirs', { interactions: [{ at: '2026-01-20', kind: 'email', participants: ['bo'], drivenBy: 'ann' }] }, true],
    ...(['meeting', 'call', 'demo', 'approval', 'agenda'] as const).map((kind): [string, Omit<VillageFacts, 'account'>, boolean] => [
      kind,
      { interactions: [{ at: '2026-01-20', kind, participants: ['ann'] }] },
      true,
    ]),
    ['a meeting of others', { interactions: [{ at: '2026-01-20', kind: 'meeting', participants: ['bo'] }] }, false],
  ])('is answered, or not, by %s', (_, facts, isAnswered) => {
    const decisions = ['other', 'deal'].map(id => ({ id, name: id, kind: 'new' as const }))
    const s = snapshot(
      createVillage(input({ decisions, requests: [asked], ...facts, observations: [...told, ...(facts.observations ?? [])] })),
      AT,
      { decision: 'deal' },
    )
    expect(row(s).value).toBeCloseTo((isAnswered ? quiet : silent).value ?? Number.NaN, 9)
  })

  test('is the latest of a person whose wait is over', () => {
    const second = { ...asked, id: 'q2', at: '2026-01-25', via: 'interview' as const }
    const both = (asOf: string) => row(of({ observations: told, requests: [asked, second] }, asOf)).value
    const one = (request: typeof second | typeof asked, asOf: string) => row(of({ observations: told, requests: [request] }, asOf)).value
    expect(both('2026-02-20')).toBe(one(asked, '2026-02-20'))
    expect(both(AT)).toBe(one(second, AT))
    const between = heard({ at: '2026-01-15', via: 'survey', sd: 1e6 })
    expect(row(of({ observations: [...told, between], requests: [asked, second] })).value).toBeCloseTo(one(second, AT) ?? Number.NaN, 9)
  })

  test('to a person who left before the wait was over says nothing', () => {
    const people = (leftAt?: string) => [
      { id: 'ann', unit: 'it', ...(leftAt !== undefined && { leftAt }) },
      { id: 'bo', unit: 'it' },
    ]
    const bo = (leftAt: string | undefined, requests: VillageFacts['requests']) =>
      row(of({ stakeholders: people(leftAt), observations: [heard({ stakeholder: 'bo' })], requests }), 'bo').value
    expect(bo('2026-02-01', [asked])).toBe(bo('2026-02-01', []))
    expect(bo('2026-02-10', [asked])).toBeLessThan(bo('2026-02-10', []) ?? 0)
  })

  test('is answered by an interview that is only supposed', () => {
    const s = of({ observations: told, requests: [asked] })
    const supposed = whatIf(s, { hear: 'ann', sentiment: 0.5 })
    const answered = whatIf(of({ observations: told }), { hear: 'ann', sentiment: 0.5 })
    expect(row(supposed).value).toBe(row(answered).value)
  })
})

describe('an upheaval', () => {
  const everybody = ['ann', 'bo', 'cy'].map(stakeholder => heard({ stakeholder, at: '2026-02-01' }))
  const shaken = (
    upheaval: Omit<NonNullable<VillageInput['upheavals']>[number], 'at' | 'kind'>,
    more: Omit<VillageFacts, 'account'> = {},
  ) => of({ observations: everybody, ...more, upheavals: [{ at: '2026-02-10', kind: 'other', strength: 1, ...upheaval }] })
  const moved = (s: ReturnType<typeof of>) => ['ann', 'bo', 'cy'].filter(id => row(s, id).sd === 0.5)

  test('concerns whom it names, else its unit and those below, else everybody', () => {
    expect(moved(shaken({ stakeholders: ['bo'], unit: 'web' }))).toEqual(['bo'])
    expect(moved(shaken({ unit: 'it' }))).toEqual(['ann', 'bo'])
    expect(row(shaken({ unit: 'web' })).value).toBe(0)
    expect(row(shaken({ unit: 'web' }), 'bo').sd).toBeLessThan(0.4)
    expect(moved(shaken({}))).toEqual(['ann', 'bo', 'cy'])
    expect(moved(shaken({ stakeholders: [] }))).toEqual([])
  })

  test('concerns who was in the unit on that day, and not who came or had left', () => {
    const people = [
      { id: 'ann', unit: 'web', joinedAt: '2026-02-11' },
      { id: 'bo', unit: 'it', leftAt: '2026-02-05' },
      { id: 'cy', unit: 'web' },
    ]
    expect(
      row(shaken({ unit: 'web' }, { stakeholders: people, observations: [heard({ stakeholder: 'cy', at: '2026-02-01' })] }), 'cy').value,
    ).toBe(0)
    const village = createVillage(
      input({ observations: everybody, upheavals: [{ at: '2026-02-10', kind: 'other', strength: 1, unit: 'web' }] }),
    )
    const swapped = revise(
      village,
      {
        stakeholders: [
          { id: 'ann', unit: 'it' },
          { id: 'cy', unit: 'web' },
        ],
      },
      { recordedAt: '2026-02-20' },
    )
    const s = snapshot(swapped, AT)
    expect([row(s).value, row(s, 'cy').value]).toEqual([
      0,
      expect.closeTo(row(shaken({ stakeholders: ['ann'] }), 'cy').value ?? Number.NaN, 12),
    ])
    const earlier = snapshot(revise(village, { stakeholders: [{ id: 'cy', unit: 'web' }] }, { recordedAt: '2026-02-09' }), AT)
    expect(row(earlier, 'cy').value).toBe(0)
  })

  test('counts by its kind where it has no strength, and not at all with strength 0', () => {
    const value = (kind: 'merger' | 'personMove', sentiment: DeepPartial<Settings>['sentiment'] = {}) =>
      row(of({ observations: everybody, upheavals: [{ at: '2026-02-10', kind }] }, AT, sentiment), 'cy').value ?? Number.NaN
    const kept = row(of({ observations: everybody }), 'cy').value ?? Number.NaN
    expect(value('merger')).toBeCloseTo(0.5 * kept, 12)
    expect(value('personMove')).toBeCloseTo(0.7 * kept, 12)
    expect(value('merger', { upheaval: { merger: 0 } })).toBe(kept)
  })

  test('of a day comes before what was heard on it, and is the moment to which a snapshot of the day has aged', () => {
    const noon = `${AT}T12:00:00Z`
    const upheaval = { at: noon, kind: 'other', strength: 1 } as const
    expect(row(of({ observations: [heard({ at: noon })], upheavals: [upheaval] }))).toEqual(
      row(of({ observations: [heard({ at: noon })] })),
    )
    expect(of({ upheavals: [upheaval] }).agedTo).toBe('2026-03-02T12:00:00.000Z')
    expect(of({ upheavals: [{ ...upheaval, strength: 0 }] }).agedTo).toBe('2026-03-02T00:00:00.000Z')
  })
})

describe('the reasons of a change', () => {
  const facts: Omit<VillageFacts, 'account'> = {
    stakeholders: [
      { id: 'ann', unit: 'it', roles: ['economicBuyer'] },
      { id: 'bo', unit: 'it', roles: ['user'] },
      { id: 'cy', roles: ['approver'] },
    ],
    observations: [
      heard({ id: 'a', at: '2026-01-01', via: 'meeting', by: 'kim' }),
      heard({ id: 'b', stakeholder: 'cy', at: '2026-01-02', via: 'meeting', by: 'kim', sentiment: 0.2 }),
      heard({ id: 'c', stakeholder: 'cy', at: '2026-02-20', sentiment: -0.5 }),
    ],
    requests: [{ id: 'q', stakeholder: 'bo', at: '2026-01-05', via: 'survey' }],
    upheavals: [{ id: 'u', at: '2026-02-10', kind: 'merger', unit: 'it' }],
    decisions: [{ id: 'd', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' } }],
  }
  const village = createVillage(input(facts))
  const between = (from: string, to: string) => explainChange(snapshot(village, from), snapshot(village, to))

  test('name silences and upheavals, and sum to it', () => {
    const { total, contributions } = between('2026-02-01', '2026-03-01')
    expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(total, 12)
    const told = contributions.map(({ kind, stakeholder = '', reading = '', request = '', upheaval = '' }) =>
      [kind, stakeholder, reading, request, upheaval].join(' '),
    )
    expect(told.sort()).toEqual(['ageing ann a  ', 'ageing cy b  ', 'newReading cy c  ', 'silence bo  q ', 'upheaval    u'])
    expect(contributions.find(({ kind }) => kind === 'silence')).toMatchObject({ at: '2026-02-04T00:00:00.000Z' })
    expect(contributions.find(({ kind }) => kind === 'silence')?.amount).toBeLessThan(0)
  })

  test('give to an upheaval what is lost by it, where nothing comes later', () => {
    const { total, contributions } = between('2026-02-09', '2026-02-10')
    const without = snapshot(createVillage(input({ ...facts, upheavals: [] })), '2026-02-10')
    const lost = total - explainChange(snapshot(village, '2026-02-09'), without).total
    expect(contributions.find(({ kind }) => kind === 'upheaval')?.amount).toBeCloseTo(lost, 12)
  })

  test('age with time like readings, and end when they are withdrawn', () => {
    const later = between('2026-03-01', '2026-03-20').contributions
    expect(new Set(later.map(({ kind }) => kind))).toEqual(new Set(['ageing']))
    expect(later.some(({ upheaval }) => upheaval === 'u') && later.some(({ request }) => request === 'q')).toBe(true)
    const answered = record(village, { comments: [{ id: 'c', at: '2026-03-10', stakeholder: 'bo', text: 'Fine now' }] })
    const { total, contributions } = explainChange(snapshot(answered, '2026-03-09'), snapshot(answered, '2026-03-10'))
    expect(contributions.find(({ kind }) => kind === 'silence')?.amount).toBeGreaterThan(0)
    expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(total, 12)
  })

  test('stay of one reading when another of its day comes', () => {
    const told = record(village, {
      observations: [heard({ id: 'c2', stakeholder: 'cy', at: '2026-02-20', sentiment: 0.1, recordedAt: '2026-03-05' })],
    })
    const { contributions } = explainChange(snapshot(told, '2026-03-04'), snapshot(told, '2026-03-05'))
    expect(contributions.find(({ reading }) => reading === 'c')?.kind).toBe('ageing')
    expect(contributions.find(({ reading }) => reading === 'c2')?.kind).toBe('newReading')
  })

  test('of the money at risk name them too', () => {
    const { contributions, total } = explainRisk(snapshot(village, '2026-02-01'), snapshot(village, '2026-03-01'))
    for (const { amount, reasons } of contributions) expect(reasons.reduce((sum, each) => sum + each.amount, 0)).toBeCloseTo(amount, 8)
    expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(total, 8)
    const kinds = new Set(contributions.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)))
    expect(kinds).toEqual(new Set(['ageing', 'newReading', 'silence', 'upheaval', 'certainty']))
  })

  test('of a trend are in it: it ends with the latest event of its day', () => {
    const day = { since: '2026-01-10', until: '2026-02-10', stakeholder: 'ann' }
    const upheaval = { id: 'u', at: '2026-02-10T15:00:00Z', kind: 'merger' as const }
    const s = snapshot(createVillage(input({ ...facts, upheavals: [upheaval] })), AT)
    expect(sentimentTrend(s, day)).toEqual(sentimentTrend(s, { ...day, until: '2026-02-10T15:00:00Z' }))
    expect(sentimentTrend(s, day).change).toBeLessThan((sentimentTrend(s, { ...day, until: '2026-02-10T14:59:59Z' }).change ?? 0) - 0.1)
  })
})

test('events of one instant count in order of kind, of when we learned them and of id', () => {
  const at = '2026-02-01'
  const learned = (id: string, recordedAt?: string) => ({ id, at, ...(recordedAt !== undefined && { recordedAt }) })
  const upheaval = { kind: 'other' as const, strength: 0.5 }
  const report = { sentiment: 0, via: 'impression' as const, stakeholder: 'ann' }
  const asked = { at: '2026-01-02', via: 'survey' as const }
  const s = of({
    upheavals: [learned('ua', '2026-02-09'), learned('ub', '2026-02-03'), learned('ud'), learned('uc')].map(each => ({
      ...upheaval,
      ...each,
    })),
    requests: [
      { ...asked, id: 'qa', stakeholder: 'bo', recordedAt: '2026-01-20' },
      { ...asked, id: 'qb', stakeholder: 'ann' },
    ],
    observations: [learned('oa', '2026-02-07'), learned('ob', '2026-02-04'), learned('oc')].map(each => ({ ...report, ...each })),
  })
  expect(sentimentEvents(s).map(({ id }) => id)).toEqual(['uc', 'ud', 'ub', 'ua', 'qb', 'qa', 'oc', 'ob', 'oa'])
  expect(readings(s).map(({ id }) => id)).toEqual(['oc', 'ob', 'oa'])
})

test('what is supposed of one person counts in a trend of all by their part in it', () => {
  const s = of({
    expectations: [{ id: 'e', stakeholder: 'bo', statement: 's', importance: 1, status: [] }],
    observations: [heard(), heard({ stakeholder: 'bo' })],
  })
  const [before, after] = [s, whatIf(s, { meet: 'e' })].map(each =>
    ['ann', 'bo', 'all'].map(
      who => sentimentTrend(each, { since: '2026-01-02', ...(who !== 'all' && { stakeholder: who }) }).change ?? Number.NaN,
    ),
  )
  const moved = after?.map((change, i) => change - (before?.[i] ?? Number.NaN)) ?? []
  const share = byStakeholder(power(s)).get('bo')?.share ?? Number.NaN
  expect(moved[1]).toBeGreaterThan(0.01)
  expect(moved).toEqual([0, moved[1], expect.closeTo(share * (moved[1] ?? Number.NaN), 12)])
})

describe('how long a sentiment is good', () => {
  test('is until its reliability falls below the limit', () => {
    const { reliability, goodUntil = '', known } = row(of({ observations: [heard()] }))
    const days = (Date.parse(goodUntil) - Date.parse(AT)) / 86_400_000
    expect(reliability * 4 ** (-days / 180)).toBeCloseTo(0.25, 7)
    expect(known).toBe(1)
    const just = snapshot(createVillage(input({ observations: [heard()] })), AT, {
      settings: { account: { staleReliability: reliability } },
    })
    expect(row(just)).toMatchObject({ known: 1, goodUntil: just.agedTo })
  })

  test('is absent for whoever was not heard, is stale or would be for ever', () => {
    expect(row(of({ observations: [heard()] }), 'bo')).not.toHaveProperty('goodUntil')
    const stale = row(of({ observations: [heard({ at: '2025-01-02' })] }))
    expect(stale).not.toHaveProperty('goodUntil')
    expect(stale.known).toBeCloseTo(stale.reliability / 0.25, 12)
    const settings = { account: { staleReliability: 0 } }
    const lasting = row(snapshot(createVillage(input({ observations: [heard({ at: '2025-01-02' })] })), AT, { settings }))
    expect([lasting.goodUntil, lasting.known]).toEqual([undefined, 1])
    expect(row(of({ observations: [heard()] }, AT, { halfLifeDays: 1e9 })).goodUntil).toBeUndefined()
  })
})
