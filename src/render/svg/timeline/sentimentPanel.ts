import { area, line } from 'd3-shape'
import { element, type Markup } from '../../../support/markup.js'
import { signed } from '../../numbers.js'
import { hatching, spread } from '../marks.js'
import { label, round, textWidth } from '../picture.js'
import { colour } from '../style.js'
import type { Frame, Panel } from './frame.js'
import { type Moment, stretches } from './moments.js'

/** What the sentiment over time looks like. */
export const SENTIMENT_RULES = [
  `.picture .tl-for{fill:${colour('good')};fill-opacity:.06}`,
  `.picture .tl-against{fill:${colour('bad')};fill-opacity:.06}`,
  `.picture .tl-band{fill:${colour('ink')};fill-opacity:.14}`,
  `.picture .tl-line{fill:none;stroke:${colour('ink')};stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}`,
  `.picture .tl-veto{fill:none;stroke:${colour('decider')};stroke-width:2;stroke-dasharray:6 4;stroke-linejoin:round}`,
  `.picture .tl-dot{fill:${colour('ink')}}`,
  `.picture .tl-vetoDot{fill:${colour('decider')}}`,
  `.picture .tl-note{paint-order:stroke;stroke:${colour('paper')};stroke-width:3;stroke-linejoin:round}`,
  `.picture .tl-vetoText{fill:${colour('decider')}}`,
].join('\n')

/** A point of a line, with its span where it has one. */
interface Point {
  readonly x: number
  readonly y: number
  readonly low: number
  readonly high: number
}

/** The sentiment over time with its span, the veto-aware score beside it, and nothing where too little was known. */
export function sentimentPanel(moments: readonly Moment[], frame: Frame, panel: Panel): Markup[] {
  const { y } = panel
  const known = stretches(moments, ({ time, value, interval }): Point | undefined =>
    value === undefined
      ? undefined
      : { x: frame.x(time), y: y(value), low: y(within(interval?.[0] ?? value)), high: y(within(interval?.[1] ?? value)) },
  )
  const aware = stretches(moments, ({ time, vetoAware }): Point | undefined =>
    vetoAware === undefined ? undefined : { x: frame.x(time), y: y(vetoAware), low: 0, high: 0 },
  )
  return [
    ...ground(frame, panel),
    ...gaps(moments, frame, panel),
    ...known.map(points => element('path', { class: 'tl-band', d: bandOf(points) })),
    ...aware.flatMap(points => lineOf(points, frame, 'tl-veto', 'tl-vetoDot')),
    ...known.flatMap(points => lineOf(points, frame, 'tl-line', 'tl-dot')),
    label('for us', frame.left + 8, panel.top + 16, { class: 'small quiet tl-note' }),
    label('against us', frame.left + 8, panel.bottom - 8, { class: 'small quiet tl-note' }),
    ...endLabels(moments, frame, panel),
  ]
}

/** An interval may reach beyond what a sentiment can be. */
function within(value: number): number {
  return Math.max(-1, Math.min(1, value))
}

function ground({ left, right }: Frame, { top, bottom, y }: Panel): Markup[] {
  const width = round(right - left)
  return [
    element('rect', { class: 'tl-for', x: round(left), y: round(top), width, height: round(y(0) - top) }),
    element('rect', { class: 'tl-against', x: round(left), y: round(y(0)), width, height: round(bottom - y(0)) }),
    ...[-1, -0.5, 0, 0.5, 1].flatMap(value => [
      element('line', {
        class: value === 0 ? 'axis' : 'rule',
        x1: round(left),
        x2: round(right),
        y1: round(y(value)),
        y2: round(y(value)),
      }),
      label(value === 0 ? '0' : `${value < 0 ? '−' : '+'}${Math.abs(value)}`, left - 8, y(value) + 4, { class: 'end quiet' }),
    ]),
  ]
}

/** Where the line is broken: from the last moment known to the next, or to the edge. */
function gaps(moments: readonly Moment[], { left, right, x }: Frame, { top, bottom }: Panel): Markup[] {
  const spans: { from: number; to: number }[] = []
  moments.forEach(({ time, value }, i) => {
    if (value !== undefined) return
    const before = moments[i - 1]
    const after = moments[i + 1]
    const last = spans.at(-1)
    const to = after === undefined ? right : x(after.time)
    if (last !== undefined && before?.value === undefined) last.to = to
    else spans.push({ from: before === undefined ? left : x(before.time ?? time), to })
  })
  return spans.flatMap(({ from, to }) => [
    hatching(from, top, to - from, bottom - top, 9),
    ...(textWidth(TOO_LITTLE, 11) + (from > left ? 12 : 110) <= to - from
      ? [label(TOO_LITTLE, (from + to) / 2, top + 16, { class: 'small middle tl-note' })]
      : []),
  ])
}

const TOO_LITTLE = 'too little known'

function bandOf(points: readonly Point[]): string {
  const band = area<Point>()
    .x(({ x }) => x)
    .y0(({ low }) => low)
    .y1(({ high }) => high)
    .digits(2)
  const [only] = points
  // A moment alone has a span too, as wide as its dot.
  return (
    band(
      points.length === 1 && only !== undefined
        ? [
            { ...only, x: only.x - 3 },
            { ...only, x: only.x + 3 },
          ]
        : [...points],
    ) ?? ''
  )
}

function lineOf(points: readonly Point[], { right }: Frame, name: string, dot: string): Markup[] {
  const path = line<Point>()
    .x(({ x }) => x)
    .y(({ y }) => y)
    .digits(2)([...points])
  // A moment alone would be no line, and the last one is where the account stands.
  const dots = points.filter(({ x }, i) => points.length === 1 || (i === points.length - 1 && x >= right))
  return [
    ...(points.length > 1 ? [element('path', { class: name, d: path ?? '' })] : []),
    ...dots.map(({ x, y }) => element('circle', { class: dot, cx: round(x), cy: round(y), r: 3.5 })),
  ]
}

/** What the lines are and how they end, beside them. */
function endLabels(moments: readonly Moment[], { right }: Frame, { bottom, y }: Panel): Markup[] {
  const last = moments.at(-1)
  const ends = [
    { text: 'sentiment', name: 'strong', value: last?.value },
    { text: 'veto-aware', name: 'strong tl-vetoText', value: last?.vetoAware },
  ].flatMap(({ text, name, value }) => (value === undefined ? [] : [{ text: `${text} ${signed(value).trim()}`, name, at: y(value) + 4 }]))
  const sorted = ends.sort((a, b) => a.at - b.at)
  const heights = spread(
    sorted.map(({ at }) => at),
    17,
    bottom,
  )
  if (ends.length === 0) return [label('not enough signal', right + 10, y(0) + 4, { class: 'quiet' })]
  return sorted.map(({ text, name }, i) => label(text, right + 10, heights[i] ?? 0, { class: name }))
}
