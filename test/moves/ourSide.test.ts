import { createVillage, snapshot, type VillageInput } from 'account-village'
import { groupDifferences } from 'account-village/math'
import { introductionPaths, ourReach, relationships, touchpointConsistency, touchpoints } from 'account-village/moves'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readings } from '../../src/sentiment/readings.js'
import groups from '../fixtures/reference/groupDifferences.json' with { type: 'json' }
import reference from '../fixtures/reference/relationships.json' with { type: 'json' }
import { day } from '../support/days.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always } from '../support/law.js'
import { seen } from '../support/measures.js'
import { nearly } from '../support/nearly.js'
import { callLoosely, refused } from '../support/refusal.js'
import { inputOf, scenes } from '../support/villages.js'

const NOW = day(1000)
const see = (input: Omit<VillageInput, 'account'>) => snapshot(createVillage({ account: 'Acme', ...input }), NOW)
type Kind = NonNullable<VillageInput['interactions']>[number]['kind']
const met = (kind: string, daysAgo: number, who = 'ann', ours: readonly string[] = ['kim']) => ({
  id: `${kind} ${daysAgo} ${who} ${ours}`,
  at: day(1000 - daysAgo),
  kind: kind as Kind,
  participants: [who],
  ours,
})
const ours = { stakeholders: [{ id: 'ann' }, { id: 'bo' }], teammates: [{ id: 'kim' }, { id: 'lee' }] }

describe('relationships', () => {
  test.each(reference.strength)('are as strong as computed by hand: $expected', ({ contacts, stated, expected }) => {
    const [level, age = 0] = stated ?? []
    const [found] = relationships(
      see({
        ...ours,
        interactions: contacts.map(([kind, daysAgo], i) => ({ ...met(String(kind), Number(daysAgo)), id: `i${i}` })),
        relationships: level === undefined ? [] : [{ teammate: 'kim', stakeholder: 'ann', level, since: day(1000 - age) }],
      }),
    )
    expect(found?.strength ?? 0).toBeCloseTo(expected, 12)
  })

  test('say what they rest on, how often and when last they met, and what is wanted beyond', () => {
    const all = relationships(
      see({
        ...ours,
        teammates: [...ours.teammates, { id: 'x' }],
        interactions: [met('email', 3, 'bo'), met('meeting', 1, 'bo', ['kim', 'kim', 'x']), met('processChange', 0, 'ann')],
        relationships: [
          { teammate: 'lee', stakeholder: 'ann', level: 0.5, desired: 0.4 },
          { id: 'a', teammate: 'kim', stakeholder: 'bo', level: 0.9, since: day(-400) },
          { id: 'b', teammate: 'kim', stakeholder: 'bo', level: 0.1, desired: 1, since: day(900) },
        ],
      }),
    )
    expect(
      all.map(({ teammate, stakeholder, basis, contacts, gap }) => [teammate, stakeholder, basis, contacts, gap !== undefined]),
    ).toEqual([
      ['lee', 'ann', 'stated', 0, false],
      ['kim', 'bo', 'contacts', 2, true],
      ['x', 'bo', 'contacts', 1, false],
    ])
    expect(all[1]).toMatchObject({ lastContactAt: `${day(999)}T00:00:00.000Z`, desired: 1, gap: 1 - (all[1]?.strength ?? 0) })
    expect(all[0]).toMatchObject({ desired: 0.4 })
  })

  test('leave out who has left on either side, and placeholders', () => {
    const input = {
      stakeholders: [{ id: 'ann', leftAt: day(900) }, { id: 'bo' }],
      teammates: [{ id: 'kim', leftAt: day(900) }, { id: 'lee' }],
      interactions: [met('meeting', 200, 'ann', ['kim', 'lee']), met('meeting', 200, 'bo', ['kim', 'lee'])],
      relationships: [{ teammate: 'kim', stakeholder: 'bo', level: 1 }],
    }
    expect(relationships(see(input)).map(({ teammate, stakeholder }) => [teammate, stakeholder])).toEqual([['lee', 'bo']])
    const { byStakeholder } = ourReach(see({ ...input, interactions: [] }))
    expect(byStakeholder).toEqual([{ stakeholder: 'bo' }])
    expect(see(input).placeholders.length).toBeGreaterThan(0)
  })

  test('are stronger the more and the later contacts are, and never beyond 1; what one of us holds sums to the whole', () => {
    always(scenes, scene => {
      const s = seen(createVillage(inputOf(scene)), scene)
      const all = relationships(s)
      for (const { strength, contacts, basis, gap = 0.5 } of all) {
        expect(strength >= 0 && strength <= 1 && gap > 0).toBe(true)
        if (basis === 'contacts') expect(contacts).toBeGreaterThan(0)
      }
      expect(all.map(({ strength }) => strength)).toEqual(all.map(({ strength }) => strength).sort((a, b) => b - a))
      const { byTeammate, byStakeholder } = ourReach(s)
      if (byTeammate.length > 0) expect(byTeammate.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
      for (const { stakeholder, strength, teammate } of byStakeholder) {
        const own = all.filter(each => each.stakeholder === stakeholder && each.strength > 0)
        expect([strength, teammate]).toEqual(own.length === 0 ? [undefined, undefined] : [own[0]?.strength, own[0]?.teammate])
      }
    })
  })
})

describe('introduction paths', () => {
  const { ties, levels, target, expected } = reference.paths
  const input = (factor = 1) => ({
    stakeholders: ['ann', 'bo', 'cy', 'dee'].map(id => ({ id })),
    teammates: [{ id: 'pat' }, { id: 'quin' }],
    ties: ties.map(tie => ({ ...tie, weight: factor * tie.weight, kind: 'influence' as const })),
    relationships: levels,
  })

  test('are those computed by hand, whatever the scale of weights', () => {
    for (const factor of [1, 3, 1e-6]) expect(introductionPaths(see(input(factor)), target)).toEqual(nearly(expected))
  })

  test('end at those who are close enough, and in as many as asked for', () => {
    const s = see(input())
    expect(introductionPaths(s, target, { limit: 2 })).toEqual(nearly(expected.slice(0, 2)))
    expect(introductionPaths(s, target, { bridges: 1 })).toEqual(nearly(expected.slice(0, 1)))
    expect(introductionPaths(s, target, { bridges: 0 })).toEqual([])
    expect(introductionPaths(s, 'bo', { bridges: 0 })).toEqual([{ by: 'pat', through: [], strength: 0.6 }])
  })

  test('go over no conflict, and over ties only as far as they are trusted', () => {
    const conflict = { from: 'dee', to: 'bo', kind: 'conflict' as const }
    const ways = introductionPaths(see({ ...input(), ties: [...input().ties, conflict] }), target)
    expect(ways.map(({ by, through }) => [by, ...through])).toEqual([
      ['quin', 'ann', 'cy'],
      ['pat', 'bo', 'ann', 'cy'].filter(id => id !== 'bo'),
    ])
    const doubted = input().ties.map(tie => ({ ...tie, confidence: 0 }))
    expect(introductionPaths(see({ ...input(), ties: doubted }), target)).toEqual([])
  })

  test('are the strongest of all simple ways', () => {
    const graphs = fc.record({
      ties: fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 9 })), { maxLength: 12 }),
      levels: fc.array(fc.tuple(fc.nat(1), fc.nat(5), fc.integer({ min: 1, max: 9 })), { maxLength: 5 }),
      isHostile: fc.boolean(),
      bridges: fc.nat(3),
      limit: fc.integer({ min: 1, max: 7 }),
    })
    always(graphs, drawn => {
      const person = (i: number): string => (drawn.isHostile ? (HOSTILE_IDS[i] ?? '') : `p${i}`)
      const s = see({
        stakeholders: [0, 1, 2, 3, 4, 5].map(i => ({ id: person(i) })),
        teammates: [{ id: 't0' }, { id: 't1' }],
        ties: drawn.ties.flatMap(([a, b, weight], i) =>
          a === b ? [] : [{ id: `tie ${i}`, from: person(a), to: person(b), kind: 'influence' as const, weight }],
        ),
        relationships: drawn.levels.map(([t, p, level], i) => ({
          id: `r${i}`,
          teammate: `t${t}`,
          stakeholder: person(p),
          level: level / 10,
        })),
      })
      const weights = s.ties.map(({ weight = 0 }) => weight).sort((a, b) => a - b)
      const median = ((weights[(weights.length - 1) >> 1] ?? 0) + (weights[weights.length >> 1] ?? 0)) / 2
      const closeness = (a: string, b: string): number => {
        const between = s.ties.filter(({ from, to }) => (from === a && to === b) || (from === b && to === a))
        return between.length === 0 ? 0 : 1 - 2 ** (-Math.max(...between.map(({ weight = 0 }) => weight)) / median)
      }
      const ways = (way: readonly string[], strength: number): { by: string; through: readonly string[]; strength: number }[] => {
        const own = relationships(s).filter(({ stakeholder }) => stakeholder === way[0])
        const here = own.map(each => ({ by: each.teammate, through: way.slice(0, -1), strength: each.strength * strength }))
        if (way.length > drawn.bridges) return here
        const next = s.stakeholders.filter(({ id }) => !way.includes(id) && closeness(id, way[0] ?? '') > 0)
        return [...here, ...next.flatMap(({ id }) => ways([id, ...way], strength * closeness(id, way[0] ?? '')))]
      }
      const all = ways([person(0)], 1)
        .map(({ strength }) => strength)
        .sort((a, b) => b - a)
      const found = introductionPaths(s, person(0), { bridges: drawn.bridges, limit: drawn.limit })
      expect(found.map(({ strength }) => strength)).toEqual(nearly(all.slice(0, drawn.limit)))
      for (const { through } of found) expect(new Set([...through, person(0)]).size).toBe(through.length + 1)
    })
  })

  test('are refused to who is not there, and with options that make no sense', () => {
    const s = see(input())
    for (const id of ['nobody', ...s.placeholders]) expect(refused(() => introductionPaths(s, id)).name).toBe('UnknownStakeholderError')
    expect(refused(() => introductionPaths(s, 'bo', { bridges: 4, limit: 0 })).paths.sort()).toEqual(['bridges', 'limit'])
  })
})

describe('touchpoints', () => {
  test('are the places that somebody meets, by location, team or id', () => {
    const s = see({
      stakeholders: [{ id: 'ann' }, { id: 'bo' }, { id: 'cy' }],
      teammates: [
        { id: 'kim', location: 'Lyon', team: 'sales' },
        { id: 'lee', team: 'support', leftAt: day(999) },
        { id: 'max' },
        { id: 'somebody' },
      ],
      interactions: [
        met('meeting', 1, 'ann', ['kim', 'lee']),
        met('email', 1, 'ann', ['max']),
        met('call', 170, 'ann', ['somebody']),
        met('call', 181, 'bo', ['kim']),
        met('call', 2, 'bo', ['lee']),
        met('processChange', 2, 'bo', ['max']),
        met('meeting', 2, 'cy', ['kim']),
        met('meeting', 3, 'cy', ['max']),
        { ...met('meeting', 4, 'cy'), ours: [] },
      ],
    })
    expect(touchpoints(s)).toEqual([
      { stakeholder: 'ann', groups: ['Lyon', 'max', 'somebody', 'support'], contacts: 3, days: 2 },
      { stakeholder: 'cy', groups: ['Lyon', 'max'], contacts: 2, days: 2 },
    ])
    expect(touchpoints(s, { days: 200 }).map(({ stakeholder }) => stakeholder)).toEqual(['ann', 'bo', 'cy'])
    expect(refused(() => touchpoints(s, { days: 0 })).paths).toEqual(['days'])
  })
})

describe('touchpoint consistency', () => {
  const reading = (stakeholder: string, sentiment: number, more: object = {}, daysAgo = 0) => ({
    id: JSON.stringify([stakeholder, sentiment, more, daysAgo]),
    stakeholder,
    at: day(1000 - daysAgo),
    sentiment,
    via: 'interview' as const,
    ...more,
  })

  test('is what the mixed model makes of readings that have aged', () => {
    const rows = groups.cases.find(({ name }) => name === 'three people')?.rows ?? []
    const s = see({
      stakeholders: [...new Set(rows.map(({ person }) => person))].map(id => ({ id })),
      observations: rows.map(({ person, group, value, variance }, i) =>
        reading(person, value, { id: `o${i}`, touchpoint: group, sd: Math.sqrt(variance) }, 7 * i),
      ),
    })
    const { priorSd, halfLifeDays } = s.settings.sentiment
    const aged = readings(s).map((each, i) => {
      const age = 1000 - each.day + Date.parse(day(0)) / 86_400_000
      const group = s.observations.find(({ id }) => id === each.id)?.touchpoint ?? ''
      return {
        person: each.stakeholder,
        group,
        value: each.value,
        variance: each.variance + priorSd ** 2 * (1 - 4 ** (-age / halfLifeDays)),
        i,
      }
    })
    const { df, pValue, tau2 = Number.NaN, groups: found } = groupDifferences(aged)
    const sorted = [...found].sort((a, b) => a.difference - b.difference)
    expect(touchpointConsistency(s, { groupBy: 'touchpoint' })).toEqual({
      ...(nearly({ df, pValue, sd: Math.sqrt(tau2), groups: sorted }) as object),
      people: 3,
      state: 'inconsistent',
    })
  })

  test('tells what impressions hide', () => {
    const s = see({
      stakeholders: [{ id: 'cfo' }, { id: 'cio' }],
      observations: [
        ...Array.from({ length: 12 }, (_, i) => reading('cfo', 0.8, { via: 'impression', by: 'kim', sd: 0.35 }, 2 * i)),
        reading('cfo', -0.4, { via: 'survey' }, 1),
        reading('cio', 0.7, { via: 'impression', by: 'kim' }, 1),
        reading('cio', -0.1, { via: 'survey' }, 1),
      ],
    })
    const { state, groups: found, pValue = 1 } = touchpointConsistency(s, { groupBy: 'via' })
    expect([state, found.map(({ group }) => group), pValue < 1e-3]).toEqual(['inconsistent', ['survey', 'impression'], true])
  })

  test.each([
    ['touchpoint', { touchpoint: 'Lyon' }, { touchpoint: 'Turin' }, ['Lyon', 'Turin']],
    ['team', { by: 'kim' }, { by: 'lee' }, ['sales', 'support']],
    ['location', { by: 'kim' }, { by: 'max' }, ['Lyon', 'Oslo']],
    ['teammate', { by: 'kim' }, { by: 'a model' }, ['kim', 'a model']],
    ['via', { via: 'interview' }, { via: 'survey' }, ['interview', 'survey']],
  ] as const)('compares readings by %s, and leaves out those of none', (groupBy, low, high, expected) => {
    const s = see({
      stakeholders: [{ id: 'ann' }, { id: 'bo' }],
      teammates: [
        { id: 'kim', team: 'sales', location: 'Lyon' },
        { id: 'lee', team: 'support' },
        { id: 'max', location: 'Oslo', leftAt: day(900) },
      ],
      observations: ['ann', 'bo'].flatMap(id => [
        reading(id, -0.5, low),
        reading(id, 0.5, high),
        ...(groupBy === 'via' ? [] : [reading(id, 0.9)]),
      ]),
    })
    const found = touchpointConsistency(s, { groupBy })
    expect([found.groups.map(({ group, readings: count }) => [group, count]), found.people, found.state]).toEqual([
      expected.map(group => [group, 2]),
      2,
      'inconsistent',
    ])
  })

  test('is unknown when nobody was met in two groups, and consistent where differences are small or could be chance', () => {
    const state = (...observations: ReturnType<typeof reading>[]) =>
      touchpointConsistency(see({ stakeholders: [{ id: 'ann' }, { id: 'bo' }], observations }), { groupBy: 'touchpoint' })
    const [lyon, turin] = [{ touchpoint: 'Lyon' }, { touchpoint: 'Turin' }]
    expect(state(reading('ann', 0.5, lyon), reading('bo', -0.5, turin))).toEqual({ groups: [], df: 0, people: 2, state: 'unknown' })
    expect(state().state).toBe('unknown')
    expect(state(reading('ann', 0.1, lyon), reading('ann', 0, turin)).state).toBe('consistent')
    const precise = { sd: 0.001 }
    const small = state(reading('ann', 0.1, { ...lyon, ...precise }), reading('ann', 0, { ...turin, ...precise }))
    expect([small.state, (small.pValue ?? 1) < 0.05]).toEqual(['consistent', true])
    expect(state(reading('ann', 0.5, lyon, 181), reading('ann', -0.5, turin, 181)).state).toBe('unknown')
  })

  test('is refused for more groups than anybody has, and without one to group by', () => {
    const observations = Array.from({ length: 1001 }, (_, i) => reading('ann', 0, { touchpoint: `t${i}` }))
    const s = see({ stakeholders: [{ id: 'ann' }], observations })
    expect(refused(() => touchpointConsistency(s, { groupBy: 'touchpoint' })).message).toMatch(/^touchpointConsistency: /)
    expect(refused(() => callLoosely(touchpointConsistency, s, {})).paths).toEqual(['groupBy'])
    expect(refused(() => callLoosely(touchpointConsistency, s, { groupBy: 'unit' })).paths).toEqual(['groupBy'])
  })
})
