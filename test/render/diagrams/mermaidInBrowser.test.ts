import { readFileSync } from 'node:fs'
import { createVillage, snapshot } from 'account-village'
import { toMermaid } from 'account-village/render'
import { expect, it } from 'vitest'
import { plain } from '../../../src/render/plain.js'
import { describeInBrowser } from '../../support/browser.js'
import { HOSTILE_LABELS } from '../../support/hostileLabels.js'

describeInBrowser('a flowchart in a browser', browser => {
  it('shows foreign text as it is, and nothing in it does anything', async () => {
    const labels = HOSTILE_LABELS.filter(label => label.length <= 48)
    const village = createVillage({
      account: { id: 'a', name: '</title><script>alert(1)</script>' },
      units: labels.map((name, i) => ({ id: `u${i}`, name, kind: 'team' })),
      stakeholders: labels.map((name, i) => ({ id: `p${i}`, name, unit: `u${i}`, roles: ['user'] })),
    })
    const text = toMermaid(snapshot(village, '2026-03-02'))
    const page = await browser().newPage()
    try {
      const alarms: string[] = []
      page.on('dialog', dialog => void alarms.push(dialog.message()))
      await page.setContent('<!doctype html><body><div id="out"></div></body>')
      await page.addScriptTag({
        content: readFileSync(new URL('../../../node_modules/mermaid/dist/mermaid.min.js', import.meta.url), 'utf8'),
      })
      const drawn: { people: string[]; units: string[]; title: string; scripts: number } = await page.evaluate(`(async () => {
        mermaid.initialize({ startOnLoad: false })
        const { svg } = await mermaid.render('drawing', ${JSON.stringify(text)})
        const out = document.getElementById('out')
        out.innerHTML = svg
        const all = selector => [...out.querySelectorAll(selector)]
        return {
          people: all('.node .nodeLabel').map(node => node.innerHTML.split('<br')[0]).map(html => new DOMParser().parseFromString(html, 'text/html').body.textContent),
          units: all('.cluster-label .nodeLabel').map(node => node.textContent),
          title: out.querySelector('title').textContent,
          scripts: all('script, iframe, img, a, i, math, [onload], [onerror], [onclick]').length,
        }
      })()`)
      // A joiner that is not seen keeps icons and formulas from beginning.
      const seen = (label: string): string => plain(label).replaceAll('\u200C', '').trim()
      expect(drawn.people.map(seen).sort()).toEqual([...labels.map(seen), '(unknown economic buyer)'].sort())
      expect(drawn.units.map(seen).sort()).toEqual(labels.map(seen).sort())
      expect(drawn.title).toBe('</title><script>alert(1)</script>')
      expect(drawn.scripts).toBe(0)
      expect(alarms).toEqual([])
    } finally {
      await page.close()
    }
  })
})
