import { type Child, element } from '../../../support/markup.js'
import { label, round, shortened, textWidth } from '../picture.js'
import { STRONG } from '../widths.js'
import type { Rect, Region } from './box.js'
import type { Metrics } from './metrics.js'

/** The name of a region, and where it stands. */
export interface RegionName extends Rect {
  readonly text: string
  readonly depth: number
}

/** A region; one within another has the other of two colours. */
export function regionShape({ x, y, width, height, depth }: Region): Child {
  const name = depth % 2 === 0 ? 'region' : 'region inner'
  return element('rect', { class: name, x: round(x), y: round(y), width: round(width), height: round(height), rx: 14 })
}

/** The name of a region in its upper left corner, as far as it has room. */
export function regionName({ name, x, y, width, depth }: Region, { padding, regionSize }: Metrics): RegionName {
  const text = shortened(name, (width - padding * 2) / STRONG, regionSize)
  return { text, x: x + padding, y: y + 8, width: textWidth(text, regionSize * STRONG), height: regionSize * 1.3, depth }
}

export function regionLabel({ text, x, y, depth }: RegionName, { regionSize }: Metrics): Child {
  return label(text, x, y + regionSize, { class: depth % 2 === 0 ? 'unit' : 'unit inner' })
}
