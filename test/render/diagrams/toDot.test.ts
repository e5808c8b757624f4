import { instance } from '@viz-js/viz'
import { accountReport, createVillage, snapshot, type VillageInput } from 'account-village'
import { toDot } from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { plain } from '../../../src/render/plain.js'
import { foundry } from '../../support/foundry.js'
import { harbour } from '../../support/harbour.js'
import { ENDLESS_LABEL, HOSTILE_LABELS } from '../../support/hostileLabels.js'
import { always } from '../../support/law.js'
import { inOtherOrder } from '../../support/otherOrder.js'
import { inputOf, scenes, viewOf } from '../../support/villages.js'
import { descendants, readXml } from '../../support/xml.js'

const DAY = '2026-03-02'
const graphviz = await instance()

interface Drawn {
  readonly name: string
  readonly label?: string
  readonly nodes?: readonly number[]
  readonly _ldraw_?: readonly { readonly op: string; readonly text?: string }[]
}

/** What Graphviz reads and draws. */
function read(dot: string): { nodes: Drawn[]; clusters: Drawn[]; edges: Readonly<Record<string, string>>[] } {
  const { objects = [], edges = [] } = JSON.parse(graphviz.renderString(dot, { format: 'json' }))
  const isNode = ({ name }: Drawn): boolean => !name.startsWith('cluster_')
  return { nodes: objects.filter(isNode), clusters: objects.filter((each: Drawn) => !isNode(each)), edges }
}

/** A line of the text of every node, of every cluster or of the graph, as Graphviz draws it in SVG. */
function drawn(dot: string, what: 'node' | 'cluster' | 'graph', line: number): string[] {
  return descendants(readXml(graphviz.renderString(dot, { format: 'svg' })))
    .filter(({ attributes }) => attributes.get('class') === what)
    .map(({ children }) => children.filter(({ name }) => name === 'text')[line]?.text ?? '')
    .map(text => text.replaceAll('\u00A0', ' '))
}

/** The lines of text that are drawn for something. */
function linesOf({ _ldraw_ = [] }: Pick<Drawn, '_ldraw_'>): string[] {
  return _ldraw_.flatMap(({ op, text = '' }) => (op === 'T' ? [text] : []))
}

function dotOf(input: VillageInput, decision?: string): string {
  return toDot(snapshot(createVillage(input), DAY, decision === undefined ? {} : { decision }))
}

describe('a village in DOT', () => {
  it('has a node for everybody, an edge for every tie and a cluster for every unit with somebody in it', () => {
    const { nodes, edges, clusters } = read(dotOf(foundry))
    expect(nodes).toHaveLength(26)
    expect(clusters.map(cluster => linesOf(cluster)[0]).sort()).toEqual([
      'Board',
      'Casting Hall',
      'Finance',
      'Information Technology',
      'Legal & Compliance',
      'Operations',
      'Plant North',
      'Plant South',
      'Purchasing',
    ])
    expect(edges).toHaveLength(foundry.ties?.length ?? 0)
    expect(edges.filter(({ weight, style }) => weight === '6' && style === 'bold')).toHaveLength(19)
    expect(edges.filter(({ style }) => style === 'dotted')).toHaveLength(2)
  })

  it('places people by reporting lines, and by influence those who have none', () => {
    const people = [{ id: 'ann' }, { id: 'bo', roles: ['economicBuyer'] }, { id: 'cy', roles: ['user'] }] as const
    const influence = { from: 'ann', to: 'bo', kind: 'influence' } as const
    const edgesOf = (ties: VillageInput['ties'] = []) => read(dotOf({ account: 'Acme', stakeholders: people, ties })).edges
    expect(edgesOf([influence]).map(({ constraint }) => constraint)).toEqual([undefined])
    const reports = [
      { from: 'ann', to: 'cy', kind: 'reportsTo' },
      { from: 'bo', to: 'cy', kind: 'reportsTo' },
    ] as const
    expect(
      edgesOf([influence, ...reports]).flatMap(({ constraint, label }) => (constraint === undefined ? [] : [[constraint, label]])),
    ).toEqual([['false', '1']])
  })

  it('draws who informs whom as a dashed arrow', () => {
    const ties = [1, 2].map(weight => ({ from: 'ann', to: ['bo', 'cy'][weight - 1] ?? '', kind: 'informs' as const, weight }))
    const stakeholders = ['ann', 'bo', 'cy'].map(id => ({ id }))
    const { edges } = read(dotOf({ account: 'Acme', stakeholders, ties }))
    expect(edges.map(({ label }) => label).sort()).toEqual(['informs', 'informs 2'])
    for (const { style, arrowhead } of edges) expect([style, arrowhead]).toEqual(['dashed', undefined])
  })

  it('tells weights in a few digits', () => {
    const ties = [1e-17, 2, 1 / 3, 12_345].map((weight, i) => ({ from: `p${i}`, to: 'p4', kind: 'influence' as const, weight }))
    const stakeholders = Array.from({ length: 5 }, (_, i) => ({ id: `p${i}`, roles: ['economicBuyer' as const] }))
    const labels = read(dotOf({ account: 'Acme', stakeholders, ties })).edges.map(({ label }) => label)
    expect(labels.sort()).toEqual(['0.333', '12300', '2', '<0.01'])
  })

  it('tells what is not known from what is neutral', () => {
    const dot = dotOf({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: ['economicBuyer'] },
      ],
      observations: [{ stakeholder: 'ann', at: DAY, sentiment: 0, via: 'interview' }],
    })
    const [ann, bo] = ['ann', 'bo'].map(id => dot.split('\n').find(line => line.includes(`[label="${id}\\n`)))
    expect(ann).toContain('neutral')
    expect(ann).not.toContain('dashed')
    expect(bo).toContain('never heard')
    expect(bo).toContain('dashed')
    expect(bo).not.toContain('neutral')
  })

  it('shows foreign text as it is', () => {
    const labels = HOSTILE_LABELS.filter(label => [...label].length <= 48)
    const dot = dotOf({
      account: { id: 'a', name: labels.join(' ') },
      units: labels.map((name, i) => ({ id: `u${i}`, name, kind: 'team' })),
      stakeholders: labels.map((name, i) => ({ id: `p${i}`, name, title: name, unit: `u${i}`, roles: ['economicBuyer', 'user'] })),
    })
    const shown = labels.map(label => plain(label).trimEnd()).sort()
    expect(drawn(dot, 'node', 0).sort()).toEqual(shown)
    expect(drawn(dot, 'node', 1).sort()).toEqual(shown)
    expect(drawn(dot, 'cluster', 0).sort()).toEqual(shown)
    expect(drawn(dot, 'graph', 0)).toEqual([`${plain(labels.join(' '))} · ${DAY}`])
  })

  it('cuts what is endless', () => {
    const { nodes } = read(dotOf({ account: ENDLESS_LABEL, stakeholders: [{ id: ENDLESS_LABEL, roles: ['economicBuyer', 'user'] }] }))
    expect(linesOf(nodes[0] ?? {})[0]).toMatch(/^W{47}…$/)
  })

  it('says the same of a report as of its snapshot, and whatever the order of facts', () => {
    const s = snapshot(createVillage(harbour), DAY, { decision: 'renewal' })
    expect(toDot(accountReport(s))).toBe(toDot(s))
    expect(dotOf(inOtherOrder(harbour, 3), 'renewal')).toBe(toDot(s))
  })

  it('turns to where it is told', () => {
    const s = snapshot(createVillage(harbour), DAY)
    expect(toDot(s)).toContain('rankdir=BT')
    expect(toDot(s, { direction: 'LR' })).toContain('rankdir=LR')
  })

  it('can be read whatever the village and its ids', () => {
    always(
      scenes,
      scene => {
        const { asOf, options } = viewOf(scene)
        const s = snapshot(createVillage(inputOf(scene)), asOf, options)
        const { nodes, edges } = read(toDot(s))
        expect([nodes.length, edges.length]).toEqual([s.stakeholders.length, s.ties.length])
      },
      40,
    )
  })
})
