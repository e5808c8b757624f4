import { CLASS_ORDER } from '../../model/role.js'
import type { AccountMoment } from '../../report/accountHistory.js'
import type { AccountReport } from '../../report/accountReport.js'
import { STANCES } from '../../sentiment/stance.js'
import { element, type Markup } from '../../support/markup.js'
import { CLASS_WORDS } from '../classWords.js'
import type { Names } from '../names.js'
import { mark } from '../svg/map/marks.js'
import { paperMaps } from '../svg/map/paperMaps.js'
import { pictureElement } from '../svg/picture.js'
import { figureElement } from './figure.js'
import { MAP_WORDS, mapFigure } from './mapFigure.js'
import { peopleTwin } from './peopleTwin.js'
import type { Section } from './section.js'

/** Who is there, who moves whom, and who can stop the decision; with what the page's script needs to move it. */
export function mapSection(report: AccountReport, names: Names, history: readonly AccountMoment[]): Section {
  const figure = mapFigure(report)
  return {
    id: 'village',
    title: 'The village',
    figure,
    body: element(
      'div',
      {},
      element(
        'p',
        { class: 'lead' },
        MAP_WORDS,
        element(
          'span',
          { class: 'hint', id: 'hint', hidden: true },
          ' Point at somebody, or go there by keyboard, to see who moves them and whom they move, directly and through others.',
        ),
      ),
      controls(report, history),
      paperElement(report),
      figureElement(figure, element('figcaption', {}, element('p', { class: 'told', id: 'told', role: 'status' }))),
      marks(),
      peopleTwin(report, names),
    ),
  }
}

/** The map as paper has it: in the same letters, but never smaller than can be read. */
function paperElement(report: AccountReport): Markup {
  const pictures = paperMaps(report)
  return element(
    'div',
    { class: 'paper-only', 'aria-hidden': 'true' },
    ...pictures.map((picture, i) => element('figure', {}, pictureElement(picture, `paper-map-${i + 1}`))),
  )
}

/** Shown by the script only, without which they would do nothing. */
function controls({ people }: AccountReport, history: readonly AccountMoment[]): Markup {
  const classes = CLASS_ORDER.filter(each => people.some(({ power }) => power.class === each))
  return element(
    'form',
    { class: 'controls', id: 'controls', hidden: true, autocomplete: 'off' },
    element(
      'fieldset',
      {},
      element('legend', {}, 'Show'),
      ...classes.map(each =>
        element('label', {}, element('input', { type: 'checkbox', name: 'class', value: each, checked: true }), ` ${CLASS_WORDS[each]}`),
      ),
    ),
    history.length > 1 &&
      element(
        'div',
        { class: 'slider' },
        element('label', { for: 'date' }, 'As of'),
        element('input', { type: 'range', id: 'date', min: 0, max: history.length - 1, value: history.length - 1, step: 1 }),
        element('output', { for: 'date', id: 'shown' }, history.at(-1)?.at),
      ),
  )
}

/** The marks of all stances in one size, for the script to copy. */
function marks(): Markup {
  const one = (stance: (typeof STANCES)[number]): Markup => element('g', { 'data-stance': stance }, mark(stance, 1, 0, 0, 10))
  return element('template', { id: 'marks' }, element('svg', { xmlns: 'http://www.w3.org/2000/svg' }, ...STANCES.map(one)))
}
