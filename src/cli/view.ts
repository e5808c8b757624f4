import type { Village } from '../model/village.js'
import type { StandingAsk } from '../report/standingOf.js'
import { badDate, formatInstant, isDay, parseInstant } from '../support/instants.js'
import { endOfDay } from '../support/zones.js'
import { lastOf } from '../village/moment.js'
import { pastSnapshot } from '../village/pastSnapshot.js'
import type { Snapshot, SnapshotOptions } from '../village/snapshot.js'
import { snapshot } from '../village/takeSnapshot.js'
import { todayIn } from './day.js'
import { CliFailure } from './failure.js'
import { readItems } from './input.js'
import type { Io } from './io.js'

/** The options by which a command says what it looks at. */
export const viewArgs = {
  'as-of': { type: 'string', description: 'the day or instant to look at; today when absent', valueHint: 'date' },
  'known-on': { type: 'string', description: 'what we knew by then; by the day looked at when absent', valueHint: 'date' },
  'time-zone': {
    type: 'string',
    description: 'the zone whose calendar days are meant, such as Europe/Berlin; UTC for --as-of, that of the machine for today',
    valueHint: 'zone',
  },
  decision: { type: 'string', description: 'the id of the decision in view, needed where several are open', valueHint: 'id' },
  settings: { type: 'string', description: 'a JSON file with settings to replace', valueHint: 'file' },
} as const

/** What those options were given as. */
export type ViewInput = { readonly [Name in keyof typeof viewArgs]?: string | undefined }

/** When a command looks at its villages, and how. */
export interface View {
  readonly asOf: string
  readonly options: SnapshotOptions
  /** The zone whose day it is, where one is to be named. */
  readonly timeZone?: string
}

/** The view that the options ask for. */
export function viewOf({ 'as-of': asOf, 'known-on': knownOn, 'time-zone': zone, decision, settings }: ViewInput, io: Io): View {
  const today = todayIn(zone, io)
  const date = asOf === undefined ? today : dateIn(asOf, 'as-of')
  const timeZone = zone ?? (asOf === undefined ? io.timeZone : undefined)
  return {
    asOf: date,
    ...(timeZone !== undefined && { timeZone }),
    options: {
      ...(knownOn !== undefined && { knownOn: lastIn(dateIn(knownOn, 'known-on'), timeZone) }),
      ...(decision !== undefined && { decision }),
      ...(settings !== undefined && { settings: settingsIn(settings, io) }),
    },
  }
}

/** A date that an option gives. */
export function dateIn(text: string, option: string): string {
  if (parseInstant(text) === undefined) throw new CliFailure(`--${option} ${badDate(text)}`, 2)
  return text
}

/** The village as the options ask to look at it. */
export function seen(village: Village, { asOf, options, timeZone }: View): Snapshot {
  return snapshot(village, asOf, { knownOn: lastIn(asOf, timeZone), ...options })
}

/** The village at an earlier moment and as the options ask to look at it; the decision is in view only where it was known. */
export function seenBeforeAndAfter(village: Village, from: string, view: View): [before: Snapshot, after: Snapshot] {
  const after = seen(village, view)
  const options = { knownOn: lastIn(from, view.timeZone), ...view.options }
  return [pastSnapshot(village, from, { ...options, decision: after.decision?.id }), after]
}

/** What is asked of each account as the options ask to look at it, and at an earlier moment where one is given. */
export function askOf({ asOf, options, timeZone }: View, from?: string): StandingAsk {
  const at = (day: string) => ({ asOf: day, view: { knownOn: lastIn(day, timeZone), ...options } })
  return { ...at(asOf), ...(from !== undefined && { since: at(from) }) }
}

/** A date, or the end of that day in the zone where it is later than in UTC: what is recorded on its last evening is known on that day. */
function lastIn(date: string, timeZone: string | undefined): string {
  const end = timeZone !== undefined && isDay(date) ? (endOfDay(timeZone, date) ?? 0) : 0
  return end > lastOf(date) ? formatInstant(end) : date
}

function settingsIn(path: string, io: Io): object {
  const [first, ...others] = readItems(io, path).items
  if (typeof first?.value !== 'object' || first.value === null || others.length > 0)
    throw new CliFailure(`${path} holds no settings as one JSON object`)
  return first.value
}
