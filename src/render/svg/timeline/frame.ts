import { scaleLinear, scaleUtc } from 'd3-scale'
import { DAY, formatInstant } from '../../../support/instants.js'
import { element, type Markup } from '../../../support/markup.js'
import { label, round } from '../picture.js'
import type { Moment } from './moments.js'

/** Where the panels of a timeline begin and end, and where a moment stands. */
export interface Frame {
  readonly left: number
  readonly right: number
  /** The first and the last moment shown, in milliseconds. */
  readonly from: number
  readonly to: number
  x(time: number): number
  /** What is marked on the axis of time. */
  readonly ticks: readonly { readonly x: number; readonly text: string; readonly isYear: boolean }[]
}

/** A panel of a timeline. */
export interface Panel {
  readonly top: number
  readonly bottom: number
  y(value: number): number
}

/** The frame of some moments; a single one stands in the middle of a month. */
export function frameOf(moments: readonly Moment[], left: number, right: number): Frame {
  const [first, last] = [moments[0]?.time ?? 0, moments.at(-1)?.time ?? 0]
  const [from, to] = first < last ? [first, last] : [first - 15 * DAY, last + 15 * DAY]
  const scale = scaleUtc().domain([from, to]).range([left, right])
  const times = scale.ticks(8).map(date => date.getTime())
  const ticks = times.map((time, i) => ({ x: scale(time), ...tickText(time, i === 0) }))
  return { left, right, from, to, x: time => scale(time), ticks }
}

/** A panel from one value at the bottom to another at the top. */
export function panelOf(top: number, bottom: number, values: readonly [low: number, high: number]): Panel {
  const scale = scaleLinear().domain(values).range([bottom, top])
  return { top, bottom, y: value => scale(value) }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** The day of an instant in words, `14 Aug 2025`. */
export function dayInWords(instant: string): string {
  return `${Number(instant.slice(8, 10))} ${MONTHS[Number(instant.slice(5, 7)) - 1] ?? ''} ${instant.slice(0, 4)}`
}

/** What stands at a tick: the year where one begins, otherwise the month, the day or the hour. The first one has its year. */
function tickText(time: number, isFirst: boolean): { readonly text: string; readonly isYear: boolean } {
  const instant = formatInstant(time)
  const [year, month, date, clock] = [instant.slice(0, 4), instant.slice(5, 7), instant.slice(8, 10), instant.slice(11, 16)]
  if (clock !== '00:00') return { text: clock, isYear: false }
  if (month === '01' && date === '01') return { text: year, isYear: true }
  const name = MONTHS[Number(month) - 1] ?? ''
  const text = date === '01' ? name : `${Number(date)} ${name}`
  return { text: isFirst ? `${text} ${year}` : text, isYear: false }
}

/** The axis of time below the panels, with a thin line through them at each tick. */
export function timeAxis({ ticks, left, right }: Frame, panels: readonly Panel[]): Markup[] {
  const bottom = Math.max(...panels.map(panel => panel.bottom))
  return ticks.flatMap(({ x, text, isYear }) => [
    ...panels.map(panel => element('line', { class: 'rule', x1: round(x), x2: round(x), y1: round(panel.top), y2: round(panel.bottom) })),
    // A label at the very edge would reach beyond it.
    label(text, Math.min(Math.max(x, left), right), bottom + 18, { class: isYear ? 'middle strong' : 'middle quiet' }),
  ])
}
