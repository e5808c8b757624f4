import type { AccountSentiment } from '../../../account/accountSentiment.js'
import type { PowerByClass } from '../../../influence/powerByClass.js'
import type { AccountMoment } from '../../../report/accountHistory.js'
import { isFirm, type OutlookSummary } from '../../../report/outlookSummary.js'
import { parseInstant } from '../../../support/instants.js'
import type { Interval } from '../../../support/interval.js'
import type { PowerTransition } from '../../../transitions/powerTransitions.js'
import type { TimelinePoint } from '../../../village/timeline.js'

/** How an account was looked at over time: all of it, or its sentiment alone. */
export type SentimentHistory = readonly AccountMoment[] | readonly TimelinePoint<AccountSentiment>[]

/** What a timeline shows of a moment. */
export interface Moment {
  /** In milliseconds. */
  readonly time: number
  readonly value: number | undefined
  readonly interval: Interval | undefined
  readonly vetoAware: number | undefined
  /** The chance of yes where it may be told as a number. */
  readonly probabilityOfYes?: number | undefined
  readonly powerByClass?: PowerByClass
  readonly transitions: readonly PowerTransition[]
}

/** The moments of a history in order of time. */
export function momentsOf(history: SentimentHistory): Moment[] {
  return history.flatMap(momentOf).sort((a, b) => a.time - b.time)
}

function momentOf({ at, value }: SentimentHistory[number]): Moment[] {
  const time = parseInstant(at)
  if (time === undefined) return []
  const sentiment = 'sentiment' in value ? value.sentiment : value
  const { value: own, interval, vetoAware } = sentiment
  const rest =
    'sentiment' in value
      ? { probabilityOfYes: firmChance(value.outlook), powerByClass: value.powerByClass, transitions: value.powerTransitions }
      : { transitions: [] }
  return [{ time, value: own, interval, vetoAware: vetoAware.value, ...rest }]
}

function firmChance(outlook: OutlookSummary): number | undefined {
  return isFirm(outlook) ? outlook.probabilityOfYes : undefined
}

/** The stretches of moments, one after the other, at which something was known. */
export function stretches<Point>(moments: readonly Moment[], point: (moment: Moment) => Point | undefined): Point[][] {
  const runs: Point[][] = []
  let run: Point[] = []
  for (const moment of moments) {
    const known = point(moment)
    if (known !== undefined) run.push(known)
    else if (run.length > 0) {
      runs.push(run)
      run = []
    }
  }
  return run.length > 0 ? [...runs, run] : runs
}
