import { createVillage, snapshot } from 'account-village'
import { toMermaid } from 'account-village/render'
import { expect, it } from 'vitest'
import { plain } from '../../../src/render/plain.js'
import { describeInBrowser } from '../../support/browser.js'
import { HOSTILE_LABELS } from '../../support/hostileLabels.js'
import { drawnByMermaid } from '../../support/mermaidPage.js'

describeInBrowser('a flowchart in a browser', browser => {
  it('shows foreign text as it is, and nothing in it does anything', async () => {
    const labels = HOSTILE_LABELS.filter(label => label.length <= 48)
    const village = createVillage({
      account: { id: 'a', name: '</title><script>alert(1)</script>' },
      units: labels.map((name, i) => ({ id: `u${i}`, name, kind: 'team' })),
      stakeholders: labels.map((name, i) => ({ id: `p${i}`, name, unit: `u${i}`, roles: ['user'] })),
    })
    const text = toMermaid(snapshot(village, '2026-03-02'))
    const { found, alarms, strange } = await drawnByMermaid<{ people: string[]; units: string[]; title: string }>(
      browser(),
      text,
      `{
        people: all('.node .nodeLabel').map(node => textIn(node.innerHTML.split('<br')[0])),
        units: all('.cluster-label .nodeLabel').map(node => node.textContent),
        title: out.querySelector('title').textContent,
      }`,
    )
    // A joiner that is not seen keeps icons and formulas from beginning.
    const seen = (label: string): string => plain(label).replaceAll('\u200C', '').trim()
    expect(found.people.map(seen).sort()).toEqual([...labels.map(seen), '(unknown economic buyer)'].sort())
    expect(found.units.map(seen).sort()).toEqual(labels.map(seen).sort())
    expect(found.title).toBe('</title><script>alert(1)</script>')
    expect(strange).toBe(0)
    expect(alarms).toEqual([])
  })
})
