import { area, line } from 'd3-shape'
import type { RoleClass } from '../../../model/role.js'
import { element, type Markup } from '../../../support/markup.js'
import { CLASS_WORDS } from '../../classWords.js'
import { percent } from '../../numbers.js'
import { spread } from '../marks.js'
import { label, round } from '../picture.js'
import { type Colour, colour } from '../style.js'
import type { Frame, Panel } from './frame.js'
import { type Moment, stretches } from './moments.js'

/** The classes of roles as they lie on each other, deciders at the bottom. */
const LAYERS = ['decider', 'gate', 'advocate', 'user', 'unknown'] as const satisfies readonly (RoleClass & Colour)[]

/** What the panels of shares look like. */
export const SHARE_RULES = [
  `.picture .tl-yes{fill:none;stroke:${colour('good')};stroke-width:2.5;stroke-linejoin:round}`,
  `.picture .tl-yesDot{fill:${colour('good')}}`,
  ...LAYERS.map(name => `.picture .tl-${name}{fill:${colour(name)};fill-opacity:.72;stroke:${colour('paper')};stroke-width:1}`),
].join('\n')

/** The chance of yes over time. */
export function yesPanel(moments: readonly Moment[], frame: Frame, panel: Panel): Markup[] {
  const points = stretches(moments, ({ time, probabilityOfYes }) =>
    probabilityOfYes === undefined ? undefined : ([frame.x(time), panel.y(probabilityOfYes)] as const),
  )
  const last = moments.at(-1)?.probabilityOfYes
  const end = points.at(-1)?.at(-1)
  return [
    ...percents(frame, panel, [0, 0.5, 1]),
    ...points.map(run => element('path', { class: 'tl-yes', d: line().digits(2)(run.map(([x, y]) => [x, y])) ?? '' })),
    ...(end === undefined ? [] : [element('circle', { class: 'tl-yesDot', cx: round(end[0]), cy: round(end[1]), r: 3.5 })]),
    ...(last === undefined ? [] : [label(`yes ${percent(last)}`, frame.right + 10, panel.y(last) + 4, { class: 'strong' })]),
  ]
}

/** How power lay with the classes over time. */
export function powerPanel(moments: readonly Moment[], frame: Frame, panel: Panel): Markup[] {
  const known = moments.flatMap(({ time, powerByClass }) => (powerByClass === undefined ? [] : [{ x: frame.x(time), powerByClass }]))
  const below = known.map(() => 0)
  const bands = LAYERS.flatMap(name => {
    const band = known.map(({ x, powerByClass }, i) => {
      const low = below[i] ?? 0
      const high = Math.min(1, low + powerByClass[name])
      below[i] = high
      return { x, low, high }
    })
    return band.some(({ low, high }) => high > low) ? [{ name, band: known.length > 1 ? band : widened(band, frame) }] : []
  })
  return [
    ...percents(frame, panel, [0, 0.5, 1]),
    ...bands.map(({ name, band }) =>
      element('path', {
        class: `tl-${name}`,
        d:
          area<(typeof band)[number]>()
            .x(({ x }) => x)
            .y0(({ low }) => panel.y(low))
            .y1(({ high }) => panel.y(high))
            .digits(2)(band) ?? '',
      }),
    ),
    ...layerLabels(bands, frame, panel),
  ]
}

interface Slice {
  readonly x: number
  readonly low: number
  readonly high: number
}

/** A moment alone fills the panel. */
function widened(band: readonly Slice[], { left, right }: Frame): Slice[] {
  return band.flatMap(slice => [
    { ...slice, x: left },
    { ...slice, x: right },
  ])
}

/** What each layer is and how large it is at the end, from top to bottom. */
function layerLabels(
  bands: readonly { name: (typeof LAYERS)[number]; band: readonly Slice[] }[],
  { right }: Frame,
  { bottom, y }: Panel,
): Markup[] {
  const ends = bands.flatMap(({ name, band }) => {
    const last = band.at(-1)
    return last === undefined || last.high <= last.low ? [] : [{ name, last }]
  })
  const topDown = ends.reverse()
  const heights = spread(
    topDown.map(({ last }) => y((last.low + last.high) / 2) + 4),
    15,
    bottom + 2,
  )
  return topDown.flatMap(({ name, last }, i) => [
    element('rect', { class: `tl-${name}`, x: round(right + 10), y: round((heights[i] ?? 0) - 9), width: 10, height: 10 }),
    label(`${CLASS_WORDS[name]} ${percent(last.high - last.low)}`, right + 25, heights[i] ?? 0),
  ])
}

function percents({ left, right }: Frame, { y }: Panel, values: readonly number[]): Markup[] {
  return values.flatMap(value => [
    element('line', { class: value === 0 ? 'axis' : 'rule', x1: round(left), x2: round(right), y1: round(y(value)), y2: round(y(value)) }),
    label(percent(value), left - 8, y(value) + 4, { class: 'end quiet' }),
  ])
}
