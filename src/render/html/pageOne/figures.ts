import { isFirm, type OpenDecisionOutlook } from '../../../report/outlookSummary.js'
import { type Child, element, type Markup } from '../../../support/markup.js'
import type { Names } from '../../names.js'
import { amount, count, grouped, percent } from '../../numbers.js'
import { chanceWords, moneyWords, rough, span } from '../../outlookWords.js'
import { round } from '../../svg/picture.js'
import { unbroken } from '../unbroken.js'

/** The chance at the vote, that of today, and the money at risk, each with its interval. */
export function figures(outlook: OpenDecisionOutlook, names: Names): Markup {
  return element('dl', { class: 'nums' }, chances(outlook), money(outlook, names))
}

function chances(outlook: OpenDecisionOutlook): Child {
  const { basis, daysLeft, ifVotedToday, probabilityOfYes = Number.NaN, interval, range } = outlook
  const vote =
    daysLeft === undefined
      ? 'At the vote'
      : daysLeft < 0
        ? 'At the vote, overdue'
        : `At the vote, in ${count(Math.ceil(daysLeft), 'day', 'days')}`
  if (basis === 'priorOnly') return entry('', vote, 'not known', 'nobody who decides was heard')
  if (isFirm(outlook) && interval !== undefined && ifVotedToday !== undefined) {
    return [
      entry('diamond', vote, percent(probabilityOfYes), span(interval, 'to')),
      entry('dot', 'If they voted today', percent(ifVotedToday.probabilityOfYes), span(ifVotedToday.interval, 'to')),
    ]
  }
  const told = chanceWords(outlook)
  if (basis === 'mostlyPrior' && range !== undefined)
    return entry(
      '',
      vote,
      span(range, 'to'),
      told.sentences
        .join(' ')
        .replace(/^It depends/, 'depending')
        .replace(/\.$/, ''),
    )
  return [
    entry('', vote, interval === undefined ? 'not known' : span(interval, 'to'), 'most of what was heard will have faded'),
    ifVotedToday !== undefined &&
      entry('dot', 'If they voted today', percent(ifVotedToday.probabilityOfYes), span(ifVotedToday.interval, 'to')),
  ]
}

function money(outlook: OpenDecisionOutlook, names: Names): Child {
  const { value, probabilityOfYes = Number.NaN, interval } = outlook
  if (value === undefined) return entry('', 'Money at risk at the vote', 'not known', 'the decision has no value')
  if (outlook.basis === 'priorOnly') return entry('', 'Money at risk at the vote', amount(value), 'open, not judged')
  if (!isFirm(outlook) || interval === undefined) {
    const { figure, sentences } = moneyWords(outlook, names)
    return [
      entry(
        '',
        'Money at risk at the vote',
        figure,
        `of ${grouped(value.amount)}`,
        element('p', { class: 's q' }, unbroken(sentences.join(' '))),
      ),
    ]
  }
  const [low, high] = [1 - interval[1], 1 - interval[0]]
  return entry(
    '',
    'Money at risk at the vote',
    amount({ ...value, amount: rough(value.amount * (1 - probabilityOfYes)) }),
    `of ${grouped(value.amount)}`,
    bar(1 - probabilityOfYes, low, high),
    element('p', { class: 's q' }, `between ${grouped(rough(value.amount * low))} and ${grouped(rough(value.amount * high))}`),
  )
}

function entry(key: 'diamond' | 'dot' | '', name: string, figure: string, beside: string, ...below: Child[]): Markup {
  return element(
    'div',
    { class: name.startsWith('Money') ? 'm' : undefined },
    element('dt', {}, key !== '' && sign(key), name),
    element(
      'dd',
      { class: figure.length > 9 ? 'fig small' : 'fig' },
      element('b', {}, unbroken(figure)),
      ' ',
      element('span', { class: 'q' }, unbroken(beside)),
    ),
    below.length > 0 && element('dd', {}, ...below),
  )
}

function sign(key: 'diamond' | 'dot'): Markup {
  return element(
    'svg',
    { class: 'key', viewBox: '0 0 12 12', 'aria-hidden': 'true' },
    key === 'dot' ? element('circle', { class: 'ink', cx: 6, cy: 6, r: 5 }) : element('path', { class: 'diamond', d: 'M6 1l5 5-5 5-5-5z' }),
  )
}

/** From nothing to the value: what is at risk filled, its interval below. */
function bar(part: number, low: number, high: number): Markup {
  const x = (share: number): number => round(2 + 216 * share)
  return element(
    'svg',
    { class: 'picture', viewBox: '0 0 220 22', 'aria-hidden': 'true' },
    element('rect', { class: 'band', x: 2, y: 2, width: 216, height: 8 }),
    element('rect', { class: 'risk', x: 2, y: 2, width: round(216 * part), height: 8 }),
    element('path', { class: 'whisker', d: `M${x(low)} 17H${x(high)}M${x(low)} 13V21M${x(high)} 13V21M${x(part)} 13V21` }),
  )
}
