import { type Child, element } from '../../../support/markup.js'
import { round } from '../picture.js'
import type { Ground } from './box.js'
import { curves } from './curves.js'
import { TONES } from './marks.js'
import type { Metrics } from './metrics.js'
import { type DrawnTie, reportingLines } from './reportingLines.js'
import type { MapTie, Shown } from './shown.js'

/** All ties: who reports to whom below, over them who moves whom in the colour of the mover, and who is at odds. */
export function drawnTies({ people, influence, conflicts, reporting }: Shown, ground: Ground, metrics: Metrics): Child[] {
  const stances = new Map(people.map(({ index, stance }) => [index, stance]))
  const strongest = Math.max(...influence.map(({ weight }) => weight))
  const [thinnest, thickest] = metrics.curve
  const widthOf = ({ weight }: MapTie): number => thinnest + (thickest - thinnest) * Math.sqrt(weight / strongest)
  const atOdds = new Set(conflicts)
  const headOf = (tie: MapTie): number => (atOdds.has(tie) ? 0 : 4.5 + 1.6 * widthOf(tie))
  return [
    ...reportingLines(reporting, ground, metrics).map(line => tiePath(line, 'tie reporting')),
    // Together, since they share the sides of cards.
    ...curves([...influence, ...conflicts], ground, headOf).map(curve => {
      if (atOdds.has(curve.tie)) return tiePath(curve, 'tie conflict')
      const tone = TONES[stances.get(curve.tie.from) ?? 'unknown']
      return tiePath(curve, `tie influence ${tone}`, round(widthOf(curve.tie)))
    }),
  ]
}

function tiePath({ tie: { from, to, weight }, path }: DrawnTie, name: string, width?: number): Child {
  return element('path', { class: name, 'data-from': from, 'data-to': to, 'data-weight': round(weight), 'stroke-width': width, d: path })
}
