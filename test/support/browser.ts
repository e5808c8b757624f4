import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'

/** Where a browser is, if there is one: as the environment says, or where Linux has it. */
const PATH = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  path => path !== undefined && existsSync(path),
)

/**
 * Tests in a browser without a window, which all of them share. Where there is none they are left out, which is said aloud; in continuous
 * integration that is a failure.
 */
export function describeInBrowser(name: string, tests: (browser: () => Browser) => void): void {
  if (PATH === undefined) {
    const message = `NO BROWSER: the tests of ${name} were skipped; install chromium, or name one in CHROMIUM`
    console.warn(message)
    if (process.env.CI !== undefined) {
      it(`${name} has a browser to be looked at in`, () => {
        throw new Error(message)
      })
    }
    describe.skip(name, () => {
      it('is looked at in a browser', () => {})
    })
    return
  }
  describe(name, () => {
    let open: Browser | undefined
    beforeAll(async () => {
      open = await chromium.launch({ executablePath: PATH, args: ['--no-sandbox', '--disable-gpu'] })
    })
    afterAll(async () => {
      await open?.close()
    })
    tests(() => {
      if (open === undefined) throw new Error('the browser is not open yet')
      return open
    })
  })
}

/** A page in a browser, and all that it asked for and complained of. */
export interface OpenPage {
  readonly page: Page
  /** Messages of the console, errors of scripts, dialogs, and requests for anything but the page itself. */
  readonly trouble: readonly string[]
  readonly close: () => Promise<void>
}

/** What a server has beside a page. */
export interface Served {
  /** Scripts by the names of their files. */
  readonly scripts: ReadonlyMap<string, string>
  /** The content security policy under which the page is sent. */
  readonly policy: string
}

/** Opens a page as if a server had sent it; whatever else is asked for fails. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
  { scripts, policy }: Served = { scripts: new Map(), policy: '' },
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, ...options })
  const page = await context.newPage()
  const trouble: string[] = []
  page.on('console', message => void trouble.push(`console: ${message.text()}`))
  page.on('pageerror', error => void trouble.push(`error: ${error.message}`))
  page.on('dialog', dialog => {
    trouble.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.route('**/*', async route => {
    const url = route.request().url()
    const headers = policy === '' ? {} : { 'content-security-policy': policy }
    if (url === ADDRESS) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html, headers })
    const script = scripts.get(url.slice(ADDRESS.length))
    if (script !== undefined) return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script })
    trouble.push(`request: ${url}`)
    return route.abort()
  })
  await page.goto(ADDRESS)
  return { page, trouble, close: () => context.close() }
}

const ADDRESS = 'http://page.test/'
