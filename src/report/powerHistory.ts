import { type PowerByClass, powerByClass } from '../influence/powerByClass.js'
import type { Village } from '../model/village.js'
import { stepFrom } from '../support/calendar.js'
import { formatInstant, isDay, parseInstant, type TimeInput } from '../support/instants.js'
import { type PowerTransition, powerTransitions } from '../transitions/powerTransitions.js'
import { type Snapshot, type SnapshotOptions, snapshot } from '../village/snapshot.js'
import type { TimelinePoint } from '../village/timeline.js'

/** The two views of power at a moment: by roles and ties, which move slowly, and by who drives, which shows first. */
export type PowerMoment = TimelinePoint<{
  readonly powerByClass: PowerByClass
  readonly powerTransitions: readonly PowerTransition[]
}>

/** So many quarters are looked back. */
const QUARTERS = 8

/**
 * How power lay at the ends of the quarters of two years up to a moment, each with what was known then; dates before anybody was known are
 * left out.
 */
export function powerHistory(village: Village, asOf: TimeInput, options: SnapshotOptions = {}): PowerMoment[] {
  const last = parseInstant(asOf)
  if (last === undefined) return []
  const moments = Array.from({ length: QUARTERS }, (_, i) => stepFrom(last, { months: 3 }, i - QUARTERS))
  return moments
    .filter(moment => parseInstant(moment) !== undefined)
    .map(moment => at(village, isDay(asOf) ? formatInstant(moment).slice(0, 10) : formatInstant(moment), options))
    .filter(({ stakeholders, placeholders }) => stakeholders.length > placeholders.length)
    .map(s => ({ at: s.asOf, value: { powerByClass: powerByClass(s), powerTransitions: powerTransitions(s) } }))
}

/** A snapshot that has the decision in view only if it was known by then. */
function at(village: Village, asOf: string, { decision, ...view }: SnapshotOptions): Snapshot {
  const s = snapshot(village, asOf, view)
  return decision === undefined || !s.decisions.some(({ id }) => id === decision) ? s : snapshot(village, asOf, { ...view, decision })
}
