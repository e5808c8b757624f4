import { accountHistory, createVillage } from 'account-village'
import { portfolio, standingOf } from 'account-village/portfolio'
import { type PortfolioAccount, toPortfolioPage } from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { tooWide, violations } from '../../support/audit.js'
import { BOARD_DAY, board } from '../../support/boards.js'
import { describeInBrowser, openPage } from '../../support/browser.js'
import { collisions, FONTS, setFont } from '../../support/collisions.js'
import { HOSTILE_LABELS } from '../../support/hostileLabels.js'
import { readPage } from '../../support/page.js'
import { refused } from '../../support/refusal.js'
import { elementsOf, withClass } from '../../support/xml.js'

const villages = ['Nordwerk', 'Helix <Foods> & Sons', 'Silent'].map((name, i) => {
  const { decisions = [], observations = [], ...rest } = board(14)
  return createVillage({
    ...rest,
    account: { id: `a${i}`, name, owner: i > 0 ? 'jana' : 'marek' },
    decisions: i === 2 ? [] : decisions.map(each => (each.outcome === undefined ? { ...each, expectedAt: '2026-04-30' } : each)),
    observations: i === 2 ? [] : observations,
  })
})
const rows = villages.map(village => standingOf(village, { asOf: BOARD_DAY, since: '2025-12-02' }))
const base = portfolio(rows, { by: 'owner' })
const accounts = villages.map(
  (village): PortfolioAccount => ({
    account: village.account.id,
    href: `accounts/${village.account.id}.html`,
    history: accountHistory(village, BOARD_DAY, { steps: 12 }),
    people: village.stakeholders.map(({ id, name }) => ({ stakeholder: id, name })),
  }),
)
const html = toPortfolioPage(base, { asOf: BOARD_DAY, accounts })
const { root, script } = readPage(html)

describe('the page of a base', () => {
  it('has a line per account in the order of the ranking, linked to its page, with how it went', () => {
    const [body] = elementsOf(root, 'tbody')
    const ranked = base.rankings[0]?.accounts ?? []
    expect(ranked.length).toBe(2)
    expect(body?.children.map(row => elementsOf(row, 'a')[0]?.attributes.get('href'))).toEqual(
      ranked.map(({ standing }) => `accounts/${standing.account}.html`),
    )
    expect(body?.children.map(row => elementsOf(row, 'a')[0]?.text)).toEqual(ranked.map(({ standing }, i) => `${i + 1}. ${standing.name}`))
    for (const row of body?.children ?? []) expect(withClass(row, 'spark')).toHaveLength(2)
  })

  it('says what moved, what is in no ranking, and of which too little is known', () => {
    expect(elementsOf(root, 'section').map(({ attributes }) => attributes.get('id'))).toEqual([
      'ranking-1',
      'movers',
      'groups',
      'unranked',
      'unknown',
    ])
    expect(root.text).toContain('Silent: no decision is known to be open')
    expect(root.text).toMatch(/since 2025-12-02, from [+\u2212]/)
    // People are called by name where their names are given.
    expect(elementsOf(root, 'tbody')[0]?.text).not.toMatch(/p-\d/)
  })

  it('runs nothing, and links to no other site', () => {
    expect(script).toBe('')
    for (const href of ['https://elsewhere.test/', '//elsewhere.test', 'javascript:alert(1)', '/root', '', 'a b']) {
      expect(refused(() => toPortfolioPage(base, { accounts: [{ account: 'a0', href }] })).message).toContain('href')
    }
    expect(toPortfolioPage(portfolio([]))).toContain('There is no account.')
  })

  it('shows foreign text as it is', () => {
    for (const name of HOSTILE_LABELS.slice(0, 40)) {
      const named = portfolio(rows.map(row => ({ ...row, name })))
      expect(() => readPage(toPortfolioPage(named, { accounts }))).not.toThrow()
    }
  })
})

describeInBrowser('the page of a base in a browser', browser => {
  it.each([390, 1440])('%i pixels wide has no text over another, is accessible, and asks for nothing', async width => {
    const { page, trouble, close } = await openPage(browser(), html, { bypassCSP: true, viewport: { width, height: 900 } })
    try {
      for (const family of FONTS) {
        await setFont(page, family)
        expect(await collisions(page), family).toEqual([])
      }
      expect(await tooWide(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      expect(trouble).toEqual([])
    } finally {
      await close()
    }
  })
})
