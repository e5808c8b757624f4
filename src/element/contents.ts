import { pageHead, pageTitle } from '../render/html/pageHead.js'
import { pageOne } from '../render/html/pageOne/pageOne.js'
import { type Names, namesOf } from '../render/names.js'
import type { AccountReport } from '../report/accountReport.js'
import { type Child, element, type Markup } from '../support/markup.js'
import type { MapPart } from './mapPart.js'

/** All that the element shows, in an area named after the report. */
export function frameOf(report: AccountReport, ...parts: Child[]): Markup {
  return element('section', { class: 'frame', part: 'frame', 'aria-label': pageTitle(report, namesOf(report)) }, ...parts)
}

/** Page one with its head; the evidence is elsewhere. */
export function pagePart(report: AccountReport, names: Names): Markup {
  const options = { history: [], change: undefined, trackRecord: undefined, hasEvidence: false }
  return element('div', { part: 'page' }, pageHead(report, names), pageOne(report, names, options))
}

/** What stands in the place of the map until what draws it is there. */
export function waiting(): Markup {
  return element('p', { class: 'quiet', role: 'status' }, 'The map is being loaded.')
}

/** Why nothing is shown. */
export function trouble(message: string): Markup {
  return element('section', { class: 'frame', part: 'frame' }, element('p', { role: 'alert' }, `This report cannot be shown. ${message}`))
}

/** What draws the map, which is loaded when a map is first shown. */
export type MapModule = { readonly mapPart: (report: AccountReport, names: Names) => MapPart }
