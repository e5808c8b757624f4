import { type Child, element, type Markup } from '../../support/markup.js'
import { pictureElement } from '../svg/picture.js'
import type { Figure } from './section.js'

/** A picture in a page; where it is wider than the screen, it is scrolled and stays legible. */
export function figureElement({ picture, id }: Figure, ...below: Child[]): Markup {
  return element(
    'figure',
    { id: `${id}-figure` },
    element('div', { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': picture.title }, pictureElement(picture, id)),
    ...below,
  )
}
