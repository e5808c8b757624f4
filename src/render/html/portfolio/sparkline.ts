import type { AccountMoment } from '../../../report/accountHistory.js'
import { element, type Markup } from '../../../support/markup.js'
import { signed } from '../../numbers.js'
import { hatching } from '../../svg/marks.js'
import { round } from '../../svg/picture.js'

const SIZE = { width: 104, height: 26 }
const PAD = 3

/** How the sentiment of an account went, from −1 to +1 about a line at nothing; hatched where too little was known. */
export function sparkline(history: readonly AccountMoment[]): Markup {
  const step = (SIZE.width - 2 * PAD) / Math.max(1, history.length - 1)
  const x = (i: number): number => round(PAD + step * i)
  const y = (value: number): number => round(SIZE.height / 2 - value * (SIZE.height / 2 - PAD))
  const values = history.map(({ value: { sentiment } }) => (sentiment.state === 'insufficientSignal' ? undefined : sentiment.value))
  const last = values.at(-1)
  let pen = 'M'
  let line = ''
  for (const [i, value] of values.entries()) {
    if (value === undefined) pen = 'M'
    else {
      line += `${pen}${x(i)} ${y(value)}`
      pen = 'L'
    }
  }
  const [from, to] = [values.find(each => each !== undefined), last]
  const said =
    line === '' ? 'too little known' : `from ${signed(from).trim()} to ${to === undefined ? 'too little known' : signed(to).trim()}`
  return element(
    'svg',
    {
      class: 'picture spark',
      viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
      role: 'img',
      'aria-label': `Sentiment over the last year: ${said}`,
    },
    element('path', { class: 'rule', d: `M${PAD} ${SIZE.height / 2}H${SIZE.width - PAD}` }),
    values.map((value, i) => value === undefined && hatching(x(i) - step / 2, PAD, step, SIZE.height - 2 * PAD, step)),
    line !== '' && element('path', { class: 'course', d: line }),
    last !== undefined && element('circle', { class: 'ink', cx: x(values.length - 1), cy: y(last), r: 2.6 }),
  )
}
