import type { Interval } from '../../../support/interval.js'
import { element, fragment, type Markup } from '../../../support/markup.js'
import { STANCE_WORDS } from '../../names.js'
import { percent, signed } from '../../numbers.js'
import type { Stopper } from '../../pageOne/stoppers.js'
import { TONES } from '../../svg/map/marks.js'
import { round } from '../../svg/picture.js'
import { unbroken } from '../unbroken.js'
import { ringed } from './marks.js'

/** Who decides or can stop the decision: what they think, when they were last heard, what they wait for. */
export function peopleTable(rows: readonly Stopper[], caption: string): Markup {
  return element(
    'table',
    { class: 'who' },
    element('caption', { class: 'vh' }, caption),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'col', class: 'mk' }, element('span', { class: 'vh' }, 'Can stop it')),
        element('th', { scope: 'col', class: 'nm' }, 'Who'),
        element('th', { scope: 'col', class: 'th' }, 'Thinks, −1 to +1'),
        element('th', { scope: 'col', class: 'lh' }, 'Last heard'),
        element('th', { scope: 'col', class: 'wf' }, 'Waits for'),
      ),
    ),
    element('tbody', {}, ...rows.map(row)),
  )
}

function row({ name, post, stance, sentiment, known, canStop, heard, heardOn, waits, late }: Stopper): Markup {
  const says = `${canStop ? 'can stop it alone; ' : ''}${percent(known)} known`
  return element(
    'tr',
    {},
    element('td', { class: 'mk' }, ringed(stance, known, canStop), element('span', { class: 'vh' }, says)),
    element(
      'th',
      { scope: 'row', class: 'nm' },
      element('span', { class: 'b' }, name),
      element('span', { class: 'q s below' }, unbroken(post)),
    ),
    element(
      'td',
      { class: `th ${TONES[stance]}` },
      element(
        'span',
        { class: 'says' },
        element('span', { class: 'tone b nw' }, STANCE_WORDS[stance]),
        sentiment !== undefined && strip(sentiment.value, sentiment.interval),
      ),
      sentiment !== undefined && element('span', { class: 'q s nw below' }, spread(sentiment.value, sentiment.interval)),
    ),
    element(
      'td',
      { class: 'lh' },
      element('span', { class: 'nw' }, heard),
      heardOn !== '' && element('span', { class: 'q s below' }, heardOn),
    ),
    element('td', { class: 'wf' }, waits, late !== '' && ['; ', element('span', { class: 'b' }, late)]),
  )
}

function spread(value: number, [low, high]: Interval): string {
  return `${signed(value).trim()} (${signed(low).trim()} to ${signed(high).trim()})`.replace(/ /g, '\u00A0')
}

/** A sentiment and its interval from −1 to +1. */
function strip(value: number, [low, high]: Interval): Markup {
  const x = (at: number): number => round(64 + 60 * at)
  return element(
    'svg',
    { class: 'picture strip', viewBox: '0 0 128 14', 'aria-hidden': 'true' },
    fragment(element('path', { class: 'rule', d: 'M4 7H124' }), element('path', { class: 'axis', d: 'M64 2V12' })),
    element('path', { class: 'reach', d: `M${x(low)} 7H${x(high)}M${x(low)} 4V10M${x(high)} 4V10` }),
    element('circle', { class: 'toned', cx: x(value), cy: 7, r: 4 }),
  )
}
