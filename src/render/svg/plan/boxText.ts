import { daysWords, ownerWords, type PlanStep, statusWords } from '../../planSteps.js'
import { shortened } from '../picture.js'
import { wrapped } from '../wrapped.js'

/** How wide every box is. */
export const BOX_WIDTH = 252
/** Between the sides of a box and its text. */
export const PADDING = 12

/** A line of text in a box, how far below its top it stands. */
export interface BoxLine {
  readonly text: string
  readonly y: number
  readonly kind: 'status' | 'statement' | 'owner' | 'days'
}

/** What stands in the box of a move, and how high it is. */
export interface BoxText {
  readonly lines: readonly BoxLine[]
  readonly height: number
}

const ROOM = BOX_WIDTH - 2 * PADDING
/** The status stands beside a mark, and leaves room for another. */
export const MARK = 16
/** So many lines of a statement are shown. */
const MOST_LINES = 4

/** What stands in the box of a move: where it stands, what is to be done, who sees to it, and when. */
export function boxTextOf(step: PlanStep): BoxText {
  const days = [daysWords(step), ...(step.latest === undefined ? [] : [`at the latest ${step.latest}`])].filter(text => text !== '')
  const owner = ownerWords(step)
  const texts = [
    { kind: 'status', text: shortened(statusWords(step), ROOM - 2 * MARK, 11), rise: 21 },
    // Strong letters are wider.
    ...wrapped(step.statement, ROOM, 15, MOST_LINES).map((text, i) => ({ kind: 'statement', text, rise: i === 0 ? 22 : 17 }) as const),
    ...(owner === '' ? [] : [{ kind: 'owner', text: shortened(owner, ROOM, 13), rise: 21 } as const]),
    ...days.map((text, i) => ({ kind: 'days', text, rise: i === 0 && owner === '' ? 20 : 16 }) as const),
  ] as const
  let y = 0
  const lines = texts.map(({ kind, text, rise }): BoxLine => {
    y += rise
    return { kind, text, y }
  })
  return { lines, height: y + 12 }
}
