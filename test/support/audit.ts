import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

/** What axe finds that keeps people out, each with its gravity, its rule and its place. The page must let scripts be added. */
export async function violations(page: Page): Promise<readonly string[]> {
  if (await page.evaluate<boolean>('globalThis.axe === undefined')) await page.evaluate(AXE)
  return page.evaluate<string[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target }) => impact + ' ' + id + ': ' + target.join(' '))))`,
  )
}

/** By how many pixels a page is wider than its window, so that it must be moved sideways to be read; 0 where it fits. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(0, document.scrollingElement.scrollWidth - document.documentElement.clientWidth)')
}
