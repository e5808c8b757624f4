import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'

/** What is found in a diagram that Mermaid has drawn, and the dialogs that it opened. */
export interface DrawnDiagram<Found> {
  readonly found: Found
  readonly alarms: readonly string[]
  /** How many elements in it could run, load or lead anywhere. */
  readonly strange: number
}

/**
 * Draws a diagram with Mermaid in a page of a browser.
 *
 * @param find an expression in the page's own language; `all(selector)` gives the elements in the diagram, and `textIn(html)` what a piece of it says
 */
export async function drawnByMermaid<Found>(browser: Browser, text: string, find: string): Promise<DrawnDiagram<Found>> {
  const page = await browser.newPage()
  try {
    const alarms: string[] = []
    page.on('dialog', dialog => void alarms.push(dialog.message()))
    await page.setContent('<!doctype html><body><div id="out"></div></body>')
    await page.addScriptTag({ content: readFileSync(new URL('../../node_modules/mermaid/dist/mermaid.min.js', import.meta.url), 'utf8') })
    const { found, strange } = await page.evaluate<{ found: Found; strange: number }>(`(async () => {
      mermaid.initialize({ startOnLoad: false })
      const { svg } = await mermaid.render('drawing', ${JSON.stringify(text)})
      const out = document.getElementById('out')
      out.innerHTML = svg
      const all = selector => [...out.querySelectorAll(selector)]
      const textIn = html => new DOMParser().parseFromString(html, 'text/html').body.textContent
      return { found: ${find}, strange: all('script, iframe, img, a, i, math, [onload], [onerror], [onclick]').length }
    })()`)
    return { found, alarms, strange }
  } finally {
    await page.close()
  }
}
