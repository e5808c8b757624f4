import {
  byStakeholder,
  createVillage,
  InvalidArgumentError,
  InvalidDateError,
  LimitExceededError,
  power,
  recordDeparture,
  revise,
  type Snapshot,
  type SnapshotOptions,
  sentiments,
  snapshot,
  UnknownDecisionError,
  type Village,
  vetoHolders,
} from 'account-village'
import { type FilmOptions, toGexf } from 'account-village/formats'
import fc from 'fast-check'
import Graph from 'graphology'
import { parse } from 'graphology-gexf'
import { describe, expect, it } from 'vitest'
import { weighedTies } from '../../src/village/weighedTies.js'
import { instant } from '../support/days.js'
import { ended } from '../support/ended.js'
import { keptByXml } from '../support/graphs.js'
import { harbour } from '../support/harbour.js'
import { always } from '../support/law.js'
import { inputOf, PLAIN_CAST, scenes, viewOf } from '../support/villages.js'
import { elementsOf, readXml, type XmlElement } from '../support/xml.js'

interface Span {
  readonly start: number
  readonly end: number
}

/** A node or an edge of a film, read back. */
interface Played {
  readonly attributes: ReadonlyMap<string, string>
  readonly spells: readonly Span[]
  readonly values: readonly (Span & { readonly field: string; readonly value: string })[]
}

function spanOf({ attributes }: XmlElement): Span {
  const [start, end] = [attributes.get('start'), attributes.get('end')]
  return {
    start: start === undefined ? Number.NEGATIVE_INFINITY : Date.parse(start),
    end: end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end),
  }
}

function play(text: string, name: 'node' | 'edge'): Played[] {
  return elementsOf(readXml(text), name).map(element => {
    const spells = elementsOf(element, 'spell').map(spanOf)
    return {
      attributes: element.attributes,
      spells: spells.length === 0 ? [{ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }] : spells,
      values: elementsOf(element, 'attvalue').map(value => ({
        ...spanOf(value),
        field: value.attributes.get('for') ?? '',
        value: value.attributes.get('value') ?? '',
      })),
    }
  })
}

/** Whether a moment lies in a span, both of whose ends belong to it. */
const within =
  (at: number) =>
  ({ start, end }: Span): boolean =>
    start <= at && at <= end

/** What the film says of a field at a moment. */
function valueAt({ values }: Played, field: string, at: number): string | undefined {
  const found = values.filter(each => each.field === field && within(at)(each))
  expect(found.length).toBeLessThanOrEqual(1)
  return found[0]?.value
}

/** The people whom a film shows at a moment, with what it says of them. */
function peopleAt(nodes: readonly Played[], at: number): string[] {
  const fields = ['stakeholder', 'title', 'unit', 'class', 'power', 'veto', 'placeholder']
  return nodes
    .filter(({ spells }) => spells.some(within(at)))
    .map(node => JSON.stringify(fields.map(field => valueAt(node, field, at))))
    .sort()
}

/** The same from the measures of a snapshot. */
function peopleIn(s: Snapshot): string[] {
  if (s.stakeholders.length === s.placeholders.length) return []
  const vetoes = new Map(vetoHolders(s).map(({ stakeholder, basis }) => [stakeholder, basis]))
  return s.stakeholders
    .map(({ id, title, unit }) => {
      const own = byStakeholder(power(s)).get(id)
      const place = unit === undefined ? undefined : keptByXml(unit)
      return JSON.stringify([keptByXml(id), title, place, own?.class, `${own?.share}`, vetoes.get(id), `${s.placeholders.includes(id)}`])
    })
    .sort()
}

/** The ties that a film shows at a moment: kinds, ends and weights. */
function tiesAt(edges: readonly Played[], at: number): string[] {
  return edges
    .filter(({ spells }) => spells.some(within(at)))
    .map(edge => {
      const { attributes } = edge
      const weight = Number(valueAt(edge, 'weight', at) ?? attributes.get('weight'))
      const ends = [attributes.get('source') ?? '', attributes.get('target') ?? '']
      return JSON.stringify([attributes.get('kind'), attributes.get('type') === 'undirected' ? ends.sort() : ends, weight.toPrecision(9)])
    })
    .sort()
}

/** The same of a snapshot; ties of one kind between the same two people count together. */
function tiesIn(s: Snapshot, nodeOf: (id: string) => string): string[] {
  const weights = new Map<string, number>()
  for (const { kind, from, to, weight } of weighedTies(s)) {
    const ends = [nodeOf(from), nodeOf(to)]
    const key = JSON.stringify([kind, kind === 'conflict' ? ends.sort() : ends])
    weights.set(key, Math.max(weight, weights.get(key) ?? 0))
  }
  return [...weights].map(([key, weight]) => JSON.stringify([...JSON.parse(key), weight.toPrecision(9)])).sort()
}

/** A snapshot that has the decision in view where it was known by then. */
function seen(village: Village, at: number, { decision, ...view }: SnapshotOptions): Snapshot {
  const moment = new Date(at).toISOString()
  const s = snapshot(village, moment, view)
  return s.decisions.some(({ id }) => id === decision)
    ? snapshot(village, moment, { ...view, ...(decision !== undefined && { decision }) })
    : s
}

/** Every moment of which a film tells, and one between each two. */
function momentsIn(text: string): number[] {
  const first = Date.parse(/<graph [^>]* start="([^"]+)"/.exec(text)?.[1] ?? '')
  const told = [...new Set([...text.matchAll(/(?:start|end)="([^"]+)"/g)].map(([, date = '']) => Date.parse(date)))].sort((a, b) => a - b)
  // The film begins with its first date.
  const all = told.flatMap((at, i) => [at, Math.floor((at + (told[i + 1] ?? at)) / 2)]).filter(at => at >= first)
  // Enough of them, all along the film.
  const stride = Math.ceil(all.length / 40)
  return all.filter((_, i) => i % stride === 0)
}

function checkFilm(village: Village, options: FilmOptions): void {
  const { to: _, step: __, ...view } = options
  const text = toGexf(village, options)
  const nodes = play(text, 'node')
  const edges = play(text, 'edge')
  const keys = new Map(
    nodes.map(({ attributes, values }) => [values.find(({ field }) => field === 'stakeholder')?.value, attributes.get('id')]),
  )
  const nodeOf = (id: string): string => keys.get(keptByXml(id)) ?? 'nobody'
  const known = new Map<number, Snapshot>()
  const look = (at: number): Snapshot => {
    const s = known.get(at) ?? seen(village, at, view)
    known.set(at, s)
    return s
  }
  for (const at of momentsIn(text)) {
    const s = look(at)
    expect(peopleAt(nodes, at)).toEqual(peopleIn(s))
    expect(tiesAt(edges, at)).toEqual(tiesIn(s, nodeOf))
  }
  // Where a value of sentiment begins, it is the library's estimate of that moment; what is unknown has none.
  for (const node of nodes) {
    const id = node.values.find(({ field }) => field === 'stakeholder')?.value
    for (const { start, value } of node.values.filter(({ field }) => field === 'sentiment')) {
      const s = look(start)
      const person = s.stakeholders.find(each => keptByXml(each.id) === id)
      expect(value).toBe(`${byStakeholder(sentiments(s)).get(person?.id ?? '')?.value}`)
    }
  }
}

describe('the film of a village', () => {
  const village = createVillage(harbour)

  it('shows at every moment the people and ties of the snapshot of that moment', () => {
    for (const options of [{}, { decision: 'renewal' }, { knownOn: '2026-03-02' }, { decision: 'more', step: { weeks: 2 } }])
      checkFilm(village, options)
    always(
      fc.tuple(scenes, fc.integer({ min: 1, max: 12 })),
      ([scene, months]) => {
        const { options } = viewOf(scene)
        const { decision, ...view } = options
        // Ids of which XML can keep only a part could not be told apart here.
        checkFilm(createVillage(inputOf({ ...scene, cast: PLAIN_CAST })), { ...view, step: { months } })
        if (decision !== undefined && scene.cast === PLAIN_CAST)
          checkFilm(createVillage(inputOf(scene)), { ...view, decision, step: { months } })
      },
      25,
    )
  })

  it('gives somebody who comes back, and a tie that does, one element with several spells', () => {
    const first = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user', 'economicBuyer'] },
        { id: 'bo', joinedAt: '2024-01-01' },
      ],
      ties: [{ id: 't1', from: 'ann', to: 'bo', kind: 'influence', weight: 2, since: '2024-02-01' }],
    })
    const gone = recordDeparture(ended(first, 'ties', { id: 't1' }, '2024-06-01'), 'bo', '2024-09-01')
    const back = revise(
      gone,
      {
        stakeholders: [{ id: 'bo', joinedAt: '2025-03-01' }],
        ties: [{ id: 't2', from: 'ann', to: 'bo', kind: 'influence', weight: 5, since: '2025-04-01' }],
      },
      { recordedAt: '2025-03-01' },
    )
    const text = toGexf(back)
    expect(play(text, 'node').find(({ attributes }) => attributes.get('id') === 'stakeholder:bo')?.spells).toEqual([
      { start: Date.UTC(2024, 0, 1), end: Date.UTC(2024, 8, 1) - 1 },
      { start: Date.UTC(2025, 2, 1), end: Number.POSITIVE_INFINITY },
    ])
    const [edge, ...others] = play(text, 'edge')
    expect(others).toEqual([])
    expect(edge?.spells).toEqual([
      { start: Date.UTC(2024, 1, 1), end: Date.UTC(2024, 5, 1) - 1 },
      { start: Date.UTC(2025, 3, 1), end: Number.POSITIVE_INFINITY },
    ])
    expect(edge?.values.map(({ value }) => value)).toEqual(['2', '5'])
    expect(edge?.attributes.get('weight')).toBe('5')
    checkFilm(back, {})
  })

  it('tells class and roles as they were, and lets the unknown be unknown until somebody is heard', () => {
    const text = toGexf(
      createVillage({
        account: 'Acme',
        stakeholders: [
          {
            id: 'ann',
            roles: [
              { role: 'user', until: '2026-02-01' },
              { role: 'decisionMaker', since: '2026-02-01' },
            ],
          },
        ],
        observations: [{ stakeholder: 'ann', at: '2026-01-10', sentiment: 0.5, via: 'interview' }],
      }),
      { step: { months: 1 }, to: '2026-03-15' },
    )
    const ann = play(text, 'node').find(({ attributes }) => attributes.get('id') === 'stakeholder:ann')
    const told = (field: string) => ann?.values.filter(each => each.field === field).map(({ value, start }) => [value, start])
    expect(told('class')).toEqual([
      ['user', Number.NEGATIVE_INFINITY],
      ['decider', Date.UTC(2026, 1, 1)],
    ])
    expect(told('roles')?.map(([value]) => value)).toEqual(['user', 'decisionMaker'])
    expect(told('sentiment')?.map(([, start]) => start)).toEqual([
      Date.UTC(2026, 0, 10),
      Date.UTC(2026, 1, 10),
      Date.UTC(2026, 2, 10),
      Date.UTC(2026, 2, 15),
    ])
  })

  it('takes a sentiment when somebody is heard, between steps too, and lets those of others stand until the next', () => {
    const reading = (stakeholder: string, at: string) => ({ stakeholder, at, sentiment: 0.5, via: 'survey' as const })
    const text = toGexf(
      createVillage({
        account: 'Acme',
        stakeholders: [{ id: 'ann', roles: ['user', 'approver'] }, { id: 'bo' }],
        observations: [
          reading('ann', '2026-01-01'),
          reading('bo', '2026-01-01'),
          reading('ann', '2026-01-20'),
          reading('ann', '2026-02-10'),
        ],
      }),
    )
    const taken = (id: string) =>
      play(text, 'node')
        .find(({ attributes }) => attributes.get('id') === `stakeholder:${id}`)
        ?.values.filter(({ field }) => field === 'sentiment')
        .map(({ start }) => new Date(start).toISOString().slice(0, 10))
    expect(taken('ann')).toEqual(['2026-01-01', '2026-01-20', '2026-02-01', '2026-02-10'])
    expect(taken('bo')).toEqual(['2026-01-01', '2026-02-01', '2026-02-10'])
  })

  it('takes ties of one kind between the same two for one, the strongest, whoever is named first in a conflict', () => {
    const tie = (from: string, to: string, kind: 'influence' | 'conflict', weight: number) => ({ from, to, kind, weight })
    const text = toGexf(
      createVillage({
        account: 'Acme',
        stakeholders: [{ id: 'ann' }, { id: 'bo' }],
        ties: [
          tie('bo', 'ann', 'conflict', 1),
          tie('ann', 'bo', 'conflict', 2),
          tie('ann', 'bo', 'influence', 3),
          tie('ann', 'bo', 'influence', 4),
          tie('bo', 'ann', 'influence', 5),
        ],
      }),
    )
    const edges = play(text, 'edge').map(({ attributes }) => ['source', 'target', 'kind', 'weight'].map(name => attributes.get(name)))
    expect(edges.sort()).toEqual([
      ['stakeholder:ann', 'stakeholder:bo', 'conflict', '2'],
      ['stakeholder:ann', 'stakeholder:bo', 'influence', '4'],
      ['stakeholder:bo', 'stakeholder:ann', 'influence', '5'],
    ])
  })

  it('follows what was known then, or what is known now', () => {
    const late = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann', joinedAt: '2026-01-01', recordedAt: '2026-03-01' }],
    })
    const spells = (options: FilmOptions) =>
      play(toGexf(late, options), 'node').flatMap(({ attributes, spells: own }) => (attributes.get('id') === 'stakeholder:ann' ? own : []))
    expect(spells({})).toEqual([{ start: Date.UTC(2026, 2, 1), end: Number.POSITIVE_INFINITY }])
    expect(spells({ knownOn: '2026-03-01' })).toEqual([{ start: Date.UTC(2026, 0, 1), end: Number.POSITIVE_INFINITY }])
    expect(spells({ knownOn: '2026-02-28' })).toEqual([])
  })

  it('ends where it is told to, and shows nothing of what came later', () => {
    const text = toGexf(village, { to: '2025-06-30', decision: 'renewal' })
    expect(text).toContain('end="2025-06-30T00:00:00.000Z"')
    expect(text).not.toMatch(/="20(?:25-0[7-9]|25-1|26)/)
    checkFilm(village, { to: '2025-06-30' })
    const max = play(text, 'node').find(({ attributes }) => attributes.get('id') === 'stakeholder:max')
    expect(max?.spells.map(({ end }) => end)).toEqual([Number.POSITIVE_INFINITY])
  })

  it('is read by graphology with what stood last', () => {
    const graph = parse(Graph, toGexf(village, { decision: 'renewal' }))
    expect(graph.getAttributes()).toEqual({
      creator: 'account-village',
      description: 'Harbour & Söhne from 2023-03-01T00:00:00.000Z to 2026-03-20T00:00:00.000Z',
    })
    expect([graph.order, graph.size]).toEqual([15, 9])
    expect(graph.getNodeAttributes('stakeholder:hal')).toMatchObject({ label: 'Hal Dunn', title: 'CFO', class: 'decider', veto: 'role' })
    expect(graph.findEdge((_, { kind }) => kind === 'conflict')).toBe('tie:conflict:cem:hal')
  })

  it('of a village without dates has no time', () => {
    const text = toGexf(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }] }))
    expect(text).not.toMatch(/start=|end=|<spell/)
    expect(play(text, 'node')).toHaveLength(2)
    expect(toGexf(createVillage({ account: 'Acme' }))).toContain('<nodes/>')
  })

  it('has spans that neither overlap nor end before they begin', () => {
    const text = toGexf(village)
    for (const { spells, values } of [...play(text, 'node'), ...play(text, 'edge')]) {
      const fields = new Set(values.map(({ field }) => field))
      for (const spans of [spells, ...[...fields].map(name => values.filter(({ field }) => field === name))]) {
        spans.forEach(({ start, end }, i) => {
          expect(start).toBeLessThanOrEqual(end)
          const next = spans[i + 1]
          if (next !== undefined) expect(end).toBeLessThan(next.start)
        })
      }
    }
  })

  it('refuses what it cannot show', () => {
    expect(() => toGexf(village, { to: 'yesterday' })).toThrow(InvalidDateError)
    expect(() => toGexf(village, { knownOn: '2026-02-30' })).toThrow(InvalidDateError)
    expect(() => toGexf(village, { decision: 'none' })).toThrow(UnknownDecisionError)
    expect(() => toGexf(village, { step: { days: 0 } })).toThrow(InvalidArgumentError)
    const old = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', joinedAt: '1900-01-01', leftAt: instant(0) }] })
    expect(() => toGexf(old, { step: { days: 1 } })).toThrow(LimitExceededError)
    expect(toGexf(old)).toContain('1900-01-01')
  })

  it('reaches from the first year to the last', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', joinedAt: '0000-01-01' },
        { id: 'bo', joinedAt: '9999-12-31', leftAt: '9999-12-31T23:59:59.999Z' },
      ],
    })
    expect(toGexf(village, { step: { months: 120 } })).toContain('<spell start="9999-12-31T00:00:00.000Z" end="9999-12-31T23:59:59.998Z"/>')
  })
})
