import { createHash } from 'node:crypto'
import { type AccountReport, accountReport, createVillage, type SentimentNode, snapshot, type VillageInput } from 'account-village'
import { toHtmlReport } from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { BOARD_DAY, board } from '../../support/boards.js'
import { foundry } from '../../support/foundry.js'
import { harbour } from '../../support/harbour.js'
import { inOtherOrder } from '../../support/otherOrder.js'
import { byId, hundredths, lookedBack, pageOf, readPage, stanceByHand } from '../../support/page.js'
import { planned } from '../../support/planned.js'
import { descendants, elementsOf, withClass, type XmlElement } from '../../support/xml.js'

const VILLAGES: readonly { readonly name: string; readonly input: VillageInput; readonly decision?: string }[] = [
  { name: 'nobody', input: { account: 'Acme' } },
  { name: 'one person', input: { account: 'Acme', stakeholders: [{ id: 'ann' }] } },
  { name: 'a harbour', input: harbour, decision: 'renewal' },
  { name: 'a harbour with two open decisions', input: harbour },
  { name: 'a foundry', input: foundry },
  { name: 'a board', input: board(14) },
  { name: 'a plan', input: planned },
]

function reportOf(input: VillageInput, decision?: string): AccountReport {
  return accountReport(snapshot(createVillage(input), BOARD_DAY, decision === undefined ? {} : { decision }))
}

/** A section by its id. */
function section(html: string, id: string): XmlElement {
  const found = byId(readPage(html).root, id)
  if (found === undefined) throw new Error(`no section ${id}`)
  return found
}

/** The rows of the table of a section, as texts of cells. */
function rowsIn(html: string, id: string): string[][] {
  const [body] = elementsOf(section(html, id), 'tbody')
  return (body?.children ?? []).map(({ children }) => children.map(({ text }) => text))
}

const values = (elements: readonly XmlElement[], name: string): string[] => elements.flatMap(({ attributes }) => attributes.get(name) ?? [])

describe.each(VILLAGES)('the page of $name', ({ input, decision }) => {
  const html = pageOf(input, decision)
  const { root, style, script } = readPage(html)
  const all = descendants(root)

  it('has every id once, and every reference leads to one', () => {
    const ids = values(all, 'id')
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    const links = values(elementsOf(root, 'a'), 'href')
    expect(links.every(href => href.startsWith('#'))).toBe(true)
    const references = [
      ...links.map(href => href.slice(1)),
      ...['for', 'aria-labelledby', 'aria-describedby'].flatMap(name => values(all, name)),
    ]
    expect(references.length).toBeGreaterThan(15)
    expect(references.flatMap(text => text.split(' ')).filter(id => !ids.includes(id))).toEqual([])
    const sections = elementsOf(root, 'section').map(({ attributes }) => `#${attributes.get('id')}`)
    expect(sections.slice(0, 5)).toEqual(['#will', '#who', '#changed', '#monday', '#gaps'])
    expect(links.slice(1)).toEqual(sections.slice(5))
  })

  it('has no style of single elements, no handlers, nothing from elsewhere', () => {
    const names = all.flatMap(({ name, attributes }) => [...attributes.keys()].map(key => `${name} ${key}`))
    expect(names.filter(name => / (on.*|style|src|srcset|data|action|formaction|poster|ping|xlink:href)$/.test(name))).toEqual([])
    expect(all.filter(({ name }) => /^(link|img|image|iframe|object|embed|base|use|foreignObject)$/.test(name))).toEqual([])
    expect(elementsOf(root, 'script').map(({ attributes }) => attributes.get('type'))).toEqual(['application/json', undefined])
    expect(`${style}${script}`).not.toMatch(
      /\burl\(|@import|https?:|\bfetch\b|XMLHttpRequest|innerHTML|\beval\b|\bFunction\b|cookie|Storage/,
    )
  })

  it('permits nothing but its own style and script, by the hashes that Node finds', () => {
    const [policy = ''] = elementsOf(root, 'meta').flatMap(({ attributes }) =>
      attributes.get('http-equiv') === 'Content-Security-Policy' ? [attributes.get('content') ?? ''] : [],
    )
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
    const directives = new Map(policy.split('; ').map(each => [each.split(' ')[0], each.split(' ').slice(1)] as const))
    expect(directives.get('default-src')).toEqual(["'none'"])
    expect(directives.get('style-src')).toEqual([hash(style)])
    expect(directives.get('script-src')).toEqual([hash(script)])
    expect(directives.get('base-uri')).toEqual(["'none'"])
    expect(directives.get('form-action')).toEqual(["'none'"])
    expect(directives.size).toBe(5)
  })

  it('says nothing that is no text', () => {
    expect(root.text).not.toMatch(/NaN|Infinity|undefined|\[object/)
    expect(elementsOf(root, 'th').filter(({ text }) => text.trim() === '')).toEqual([])
  })

  it('has a table that says the same beside every picture', () => {
    for (const part of elementsOf(root, 'section').filter(each => elementsOf(each, 'figure').length > 0)) {
      expect(elementsOf(part, 'table'), part.attributes.get('id')).toHaveLength(1)
      expect(withClass(part, 'twin'), part.attributes.get('id')).toHaveLength(1)
    }
    for (const table of elementsOf(root, 'table')) {
      const columns = elementsOf(table, 'thead')[0]?.children[0]?.children.length
      const [body] = elementsOf(table, 'tbody')
      expect(new Set((body?.children ?? []).map(({ children }) => children.length))).toEqual(
        new Set(body?.children.length ? [columns] : []),
      )
    }
  })
})

describe('the tables of a page', () => {
  const { now, ...options } = lookedBack(harbour, 'renewal')
  const report = accountReport(now)
  const html = toHtmlReport(report, options)

  it('have everybody, with what is known of them', () => {
    const rows = rowsIn(html, 'village')
    expect(rows).toHaveLength(report.people.length)
    report.people.forEach(({ sentiment, placeholder }, i) => {
      const [name = '', , , , , , value, stance, heard] = rows[i] ?? []
      expect(name.startsWith('(unknown')).toBe(placeholder)
      expect(value).toBe(sentiment.value === undefined ? '' : `${hundredths(sentiment.value)} ±${sentiment.sd.toFixed(2)}`)
      expect(stance === 'never heard').toBe(sentiment.value === undefined)
      expect(heard).toBe(sentiment.lastHeardAt?.slice(0, 10) ?? 'never')
    })
    expect(rows.map(row => row[7])).toEqual(report.people.map(({ sentiment }) => STANCES[stanceByHand(sentiment.value)]))
    const moves = rows.find(([name]) => name === 'Ada Lund')?.at(-1)
    expect(moves).toBe('Cem \uFFFD[31mAy\uFFFD')
    const stoppers = rows.filter(row => row[9] === 'yes').map(([name]) => name)
    expect(stoppers).toHaveLength(report.vetoHolders.length)
    expect(stoppers).toContain('Ida Moe')
  })

  it('have every level of sentiment', () => {
    const nodes: SentimentNode[] = []
    const visit = (node: SentimentNode): void => {
      nodes.push(node)
      for (const child of node.children) visit(child)
    }
    visit(report.sentiment.tree)
    expect(report.sentiment.state).toBe('insufficientSignal')
    const rows = rowsIn(html, 'levels')
    expect(rows.map(([, , , value]) => value)).toEqual(
      nodes.map(({ kind, value, sd }) => {
        if (kind === 'account') return 'not enough signal'
        if (value === undefined) return 'never heard'
        return `${hundredths(value)} ±${sd.toFixed(2)}`
      }),
    )
    expect(rows[0]?.[3]).toBe('not enough signal')
    expect(rows.filter(([, level]) => level === '0')).toEqual([rows[0]])
    expect(rows[0]?.[0]).toBe('Harbour & Söhne')
  })

  it('have every moment', () => {
    const { now: later, ...past } = lookedBack(foundry)
    const history = past.history ?? []
    const rows = rowsIn(toHtmlReport(accountReport(later), past), 'time')
    expect(rows.map(([date]) => date)).toEqual(history.map(({ at }) => at))
    expect(rows.map(row => row[1])).toEqual(
      history.map(({ value }) => (value.sentiment.value === undefined ? 'unknown' : hundredths(value.sentiment.value))),
    )
    expect(rows.some(row => row[1] === 'unknown')).toBe(true)
    expect(rows.some(row => row[1] !== 'unknown')).toBe(true)
  })

  it('have the attention of everybody', () => {
    const rows = rowsIn(html, 'attention')
    const classes = Object.values(report.attention.byClass).filter(({ attention, target }) => attention > 0 || target > 0)
    expect(rows).toHaveLength(classes.length + report.people.length)
    const contacts = report.attention.byStakeholder.map(each => `${each.contacts}`)
    expect(rows.slice(classes.length).map(row => row[1])).toEqual(contacts)
  })

  it('have every reason of a change, which sum to the change', () => {
    const contributions = options.change?.explanation.contributions ?? []
    expect(contributions.length).toBeGreaterThan(5)
    const rows = rowsIn(html, 'change')
    expect(rows).toHaveLength(contributions.length + 1)
    const amounts = rows.map(row => Number(row[1]?.replace('\u2212', '-')))
    const total = amounts.pop() ?? Number.NaN
    const [before, after] = ['2025-12-02', BOARD_DAY].map(at => {
      const { sentiment } = accountReport(snapshot(createVillage(harbour), at, { decision: 'renewal' }))
      return sentiment.tree.contribution
    })
    expect(total).toBeCloseTo((after ?? 0) - (before ?? 0), 4)
    expect(Math.abs(amounts.reduce((sum, each) => sum + each, 0) - total)).toBeLessThanOrEqual(0.00005 * rows.length)
  })

  it('have every move of the plan, where there is one, and what it leaves open', () => {
    const html = pageOf(planned)
    const rows = rowsIn(html, 'plan')
    expect(rows).toHaveLength(14)
    expect(rows.find(([move]) => move === 'Show Dorte the case')).toEqual([
      'Show Dorte the case',
      'Kim Ek',
      'planned, critical',
      '2026-03-23',
      '2026-03-26',
      '2026-03-16',
      '8 days late',
      `${rows.find(([move = '']) => move.startsWith('Calculate'))?.[0]}; Get the figures of dispatch`,
    ])
    expect(section(html, 'plan').text).toContain('A veto holder was never heard (Dorte Amsel)')
    expect(byId(readPage(pageOf(foundry)).root, 'plan')).toBeUndefined()
  })

  it('have how much is known of every class and every unit', () => {
    const { byClass, byUnit } = report.coverage
    const rows = rowsIn(html, 'unknown')
    expect(rows.map(row => row[1])).toEqual(
      ['decider', 'gate', 'advocate', 'user', 'unknown']
        .flatMap(name => Object.entries(byClass).flatMap(([each, row]) => (each === name ? [row] : [])))
        .concat(byUnit)
        .map(({ known }) => `${known}`),
    )
    const nowhere = byUnit.find(({ unit }) => unit === '')
    expect(rows.find(([name]) => name === 'in no unit')?.[1]).toBe(`${nowhere?.known}`)
  })
})

const STANCES = {
  opponent: 'strongly against',
  nonSupporter: 'against',
  neutral: 'neutral',
  supporter: 'for',
  champion: 'strongly for',
  unknown: 'never heard',
} as const

describe('a page', () => {
  it('never tells what is unknown as nothing', () => {
    const input: VillageInput = {
      account: 'Acme',
      units: [{ id: 'u', name: 'Sales', kind: 'team' }],
      stakeholders: [{ id: 'ann', unit: 'u', roles: ['economicBuyer'] }, { id: 'bo', roles: ['user'] }, { id: 'cy' }],
      ties: [{ from: 'bo', to: 'ann', kind: 'influence' }],
    }
    const [body] = elementsOf(readPage(toHtmlReport(reportOf(input))).root, 'body')
    expect(body?.text).not.toMatch(/0\.00|[Nn]eutral \(|Sentiment [+−]/)
    expect(body?.text).toContain('Never heard')
    expect(
      rowsIn(toHtmlReport(reportOf(input)), 'attention')
        .flatMap(row => [row[2], row[4]])
        .every(cell => cell === 'unknown' || cell === ''),
    ).toBe(true)
  })

  it('forgets what came after the day that it is about', () => {
    const { history = [] } = lookedBack(foundry)
    const report = accountReport(snapshot(createVillage(foundry), history[20]?.at ?? ''))
    const html = toHtmlReport(report, { history })
    expect(html).toBe(toHtmlReport(report, { history: history.slice(0, 21) }))
    expect(rowsIn(html, 'time').at(-1)?.[0]).toBe(history[20]?.at)
    expect(html).not.toContain(history[21]?.at)
  })

  it('has no timeline and no slider without a history of several moments', () => {
    const { history = [], now } = lookedBack(foundry)
    const report = accountReport(now)
    for (const options of [{}, { history: [] }, { history: history.slice(-1) }]) {
      const { root } = readPage(toHtmlReport(report, options))
      expect(['time', 'date', 'shown', 'change'].map(id => byId(root, id))).toEqual([undefined, undefined, undefined, undefined])
      expect(values(elementsOf(root, 'a'), 'href')).not.toContain('#time')
    }
    const { root } = readPage(toHtmlReport(report, { history }))
    expect(byId(root, 'date')?.attributes.get('max')).toBe(`${history.length - 1}`)
    expect(byId(root, 'shown')?.text).toBe(history.at(-1)?.at)
  })

  it('is the same bytes whatever the order of facts', () => {
    expect(pageOf(inOtherOrder(harbour, 5), 'renewal')).toBe(pageOf(harbour, 'renewal'))
    expect(pageOf(inOtherOrder(board(14), 9))).toBe(pageOf(board(14)))
  })
})
