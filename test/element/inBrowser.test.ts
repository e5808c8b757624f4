import { type AccountReport, accountReport, createVillage, snapshot, type VillageInput } from 'account-village'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { tooWide, violations } from '../support/audit.js'
import { BOARD_DAY, board } from '../support/boards.js'
import { describeInBrowser, type OpenPage, openPage } from '../support/browser.js'
import { harbour } from '../support/harbour.js'
import { HOSTILE_LABELS } from '../support/hostileLabels.js'
import { elementFiles } from './bundle.js'

/** As strict as a page can be that runs scripts of its own: no style and no script stands in it, and nothing is fetched. */
const POLICY = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'"

const reportOf = (input: VillageInput): AccountReport => accountReport(snapshot(createVillage(input), BOARD_DAY))
const fourteen = reportOf(board(14))
const port = reportOf(harbour)

/** A report as the script of an element holds it. */
const written = (report: object): string => `<script type="application/json">${JSON.stringify(report).replace(/</g, '\\u003c')}</script>`

describeInBrowser('the element <account-village>', browser => {
  let scripts: ReadonlyMap<string, string> = new Map()
  beforeAll(async () => {
    scripts = await elementFiles()
  }, 60_000)

  /** A page with elements, whose module comes first or last. */
  async function opened(body: string, options: BrowserContextOptions = {}, isFirst = true): Promise<OpenPage> {
    const module = '<script type="module" src="/element.js"></script>'
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ours</title>${isFirst ? module : ''}</head><body><main>${body}</main></body></html>`
    return openPage(browser(), html, options, { scripts, policy: POLICY })
  }

  const set = (page: Page, report: unknown, selector = 'account-village'): Promise<void> =>
    page.evaluate(`void (document.querySelector('${selector}').report = ${report === undefined ? 'undefined' : JSON.stringify(report)})`)

  it('shows the five questions and everybody on the map, and no request leaves but for its own files', async () => {
    const { page, trouble, close } = await opened(`<account-village>${written(fourteen)}</account-village>`)
    await page.locator('.person').first().waitFor()
    expect(await page.locator('.part h2').allTextContents()).toEqual([
      'Will it come off?',
      'Who can stop it?',
      'What changed, and why?',
      'What do we do next?',
      'What do we not know?',
    ])
    expect(await page.locator('.person').count()).toBe(fourteen.people.length)
    expect(await page.locator('.twin tbody tr').count()).toBe(fourteen.people.length)
    expect(await page.getByRole('region', { name: `${fourteen.account.name}: account report of ${BOARD_DAY}` }).count()).toBe(1)
    expect(trouble).toEqual([])
    await close()
  })

  it('shows page one alone without loading what draws the map, and reacts to its attribute', async () => {
    const { page, trouble, close } = await opened('<account-village view="page"></account-village>')
    const asked: string[] = []
    page.on('request', request => void asked.push(request.url()))
    await set(page, fourteen)
    await page.locator('h1').waitFor()
    expect([await page.locator('.one').count(), await page.locator('.map .person').count(), asked.length]).toEqual([1, 0, 0])
    await page.evaluate(`void document.querySelector('account-village').setAttribute('view', 'map')`)
    await page.locator('.person').first().waitFor()
    expect(await page.locator('.one').count()).toBe(0)
    expect(asked.length).toBeGreaterThan(0)
    await page.evaluate(`void (document.querySelector('account-village').view = 'page')`)
    await page.locator('.one').waitFor()
    expect(await page.locator('.person').count()).toBe(0)
    expect(await page.evaluate(`document.querySelector('account-village').getAttribute('view')`)).toBe('page')
    await page.evaluate(`void (document.querySelector('account-village').view = undefined)`)
    await page.locator('.person').first().waitFor()
    expect([await page.locator('.one').count(), await page.evaluate(`document.querySelector('account-village').view`)]).toEqual([1, 'all'])
    expect(trouble).toEqual([])
    await close()
  })

  it('is dark where the reader has it so, unless the page says otherwise', async () => {
    const { page, close } = await opened(`<account-village view="page">${written(port)}</account-village>`, { colorScheme: 'dark' })
    await page.locator('h1').waitFor()
    expect(await backgroundOf(page)).toBe('rgb(18, 23, 30)')
    await page.evaluate(`void document.querySelector('account-village').setAttribute('theme', 'light')`)
    expect(await backgroundOf(page)).toBe('rgb(255, 255, 255)')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.evaluate(`void document.querySelector('account-village').setAttribute('theme', 'dark')`)
    expect(await backgroundOf(page)).toBe('rgb(18, 23, 30)')
    await close()
  })

  it('takes font and colours from the page around it', async () => {
    const { page, close } = await opened(`<account-village>${written(port)}</account-village>`)
    await page.evaluate(`(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync('main { --account-village-font: monospace; --account-village-paper: rgb(1, 2, 3) } account-village::part(map) { margin-top: 7px }')
      document.adoptedStyleSheets = [sheet]
    })()`)
    await page.locator('.person').first().waitFor()
    expect(await backgroundOf(page)).toBe('rgb(1, 2, 3)')
    const style = (selector: string, name: string): Promise<unknown> =>
      page.evaluate(`getComputedStyle(document.querySelector('account-village').shadowRoot.querySelector('${selector}')).${name}`)
    expect([await style('h1', 'fontFamily'), await style('.person text', 'fontFamily'), await style('.village', 'marginTop')]).toEqual([
      'monospace',
      'monospace',
      '7px',
    ])
    await close()
  })

  it('has no markup of names in it, whatever they are', async () => {
    const labels = [...HOSTILE_LABELS, '</script><script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>']
    const report = reportOf({
      account: labels.join(' '),
      stakeholders: labels.map((name, i) => ({ id: `p${i}`, name, title: name, roles: ['economicBuyer'] })),
      units: labels.map((name, i) => ({ id: `u${i}`, name, kind: 'team' as const })),
      decisions: [{ id: 'd', name: labels.join(' '), kind: 'new' }],
    })
    const { page, trouble, close } = await opened(`<account-village>${written(report)}</account-village>`)
    await page.locator('.person').first().waitFor()
    expect(await page.locator('.person').count()).toBe(report.people.length)
    const strange = `[...document.querySelector('account-village').shadowRoot.querySelectorAll('*')].filter(node => /^(?:script|img|iframe|a|style|link|foreignobject)$/i.test(node.localName) || [...node.attributes].some(({ name }) => /^on|^style$|href/i.test(name))).length`
    expect(await page.evaluate(strange)).toBe(0)
    expect(await page.locator('account-village').getByText('<img src=x onerror=alert(1)>').count()).toBeGreaterThan(0)
    expect(trouble).toEqual([])
    await close()
  })

  it('is reached and scrolled by keyboard', async () => {
    const { page, close } = await opened(`<account-village view="map">${written(fourteen)}</account-village>`, {
      viewport: { width: 420, height: 800 },
    })
    await page.locator('.person').first().waitFor()
    const place = `(() => { const { shadowRoot } = document.querySelector('account-village'); return [shadowRoot.activeElement?.className ?? '', shadowRoot.querySelector('.scroll').scrollLeft > 0] })()`
    await page.keyboard.press('Tab')
    expect(await page.evaluate(place)).toEqual(['scroll', false])
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight')
    await page.waitForFunction(`(${place})[1]`)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(`document.querySelector('account-village').shadowRoot.activeElement.dataset.person`)).toBe('0')
    for (let i = 0; i < fourteen.people.length; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('details[open] table').waitFor()
    await close()
  })

  it('shows the last of several reports, nothing without one, and says when one cannot be shown', async () => {
    const { page, trouble, close } = await opened('<account-village></account-village>')
    await page.evaluate(
      `void document.querySelector('account-village').addEventListener('error', ({ error }) => void (globalThis.told = error.code))`,
    )
    await set(page, fourteen)
    await set(page, port)
    await page.locator('.person').first().waitFor()
    expect(await page.locator('.person').count()).toBe(port.people.length)
    for (const [given, says] of [
      [{ ...port, formulaVersion: 1 }, /is of other formulas than this element, which shows version \d/],
      [{ ...port, people: undefined, ties: 5 }, /lacks people, ties/],
      [{ ...port, people: [{ name: 'Ann' }] }, /lacks a field, or has one of another kind/],
      ['a report', /is not a report/],
      [{ ...port, coverage: { ...port.coverage, total: { ...port.coverage.total, shareHeard: 1e300 } } }, /cannot be shown/],
    ] as const) {
      await set(page, given)
      await expect.poll(() => page.getByRole('alert').textContent(), { timeout: 5000 }).toMatch(says)
      expect(await page.getByRole('alert').textContent()).not.toContain('Ann')
      expect(await page.evaluate('globalThis.told')).toBe('invalidArgument')
      await set(page, port)
      await page.locator('h1').waitFor()
    }
    await set(page, undefined)
    await page.locator('h1').waitFor({ state: 'detached' })
    expect(trouble).toEqual([])
    await close()
  })

  it('reads the report that is written in it, also when another is written there', async () => {
    const { page, trouble, close } = await opened(`<account-village view="page">${written(port)}</account-village>`)
    await page.locator('h1').waitFor()
    const account = page.locator('.kicker b')
    expect(await account.textContent()).toBe(port.account.name)
    await page.evaluate(
      `void (document.querySelector('script[type="application/json"]').textContent = ${JSON.stringify(JSON.stringify(fourteen))})`,
    )
    await expect.poll(() => account.textContent()).toBe(fourteen.account.name)
    await page.evaluate(`void (document.querySelector('script[type="application/json"]').textContent = '{ "account": "Acme"')`)
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('is not JSON')
    await set(page, port)
    await expect.poll(() => account.textContent()).toBe(port.account.name)
    expect(trouble).toEqual([])
    await close()
  })

  it('takes what was set before it was defined', async () => {
    const { page, trouble, close } = await opened('<account-village view="page"></account-village>', {}, false)
    await set(page, port)
    await page.evaluate(`import('/element.js')`)
    await page.locator('h1').waitFor()
    expect(await page.locator('.kicker b').textContent()).toBe(port.account.name)
    expect(trouble).toEqual([])
    await close()
  })

  it('stands twice on a page, each with a report, a width and ids of its own, and under another name too', async () => {
    const { page, trouble, close } = await opened(
      '<account-village id="one"></account-village><account-village id="two"></account-village>',
    )
    await set(page, fourteen, '#one')
    await set(page, port, '#two')
    await page.locator('#one .person').first().waitFor()
    await page.locator('#two .person').first().waitFor()
    expect([await page.locator('#one .person').count(), await page.locator('#two .person').count()]).toEqual([
      fourteen.people.length,
      port.people.length,
    ])
    const columns = (id: string): Promise<unknown> =>
      page.evaluate(
        `getComputedStyle(document.querySelector('${id}').shadowRoot.querySelector('.grid')).gridTemplateColumns.split(' ').length`,
      )
    await page.evaluate(`void (document.querySelector('#two').style.width = '500px')`)
    expect([await columns('#one'), await columns('#two')]).toEqual([2, 1])
    expect(
      await page.evaluate(
        `import('/element.js').then(({ defineAccountVillage }) => [defineAccountVillage(), defineAccountVillage('board-page')])`,
      ),
    ).toEqual([true, true])
    await page.evaluate(
      `void document.querySelector('main').append(Object.assign(document.createElement('board-page'), { report: ${JSON.stringify(port)} }))`,
    )
    await page.locator('board-page .person').first().waitFor()
    expect(trouble).toEqual([])
    await close()
  })

  it.each([
    ['light, on a laptop', { colorScheme: 'light' }],
    ['dark, on a laptop', { colorScheme: 'dark' }],
    ['light, on a phone', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
  ] as const)('has nothing that axe finds: %s', async (_, options) => {
    const { page, close } = await opened(`<account-village>${written(fourteen)}</account-village>`, options)
    await page.locator('.person').first().waitFor()
    expect([await tooWide(page), await violations(page)]).toEqual([0, []])
    await close()
  })
})

function backgroundOf(page: Page): Promise<unknown> {
  return page.evaluate(`getComputedStyle(document.querySelector('account-village').shadowRoot.querySelector('.frame')).backgroundColor`)
}
