import type { Stance } from '../../../sentiment/stance.js'
import { type Child, element, type Markup } from '../../../support/markup.js'
import { mark, stopSign, TONES } from '../../svg/map/marks.js'

/** The mark of a person as on the map: what they think, how much of it is known, and whether they can stop the decision alone. */
export function ringed(stance: Stance, known: number, canStop: boolean): Markup {
  return small('0 0 32 32', element('g', { class: TONES[stance] }, mark(stance, known, 15, 17, 12.6)), canStop && stopSign(25, 7, 6.4))
}

/** A sign of the map in a picture of its own. */
export function small(viewBox: string, ...body: Child[]): Markup {
  return element('svg', { class: 'picture map', viewBox, 'aria-hidden': 'true' }, ...body)
}
