import { createVillage, type Observation, type Snapshot, sentiments, snapshot, type VillageInput } from 'account-village'
import { reporters, unanswered } from 'account-village/listening'
import { filterSentiment } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contradictions } from '../../src/sentiment/contradictions.js'
import { normalCdf } from '../../src/support/normal.js'
import { always, inProportion } from '../support/law.js'
import { played } from '../support/measures.js'
import { eventsIn } from '../support/sentimentEvents.js'
import { scenes } from '../support/villages.js'

const AT = '2026-03-02'
const people = ['ann', 'bo', 'cy']
const heard = (rest: Partial<Observation> = {}): Observation => ({
  stakeholder: 'ann',
  at: '2026-02-02',
  sentiment: 0.7,
  via: 'impression',
  by: 'kim',
  ...rest,
})
const account = (id: string, observations: readonly Observation[], more: Partial<VillageInput> = {}) =>
  createVillage({ account: id, stakeholders: people.map(each => ({ id: each })), observations, ...more })
const rosy = people.map(stakeholder => heard({ stakeholder }))
const own = people.map(stakeholder => heard({ stakeholder, at: '2026-02-03', via: 'survey', by: 'tool', sentiment: 0.1 }))

/** Mean and sd of one reporter's error in several accounts, all in one joint distribution. */
function jointly(all: readonly Snapshot[], by: string, sd: number): { readonly mean: number; readonly sd: number } {
  const found = all.map(s => ({ id: s.account.id, ...eventsIn(s) }))
  const name = (id: string, key: string): string => (key.startsWith('by ') ? key : `${id} ${key}`)
  const shared = new Map(
    found.flatMap(({ id, shared: errors = [] }) => errors.map(error => [name(id, error.key), { ...error, key: name(id, error.key) }])),
  )
  const key = `by ${by}`
  const { day, prior } = found[0] ?? expect.fail()
  const state = filterSentiment({
    people: found.flatMap(({ id, people: each }) => each.map(person => `${id} ${person}`)),
    groups: found.flatMap(({ id, groups = [] }) => groups.map(group => `${id} ${group}`)),
    readings: found.flatMap(({ id, readings }) =>
      readings.map(({ shared: error, ...each }) => ({
        ...each,
        person: `${id} ${each.person}`,
        ...(error !== undefined && { shared: name(id, error) }),
      })),
    ),
    shared: [...shared.values()].map(error => (error.key.startsWith('by ') ? { ...error, sd } : error)),
    day,
    prior,
  })
  return state.shared.find(error => error.key === key) ?? expect.fail()
}

describe('reporters', () => {
  test('are as rosy as the error that their readings share, beside the offset of the source', () => {
    const s = snapshot(account('Acme', [...rosy, ...own]), AT, { settings: { sentiment: { offset: { impression: 0.05 } } } })
    const { shared } = filterSentiment(eventsIn(s))
    const [kim, ...others] = reporters(s)
    const { mean = Number.NaN, sd = Number.NaN } = shared[0] ?? {}
    expect(others).toEqual([])
    expect(kim).toEqual({
      by: 'kim',
      sources: ['impression'],
      accounts: 1,
      people: 3,
      readings: 3,
      bias: expect.closeTo(mean + 0.05, 12),
      sd: expect.closeTo(sd, 12),
      interval: [expect.closeTo(mean + 0.05 - 1.6448536269514722 * sd, 12), expect.closeTo(mean + 0.05 + 1.6448536269514722 * sd, 12)],
      probabilityTooRosy: expect.closeTo(normalCdf((mean + 0.05 - 0.1) / sd), 12),
      contradictions: 0,
    })
    expect(kim?.bias).toBeGreaterThan(0.2)
  })

  test('are listed by id, then sources that name none, and judged from three readings on', () => {
    const some = [
      heard({ by: 'zoe', via: 'text' }),
      heard({ by: 'zoe', via: 'meeting', stakeholder: 'bo' }),
      ...[0, 1, 2].map(i => ({ ...heard({ id: `x${i}`, via: 'text' }), by: undefined })),
      { ...heard({ via: 'meeting' }), by: undefined },
      ...rosy,
    ]
    const rows = reporters(snapshot(account('Acme', some), AT))
    expect(rows.map(({ by, sources, readings }) => [by, sources, readings])).toEqual([
      ['kim', ['impression'], 3],
      ['zoe', ['meeting', 'text'], 2],
      [undefined, ['meeting'], 1],
      [undefined, ['text'], 3],
    ])
    expect(rows.map(({ bias }) => bias === undefined)).toEqual([false, true, true, false])
    expect(rows[1]).toMatchObject({ bias: undefined, sd: undefined, interval: undefined, probabilityTooRosy: undefined })
    expect(Object.keys(rows[2] ?? {})).not.toContain('by')
  })

  test('are judged by what is known of them from elsewhere', () => {
    const settings = { sentiment: { reporters: [{ by: 'kim', offset: 0.4, sd: 0 }], offset: { impression: 0.3 } } }
    const s = snapshot(account('Acme', [...rosy, ...own]), AT, { settings })
    expect(reporters(s)).toMatchObject([{ by: 'kim', bias: 0.4, sd: 0, interval: [0.4, 0.4], probabilityTooRosy: 1 }])
    expect(reporters([s, snapshot(account('Other', rosy), AT, { settings })])).toMatchObject([{ by: 'kim', bias: 0.4, sd: 0 }])
  })

  test('have one error over all accounts, and sources none', () => {
    const anonymous = rosy.map(({ by: _, ...each }) => each)
    const all = [
      snapshot(account('One', [...rosy, ...own, ...anonymous.map(each => ({ ...each, at: '2026-01-01' }))]), AT),
      snapshot(
        account('Two', [...rosy.slice(0, 2), ...own, heard({ by: 'lee', stakeholder: 'cy' }), heard({ by: 'lee', at: '2026-01-01' })]),
        AT,
      ),
      snapshot(account('Three', [heard({ via: 'text', by: 'lee' }), heard({ via: 'text', at: '2026-01-09' })]), AT),
    ]
    const rows = reporters(all)
    expect(rows.map(({ by, accounts, people: many, readings, sources }) => [by, accounts, many, readings, sources])).toEqual([
      ['kim', 3, 6, 6, ['impression', 'text']],
      ['lee', 2, 3, 3, ['impression', 'text']],
    ])
    // Of both the source used most is the impression, whose spread holds in all accounts.
    for (const { by = '', bias, sd } of rows) {
      const joint = jointly(all, by, 0.2)
      expect(bias).toBeCloseTo(joint.mean, 9)
      expect(sd).toBeCloseTo(joint.sd, 9)
    }
  })

  test('have in several accounts the error of the joint distribution', () => {
    const plot = fc.array(
      fc.record({
        who: fc.nat(2),
        day: fc.integer({ min: 1, max: 28 }),
        by: fc.constantFrom('kim', 'lee', 'max'),
        mood: fc.integer({ min: -9, max: 9 }),
        isOwn: fc.boolean(),
      }),
      { minLength: 3, maxLength: 12 },
    )
    let found = 0
    always(
      fc.array(plot, { minLength: 2, maxLength: 4 }),
      accounts => {
        const all = accounts.map((facts, i) =>
          snapshot(
            account(
              `account ${i}`,
              facts.map(({ who, day, by, mood, isOwn }, k) =>
                heard({
                  id: `o${k}`,
                  stakeholder: people[who] ?? '',
                  at: `2026-02-${String(day).padStart(2, '0')}`,
                  by,
                  sentiment: mood / 10,
                  via: isOwn ? 'survey' : 'impression',
                }),
              ),
            ),
            AT,
          ),
        )
        for (const { by = '', bias, sd, readings } of reporters(all)) {
          expect(bias === undefined).toBe(readings < 3)
          if (bias === undefined) continue
          const joint = jointly(all, by, 0.2)
          expect(bias).toBeCloseTo(joint.mean, 9)
          expect(sd).toBeCloseTo(joint.sd, 9)
          found += 1
        }
      },
      200,
    )
    expect(found).toBeGreaterThan(inProportion(200))
  })

  test('are those of one account alone where only one is asked for', () => {
    always(
      scenes,
      scene => {
        const { s } = played(scene)
        expect(reporters([s])).toEqual(reporters(s))
      },
      100,
    )
  })
})

describe('a contradiction', () => {
  const said = (sentiment: number, rest: Partial<Observation> = {}) => heard({ via: 'interview', at: '2026-01-20', sentiment, ...rest })
  const found = (observations: readonly Observation[], more: Partial<VillageInput> = {}) =>
    contradictions(snapshot(account('Acme', observations, more), AT))

  test('is a report that is two standard deviations above or below what the person said', () => {
    const gap = (report: number): number => {
      const error = 0.15 ** 2
      const kept = 2 ** (-13 / 180)
      const mean = (kept * -0.5 * 0.25) / (0.25 + error)
      const variance = kept ** 2 * ((0.25 * error) / (0.25 + error)) + (1 - kept ** 2) * 0.25
      return (report - mean) / Math.sqrt(variance + 0.35 ** 2)
    }
    expect(found([said(-0.5), heard({ sentiment: 0.9, id: 'r' })])).toEqual([
      {
        key: '{"by":"kim"}',
        by: 'kim',
        via: 'impression',
        stakeholder: 'ann',
        reading: 'r',
        at: '2026-02-02T00:00:00.000Z',
        z: expect.closeTo(gap(0.9), 12),
        direction: 'rosier',
      },
    ])
    expect(gap(0.9)).toBeGreaterThan(2)
    expect(found([said(-0.5), heard({ sentiment: 0.3 })])).toEqual([])
    expect(found([said(0.5), heard({ sentiment: -0.9 })])).toMatchObject([{ direction: 'gloomier', z: expect.closeTo(-gap(0.9), 12) }])
  })

  test('is of the last report of each reporter, however often the same was told that day', () => {
    const many = [0, 1, 2].map(i => heard({ id: `r${i}`, sentiment: 0.9 }))
    const [one, ...others] = found([said(-0.5), ...many])
    expect([one?.reading, one?.z, others.length]).toEqual(['r2', found([said(-0.5), heard({ sentiment: 0.9 })])[0]?.z, 0])
    expect(found([said(-0.5), heard({ sentiment: 0.9 }), heard({ sentiment: -0.5, at: '2026-02-10' })])).toEqual([])
    expect(
      found([said(-0.5), heard({ sentiment: 0.9 }), heard({ sentiment: 0.9, by: 'lee' })])
        .map(({ by }) => by)
        .sort(),
    ).toEqual(['kim', 'lee'])
  })

  test('needs a word of the person within 180 days and not after it, and a report of the last twice 90', () => {
    expect(found([said(-0.9, { at: '2025-08-05' }), heard({ sentiment: 0.9 })])).toEqual([])
    expect(found([said(-0.9, { at: '2026-02-03' }), heard({ sentiment: 0.9 })])).toEqual([])
    expect(found([said(-0.9, { at: '2026-02-02' }), heard({ sentiment: 0.9 })])).toHaveLength(1)
    expect(found([said(-0.9, { stakeholder: 'bo' }), heard({ sentiment: 0.9 })])).toEqual([])
    const old = (at: string) => found([said(-0.9, { at: '2025-08-20' }), heard({ sentiment: 0.9, at })])
    expect([old('2025-09-02').length, old('2025-09-03').length]).toEqual([0, 1])
  })

  test('counts in the row of its reporter', () => {
    const observations = [said(-0.5), heard({ sentiment: 0.9 }), heard({ stakeholder: 'bo' }), heard({ stakeholder: 'cy' })]
    expect(reporters(snapshot(account('Acme', observations), AT))).toMatchObject([{ by: 'kim', contradictions: 1 }])
  })

  test('is less of one where what was said no longer holds', () => {
    const observations = [said(-0.5), heard({ sentiment: 0.9 })]
    expect(found(observations, { upheavals: [{ at: '2026-01-25', kind: 'merger', strength: 0.9 }] })).toEqual([])
  })
})

describe('a request without answer', () => {
  const requests = [
    { id: 'q1', stakeholder: 'bo', at: '2026-01-05', via: 'survey' as const },
    { id: 'q2', stakeholder: 'ann', at: '2026-01-05', via: 'interview' as const },
    { id: 'q3', stakeholder: 'cy', at: '2025-12-05', via: 'meeting' as const },
    { id: 'q4', stakeholder: 'cy', at: '2026-02-20', via: 'meeting' as const },
  ]
  const asked = account('Acme', [], { requests })

  test('is listed with what it does to the expected sentiment, the oldest first', () => {
    const rows = unanswered(snapshot(asked, AT))
    expect(rows.map(({ stakeholder, request, at, via, days }) => [stakeholder, request, at.slice(0, 10), via, days])).toEqual([
      ['cy', 'q3', '2025-12-05', 'meeting', 87],
      ['ann', 'q2', '2026-01-05', 'interview', 56],
      ['bo', 'q1', '2026-01-05', 'survey', 56],
    ])
    // Of somebody of whom nothing is known a silence moves the mean by -slope phi(z) / Phi(z) S^2 / q, which then fades.
    expect(rows[2]?.effect).toBeCloseTo(-0.06023417536109388 * 2 ** (-26 / 180), 12)
    expect(rows[1]?.effect).toBeCloseTo(-0.11712728479972682 * 2 ** (-26 / 180), 12)
  })

  test('does nothing with slope 0, and is none once answered or after the person left', () => {
    expect(unanswered(snapshot(asked, AT, { settings: { sentiment: { silence: { slope: 0 } } } })).map(({ effect }) => effect)).toEqual([
      0, 0, 0,
    ])
    const answered = account('Acme', [heard({ via: 'comment', at: '2026-02-25' })], { requests })
    expect(unanswered(snapshot(answered, AT)).map(({ stakeholder }) => stakeholder)).toEqual(['cy', 'bo'])
    const left = account('Acme', [], { requests, stakeholders: people.map(id => ({ id, ...(id === 'bo' && { leftAt: '2026-02-25' }) })) })
    expect(unanswered(snapshot(left, AT)).map(({ stakeholder }) => stakeholder)).toEqual(['cy', 'ann'])
  })

  test('moves colleagues of somebody who left after it, whatever they were asked later', () => {
    const of = (more: typeof requests) =>
      sentiments(
        snapshot(
          createVillage({
            account: 'Acme',
            units: [{ id: 'u', name: 'U', kind: 'team' }],
            stakeholders: [
              { id: 'bo', unit: 'u' },
              { id: 'cy', unit: 'u', leftAt: '2026-04-10' },
            ],
            observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment: 0.3, via: 'meeting' }],
            requests: [{ id: 'q', stakeholder: 'cy', at: '2026-03-01', via: 'interview' }, ...more],
          }),
          '2026-06-15',
        ),
      ).find(({ stakeholder }) => stakeholder === 'bo')
    expect(of([{ id: 'late', stakeholder: 'cy', at: '2026-04-20', via: 'survey' }])).toEqual(of([]))
    expect(of([])?.value).toBeCloseTo(0.1191, 4)
  })
})
