import { type Child, element } from '../../../support/markup.js'
import { round } from '../picture.js'
import type { Ground } from './box.js'
import { curves } from './curves.js'
import { TONES } from './marks.js'
import type { Metrics } from './metrics.js'
import { type DrawnTie, reportingLines } from './reportingLines.js'
import type { MapTie, Shown } from './shown.js'

/**
 * All ties: who reports to whom below, over them who moves and who informs whom in the colour of the mover, and who is at odds. How wide a
 * curve is tells its weight beside the strongest of its kind.
 */
export function drawnTies({ people, influence, informs, conflicts, reporting }: Shown, ground: Ground, metrics: Metrics): Child[] {
  const stances = new Map(people.map(({ index, stance }) => [index, stance]))
  const widths = new Map([...widthsOf(influence, metrics), ...widthsOf(informs, metrics)])
  const headOf = (tie: MapTie): number => {
    const width = widths.get(tie)
    return width === undefined ? 0 : 4.5 + 1.6 * width
  }
  const telling = new Set(informs)
  return [
    ...reportingLines(reporting, ground, metrics).map(line => tiePath(line, 'tie reporting')),
    // Together, since they share the sides of cards.
    ...curves([...influence, ...informs, ...conflicts], ground, headOf).map(curve => {
      const width = widths.get(curve.tie)
      if (width === undefined) return tiePath(curve, 'tie conflict')
      const tone = TONES[stances.get(curve.tie.from) ?? 'unknown']
      return tiePath(curve, `tie ${telling.has(curve.tie) ? 'informs' : 'influence'} ${tone}`, round(width))
    }),
  ]
}

function widthsOf(ties: readonly MapTie[], { curve: [thinnest, thickest] }: Metrics): (readonly [MapTie, number])[] {
  const strongest = Math.max(...ties.map(({ weight }) => weight))
  return ties.map(tie => [tie, thinnest + (thickest - thinnest) * Math.sqrt(tie.weight / strongest)] as const)
}

function tiePath({ tie: { from, to, weight }, path }: DrawnTie, name: string, width?: number): Child {
  return element('path', { class: name, 'data-from': from, 'data-to': to, 'data-weight': round(weight), 'stroke-width': width, d: path })
}
