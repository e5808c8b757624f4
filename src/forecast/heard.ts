import type { ReadingSource } from '../model/observation.js'
import type { SentimentSettings, Settings } from '../model/settings.js'
import type { DeepPartial } from '../model/settingsFrom.js'
import { type Shake, sentimentEvents } from '../sentiment/events.js'
import { readingsOfOneDay } from '../sentiment/oneDay.js'
import type { Reading } from '../sentiment/reading.js'
import { vectorOf } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { snapshot } from '../village/takeSnapshot.js'
import { amended } from '../village/work.js'
import { believing, type LatestView } from './closed.js'

/** What was heard in one account, as the filter takes it. */
export interface HeardAccount {
  /** The group of each person who was heard; people of different accounts are never in one group. */
  readonly groups: readonly unknown[]
  /** The errors that readings share, by number. */
  readonly errors: readonly HeardError[]
  /** In the order in which they count. */
  readonly events: readonly (HeardReading | HeardUpheaval)[]
}

/** An error that readings of an account share. */
interface HeardError {
  readonly sd: number
  /** Whether we know of the reporter from elsewhere. */
  readonly isKnown: boolean
}

/** A reading of somebody who is known. */
export interface HeardReading {
  /** Where the person stands in `groups`. */
  readonly person: number
  /** In days from any fixed point. */
  readonly day: number
  /** What was heard, less what is expected of a reporter known from elsewhere. */
  readonly value: number
  readonly via: ReadingSource
  readonly reading: Reading
  /** Whether its error was stated with it, so that the belief about its source is not asked. */
  readonly isStated: boolean
  /** The number of the error that it shares. */
  readonly error: number | undefined
  /** Whether its source may be rosier than the person: not where its reporter is known from elsewhere. */
  readonly mayBeRosier: boolean
}

/** An upheaval of some of those who were heard. */
export interface HeardUpheaval {
  readonly day: number
  readonly strengths: Float64Array
}

/** How much there is to fit beliefs about readings by. */
export interface Repetition {
  readonly readings: number
  /** Readings of people at a later moment than the first of theirs. */
  readonly repeated: number
  /** People of whom there are such. */
  readonly people: number
}

/** All readings of an account by people who are known, whatever decision they are about, and its upheavals, at the moment of its view. */
export function heardIn(view: LatestView, settings: DeepPartial<Settings> | undefined): HeardAccount {
  const s = withEveryReading(view, settings)
  const known = new Map([...s.stakeholders, ...s.former].map(person => [person.id, person.unit ?? person]))
  const stated = { observation: withOwnError(s.observations), interview: withOwnError(s.interviews) }
  const events = sentimentEvents(s).filter(event => event.kind !== 'silence')
  const heard = events.filter((event): event is Reading => event.kind !== 'upheaval' && known.has(event.stakeholder))
  const people = new Map([...new Set(heard.map(({ stakeholder }) => stakeholder))].map((id, i) => [id, i]))
  const errors = errorsOf(heard, s.settings.sentiment)
  return {
    groups: [...people.keys()].map(id => known.get(id)),
    errors: [...errors.values()].map(({ sd, isKnown }) => ({ sd, isKnown })),
    events: events.flatMap((event): (HeardReading | HeardUpheaval)[] => {
      if (event.kind === 'upheaval') return [{ day: event.day, strengths: strengthsOf(event, [...people.keys()]) }]
      const person = people.get(event.stakeholder)
      if (person === undefined) return []
      const { day, via, value, shared, kind, id } = event
      const error = shared && errors.get(shared.key)
      return [
        {
          person,
          day,
          via,
          value: value - (shared?.mean ?? 0),
          reading: event,
          isStated: stated[kind].has(id),
          error: error?.number,
          mayBeRosier: error?.isKnown !== true,
        },
      ]
    }),
  }
}

/** The ids of the facts that state the error of their reading. */
function withOwnError(facts: readonly { readonly id: string; readonly sd?: number | undefined }[]): ReadonlySet<string> {
  return new Set(facts.filter(({ sd }) => sd !== undefined).map(({ id }) => id))
}

/** The readings among what was heard. */
export function heardReadings({ events }: HeardAccount): HeardReading[] {
  return events.filter(event => 'person' in event)
}

/** The error variance of each reading of an account when the standard deviations of sources count `factor` times. */
export function variancesUnder(heard: HeardAccount, factor: number, rho: SentimentSettings['sameDayCorrelation']): readonly number[] {
  const own = heardReadings(heard)
  if (!own.some(({ isStated }) => isStated)) return own.map(({ reading }) => factor * factor * reading.variance)
  // Readings of one day weigh by their proportions, which differ once some are scaled and others are not.
  const scaled = own.map(({ reading, isStated }) => {
    const variance = (isStated ? 1 : factor * factor) * reading.ownVariance
    return { ...reading, ownVariance: variance, variance }
  })
  const changed = readingsOfOneDay(rho).add(scaled)
  return scaled.map(reading => (changed.get(reading) ?? reading).variance)
}

/** How often people were heard again. */
export function repetitionIn(accounts: readonly HeardAccount[]): Repetition {
  let [count, repeated, people] = [0, 0, 0]
  for (const account of accounts) {
    const own = heardReadings(account)
    const first = new Map<number, number>()
    const again = own.filter(({ person, day }) => {
      const before = first.get(person) ?? day
      first.set(person, before)
      return day > before
    })
    count += own.length
    repeated += again.length
    people += new Set(again.map(({ person }) => person)).size
  }
  return { readings: count, repeated, people }
}

/** With one open decision in view a snapshot leaves out readings about others: those are looked up with each of them in view. */
export function withEveryReading({ village, s }: LatestView, settings: DeepPartial<Settings> | undefined): Snapshot {
  if (s.decision === undefined) return s
  const views = s.decisions.map(({ id }) => snapshot(village, s.asOf, { ...believing(settings), decision: id }))
  const all = new Map(views.flatMap(({ observations }) => observations).map(each => [each.id, each]))
  return amended(s, { observations: [...all.values()] })
}

/** The shared errors that occur, numbered. Of the sources in which one occurs the largest standard deviation holds. */
function errorsOf(
  heard: readonly Reading[],
  { reporters }: SentimentSettings,
): ReadonlyMap<string, HeardError & { readonly number: number }> {
  const known = new Set(reporters.map(({ by }) => by))
  const errors = new Map<string, HeardError & { readonly number: number }>()
  for (const { shared, by } of heard) {
    if (shared === undefined) continue
    const { number = errors.size, sd = 0 } = errors.get(shared.key) ?? {}
    errors.set(shared.key, { number, sd: Math.max(sd, shared.sd), isKnown: by !== undefined && known.has(by) })
  }
  return errors
}

function strengthsOf({ concerned, strength }: Shake, people: readonly string[]): Float64Array {
  return vectorOf(people, id => (concerned === undefined || concerned.has(id) ? strength : 0))
}
