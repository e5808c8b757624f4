import { instance } from '@viz-js/viz'
import {
  type AccountReport,
  accountHistory,
  accountReport,
  createVillage,
  explainChange,
  type Snapshot,
  snapshot,
  type VillageInput,
} from 'account-village'
import { toCsv, toCytoscape, toGexf, toGraphml, toNodeLink } from 'account-village/formats'
import { toCauseEffect, toDot, toHtmlReport, toMermaid, toSvg, toTimelineSvg } from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { columns, plain } from '../../src/render/plain.js'
import { toText } from '../../src/render/text/toText.js'
import { parseCsv } from '../../src/support/csv.js'
import { describeInBrowser, openPage } from '../support/browser.js'
import { readFlowchart } from '../support/flowchart.js'
import { memoised } from '../support/memoised.js'
import { NAUGHTY_STRINGS } from '../support/naughtyStrings.js'
import { byId, readPage } from '../support/page.js'
import { descendants, elementsOf, readXml, withClass, type XmlElement } from '../support/xml.js'

const DAY = '2026-03-02'
const PEOPLE = 30
const BATCHES = Math.ceil(NAUGHTY_STRINGS.length / PEOPLE)

/** A text for every place in a village. Each place takes texts from elsewhere in the list, so that all texts come to be names, titles and units. */
type TextAt = (place: 'account' | 'name' | 'title' | 'unit' | 'decision' | 'note' | 'theme' | 'expectation', i: number) => string

const PLACES = ['account', 'name', 'title', 'unit', 'decision', 'note', 'theme', 'expectation'] as const

const naughty =
  (batch: number): TextAt =>
  (place, i) =>
    NAUGHTY_STRINGS[(batch * PEOPLE + i + PLACES.indexOf(place) * 7) % NAUGHTY_STRINGS.length] ?? ''

/** A harmless text that is as wide, broken at the same places. */
function harmless(text: string): string {
  return plain(text)
    .split(' ')
    .map(word => 'x'.repeat(columns(word)))
    .join(' ')
}

const tame = memoised(
  (texts: TextAt): TextAt =>
    (place, i) =>
      harmless(texts(place, i)),
)

function villageOf(text: TextAt): VillageInput {
  const all = Array.from({ length: PEOPLE }, (_, i) => i)
  const roles = ['economicBuyer', 'user', 'champion', 'procurement', 'influencer'] as const
  return {
    account: { id: 'a', name: text('account', 0) },
    units: all.map(i => ({ id: `u${i}`, name: text('unit', i), kind: 'team' })),
    stakeholders: all.map(i => ({
      id: `p${i}`,
      name: text('name', i),
      title: text('title', i),
      unit: `u${i}`,
      roles: [roles[i % 5] ?? 'user'],
    })),
    ties: all
      .map(i => ({ from: `p${i}`, to: `p${(i * 7 + 1) % PEOPLE}`, kind: i % 3 === 0 ? ('reportsTo' as const) : ('influence' as const) }))
      .filter(({ from, to }) => from !== to),
    observations: all
      .filter(i => i % 4 > 0)
      .map(i => {
        const [note, theme] = [text('note', i), text('theme', i)]
        return {
          id: `o${i}`,
          stakeholder: `p${i}`,
          at: '2026-02-20',
          sentiment: (i % 9) / 4 - 1,
          via: 'interview' as const,
          note,
          themes: [theme],
        }
      }),
    interactions: all.map(i => ({ id: `i${i}`, at: '2026-02-20', kind: 'meeting' as const, participants: [`p${i}`], drivenBy: `p${i}` })),
    decisions: [{ id: 'deal', name: text('decision', 0), kind: 'new', value: { amount: 1000, currency: 'EUR' } }],
    expectations: all
      .filter(i => i % 5 === 0)
      .map(i => ({
        id: `e${i}`,
        stakeholder: `p${i}`,
        statement: text('expectation', i),
        importance: 1,
        status: [{ at: '2026-02-01', state: 'missed' as const }],
      })),
  }
}

const standIn: TextAt = (place, i) => `q${place}${i}q`
const village = createVillage(villageOf(standIn))
const [before, after] = [snapshot(village, '2026-01-01'), snapshot(village, DAY)]
const written = JSON.stringify(accountReport(after))
const history = accountHistory(village, DAY, { steps: 3 })
const change = { from: before.asOf, explanation: explainChange(before, after) }

/** The report of the village with texts in it. A report carries foreign text as it is, so that the texts can be put in there. */
const reportWith = memoised((text: TextAt): AccountReport => {
  const places = new RegExp(`q(${PLACES.join('|')})(\\d+)q`, 'g')
  return JSON.parse(
    written.replace(places, (_, place: (typeof PLACES)[number], i: string) => JSON.stringify(text(place, Number(i))).slice(1, -1)),
  )
})

const snapshotWith = memoised((text: TextAt): Snapshot => snapshot(createVillage(villageOf(text)), DAY))
const pageWith = memoised((text: TextAt): string => toHtmlReport(reportWith(text), { history, change }))

const shapeOf = (root: XmlElement, without?: string): string[] => {
  const left = new Set(without === undefined ? [] : withClass(root, without).flatMap(descendants))
  return descendants(root).flatMap(each => (left.has(each) ? [] : [`${each.name} ${[...each.attributes.keys()].join(' ')}`]))
}
const batches = Array.from({ length: BATCHES }, (_, i) => naughty(i))
const first = naughty(0)

/** The shapes on the maps for paper: how many of these there are hangs on how wide names are. */
function paperOf(root: XmlElement): string[] {
  return withClass(root, 'paper-only').flatMap(each => shapeOf(each))
}

/** The shapes of elements in order, without lines of text: a long name takes two. */
function withoutLines(shapes: readonly string[]): string[] {
  return shapes.filter(shape => !shape.startsWith('text ')).sort()
}

describe('foreign text', () => {
  it('comes to every place', () => {
    for (const place of ['name', 'title', 'unit'] as const) {
      const used = new Set(batches.flatMap(text => Array.from({ length: PEOPLE }, (_, i) => text(place, i))))
      expect(NAUGHTY_STRINGS.filter(each => !used.has(each))).toEqual([])
    }
    expect(NAUGHTY_STRINGS.length).toBeGreaterThan(500)
    for (const place of ['account', 'name', 'title', 'unit', 'decision']) expect(written).toContain(`q${place}0q`)
  })

  it('makes no element and no attribute of a picture', () => {
    const pictures = (text: TextAt): string[] => {
      const report = reportWith(text)
      return [
        toSvg(report),
        toTimelineSvg(history, { account: text('account', 0) }),
        toCauseEffect(change.explanation, report),
        ...report.risks.slice(0, 2).map(risk => toCauseEffect(risk, report)),
      ]
    }
    // Where people stand, and in how many lines their names, depends on how wide these are; what other elements there are does not.
    const shapes = (of: TextAt): string[][] => pictures(of).map(svg => withoutLines(shapeOf(readXml(svg))))
    const usual = shapes(tame(first))
    for (const text of batches) expect(shapes(text)).toEqual(usual)
  })

  it('makes no element and no attribute of a page', () => {
    const read = (text: TextAt) => readPage(pageWith(text))
    const usual = read(tame(first))
    const shape = withoutLines(shapeOf(usual.root, 'paper-only'))
    const onPaper = new Set(paperOf(usual.root))
    for (const text of batches) {
      const { root, script } = read(text)
      expect(script).toBe(usual.script)
      expect(withoutLines(shapeOf(root, 'paper-only'))).toEqual(shape)
      expect(paperOf(root).filter(each => !onPaper.has(each))).toEqual([])
    }
  })

  it('makes no line of a report in text', () => {
    for (const text of batches) {
      const told = toText(reportWith(text), { width: 100, history })
      expect(told.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      expect(told.split('\n')).toHaveLength(toText(reportWith(tame(text)), { width: 100, history }).split('\n').length)
    }
  })

  it('makes no node, no edge and no frame of a diagram', async () => {
    const graphviz = await instance()
    for (const text of batches) {
      const s = snapshotWith(text)
      const untied = snapshot(createVillage({ ...villageOf(text), ties: [] }), DAY)
      const { nodes, edges, subgraphs } = await readFlowchart(toMermaid(s))
      const { objects, edges: lines = [] } = JSON.parse(graphviz.renderString(toDot(untied), { format: 'json' }))
      const clusters = objects.filter(({ name }: { name: string }) => name.startsWith('cluster_')).length
      expect([nodes.length, edges.length, subgraphs.length]).toEqual([s.stakeholders.length, s.ties.length, PEOPLE])
      expect([objects.length - clusters, lines.length, clusters]).toEqual([s.stakeholders.length, 0, PEOPLE])
    }
  })

  it('may be empty', async () => {
    const s = snapshotWith(() => '')
    expect((await readFlowchart(toMermaid(s))).subgraphs).toHaveLength(PEOPLE)
    const everybody = byId(readPage(toHtmlReport(reportWith(() => ''))).root, 'village')
    expect(everybody && elementsOf(everybody, 'tbody')[0]?.children).toHaveLength(PEOPLE)
    for (const write of [toSvg, toGexf, toGraphml]) expect(() => readXml(write(s))).not.toThrow()
  })

  it('stands in graphs and tables as it is, and makes nothing else of them', () => {
    for (const text of batches) {
      const [s, usual] = [snapshotWith(text), snapshotWith(tame(text))]
      for (const write of [toGexf, toGraphml, (each: Snapshot) => toGraphml(each, { yed: true })])
        expect(shapeOf(readXml(write(s)))).toEqual(shapeOf(readXml(write(usual))))
      const names = new Map(s.stakeholders.map(({ id, name }) => [id, name]))
      const { nodes }: ReturnType<typeof toNodeLink> = JSON.parse(JSON.stringify(toNodeLink(s)))
      expect(new Map(nodes.map(({ id, name }) => [id, name]))).toEqual(names)
      const { elements }: ReturnType<typeof toCytoscape> = JSON.parse(JSON.stringify(toCytoscape(s)))
      expect(elements.nodes.flatMap(({ data }) => (data.type === 'person' ? [data.name] : [])).sort()).toEqual([...names.values()].sort())
      const [tables, others] = [toCsv(s), toCsv(usual)]
      for (const table of ['people', 'ties', 'readings'] as const) {
        const [read, other] = [parseCsv(tables[table]), parseCsv(others[table])]
        expect(read.header).toEqual(other.header)
        expect(read.openQuote).toBeUndefined()
        expect(read.rows.map(({ cells }) => cells.length)).toEqual(other.rows.map(() => other.header.length))
      }
    }
  })
})

describeInBrowser('a page with foreign text in a browser', browser => {
  it('has the elements of any other, and runs nothing', async () => {
    const shapeIn = (root: string): string => `(() => {
      const all = root => [...root.querySelectorAll('*')].filter(node => node.closest('.paper-only') === null).flatMap(node => [node.localName + ' ' + node.getAttributeNames().join(' '), ...(node.localName === 'template' ? all(node.content) : [])])
      const onPaper = [...${root}.querySelectorAll('.paper-only *')].map(node => 'on paper: ' + node.localName + ' ' + node.getAttributeNames().join(' '))
      return [...all(${root}).filter(shape => !shape.startsWith('text ')), ...new Set(onPaper)].sort()
    })()`
    const blank = await openPage(browser(), '<!doctype html><title>blank</title>')
    const parsed = (html: string): Promise<string[]> =>
      blank.page.evaluate<string[]>(shapeIn(`new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html')`))
    const usual = await parsed(pageWith(tame(first)))
    for (const [i, text] of batches.entries()) {
      const html = pageWith(text)
      expect(await parsed(html)).toEqual(usual)
      // To be opened takes longer than to be read.
      if (i % 5 > 0) continue
      const { page, trouble, close } = await openPage(browser(), html)
      expect(await page.evaluate<string[]>(shapeIn('document'))).toHaveLength(usual.length)
      const names = await page.evaluate<string[]>(`[...document.querySelectorAll('#village tbody th')].map(node => node.textContent)`)
      expect(names).toEqual(reportWith(text).people.map(({ name = '?' }) => plain(name)))
      expect(trouble).toEqual([])
      await close()
    }
    await blank.close()
  })
})
