import type { AccountReport } from '../../../report/accountReport.js'
import { type Child, element, fragment, type Markup } from '../../../support/markup.js'
import { type ChangeRow, type Changes, handoverSentence, withSign } from '../../pageOne/changes.js'
import { plain } from '../../plain.js'
import { hatching } from '../../svg/marks.js'
import { round } from '../../svg/picture.js'
import { unbroken } from '../unbroken.js'
import { part } from './part.js'

/** What changed since an earlier day and why, in bars that add up. */
export function changedPart(report: AccountReport, changes: Changes | undefined, since: string | undefined): Markup {
  const handover = handoverSentence(report)
  if (changes === undefined) {
    const why =
      since === undefined
        ? 'There is no earlier report to compare with.'
        : `Since ${plain(since)} nothing changed that may be told as a number.`
    return part('changed', 'What changed, and why?', '', element('p', { class: 'calm' }, why), told(handover))
  }
  const { unit, from, rows, total } = changes
  const aside = unit === 'points' ? `percentage points at the vote since ${plain(from)}` : `sentiment in hundredths since ${plain(from)}`
  const widest = Math.max(1, ...rows.map(({ adds }) => Math.abs(adds)))
  const sum =
    total === 0
      ? 'In all no change'
      : `In all ${withSign(total)} ${unit === 'points' ? (Math.abs(total) === 1 ? 'point' : 'points') : 'hundredths of the scale'}`
  return part(
    'changed',
    'What changed, and why?',
    aside,
    rows.length > 0 && element('ul', { class: 'bars' }, ...rows.map(row => item(row, widest))),
    element('p', { class: 's q sum' }, element('b', {}, `${sum}.`), ' ', unbroken(handover)),
  )
}

function told(sentence: string): Child {
  return sentence !== '' && element('p', { class: 's q sum' }, unbroken(sentence))
}

function item({ words, adds, byTime, isRest }: ChangeRow, widest: number): Markup {
  const tone = adds < 0 ? 'bad' : 'good'
  return element(
    'li',
    { class: adds === 0 ? 'mid' : tone },
    element('span', { class: isRest ? 'q' : undefined }, words),
    bar(adds / widest, byTime),
    element('span', { class: 'v tone' }, withSign(adds)),
  )
}

/** A bar to the right or left of nothing; hatched where nothing but time did it. */
function bar(part: number, byTime: boolean): Markup {
  const width = round(Math.abs(part) * 58)
  const x = part < 0 ? round(61 - width) : 61
  return element(
    'svg',
    { class: 'picture', viewBox: '0 0 122 16', 'aria-hidden': 'true' },
    element('path', { class: 'axis', d: 'M61 0V16' }),
    width > 0 && byTime
      ? fragment(
          element('rect', { class: 'outlined', x, y: 3, width, height: 10 }),
          element('g', { class: 'aged' }, hatching(x, 3, width, 10, 5)),
        )
      : element('rect', { class: 'toned', x, y: 3, width, height: 10 }),
  )
}
