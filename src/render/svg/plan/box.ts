import { element, fragment, type Markup } from '../../../support/markup.js'
import type { PlanStep } from '../../planSteps.js'
import { label, round } from '../picture.js'
import { BOX_WIDTH, type BoxLine, MARK, PADDING } from './boxText.js'
import type { PlacedStep } from './placed.js'

/** A move as a box whose form tells where it stands: corners, round when under way, double when done, dashed when dropped, pointed when it takes no time. */
export function planBox({ step, text, x, y }: PlacedStep): Markup {
  const { state, isCritical, isLate, isMilestone } = step
  const names = ['an-box', `an-${state}`, ...(isCritical ? ['an-critical'] : [])].join(' ')
  const room = { x, y, width: BOX_WIDTH, height: text.height }
  return element(
    'g',
    {},
    isMilestone
      ? element('path', { class: names, d: pointed(room) })
      : element('rect', { class: names, ...rounded(room), rx: state === 'started' ? 20 : 3 }),
    state === 'done' && !isMilestone && element('rect', { class: 'an-inner', ...rounded(inset(room, 4)), rx: 1 }),
    stateMark(step, x + PADDING + 5, y + 17),
    isLate && lateMark(x + BOX_WIDTH - PADDING - 6, y + 17),
    text.lines.map(line => lineOf(line, step, x, y)),
  )
}

interface Room {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function inset({ x, y, width, height }: Room, by: number): Room {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by }
}

function rounded({ x, y, width, height }: Room): Room {
  return { x: round(x), y: round(y), width: round(width), height: round(height) }
}

/** A box with pointed sides. */
function pointed({ x, y, width, height }: Room): string {
  const middle = round(y + height / 2)
  return `M${round(x)},${round(y)}H${round(x + width)}L${round(x + width + POINT)},${middle}L${round(x + width)},${round(y + height)}H${round(x)}L${round(x - POINT)},${middle}Z`
}

/** How far the sides of a milestone stand out. */
export const POINT = 9

function lineOf({ kind, text, y: down }: BoxLine, { isLate, owner, state }: PlanStep, x: number, y: number): Markup {
  const names = {
    status: isLate ? 'small an-late' : 'small',
    statement: `strong${state === 'dropped' ? ' an-struck' : ''}`,
    owner: owner === '' ? 'quiet' : '',
    days: 'small quiet',
  }
  return label(text, x + PADDING + (kind === 'status' ? MARK : 0), y + down, { class: names[kind] })
}

/** A mark for where a move stands: an empty ring, one half full, a tick, a cross. */
export function stateMark({ state }: Pick<PlanStep, 'state'>, x: number, y: number): Markup {
  const ring = element('circle', { class: 'an-mark', cx: round(x), cy: round(y), r: 5 })
  switch (state) {
    case 'planned':
      return ring
    case 'started':
      return fragment(ring, element('path', { class: 'an-full', d: `M${round(x)},${round(y - 5)}a5,5 0 0 1 0,10z` }))
    case 'done':
      return element('path', { class: 'an-mark an-thick', d: `M${round(x - 5)},${round(y)}l4,4l6,-8` })
    case 'dropped':
      return element('path', { class: 'an-mark an-thick', d: `M${round(x - 4)},${round(y - 4)}l8,8m0,-8l-8,8` })
  }
}

/** A warning triangle. */
export function lateMark(x: number, y: number): Markup {
  return fragment(
    element('path', { class: 'an-warning', d: `M${round(x)},${round(y - 6)}l7,12h-14z` }),
    element('path', { class: 'an-exclamation', d: `M${round(x)},${round(y - 1.5)}v3.5m0,1.6v0.6` }),
  )
}
