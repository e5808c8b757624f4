import {
  byStakeholder,
  createVillage,
  type Snapshot,
  sentiments,
  sentimentTrend,
  snapshot,
  type Village,
  type VillageFacts,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { refused } from '../support/refusal.js'

const create = (facts: Omit<VillageFacts, 'account'>): Village => createVillage({ account: 'Acme', ...facts })
const idsOf = (facts: readonly { readonly id?: string }[]): (string | undefined)[] => facts.map(({ id }) => id)
const people = (s: Snapshot) => s.stakeholders.filter(({ id }) => !s.placeholders.includes(id)).map(({ id }) => id)

describe('a snapshot of a day', () => {
  const reading = (id: string, at: string) => ({ id, stakeholder: 'ann', at, sentiment: 0.5, via: 'interview' }) as const
  const village = create({
    stakeholders: [{ id: 'ann', roles: ['user'] }],
    observations: [reading('night', '2026-03-02'), reading('evening', '2026-03-02T23:59:59.999Z'), reading('next', '2026-03-03')],
  })

  test('includes the whole of that day and nothing of the next', () => {
    expect(idsOf(snapshot(village, '2026-03-02').observations)).toEqual(['night', 'evening'])
    expect(idsOf(snapshot(village, '2026-03-01').observations)).toEqual([])
  })

  test('of an instant includes that instant and nothing after it', () => {
    expect(idsOf(snapshot(village, '2026-03-02T00:00:00Z').observations)).toEqual(['night'])
    expect(idsOf(snapshot(village, '2026-03-02T23:59:59.998Z').observations)).toEqual(['night'])
    expect(idsOf(snapshot(village, new Date('2026-03-02T23:59:59.999Z')).observations)).toEqual(['night', 'evening'])
    expect(idsOf(snapshot(village, Date.UTC(2026, 2, 3)).observations)).toEqual(['night', 'evening', 'next'])
  })

  test('says how it was asked for, in a form that gives the same again', () => {
    for (const asOf of ['2026-03-02', '2026-03-02T09:30:00+05:30', new Date(0), 1e12]) {
      const s = snapshot(village, asOf, { knownOn: '2026-03-09' })
      expect(snapshot(village, s.asOf, { knownOn: s.knownOn })).toEqual(s)
    }
    expect(snapshot(village, '2026-03-02')).toMatchObject({ asOf: '2026-03-02', knownOn: '2026-03-02' })
    expect(snapshot(village, '2026-03-02T09:30:00+05:30')).toMatchObject({
      asOf: '2026-03-02T04:00:00.000Z',
      knownOn: '2026-03-02T04:00:00.000Z',
    })
  })

  test('takes nothing heard on that day for old, neither in the morning nor at night', () => {
    const heard = (at: string) =>
      byStakeholder(sentiments(snapshot(create({ stakeholders: [{ id: 'ann' }], observations: [reading('o', at)] }), '2026-03-02'))).get(
        'ann',
      )
    const fresh = 0.25 / (0.25 + 0.15 ** 2)
    for (const at of ['2026-03-02', '2026-03-02T08:00:00Z', '2026-03-02T23:59:59.999Z'])
      expect(heard(at)?.reliability).toBeCloseTo(fresh, 12)
    expect(heard('2026-03-01')?.reliability).toBeCloseTo(fresh * 4 ** (-1 / 180), 12)
  })

  test('of an instant ages to that instant exactly', () => {
    const at = (asOf: string) =>
      byStakeholder(
        sentiments(snapshot(create({ stakeholders: [{ id: 'ann' }], observations: [reading('o', '2026-03-02T06:00:00Z')] }), asOf)),
      ).get('ann')
    expect(at('2026-03-02T18:00:00Z')?.reliability).toBeCloseTo((0.25 / 0.2725) * 4 ** (-0.5 / 180), 12)
    expect(snapshot(village, '2026-03-02T18:00:00Z').agedTo).toBe('2026-03-02T18:00:00.000Z')
  })

  test('is as old as the latest that says anything: no reading of no confidence, no interview without a sentiment, nobody unknown', () => {
    const noon = '2026-03-02T12:00:00Z'
    const evening = '2026-03-02T18:00:00Z'
    const interview = (over: object) => ({ id: 'i', stakeholder: 'ann', at: evening, answers: [], ...over })
    const agedTo = (facts: VillageFacts) => snapshot(create({ stakeholders: [{ id: 'ann' }], ...facts }), '2026-03-02').agedTo
    const first = reading('o', noon)
    expect(agedTo({})).toBe('2026-03-02T00:00:00.000Z')
    expect(agedTo({ observations: [first] })).toBe('2026-03-02T12:00:00.000Z')
    expect(agedTo({ observations: [first, { ...reading('p', evening), confidence: 0 }] })).toBe('2026-03-02T12:00:00.000Z')
    expect(agedTo({ observations: [first, { ...reading('p', evening), confidence: 0.01 }] })).toBe('2026-03-02T18:00:00.000Z')
    expect(agedTo({ observations: [first], interviews: [interview({ sentiment: 0.2 })] })).toBe('2026-03-02T18:00:00.000Z')
    expect(agedTo({ observations: [first], interviews: [interview({})] })).toBe('2026-03-02T12:00:00.000Z')
    expect(agedTo({ observations: [first], interviews: [interview({ sentiment: 0.2, confidence: 0 })] })).toBe('2026-03-02T12:00:00.000Z')
    expect(agedTo({ observations: [reading('o', evening)], interviews: [interview({ at: noon, sentiment: 0.2 })] })).toBe(
      '2026-03-02T18:00:00.000Z',
    )
    // Who was said to be there only later was nobody yet; who left still counts.
    const later = { stakeholders: [{ id: 'ann', joinedAt: '2026-03-05' }], observations: [reading('o', noon)] }
    expect(snapshot(create(later), '2026-03-02').agedTo).toBe('2026-03-02T00:00:00.000Z')
    const gone = { stakeholders: [{ id: 'ann', leftAt: '2026-03-01' }], observations: [reading('o', noon)] }
    expect(snapshot(create(gone), '2026-03-02').agedTo).toBe('2026-03-02T12:00:00.000Z')
  })
})

describe('the decision of a snapshot', () => {
  test('that is not known by then is refused by its id, and without any there is none', () => {
    expect(refused(() => snapshot(create({}), '2026-03-02', { decision: 'deal' }))).toMatchObject({
      name: 'UnknownDecisionError',
      code: 'unknownDecision',
      paths: ['decision'],
      message: expect.stringMatching(/^snapshot: .*there is no decision "deal" known by then/s),
    })
    expect(snapshot(create({}), '2026-03-02')).not.toHaveProperty('decision')
  })
})

describe('what was known', () => {
  const village = create({
    stakeholders: [{ id: 'ann' }, { id: 'bo', joinedAt: '2026-01-01', recordedAt: '2026-03-10' }],
    observations: [
      { id: 'late', stakeholder: 'ann', at: '2026-03-01', recordedAt: '2026-03-05T12:00:00Z', sentiment: 0.5, via: 'text' },
      { id: 'plain', stakeholder: 'ann', at: '2026-03-02', sentiment: 0.5, via: 'text' },
    ],
  })

  test('is what we knew at that moment, unless another is given', () => {
    expect(idsOf(snapshot(village, '2026-03-04').observations)).toEqual(['plain'])
    expect(idsOf(snapshot(village, '2026-03-05').observations)).toEqual(['late', 'plain'])
    expect(idsOf(snapshot(village, '2026-03-05T11:59:59Z').observations)).toEqual(['plain'])
    expect(idsOf(snapshot(village, '2026-03-04', { knownOn: '2026-03-05' }).observations)).toEqual(['late', 'plain'])
    expect(idsOf(snapshot(village, '2026-03-01', { knownOn: '2026-03-05' }).observations)).toEqual(['late'])
  })

  test('begins, when nothing is said, with what became true, or has always been known', () => {
    expect(idsOf(snapshot(village, '2026-03-09', { knownOn: '2026-03-01' }).observations)).toEqual([])
    expect(people(snapshot(village, '2020-01-01'))).toEqual(['ann'])
    expect(people(snapshot(village, '2026-03-09'))).toEqual(['ann'])
    expect(people(snapshot(village, '2026-02-01', { knownOn: '2026-03-10' }))).toEqual(['ann', 'bo'])
  })

  test('of the future cannot be looked at before it is there', () => {
    expect(idsOf(snapshot(village, '2026-03-01', { knownOn: '2030-01-01' }).observations)).toEqual(['late'])
  })
})

describe('what holds for a time', () => {
  test('holds from its first day up to its last, that day excluded', () => {
    const village = create({
      stakeholders: [{ id: 'ann', joinedAt: '2026-03-02', leftAt: '2026-03-05' }, { id: 'bo' }],
      roles: [{ id: 'r', stakeholder: 'bo', role: 'user', since: '2026-03-02', until: '2026-03-05' }],
      vetoes: [{ id: 'v', stakeholder: 'bo', since: '2026-03-02', until: '2026-03-05' }],
      ties: [{ id: 't', from: 'ann', to: 'bo', kind: 'influence', since: '2026-03-02', until: '2026-03-05' }],
      motives: [{ id: 'm', stakeholder: 'bo', kind: 'risk', statement: 's', since: '2026-03-02', until: '2026-03-05' }],
      barriers: [{ id: 'b', statement: 's', kind: 'policy', blocks: 1, since: '2026-03-02', until: '2026-03-05' }],
    })
    const seen = (asOf: string) => {
      const s = snapshot(village, asOf)
      const held = s.roles.filter(role => role.stakeholder === 'bo')
      return [people(s), idsOf(s.former), ...[held, s.vetoes, s.ties, s.motives, s.barriers].map(each => each.length)]
    }
    expect(seen('2026-03-01')).toEqual([['bo'], [], 0, 0, 0, 0, 0])
    for (const during of ['2026-03-02', '2026-03-02T00:00:00Z', '2026-03-04', '2026-03-04T23:59:59.999Z'])
      expect(seen(during)).toEqual([['ann', 'bo'], [], 1, 1, 1, 1, 1])
    for (const after of ['2026-03-05', '2026-03-05T00:00:00Z']) expect(seen(after)).toEqual([['bo'], ['ann'], 0, 0, 0, 0, 0])
  })

  test('holds always where no days are given', () => {
    const village = create({ stakeholders: [{ id: 'ann', roles: ['user'], veto: true }] })
    for (const asOf of ['0001-01-01', '2026-03-02', '9999-12-31']) {
      const s = snapshot(village, asOf)
      expect([people(s), s.roles.filter(role => role.stakeholder === 'ann').length, s.vetoes.length]).toEqual([['ann'], 1, 1])
    }
  })

  test('falls away with the person whom it is about', () => {
    const village = create({
      stakeholders: [{ id: 'ann', leftAt: '2026-03-02', roles: ['user', 'approver'], veto: true }, { id: 'bo' }],
      ties: [{ from: 'bo', to: 'ann', kind: 'reportsTo' }],
      motives: [{ stakeholder: 'ann', kind: 'risk', statement: 's' }],
    })
    const s = snapshot(village, '2026-03-02')
    expect([s.vetoes, s.ties, s.motives]).toEqual([[], [], []])
    expect(s.roles.map(role => role.stakeholder)).toEqual(s.placeholders)
  })
})

describe('those who left', () => {
  test('still tell about those who worked with them', () => {
    const facts = (leftAt: object): VillageFacts => ({
      units: [{ id: 'it', name: 'IT', kind: 'department' }],
      stakeholders: [
        { id: 'ann', unit: 'it', ...leftAt },
        { id: 'bo', unit: 'it' },
      ],
      observations: [{ stakeholder: 'ann', at: '2026-03-01', sentiment: 0.8, via: 'interview' }],
    })
    const left = sentiments(snapshot(create(facts({ leftAt: '2026-03-02' })), '2026-03-05'))
    const stayed = sentiments(snapshot(create(facts({})), '2026-03-05'))
    expect(byStakeholder(left).get('bo')).toEqual(byStakeholder(stayed).get('bo'))
    expect(byStakeholder(left).get('bo')?.reliability).toBeGreaterThan(0.05)
    expect(byStakeholder(left).has('ann')).toBe(false)
  })
})

describe('what lies ahead within a fact', () => {
  const village = create({
    stakeholders: [{ id: 'ann', roles: ['user'] }],
    expectations: [
      {
        id: 'e',
        stakeholder: 'ann',
        statement: 's',
        importance: 1,
        dueAt: '2026-06-01',
        status: [
          { at: '2026-01-01', state: 'open' },
          { at: '2026-03-02T18:00:00Z', state: 'missed' },
        ],
      },
    ],
    comments: [
      {
        id: 'c',
        at: '2026-01-01',
        stakeholder: 'ann',
        text: 't',
        routedTo: [{ group: 'product', at: '2026-02-01' }],
        actions: [{ at: '2026-03-01', by: 'us', statement: 's' }],
        sharedBackAt: '2026-03-02T18:00:00Z',
      },
    ],
    questions: [
      { id: 'q1', plan: 'p', question: 'who?', answered: { at: '2026-03-02T18:00:00Z', statement: 's' } },
      { id: 'q2', plan: 'p', question: 'why?', dropped: '2026-02-01' },
    ],
    decisions: [{ id: 'd', name: 'D', kind: 'new', expectedAt: '2026-06-01', outcome: { result: 'lost', at: '2026-03-02T18:00:00Z' } }],
  })
  const at = (asOf: string) => {
    const { expectations, comments, decisions, decision, questions } = snapshot(village, asOf)
    const [comment] = comments
    return {
      states: expectations[0]?.status.map(({ state }) => state),
      said: comment && [comment.routedTo?.length, comment.actions?.length, comment.sharedBackAt !== undefined],
      results: decisions.map(({ outcome }) => outcome?.result),
      asked: questions.map(({ answered, dropped }) => answered?.statement ?? (dropped === undefined ? 'open' : 'dropped')),
      inView: decision?.id,
    }
  }

  test('is hidden until its time comes', () => {
    expect(at('2025-12-31')).toEqual({ states: [], said: undefined, results: [undefined], asked: ['open', 'open'], inView: 'd' })
    expect(at('2026-02-28')).toEqual({
      states: ['open'],
      said: [1, 0, false],
      results: [undefined],
      asked: ['open', 'dropped'],
      inView: 'd',
    })
    expect(at('2026-03-02T17:59:59Z')).toEqual({
      states: ['open'],
      said: [1, 1, false],
      results: [undefined],
      asked: ['open', 'dropped'],
      inView: 'd',
    })
    expect(at('2026-03-02')).toEqual({
      states: ['open', 'missed'],
      said: [1, 1, true],
      results: ['lost'],
      asked: ['s', 'dropped'],
      inView: undefined,
    })
  })

  test('is not hidden when it is only planned', () => {
    const { expectations, decisions } = snapshot(village, '2026-01-01')
    expect([expectations[0]?.dueAt, decisions[0]?.expectedAt]).toEqual(['2026-06-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'])
  })
})

describe('a trend', () => {
  const village = create({
    stakeholders: [{ id: 'ann', roles: ['user'] }],
    observations: [
      { stakeholder: 'ann', at: '2026-01-05', sentiment: 0.8, via: 'interview' },
      { stakeholder: 'ann', at: '2026-03-02T10:00:00Z', sentiment: 0.2, via: 'interview' },
    ],
  })

  test('since a day begins with that day', () => {
    const s = snapshot(village, '2026-03-02')
    expect(sentimentTrend(s, { since: '2026-02-01' })).toEqual(sentimentTrend(s, { since: '2026-02-01T00:00:00Z' }))
    expect(sentimentTrend(s, { since: '2026-01-05', stakeholder: 'ann' }).change).toBeLessThan(-0.3)
  })

  test('since the moment itself is none', () => {
    const s = snapshot(village, '2026-04-01')
    expect(sentimentTrend(s, { since: '2026-04-01' })).toEqual({ change: 0, sd: 0, probabilityOfDecline: 0 })
  })

  test('does not see what comes after the snapshot', () => {
    const before = snapshot(village, '2026-03-01')
    expect(sentimentTrend(before, { since: '2026-01-05', stakeholder: 'ann' }).change).toBeCloseTo(
      0.8 * (0.25 / 0.2725) * (2 ** (-55 / 180) - 1),
      12,
    )
  })
})
