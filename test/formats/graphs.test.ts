import { byStakeholder, createVillage, power, type Snapshot, sentiments, snapshot, vetoHolders } from 'account-village'
import { toCytoscape, toGexf, toGraphml, toNodeLink } from 'account-village/formats'
import { toGraph } from 'account-village/graph'
import Graph from 'graphology'
import * as gexf from 'graphology-gexf'
import * as graphml from 'graphology-graphml'
import { describe, expect, it } from 'vitest'
import { compared, expectedGraph, keptByXml } from '../support/graphs.js'
import { harbour } from '../support/harbour.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { HOSTILE_LABELS } from '../support/hostileLabels.js'
import { always } from '../support/law.js'
import { inputOf, scenes, viewOf } from '../support/villages.js'
import { elementsOf, readXml } from '../support/xml.js'

/** A graph that another program read. */
type Read = ReturnType<typeof gexf.parse>

const readGexf = (text: string): Read => gexf.parse(Graph, text)
const readGraphml = (text: string): Read => graphml.parse(Graph, text)

/** What stands in a graph that another program read. Line breaks of texts are one character for some readers and two for others. */
function readBack(graph: Read) {
  const idOf = (node: string): string => keptByXml(String(graph.getNodeAttribute(node, 'stakeholder')))
  return compared(
    graph.nodes().map(idOf),
    graph.mapEdges((_, { kind, weight, confidence }, from, to) => ({ from: idOf(from), to: idOf(to), kind, weight, confidence })),
  )
}

const harbourNow = snapshot(createVillage(harbour), '2026-03-21', { decision: 'renewal' })

const hostile = snapshot(
  createVillage({
    account: { id: 'account', name: HOSTILE_LABELS.join('') },
    units: HOSTILE_LABELS.map((name, i) => ({ id: HOSTILE_IDS[i] ?? `u${i}`, name, kind: 'team' })),
    stakeholders: HOSTILE_IDS.map((id, i) => ({
      id,
      name: HOSTILE_LABELS[i % HOSTILE_LABELS.length] ?? '',
      title: HOSTILE_LABELS[(i * 7) % HOSTILE_LABELS.length] ?? '',
      unit: HOSTILE_IDS[i % HOSTILE_LABELS.length] ?? '',
    })),
    ties: HOSTILE_IDS.map((from, i) => ({
      from,
      to: HOSTILE_IDS[(i + 1) % HOSTILE_IDS.length] ?? '',
      kind: (['influence', 'reportsTo', 'conflict', 'informs'] as const)[i % 4] ?? 'influence',
      weight: [1e-17, 5e-324, 1.7976931348623157e308, 0.1][i % 4] ?? 1,
    })),
  }),
  '2026-03-02',
)

describe('graphs that other programs read back', () => {
  it.each([
    ['GEXF', (s: Snapshot) => readBack(readGexf(toGexf(s)))],
    ['GraphML', (s: Snapshot) => readBack(readGraphml(toGraphml(s)))],
  ])('%s holds the people and ties of toGraph, all weights to the last bit', (_, read) => {
    expect(read(harbourNow)).toEqual(expectedGraph(harbourNow, keptByXml))
    expect(read(hostile)).toEqual(expectedGraph(hostile, keptByXml))
    always(
      scenes,
      scene => {
        const { asOf, options } = viewOf(scene)
        const s = snapshot(createVillage(inputOf(scene)), asOf, options)
        expect(read(s)).toEqual(expectedGraph(s, keptByXml))
      },
      150,
    )
  })

  it('node-link and Cytoscape hold them without any loss, through JSON', () => {
    const check = (s: Snapshot): void => {
      const expected = expectedGraph(s, id => id)
      const { nodes, links, directed, multigraph } = JSON.parse(JSON.stringify(toNodeLink(s)))
      expect([directed, multigraph]).toEqual([true, true])
      expect(
        compared(
          nodes.map(({ id }: { id: string }) => id),
          links.map((link: ReturnType<typeof toNodeLink>['links'][number]) => tie(link.source, link.target, link)),
        ),
      ).toEqual(expected)
      const { elements }: ReturnType<typeof toCytoscape> = JSON.parse(JSON.stringify(toCytoscape(s)))
      const people = new Map(elements.nodes.flatMap(({ data }) => (data.type === 'person' ? [[data.id, data.stakeholder] as const] : [])))
      const idOf = (key: string): string => people.get(key) ?? 'nobody'
      expect(
        compared(
          [...people.values()],
          elements.edges.map(({ data }) => tie(idOf(data.source), idOf(data.target), data)),
        ),
      ).toEqual(expected)
    }
    check(harbourNow)
    check(hostile)
    always(
      scenes,
      scene => {
        const { asOf, options } = viewOf(scene)
        check(snapshot(createVillage(inputOf(scene)), asOf, options))
      },
      300,
    )
  })
})

function tie(from: string, to: string, { kind, weight, confidence }: { kind: string; weight: number; confidence?: number }) {
  return { from, to, kind, weight, confidence }
}

describe('what a graph tells of a person', () => {
  it.each([
    ['GEXF', readGexf(toGexf(harbourNow))],
    ['GraphML', readGraphml(toGraphml(harbourNow))],
  ])('in %s is what the measures say, and what is unknown is absent', (_, graph) => {
    const vetoes = new Map(vetoHolders(harbourNow).map(({ stakeholder, basis }) => [stakeholder, basis]))
    expect(graph.order).toBe(12)
    for (const { id, name, title, unit } of harbourNow.stakeholders) {
      const told = graph.getNodeAttributes(`stakeholder:${id}`)
      const known = byStakeholder(sentiments(harbourNow)).get(id)
      expect(told).toMatchObject({
        stakeholder: id,
        label: keptByXml(name ?? id),
        power: byStakeholder(power(harbourNow)).get(id)?.share,
        class: byStakeholder(power(harbourNow)).get(id)?.class,
        sentimentSd: known?.sd,
        reliability: known?.reliability,
        readings: known?.readings,
        placeholder: false,
      })
      expect([told.title, told.unit, told.sentiment, told.lastHeardAt, told.veto, told.openness]).toEqual([
        title,
        unit,
        known?.value,
        known?.lastHeardAt,
        vetoes.get(id),
        undefined,
      ])
    }
    expect(graph.getNodeAttribute('stakeholder:dia', 'roles')).toBe('user influencer')
    expect(graph.getNodeAttribute('stakeholder:dia', 'unitName')).toBe('North site')
    expect(graph.hasNodeAttribute('stakeholder:eli', 'name')).toBe(false)
    expect(graph.hasNodeAttribute('stakeholder:eli', 'sentiment')).toBe(false)
  })

  it('marks whoever stands for somebody whom nobody knows', () => {
    const s = snapshot(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }] }), '2026-03-02')
    const told = { label: 'unknown economic buyer', class: 'decider', placeholder: true, stakeholder: '?decider' }
    expect(readGexf(toGexf(s)).getNodeAttributes('placeholder:_003fdecider')).toMatchObject(told)
    expect(readGraphml(toGraphml(s)).getNodeAttributes('placeholder:_003fdecider')).toMatchObject(told)
    expect(toNodeLink(s).nodes[1]).toMatchObject({ id: '?decider', placeholder: true })
  })

  it('holds no note and no e-mail address', () => {
    const all = [
      toGexf(harbourNow),
      toGraphml(harbourNow, { yed: true }),
      JSON.stringify([toCytoscape(harbourNow), toNodeLink(harbourNow)]),
    ]
    expect(all.join('')).not.toMatch(/a private word|harbour\.example/)
  })
})

describe('GEXF of a snapshot', () => {
  it('is version 1.3 with the namespaces of it', () => {
    const root = readXml(toGexf(harbourNow))
    expect([...root.attributes]).toEqual([
      ['xmlns', 'http://gexf.net/1.3'],
      ['xmlns:viz', 'http://gexf.net/1.3/viz'],
      ['version', '1.3'],
    ])
    expect(elementsOf(root, 'graph').map(({ attributes }) => attributes.get('mode'))).toEqual(['static'])
  })

  it('leaves only conflicts without direction', () => {
    const graph = readGexf(toGexf(harbourNow))
    const kinds = graph.mapEdges((edge, { kind }) => [kind, graph.isUndirected(edge)])
    expect(kinds.filter(([, isUndirected]) => isUndirected)).toEqual([['conflict', true]])
    expect(kinds).toHaveLength(9)
  })

  it('colours from vermilion over grey to blue, the unknown apart, and sizes by power', () => {
    const s = snapshot(
      createVillage({
        account: 'Acme',
        stakeholders: [{ id: 'bad' }, { id: 'good' }, { id: 'mid' }, { id: 'none' }],
        observations: (['bad', 'mid', 'good'] as const).map((stakeholder, i) => ({
          stakeholder,
          at: '2026-03-02',
          sentiment: i - 1,
          via: 'interview',
          sd: 1e-6,
        })),
      }),
      '2026-03-02',
    )
    const graph = readGexf(toGexf(s))
    const colours = ['bad', 'mid', 'good', 'none'].map(id => graph.getNodeAttribute(`stakeholder:${id}`, 'color'))
    expect(colours).toEqual(['rgb(181,57,26)', 'rgb(216,216,216)', 'rgb(11,110,153)', 'rgb(107,114,128)'])
    const { nodes } = toNodeLink(s)
    const byPower = [...nodes].sort((a, b) => a.power - b.power).map(({ id }) => id)
    const sizes = new Map(nodes.map(({ id, placeholder }) => [id, graph.getNodeAttribute(keyOf(id, placeholder), 'size')]))
    expect([...byPower].sort((a, b) => sizes.get(a) - sizes.get(b))).toEqual(byPower)
    expect(Math.max(...sizes.values())).toBeGreaterThan(Math.min(...sizes.values()))
  })
})

function keyOf(id: string, placeholder: boolean): string {
  return placeholder ? `placeholder:${id.replace('?', '_003f')}` : `stakeholder:${id}`
}

describe('XML of hostile villages', () => {
  it.each([
    ['GEXF', (s: Snapshot) => toGexf(s)],
    ['GraphML', (s: Snapshot) => toGraphml(s)],
    ['GraphML for yEd', (s: Snapshot) => toGraphml(s, { yed: true })],
  ])('%s is well-formed, with an element for each person and tie and an id of its own for each', (_, write) => {
    const root = readXml(write(hostile))
    const people = elementsOf(root, 'node').filter(({ attributes }) => !attributes.has('yfiles.foldertype'))
    const edges = elementsOf(root, 'edge')
    expect([people.length, edges.length]).toEqual([hostile.stakeholders.length, hostile.ties.length])
    const ids = [...elementsOf(root, 'node'), ...edges].map(({ attributes }) => attributes.get('id') ?? '')
    expect(new Set(ids).size).toBe(ids.length)
    // GraphML declares ids as name tokens.
    expect(ids.filter(id => !/^[A-Za-z0-9._:-]+$/.test(id))).toEqual([])
    const known = new Set(ids)
    for (const { attributes } of edges) for (const end of ['source', 'target']) expect(known.has(attributes.get(end) ?? '')).toBe(true)
  })
})

describe('GraphML', () => {
  it('holds directed edges only, since NetworkX refuses graphs of both sorts', () => {
    const edges = elementsOf(readXml(toGraphml(harbourNow)), 'edge')
    expect(edges.filter(({ attributes }) => attributes.has('directed'))).toEqual([])
    expect(toGraphml(harbourNow)).toContain('edgedefault="directed"')
  })

  it('declares every key that it uses, once', () => {
    for (const yed of [false, true]) {
      const root = readXml(toGraphml(harbourNow, { yed }))
      const declared = elementsOf(root, 'key').map(({ attributes }) => attributes.get('id'))
      const used = elementsOf(root, 'data').map(({ attributes }) => attributes.get('key'))
      expect(new Set(declared).size).toBe(declared.length)
      expect([...new Set(used)].filter(key => !declared.includes(key))).toEqual([])
    }
  })

  it('draws for yEd a shape with a label of everybody, a line of every tie, and units as nested groups', () => {
    const root = readXml(toGraphml(harbourNow, { yed: true }))
    expect(elementsOf(root, 'y:ShapeNode')).toHaveLength(12)
    expect(elementsOf(root, 'y:PolyLineEdge')).toHaveLength(9)
    const groups = elementsOf(root, 'node').filter(({ attributes }) => attributes.get('yfiles.foldertype') === 'group')
    expect(groups.map(({ attributes }) => attributes.get('id'))).toEqual(['unit:u-fin', 'unit:u-ops', 'unit:u-north', 'unit:u-dock'])
    const dock = groups.find(({ attributes }) => attributes.get('id') === 'unit:u-dock')
    const inDock = dock === undefined ? [] : elementsOf(dock, 'node').map(({ attributes }) => attributes.get('id'))
    expect(inDock).toEqual(['unit:u-dock', 'stakeholder:ada', 'stakeholder:ben', 'stakeholder:jon'])
    expect(groups.map(group => elementsOf(group, 'node').length)).toEqual([4, 11, 8, 4])
    const heads = elementsOf(root, 'y:Arrows').map(({ attributes }) => attributes.get('target'))
    expect(heads.filter(head => head === 'none')).toHaveLength(1)
    expect(elementsOf(root, 'y:NodeLabel').map(({ text }) => text)).toContain('Hal Dunn\nCFO')
  })

  it('gives yEd no label that it would take for a page', () => {
    const name = '<HTML><img src="http://evil.test/x.png">'
    const s = snapshot(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', name }] }), '2026-03-02')
    const labels = elementsOf(readXml(toGraphml(s, { yed: true })), 'y:NodeLabel').map(({ text }) => text)
    expect(labels).toContain(` ${name}`)
    expect(labels.filter(label => /^<html>/i.test(label))).toEqual([])
  })
})

describe('Cytoscape', () => {
  it('nests people in units and units in units, each after the one it stands in', () => {
    const { nodes } = toCytoscape(harbourNow).elements
    const places = new Map(nodes.map(({ data }) => [data.id, data.parent]))
    expect(Object.fromEntries([...places].filter(([id]) => id.startsWith('unit:')))).toEqual({
      'unit:u-fin': undefined,
      'unit:u-ops': undefined,
      'unit:u-north': 'unit:u-ops',
      'unit:u-dock': 'unit:u-north',
    })
    expect([places.get('stakeholder:ada'), places.get('stakeholder:hal'), places.get('stakeholder:ida')]).toEqual([
      'unit:u-dock',
      'unit:u-fin',
      undefined,
    ])
    const seen = new Set<string>()
    for (const { data } of nodes) {
      expect(data.parent === undefined || seen.has(data.parent)).toBe(true)
      seen.add(data.id)
    }
  })

  it('tells people, units and ties of the same id apart', () => {
    const s = snapshot(
      createVillage({
        account: 'x',
        units: [{ id: 'x', name: 'X', kind: 'team' }],
        stakeholders: [{ id: 'x', unit: 'x' }, { id: 'y' }],
        ties: [{ id: 'x', from: 'x', to: 'y', kind: 'conflict' }],
      }),
      '2026-03-02',
    )
    const { nodes, edges } = toCytoscape(s).elements
    const ids = [...nodes, ...edges].map(({ data }) => data.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(edges[0]?.data).toEqual({
      id: 'tie:x',
      source: 'stakeholder:x',
      target: 'stakeholder:y',
      tie: 'x',
      kind: 'conflict',
      weight: 1,
      directed: false,
    })
  })
})

describe('every format', () => {
  it('is the same however the facts came', () => {
    const turned = createVillage({
      ...harbour,
      stakeholders: [...(harbour.stakeholders ?? [])].reverse(),
      ties: [...(harbour.ties ?? [])].reverse(),
      observations: [...(harbour.observations ?? [])].reverse(),
      units: [...(harbour.units ?? [])].reverse(),
    })
    const other = snapshot(turned, '2026-03-21', { decision: 'renewal' })
    const all = (s: Snapshot): string[] => [
      toGexf(s),
      toGraphml(s),
      toGraphml(s, { yed: true }),
      JSON.stringify(toCytoscape(s)),
      JSON.stringify(toNodeLink(s)),
    ]
    expect(all(other)).toEqual(all(harbourNow))
    expect(toGexf(turned)).toBe(toGexf(createVillage(harbour)))
    expect(toGraph(other).order).toBe(12)
  })
})
