import { figureElement } from '../render/html/figure.js'
import { MAP_WORDS, mapFigure } from '../render/html/mapFigure.js'
import { peopleTwin } from '../render/html/peopleTwin.js'
import { leastWidth } from '../render/html/style.js'
import type { Names } from '../render/names.js'
import type { AccountReport } from '../report/accountReport.js'
import { element, type Markup } from '../support/markup.js'

/** A map, and the style rules that it brings. */
export interface MapPart {
  readonly body: Markup
  readonly rules: string
}

/** The village map, and the same as a table. */
export function mapPart(report: AccountReport, names: Names): MapPart {
  const figure = mapFigure(report)
  return {
    body: element(
      'section',
      { class: 'village', part: 'map', 'aria-labelledby': 'village-heading' },
      element('h2', { id: 'village-heading' }, 'The village'),
      element('p', { class: 'lead' }, MAP_WORDS),
      figureElement(figure),
      peopleTwin(report, names),
    ),
    rules: `${figure.picture.rules}\n${leastWidth(figure)}`,
  }
}
