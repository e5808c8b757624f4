import { knownOn } from '../math/sentimentFilter.js'
import type { ReadingSource } from '../model/observation.js'
import type { Instant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { type SentimentEvent, sentimentEvents } from './events.js'
import type { ErrorInCommon, Reading } from './reading.js'
import { days, readings, sharedSds } from './readings.js'
import { emptyState, isOther, takeIn, unbiased, withErrorOf } from './takeIn.js'

/** That a report and what the person says themselves differ by more than chance. */
export interface Contradiction {
  /** The key of the shared error: that of the reporter, or of the source. */
  readonly key: string
  readonly by: string | undefined
  readonly via: ReadingSource
  readonly stakeholder: string
  /** The id of the reading, and when it was taken. */
  readonly reading: string
  readonly at: Instant
  /** By how many standard deviations it is above what the person's own words led to expect. */
  readonly z: number
  readonly direction: 'rosier' | 'gloomier'
}

/** Own words that are older, in days, say too little about what a report should say. */
const OLDEST_WORD = 180

/**
 * Where reports contradict what people say themselves: of each reporter and person the last report of twice `risk.days`, against what the
 * words of everybody up to its instant led to expect, where the person spoke within 180 days. In order of time.
 *
 * What people wrote themselves, as nobody in particular read it (`text` without `by`), counts as their words beside what one of ours reports, with
 * the error that such readings share; it is itself a report beside interviews, surveys and comments.
 */
export function contradictions(s: Snapshot): readonly Contradiction[] {
  return remembered(s, computeContradictions)
}

function computeContradictions(s: Snapshot): readonly Contradiction[] {
  const since = days(s.agedTo) - 2 * s.settings.risk.days
  const [ofTexts, ofOthers] = [expectation(s, isOwnWord), expectation(s, event => isOwnWord(event) || isText(event))]
  return lastReports(s)
    .filter(({ day }) => day >= since)
    .flatMap((report): Contradiction[] => {
      const z = (isText(report) ? ofTexts : ofOthers)(report)
      if (z === undefined || !(Math.abs(z) >= s.settings.risk.contradiction)) return []
      const { shared, by, via, stakeholder, id: reading, at } = report
      return [{ key: shared.key, by, via, stakeholder, reading, at, z, direction: z > 0 ? 'rosier' : 'gloomier' }]
    })
}

/**
 * By how many standard deviations a report is above what some events up to it led to expect; `undefined` where the person did not speak of
 * late. To be asked in order of time.
 */
function expectation(s: Snapshot, counts: (event: SentimentEvent) => boolean): (report: Report) => number | undefined {
  const events = sentimentEvents(s).filter(counts)
  let state = emptyState(s)
  /** On which day each person last spoke. */
  const spoken = new Map<string, number>()
  let next = 0
  return report => {
    for (let event = events[next]; event !== undefined && event.day <= report.day; event = events[next]) {
      state = withErrorOf(state, event, sharedSds(s))
      takeIn(state, event)
      if (!isOther(event) && state.index.has(event.stakeholder)) spoken.set(event.stakeholder, event.day)
      next += 1
    }
    if (!((spoken.get(report.stakeholder) ?? Number.NaN) >= report.day - OLDEST_WORD)) return undefined
    const then = knownOn(state.filter, state.index.get(report.stakeholder) ?? -1, report.day)
    return (unbiased(report) - then.mean) / Math.sqrt(then.variance + report.ownVariance)
  }
}

/** What people said themselves, and what made it hold no longer. */
function isOwnWord(event: SentimentEvent): boolean {
  return event.kind === 'upheaval' || (event.kind !== 'silence' && event.shared === undefined)
}

/** What somebody wrote, as nobody in particular read it. */
function isText(event: SentimentEvent): boolean {
  return !isOther(event) && event.via === 'text' && event.by === undefined
}

/** What is no person's own word. */
type Report = Reading & { readonly shared: ErrorInCommon }

/** The last report of each reporter on each person, in order of time. */
function lastReports(s: Snapshot): readonly Report[] {
  const last = new Map<string, Report>()
  for (const { shared, ...reading } of readings(s)) {
    if (shared === undefined) continue
    const key = JSON.stringify([shared.key, reading.stakeholder])
    last.delete(key)
    last.set(key, { ...reading, shared })
  }
  return [...last.values()]
}
