import { STANCES } from '../../../sentiment/stance.js'
import { element, type Markup } from '../../../support/markup.js'
import { STANCE_WORDS } from '../../names.js'
import { mark, stopSign, TONES } from '../../svg/map/marks.js'
import { hatching } from '../../svg/marks.js'
import { small } from './marks.js'

/** What the signs of the first page mean. */
export function legend(hasAged: boolean): Markup {
  const stances = [...STANCES].reverse().filter(stance => stance !== 'unknown')
  return element(
    'p',
    { class: 'foot' },
    ...[...stances, 'unknown' as const].map(stance =>
      element('span', {}, small('0 0 22 22', element('g', { class: TONES[stance] }, mark(stance, 0, 11, 11, 9))), STANCE_WORDS[stance]),
    ),
    element('span', {}, small('0 0 22 22', element('g', { class: 'mid' }, mark('neutral', 0.6, 11, 11, 9))), 'ring: how much is known'),
    element('span', {}, small('0 0 22 22', stopSign(11, 11, 8.5)), 'can stop it alone'),
    hasAged &&
      element(
        'span',
        { class: 'good' },
        element(
          'svg',
          { class: 'picture bar', viewBox: '0 0 26 12', 'aria-hidden': 'true' },
          element('rect', { class: 'outlined', x: 0.5, y: 1, width: 25, height: 10 }),
          element('g', { class: 'aged' }, hatching(0.5, 1, 25, 10, 5)),
        ),
        'hatched: by time alone',
      ),
    element('span', {}, 'Whiskers and bands: 90 % intervals'.replace('90 %', '90\u00A0%')),
  )
}
