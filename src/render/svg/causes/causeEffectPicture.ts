import { element, fragment, type Markup } from '../../../support/markup.js'
import { label, type Picture, round, textWidth } from '../picture.js'
import { colour } from '../style.js'
import { wrapped } from '../wrapped.js'
import type { Branch, Fishbone, Twig } from './fishbone.js'

const WIDTH = 960
const MARGIN = 24
const TOP = 76
const HEAD = 226
/** How far branches of one side lie apart, at least and at most. */
const PITCH = { least: 236, most: 320 } as const
const ROW = 26
/** How far a branch leans, for each unit of its height. */
const LEAN = 0.42
const BOX = 26

const RULES = [
  '.picture .cb-title{font-size:18px}',
  '.picture .cb-figure{font-size:26px;font-weight:600}',
  `.picture .cb-spine{stroke:${colour('ink')};stroke-width:5;fill:none;stroke-linecap:round}`,
  `.picture .cb-head{fill:${colour('region')};stroke-width:2.5}`,
  `.picture .cb-box{fill:${colour('paper')};stroke-width:1.5}`,
  `.picture .cb-twig{stroke:${colour('line')};stroke-width:1;fill:none}`,
  `.picture .cb-bone{fill:none;stroke-linecap:round}`,
  ...(['good', 'bad'] as const).flatMap(tone => [
    `.picture .cb-${tone}{stroke:${colour(tone)}}`,
    `.picture .cb-text-${tone}{fill:${colour(tone)};font-weight:600}`,
  ]),
  `.picture .cb-plain{stroke:${colour('line')}}`,
  '.picture .cb-text-plain{font-weight:600}',
].join('\n')

/** The diagram: the effect at the right end of a spine, and its causes on branches that lean away from it, the weightiest next to it. */
export function fishbonePicture({ title, subtitle, head, branches }: Fishbone, description: string): Picture {
  const above = branches.filter((_, i) => i % 2 === 0)
  const below = branches.filter((_, i) => i % 2 === 1)
  const [up, down] = [heightOf(above), heightOf(below)]
  const columns = Math.max(1, above.length)
  const lean = LEAN * Math.max(up, down)
  const pitch = Math.min(PITCH.most, Math.max(PITCH.least, (WIDTH - 2 * MARGIN - HEAD - lean) / columns))
  const left = MARGIN + columns * pitch + lean
  const spine = TOP + BOX + up
  const width = left + HEAD + MARGIN
  const at = (i: number): number => left - 18 - pitch * i
  return {
    width: round(width),
    height: round(spine + down + BOX + 28),
    title,
    description,
    rules: RULES,
    body: fragment(
      label(title, MARGIN, 28, { class: 'cb-title strong', width: width - 2 * MARGIN, size: 18 }),
      label(subtitle, MARGIN, 46, { class: 'quiet', width: width - 2 * MARGIN }),
      element('path', { class: 'cb-spine', d: `M${MARGIN},${round(spine)}H${round(left)}` }),
      above.map((branch, i) => branchOf(branch, { x: at(i), spine, height: up, side: -1, pitch })),
      below.map((branch, i) => branchOf(branch, { x: at(i), spine, height: down, side: 1, pitch })),
      branches.length === 0 ? label('nothing has changed', MARGIN, spine - 12, { class: 'quiet' }) : undefined,
      headOf(head, left, spine),
    ),
  }
}

/** How high the branches of a side rise: all alike, so that the name of none lies on the causes of another. */
function heightOf(side: readonly Branch[]): number {
  return side.length === 0 ? 64 : Math.max(112, ...side.map(({ twigs }) => 34 + ROW * twigs.length))
}

/** Where a branch grows. */
interface Place {
  readonly x: number
  readonly spine: number
  readonly height: number
  /** Upwards or downwards. */
  readonly side: -1 | 1
  readonly pitch: number
}

/** A branch with its name at its end and its causes below one another, next to its name. */
function branchOf(branch: Branch, { x, spine, height, side, pitch }: Place): Markup {
  const { tone, weight, twigs } = branch
  const end = { x: x - LEAN * height, y: spine + side * height }
  const d = `M${round(x)},${round(spine)}L${round(end.x)},${round(end.y)}`
  const first = side === -1 ? height - 24 : height - 10 - ROW * (twigs.length - 1)
  return fragment(
    twigs.map((twig, i) => {
      const rise = first + side * ROW * i
      return twigOf(twig, x - LEAN * rise, spine + side * rise, pitch - 26)
    }),
    element('path', { class: `cb-bone cb-${tone}`, 'stroke-width': round(2 + 4 * weight), d }),
    boxOf(branch, end.x, side === -1 ? end.y - BOX : end.y, pitch - 12),
  )
}

/** A cause on a line that ends on its branch. */
function twigOf({ text, figure = '', tone }: Twig, x: number, y: number, length: number): Markup {
  const space = length - textWidth(figure, 14) - 16
  return fragment(
    element('path', { class: 'cb-twig', d: `M${round(x - length)},${round(y)}H${round(x)}` }),
    label(text, x - length, y - 5, { width: space }),
    figure === '' ? undefined : label(figure, x - 10 - LEAN * 6, y - 5, { class: `end cb-text-${tone}`, width: length - 60 }),
  )
}

function boxOf({ name, figure, tone }: Branch, x: number, top: number, most: number): Markup {
  const shown = figure === undefined ? 0 : textWidth(figure, 14) + 8
  const width = Math.min(most, textWidth(name, 14) + shown + 20)
  // Most of it lies on the side away from the head.
  const left = x - width * 0.75
  return fragment(
    element('rect', { class: `cb-box cb-${tone}`, x: round(left), y: round(top), width: round(width), height: BOX, rx: 5 }),
    label(name, left + 10, top + 17, { class: 'strong', width: width - shown - 16, size: 14 }),
    figure === undefined ? undefined : label(figure, left + width - 10, top + 17, { class: `end cb-text-${tone}` }),
  )
}

function headOf({ figure, tone, text, notes }: Fishbone['head'], left: number, spine: number): Markup {
  const lines = wrapped(text, HEAD - 40, 14, 6)
  const height = 28 + (figure === undefined ? 0 : 34) + 18 * (lines.length + notes.length)
  const top = spine - height / 2
  const right = left + HEAD
  const nose = `M${round(left)},${round(top + 6)}q0,-6 6,-6H${round(right - 20)}L${round(right)},${round(spine)}L${round(right - 20)},${round(top + height)}H${round(left + 6)}q-6,0 -6,-6Z`
  let y = top + 8
  const line = (shown: string, name: string, rise: number, size = 13): Markup => {
    y += rise
    return label(shown, left + 16, y, { class: name, width: HEAD - 40, size })
  }
  return fragment(
    element('path', { class: `cb-head cb-${tone}`, d: nose }),
    figure === undefined ? undefined : line(figure, `cb-figure cb-text-${tone}`, 30, 26),
    lines.map(shown => line(shown, 'strong', 18, 14)),
    notes.map(shown => line(shown, 'quiet', 18)),
  )
}
