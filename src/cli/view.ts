import type { Village } from '../model/village.js'
import { badDate, parseInstant } from '../support/instants.js'
import { pastSnapshot } from '../village/pastSnapshot.js'
import type { Snapshot, SnapshotOptions } from '../village/snapshot.js'
import { snapshot } from '../village/takeSnapshot.js'
import { CliFailure } from './failure.js'
import { readItems } from './input.js'
import type { Io } from './io.js'

/** The options by which a command says what it looks at. */
export const viewArgs = {
  'as-of': { type: 'string', description: 'the day or instant to look at; today when absent', valueHint: 'date' },
  'known-on': { type: 'string', description: 'what we knew by then; by the day looked at when absent', valueHint: 'date' },
  decision: { type: 'string', description: 'the id of the decision in view, needed where several are open', valueHint: 'id' },
  settings: { type: 'string', description: 'a JSON file with settings to replace', valueHint: 'file' },
} as const

/** What those options were given as. */
export type ViewInput = { readonly [Name in keyof typeof viewArgs]?: string | undefined }

/** When a command looks at its villages, and how. */
export interface View {
  readonly asOf: string
  readonly options: SnapshotOptions
}

/** The view that the options ask for. */
export function viewOf({ 'as-of': asOf, 'known-on': knownOn, decision, settings }: ViewInput, io: Io): View {
  return {
    asOf: asOf === undefined ? io.today() : dateIn(asOf, 'as-of'),
    options: {
      ...(knownOn !== undefined && { knownOn: dateIn(knownOn, 'known-on') }),
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
export function seen(village: Village, { asOf, options }: View): Snapshot {
  return snapshot(village, asOf, options)
}

/** The village at an earlier moment and as the options ask to look at it; the decision is in view only where it was known. */
export function seenBeforeAndAfter(village: Village, from: string, view: View): [before: Snapshot, after: Snapshot] {
  const after = seen(village, view)
  const decision = after.decision?.id
  return [pastSnapshot(village, from, { ...view.options, ...(decision !== undefined && { decision }) }), after]
}

function settingsIn(path: string, io: Io): object {
  const [first, ...others] = readItems(io, path).items
  if (typeof first?.value !== 'object' || first.value === null || others.length > 0)
    throw new CliFailure(`${path} holds no settings as one JSON object`)
  return first.value
}
