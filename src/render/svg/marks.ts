import { STANCES, type Stance } from '../../sentiment/stance.js'
import { element, fragment, type Markup } from '../../support/markup.js'
import { STANCE_WORDS } from '../names.js'
import { label, round, textWidth } from './picture.js'
import { colour } from './style.js'

/** How stances look, by colour and by form: up is for us, down is against us, hollow is half, and never heard is dashed or hatched. */
export const MARK_RULES = [
  `.picture .stance-champion,.picture .stance-supporter{fill:${colour('good')};stroke:${colour('good')}}`,
  `.picture .stance-neutral{fill:${colour('mid')};stroke:${colour('mid')}}`,
  `.picture .stance-nonSupporter,.picture .stance-opponent{fill:${colour('bad')};stroke:${colour('bad')}}`,
  `.picture .stance-unknown{fill:none;stroke:${colour('unknown')}}`,
  `.picture .hatching{fill:none;stroke:${colour('unknown')};stroke-width:1;stroke-opacity:.45}`,
].join('\n')

/** A mark for a stance around a point. */
export function stanceMark(stance: Stance, x: number, y: number, size = 5): Markup {
  const look = { class: `stance-${stance}`, 'stroke-width': 1.5, 'stroke-linejoin': 'round' }
  switch (stance) {
    case 'champion':
    case 'supporter':
      return element('path', { ...look, ...hollow(stance === 'supporter'), d: triangle(x, y, size) })
    case 'neutral':
      return element('circle', { ...look, cx: round(x), cy: round(y), r: round(size * 0.85) })
    case 'nonSupporter':
    case 'opponent':
      return element('path', { ...look, ...hollow(stance === 'nonSupporter'), d: triangle(x, y, -size) })
    case 'unknown':
      return element('circle', { ...look, cx: round(x), cy: round(y), r: round(size * 0.85), 'stroke-dasharray': '2 2' })
  }
}

function hollow(is: boolean): { readonly 'fill-opacity'?: number } {
  return is ? { 'fill-opacity': 0.15 } : {}
}

/** A triangle that points up, or down for a negative size. */
function triangle(x: number, y: number, size: number): string {
  return `M${round(x)},${round(y - size)}L${round(x + size)},${round(y + size * 0.8)}L${round(x - size)},${round(y + size * 0.8)}Z`
}

/** What the marks of all stances mean, in a row. */
export function stanceLegend(x: number, y: number): Markup {
  let left = x
  const parts = STANCES.map(stance => {
    const at = left
    left += textWidth(STANCE_WORDS[stance], 11) + 30
    return [stanceMark(stance, at + 5, y - 4), label(STANCE_WORDS[stance], at + 15, y, { class: 'small quiet' })]
  })
  return fragment(parts)
}

/** Lines across an area of which nothing is known. They are drawn one by one: a pattern would need an id that is its own in every page. */
export function hatching(x: number, y: number, width: number, height: number, gap = 7): Markup {
  let path = ''
  for (let c = gap; c < width + height; c += gap) {
    const from = [x + Math.max(0, c - height), y + Math.min(c, height)] as const
    const to = [x + Math.min(c, width), y + Math.max(0, c - width)] as const
    path += `M${round(from[0])},${round(from[1])}L${round(to[0])},${round(to[1])}`
  }
  return path === '' ? fragment() : element('path', { class: 'hatching', d: path })
}

/** Heights of labels, moved as little as needed so that none covers another, in their order from top to bottom. */
export function spread(heights: readonly number[], gap: number, bottom: number): number[] {
  const down: number[] = []
  for (const height of heights) down.push(Math.max(height, (down.at(-1) ?? Number.NEGATIVE_INFINITY) + gap))
  const up: number[] = []
  let limit = bottom
  for (const height of [...down].reverse()) {
    up.push(Math.min(height, limit))
    limit = (up.at(-1) ?? limit) - gap
  }
  return up.reverse()
}
