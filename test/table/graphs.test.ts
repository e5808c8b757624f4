import { createVillage, type Snapshot, snapshot, type Village } from 'account-village'
import { toCytoscape, toGexf, toGraphml, toNodeLink } from 'account-village/formats'
import { fromCytoscape, fromGexf, fromGraphml, fromNodeLink } from 'account-village/table'
import { describe, expect, it } from 'vitest'
import { personRows } from '../../src/formats/people.js'
import { tieRows } from '../../src/formats/ties.js'
import { keptByXml } from '../support/graphs.js'
import { harbour } from '../support/harbour.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { HOSTILE_LABELS } from '../support/hostileLabels.js'
import { always } from '../support/law.js'
import { inputOf, scenes, viewOf } from '../support/villages.js'

type Kept = (text: string) => string

/** What every format holds of the facts of a snapshot. */
function held(s: Snapshot, kept: Kept) {
  return {
    people: personRows(s)
      .filter(({ placeholder }) => !placeholder)
      .map(({ stakeholder, name, title, unit, unitName, roles, veto, openness }) => ({
        id: kept(stakeholder),
        name: text(name, kept),
        title: text(title, kept),
        unit: text(unit, kept),
        unitName: text(unit === undefined || unitName === '' ? unit : unitName, kept),
        roles: [...roles].sort(),
        isVeto: veto === 'granted',
        openness,
      }))
      .sort(byText),
    ties: tieRows(s)
      .map(({ tie, from, to, kind, weight, confidence }) => ({ tie: kept(tie), from: kept(from), to: kept(to), kind, weight, confidence }))
      .sort(byText),
  }
}

/** The same of the villages that were read. */
function read(villages: readonly Village[], kept: Kept) {
  const [village] = villages
  if (village === undefined) throw new Error('nothing was read')
  const units = new Map(village.units.map(unit => [unit.id, unit.name]))
  return {
    people: village.stakeholders
      .map(({ id, name, title, unit, openness }) => ({
        id: kept(id),
        name: text(name, kept),
        title: text(title, kept),
        unit: text(unit, kept),
        unitName: text(unit === undefined ? undefined : units.get(unit), kept),
        roles: village.roles.flatMap(({ stakeholder, role }) => (stakeholder === id ? [role] : [])).sort(),
        isVeto: village.vetoes.some(({ stakeholder }) => stakeholder === id),
        openness,
      }))
      .sort(byText),
    ties: village.ties
      .map(({ id, from, to, kind, weight, confidence }) => ({ tie: kept(id), from: kept(from), to: kept(to), kind, weight, confidence }))
      .sort(byText),
  }
}

/** An empty text is nothing in a file. */
function text(value: string | undefined, kept: Kept): string | undefined {
  return value === undefined || value === '' ? undefined : kept(value)
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}

const hostile = snapshot(
  createVillage({
    account: { id: 'account', name: HOSTILE_LABELS.join('') },
    units: HOSTILE_LABELS.map((name, i) => ({ id: HOSTILE_IDS[i] ?? `u${i}`, name, kind: 'team' })),
    stakeholders: HOSTILE_IDS.map((id, i) => ({
      id,
      name: HOSTILE_LABELS[i % HOSTILE_LABELS.length] ?? '',
      title: HOSTILE_LABELS[(i * 7) % HOSTILE_LABELS.length] ?? '',
      unit: HOSTILE_IDS[i % HOSTILE_LABELS.length] ?? '',
      roles: i % 3 === 0 ? ['user' as const, 'economicBuyer' as const] : [],
    })),
    ties: HOSTILE_IDS.map((from, i) => ({
      id: `t${from}`,
      from,
      to: HOSTILE_IDS[(i + 1) % HOSTILE_IDS.length] ?? '',
      kind: (['influence', 'reportsTo', 'conflict', 'informs'] as const)[i % 4] ?? 'influence',
      weight: [1e-17, 5e-324, 1.7976931348623157e308, 0.1][i % 4] ?? 1,
    })),
  }),
  '2026-03-02',
)

describe('a graph that this library wrote', () => {
  it.each([
    ['GraphML', (s: Snapshot) => fromGraphml(toGraphml(s)), keptByXml],
    ['GraphML for yEd', (s: Snapshot) => fromGraphml(toGraphml(s, { yed: true })), keptByXml],
    ['GEXF', (s: Snapshot) => fromGexf(toGexf(s)), keptByXml],
    ['node-link', (s: Snapshot) => fromNodeLink(JSON.stringify(toNodeLink(s))), (id: string) => id],
    ['Cytoscape', (s: Snapshot) => fromCytoscape(JSON.stringify(toCytoscape(s))), (id: string) => id],
  ] as const)('comes back from %s with all facts that it holds', (_, back, kept) => {
    const check = (s: Snapshot): void => {
      const { villages, issues, unmapped } = back(s)
      expect([issues, unmapped]).toEqual([[], []])
      expect(read(villages, kept)).toEqual(held(s, kept))
    }
    check(snapshot(createVillage(harbour), '2026-03-21', { decision: 'renewal' }))
    check(hostile)
    always(
      scenes,
      scene => {
        const { asOf, options } = viewOf(scene)
        check(snapshot(createVillage(inputOf(scene)), asOf, options))
      },
      60,
    )
  })
})
