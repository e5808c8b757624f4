import { accountReport, createVillage, InvalidArgumentError, snapshot, type TieKind, type VillageInput } from 'account-village'
import { toMermaid } from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { readFlowchart } from '../../support/flowchart.js'
import { foundry } from '../../support/foundry.js'
import { harbour } from '../../support/harbour.js'
import { ENDLESS_LABEL, HOSTILE_LABELS } from '../../support/hostileLabels.js'
import { casesAmong } from '../../support/law.js'
import { inOtherOrder } from '../../support/otherOrder.js'
import { inputOf, scenes, viewOf } from '../../support/villages.js'

const DAY = '2026-03-02'

function flowchartOf(input: VillageInput, options = {}): string {
  return toMermaid(snapshot(createVillage(input), DAY), options)
}

describe('a village in Mermaid', () => {
  it('has a node for everybody, an edge for every tie and a subgraph for every unit with somebody in it', async () => {
    const { nodes, edges, subgraphs } = await readFlowchart(flowchartOf(foundry))
    expect(nodes).toHaveLength(26)
    expect(subgraphs).toHaveLength(9)
    expect(edges).toHaveLength(foundry.ties?.length ?? 0)
    const kinds = edges.map(({ stroke, type }) => `${stroke} ${type}`)
    expect(kinds.filter(kind => kind === 'thick arrow_open')).toHaveLength(19)
    expect(kinds.filter(kind => kind === 'normal arrow_point')).toHaveLength(9)
    expect(kinds.filter(kind => kind === 'dotted arrow_open')).toHaveLength(2)
  })

  it('tells each kind of tie from the others, and how strong it is where that is known', async () => {
    const tie = (kind: TieKind, weight?: number) => ({ from: 'ann', to: 'bo', kind, ...(weight !== undefined && { weight }) })
    const ties = [tie('influence', 3), tie('informs'), { ...tie('informs', 2), from: 'bo', to: 'ann' }, tie('reportsTo'), tie('conflict')]
    const { edges } = await readFlowchart(flowchartOf({ account: 'Acme', stakeholders: [{ id: 'ann' }, { id: 'bo' }], ties }))
    expect(edges.map(({ stroke, type, text }) => [stroke, type, text]).sort()).toEqual([
      ['dotted', 'arrow_open', 'conflict'],
      ['dotted', 'arrow_point', 'informs'],
      ['dotted', 'arrow_point', 'informs 2'],
      ['normal', 'arrow_point', '3'],
      ['thick', 'arrow_open', ''],
    ])
  })

  it('gives each class of roles its form and each stance its look', async () => {
    const text = flowchartOf({
      account: 'Acme',
      stakeholders: [
        { id: 'a', roles: ['user'] },
        { id: 'b', roles: ['champion'] },
        { id: 'c', roles: ['procurement'] },
        { id: 'd', roles: ['economicBuyer'] },
        { id: 'e' },
      ],
      observations: [
        { stakeholder: 'a', at: DAY, sentiment: 0, via: 'interview' },
        { stakeholder: 'b', at: DAY, sentiment: 1, via: 'interview' },
        { stakeholder: 'd', at: DAY, sentiment: -1, via: 'interview' },
      ],
    })
    const { nodes } = await readFlowchart(text)
    const looks = nodes.map(({ text: label, type, classes }) => [label[0], type, ...classes]).sort()
    expect(looks).toEqual([
      ['a', 'stadium', 'neutral'],
      ['b', 'round', 'champion'],
      ['c', 'hexagon', 'unknown'],
      ['d', 'square', 'opponentVeto'],
      ['e', 'lean_right', 'unknown'],
    ])
    for (const [, , name] of looks) expect(text).toContain(`classDef ${name} `)
    expect(nodes.find(({ text: label }) => label.startsWith('c'))?.text).not.toContain('neutral')
  })

  it('keeps foreign text to letters, digits and numbers of characters', async () => {
    const labels = [...HOSTILE_LABELS, ENDLESS_LABEL]
    const text = flowchartOf({
      account: { id: 'a', name: labels.join(' ') },
      units: labels.map((name, i) => ({ id: `u${i}`, name, kind: 'team' })),
      stakeholders: labels.map((name, i) => ({ id: name, name, title: name, unit: `u${i}`, roles: ['economicBuyer', 'user'] })),
    })
    const { nodes, subgraphs, edges } = await readFlowchart(text)
    expect([nodes.length, subgraphs.length, edges.length]).toEqual([labels.length, labels.length, 0])
    const quoted = [...text.matchAll(/"([^"\n]*)"/g)].map(([, inside = '']) => inside.replaceAll('<br/>', ''))
    expect(quoted).toHaveLength(2 * labels.length)
    const title = /^accTitle: (.*)$/m.exec(text)?.[1] ?? '?'
    for (const inside of [title, ...quoted]) expect(inside.replace(/#\d+;/g, '')).toMatch(/^[\p{L}\p{N} ]*$/u)
  })

  it('stays within what pages draw, and says what it leaves out', async () => {
    const stakeholders = Array.from({ length: 200 }, (_, i) => ({
      id: `p${i}`,
      name: `${i} ${ENDLESS_LABEL}`,
      title: '&'.repeat(60),
      roles: [i < 3 ? ('economicBuyer' as const) : ('user' as const)],
    }))
    const ties = Array.from({ length: 700 }, (_, i) => ({
      id: `t${i}`,
      from: `p${i % 200}`,
      to: `p${(i * 7 + 1 + Math.floor(i / 200)) % 200}`,
      kind: 'influence' as const,
    })).filter(({ from, to }) => from !== to)
    const text = flowchartOf({ account: 'Acme', stakeholders, ties })
    expect(text.length).toBeLessThanOrEqual(50_000)
    expect(text.length).toBeGreaterThan(48_000)
    const { nodes, edges } = await readFlowchart(text)
    expect(edges.length).toBeLessThanOrEqual(500)
    const told = /^%% Shown are the (\d+) most powerful of 200 people and (\d+) of (\d+) ties$/m.exec(text)
    expect(told?.slice(1).map(Number)).toEqual([nodes.length - 1, edges.length, ties.length])
    expect(nodes.find(({ id }) => id === 'note')?.text).toContain('of 200 people')
    for (const name of ['0 W', '1 W', '2 W']) expect(text).toContain(name)

    const plainNames = stakeholders.map(({ title: _, ...person }, i) => ({ ...person, name: `${i}` }))
    const many = await readFlowchart(flowchartOf({ account: 'Acme', stakeholders: plainNames, ties }))
    expect([many.nodes.length, many.edges.length]).toEqual([201, 500])
  })

  it('shows as many as it is told', async () => {
    const few = await readFlowchart(flowchartOf(foundry, { people: 5, ties: 2 }))
    expect([few.nodes.length, few.edges.length]).toEqual([6, 2])
    expect(flowchartOf(foundry)).not.toContain('%%')
    for (const people of [-1, 1.5, Number.NaN]) expect(() => flowchartOf(foundry, { people })).toThrow(InvalidArgumentError)
    expect(() => flowchartOf(foundry, { ties: -1 })).toThrow('ties: -1 is not a whole number')
  })

  it('says the same of a report as of its snapshot, and whatever the order of facts', () => {
    const s = snapshot(createVillage(harbour), DAY, { decision: 'renewal' })
    expect(toMermaid(accountReport(s))).toBe(toMermaid(s))
    expect(toMermaid(snapshot(createVillage(inOtherOrder(harbour, 3)), DAY, { decision: 'renewal' }))).toBe(toMermaid(s))
  })

  it('can be read whatever the village and its ids', async () => {
    for (const scene of casesAmong(scenes, 30)) {
      const { asOf, options } = viewOf(scene)
      const s = snapshot(createVillage(inputOf(scene)), asOf, options)
      const { nodes, edges } = await readFlowchart(toMermaid(s))
      expect([nodes.length, edges.length]).toEqual([s.stakeholders.length, s.ties.length])
    }
  })
})
