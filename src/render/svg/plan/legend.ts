import type { MoveState } from '../../../model/move.js'
import { element, fragment, type Markup } from '../../../support/markup.js'
import { STATE_WORDS } from '../../planSteps.js'
import { label, textWidth } from '../picture.js'
import { lateMark, stateMark } from './box.js'

const STATES: readonly MoveState[] = ['planned', 'started', 'done', 'dropped']
const GAP = 22

/** What marks and lines mean, in a row. */
export function planLegend(x: number, y: number): Markup {
  let left = x
  const item = (text: string, width: number, mark: (at: number) => Markup): Markup => {
    const at = left
    left += width + 8 + textWidth(text, 11) + GAP
    return fragment(mark(at), label(text, at + width + 8, y, { class: 'small quiet' }))
  }
  return fragment(
    STATES.map(state => item(STATE_WORDS[state], 12, at => stateMark({ state }, at + 6, y - 4))),
    item('late: cannot be done in time', 14, at => lateMark(at + 7, y - 4)),
    item('critical: it holds up the rest', 26, at => element('path', { class: 'an-link an-hot', d: `M${at},${y - 4}h26` })),
    item('leads to what waits for it', 26, at => element('path', { class: 'an-link', d: `M${at},${y - 4}h26` })),
  )
}
