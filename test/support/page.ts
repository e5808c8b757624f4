import { accountHistory, accountReport, createVillage, explainChange, type Snapshot, snapshot, type VillageInput } from 'account-village'
import { type HtmlOptions, toHtmlReport } from 'account-village/render'
import { BOARD_DAY } from './boards.js'
import { readXml, type XmlElement } from './xml.js'

/** A page of a village as the command line writes it: with three years of history and what changed in three months. */
export function pageOf(input: VillageInput, decision?: string): string {
  const { now, ...options } = lookedBack(input, decision)
  return toHtmlReport(accountReport(now), options)
}

/** The snapshot of the day on which boards are looked at, and what went before. */
export function lookedBack(input: VillageInput, decision?: string): HtmlOptions & { readonly now: Snapshot } {
  const village = createVillage(input)
  const options = decision === undefined ? {} : { decision }
  const [before, now] = [snapshot(village, '2025-12-02', options), snapshot(village, BOARD_DAY, options)]
  const history = accountHistory(village, BOARD_DAY, { ...options, steps: 36 })
  return { now, history, change: { from: before.asOf, explanation: explainChange(before, now) } }
}

/** A page of HTML, taken apart. */
export interface ReadPage {
  readonly root: XmlElement
  readonly style: string
  /** What runs, without what is data. */
  readonly script: string
}

/** Takes a page apart; throws when it is not well formed. Its style and its script are read as they stand, as HTML has it. */
export function readPage(html: string): ReadPage {
  const raw = { style: '', script: '' }
  const rest = html
    .replace(/^<!doctype html>\n/, '')
    .replace(/<(style|script)>(.*?)<\/\1>/gs, (_, name: 'style' | 'script', text: string) => {
      if (raw[name] !== '') throw new Error(`a second ${name}`)
      raw[name] = text
      return `<${name}></${name}>`
    })
    .replace(/(<script type="application\/json"[^>]*>)(.*?)(<\/script>)/gs, (_, begin: string, text: string, end: string) => {
      return `${begin}${text.replaceAll('&', '&amp;')}${end}`
    })
  return { root: readXml(rest), ...raw }
}

/** The element with an id. */
export function byId(root: XmlElement, id: string): XmlElement | undefined {
  if (root.attributes.get('id') === id) return root
  for (const child of root.children) {
    const found = byId(child, id)
    if (found !== undefined) return found
  }
  return undefined
}

/** What a sentiment amounts to: five equal steps from -1 to 1. */
export function stanceByHand(value: number | undefined): (typeof STEPS)[number] | 'unknown' {
  return value === undefined ? 'unknown' : (STEPS[Math.min(4, Math.floor((value + 1) * 2.5))] ?? 'unknown')
}

const STEPS = ['opponent', 'nonSupporter', 'neutral', 'supporter', 'champion'] as const

/** A sentiment as pages print it. */
export function hundredths(value: number): string {
  const digits = Math.abs(value).toFixed(2)
  return digits === '0.00' ? digits : `${value < 0 ? '\u2212' : '+'}${digits}`
}
