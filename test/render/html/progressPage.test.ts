import { createHash } from 'node:crypto'
import { createVillage, snapshot, type VillageInput } from 'account-village'
import { type ProgressReport, progressReport } from 'account-village/moves'
import { toProgressPage } from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { plain } from '../../../src/render/plain.js'
import { tooWide, violations } from '../../support/audit.js'
import { describeInBrowser, openPage } from '../../support/browser.js'
import { HOSTILE_LABELS } from '../../support/hostileLabels.js'
import { readPage } from '../../support/page.js'
import { callLoosely, refused } from '../../support/refusal.js'
import { elementsOf, withClass } from '../../support/xml.js'

const village: VillageInput = {
  account: 'Acme & Sons',
  stakeholders: [{ id: 'ann-17', name: 'Ann <Lee>' }],
  expectations: [
    { id: 'e1', stakeholder: 'ann-17', statement: 'One contact for us', importance: 0.6, dueAt: '2026-04-01', status: [] },
    { id: 'e2', stakeholder: 'ann-17', statement: 'A price list', importance: 0.2, status: [] },
  ],
  comments: [{ id: 'c1', at: '2026-02-20', stakeholder: 'ann-17', text: 'The report came late again.\r\nAnd nobody called.' }],
  moves: [
    {
      id: 'm1',
      statement: 'Calm her down',
      promise: 'Your report is there at eight',
      answers: [{ kind: 'comment', id: 'c1' }],
      status: [{ at: '2026-03-16', state: 'done' }],
    },
    {
      id: 'm2',
      statement: 'internal',
      promise: 'A name',
      answers: [{ kind: 'expectation', id: 'e1' }],
      status: [{ at: '2026-03-10', state: 'started' }],
    },
    { id: 'm3', statement: 'internal', with: ['ann-17'], promise: 'A visit of the site', dueAt: '2026-03-27' },
    { id: 'm4', statement: 'internal', byThem: 'ann-17', promise: 'You send us the list of sites', dueAt: '2026-03-25' },
  ],
}
const reportOf = (input: VillageInput): ProgressReport => progressReport(snapshot(createVillage(input), '2026-03-20'), { with: 'ann-17' })
const progress = reportOf(village)
const html = toProgressPage(progress)
const { root, style, script } = readPage(html)

describe('the page of progress', () => {
  it('says what became of what they asked for, what else was promised, and what they took on, in the order of the report', () => {
    expect(elementsOf(root, 'h1').map(({ text }) => text)).toEqual(['Progress for Ann <Lee>'])
    expect(elementsOf(root, 'header')[0]?.text).toContain('Acme & Sons · as of 2026-03-20')
    expect(elementsOf(root, 'header')[0]?.text).toContain('1 done, 1 under way, 3 open.')
    const parts = elementsOf(root, 'section').map(part => [
      elementsOf(part, 'h2')[0]?.text,
      ...withClass(part, 'state').map(({ text }) => text),
      ...withClass(part, 'text').map(({ text }) => text),
    ])
    expect(parts).toEqual([
      [
        'What you asked for',
        '✓ done · 2026-03-16 · you said it on 2026-02-20',
        '✓ done · 2026-03-16',
        '◐ under way · due 2026-04-01',
        '◐ under way · since 2026-03-10',
        '○ open',
        'The report came late again.',
        'And nobody called.',
        'Your report is there at eight',
        'One contact for us',
        'A name',
        'A price list',
      ],
      ['What else we promised', '○ open · due 2026-03-27', 'A visit of the site'],
      ['What you took on', '○ open · due 2026-03-25', 'You send us the list of sites'],
    ])
  })

  it('runs nothing, loads nothing, and names nothing of how we look at people', () => {
    expect(script).toBe('')
    expect(elementsOf(root, 'script')).toEqual([])
    const [policy = ''] = elementsOf(root, 'meta').flatMap(({ attributes }) =>
      attributes.get('http-equiv') === 'Content-Security-Policy' ? [attributes.get('content') ?? ''] : [],
    )
    const hash = `'sha256-${createHash('sha256').update(style, 'utf8').digest('base64')}'`
    expect(policy).toBe(`default-src 'none'; style-src ${hash}; base-uri 'none'; form-action 'none'`)
    expect(html).not.toMatch(
      /decider|gate|advocate|\buser\b|veto|sentiment|stance|finding|critical|village|internal|Calm|ann-17|\burl\(|http:/i,
    )
  })

  it('leaves out parts without anything, and says so where there is nothing at all', () => {
    const nothing = readPage(toProgressPage(reportOf({ account: 'Acme', stakeholders: [{ id: 'ann-17' }] }))).root
    expect(elementsOf(nothing, 'section')).toEqual([])
    expect(elementsOf(nothing, 'header')[0]?.text).toContain('There is nothing to tell yet.')
    expect(elementsOf(nothing, 'h1')[0]?.text).toBe('Progress for ann-17')
  })

  it('is the same of a report that was stored, and refuses what is none', () => {
    expect(toProgressPage(JSON.parse(JSON.stringify(progress)))).toBe(html)
    const wrong = [
      undefined,
      null,
      5,
      'x',
      [],
      {},
      { ...progress, asked: undefined },
      { ...progress, ours: [{}] },
      { ...progress, for: undefined },
    ]
    for (const given of wrong) {
      expect(refused(() => callLoosely(toProgressPage, given))).toMatchObject({
        code: 'invalidArgument',
        message: expect.stringMatching(/^toProgressPage: /),
      })
    }
    const message = 'toProgressPage: what was given is a snapshot, not a progress. progressReport(snapshot, { with }) gives one.'
    expect(refused(() => callLoosely(toProgressPage, snapshot(createVillage(village), '2026-03-20'))).message).toBe(message)
  })

  it('shows nothing of a field that was added to a stored report', () => {
    const added = { ...progress, sentiment: 'CANARY', asked: progress.asked.map(each => ({ ...each, note: 'CANARY' })) }
    expect(toProgressPage(added)).toBe(html)
  })

  it('shows foreign text as it is', () => {
    const texts = HOSTILE_LABELS.filter(label => plain(label).trim() !== '' && !/[\r\n]/.test(label))
    const comments = texts.map((text, i) => ({ id: `c${i}`, at: '2026-02-20', stakeholder: 'ann-17', text }))
    const page = readPage(toProgressPage(reportOf({ account: 'Acme', stakeholders: [{ id: 'ann-17' }], comments })))
    expect(
      withClass(page.root, 'text')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(texts.map(text => plain(text).trim()).sort())
  })
})

describeInBrowser('the page of progress in a browser', browser => {
  it.each(['light', 'dark'] as const)('opens in %s without a complaint, accessible and no wider than a phone', async colorScheme => {
    const { page, trouble, close } = await openPage(browser(), html, {
      colorScheme,
      viewport: { width: 390, height: 844 },
      bypassCSP: true,
    })
    try {
      expect(await tooWide(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      expect(trouble).toEqual([])
    } finally {
      await close()
    }
  })

  it('lets nothing run, and prints on one page of A4', async () => {
    const { page, close } = await openPage(browser(), html)
    try {
      const ran = await page.evaluate<boolean>(`(() => {
        const node = document.createElement('script')
        node.textContent = 'window.ran = true'
        document.body.append(node)
        return window.ran === true
      })()`)
      expect(ran).toBe(false)
      const pdf = await page.pdf({ preferCSSPageSize: true })
      expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
    } finally {
      await close()
    }
  })
})
