import { InvalidArgumentError, type Issue } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { between0And1, finite, is, type OptionShape, optionIssues, unchecked, within } from '../support/options.js'
import { checkObjects, invalid, isModest, isWithin, LARGEST } from './given.js'
import { beliefOn, emptyChain, extendChain, type HandoverTurn, readChain } from './handoverChain.js'
import { dateOf, type HandoverDate } from './handoverDate.js'
import { type HandoverEvent, handoverDays, type StructuralEvent } from './handoverDays.js'
import type { HandoverBelief } from './handoverState.js'

/** What the detector believes of hand-overs in general. */
export interface HandoverOptions {
  /** The day of the question; what comes later is ignored. */
  readonly day: number
  /** Events that hand power over by themselves; none when absent. */
  readonly structural?: readonly StructuralEvent[] | undefined
  /** The rate at which power passes to the deciders, per day, at least 0; 1/365 when absent. */
  readonly hazardPerDay?: number | undefined
  /** The rate at which it passes back, per day, at least 0; 1/730 when absent. */
  readonly reversalPerDay?: number | undefined
  /** A flag is raised at a probability of at least 1 less this, within 0..1; 0.05 when absent. */
  readonly falseAlarmShare?: number | undefined
  /** A flag is taken back at a probability of at most this, within 0..1; 0.05 when absent. */
  readonly reversedBelow?: number | undefined
  /** How alike events of one day are, 0..1: their weights are divided by `1 + (c - 1) psi`, with `c` events. 0.3 when absent. */
  readonly withinDayCorrelation?: number | undefined
}

const rate = is('a number of at least 0', value => isWithin(value, 0, LARGEST))

const HANDOVER_OPTIONS: OptionShape<HandoverOptions> = {
  day: finite,
  structural: unchecked,
  hazardPerDay: rate,
  reversalPerDay: rate,
  falseAlarmShare: between0And1,
  reversedBelow: between0And1,
  withinDayCorrelation: within(0, 1),
}

/** Whether and when power passed to the deciders. */
export interface Handover {
  /** The probability of a hand-over that stands on the day of the question, 0..1. */
  readonly probability: number
  /** 1 less that. */
  readonly noChange: number
  /** The probability that deciders drive at least half of the events by now, 0..1; absent without any event. */
  readonly decidersLead?: number
  /**
   * The share of events that deciders drive, 0..1: by now, and before and after a hand-over, where one is possible; absent without any
   * event.
   */
  readonly share?: HandoverBelief['share']
  /** Whether it is flagged, and has not been taken back since. */
  readonly flagged: boolean
  /** The whole day of the present flag; absent when there is none. */
  readonly flaggedDay?: number
  /** Every day on which the flag was raised or taken back, in order. */
  readonly turns: readonly HandoverTurn[]
  /** When the hand-over that stands happened; absent where none is possible. */
  readonly date?: HandoverDate
  /** The probability of a hand-over and the deciders' share of events, both 0..1, after each whole day with events, in order of the day. */
  readonly path: readonly { readonly day: number; readonly probability: number; readonly share: number }[]
}

/**
 * Whether power has passed from users to deciders: whether the share of events that deciders drive has risen from the account's own habit,
 * which nobody knows, to a higher one, at which deciders lead or nearly do. A share that was high from the beginning is no hand-over.
 *
 * The habit is one of nine levels, 0.1 to 0.9, and the one after the change another at least 0.2 above; each of the 28 pairs is a hidden
 * Markov chain of two states, users as before and deciders by now, filtered exactly, and the pairs are weighed by how well they foretell the
 * events. Power passes over and back at constant rates, counted for at most 90 days of silence, and with structural events. A flag is looked
 * at only after a day with events. The cost is that of 30 numbers an event.
 *
 * @throws InvalidArgumentError when a number is out of its range
 * @see L. E. Baum, T. Petrie, G. Soules and N. Weiss, "A maximization technique occurring in the statistical analysis of probabilistic
 * functions of Markov chains", Annals of Mathematical Statistics 41 (1970)
 * @example
 * import { detectHandover } from 'account-village/math'
 * const events = Array.from({ length: 24 }, (_, week) => ({ day: 7 * week, byDecider: week >= 12 }))
 * const { probability, share, flaggedDay, date } = detectHandover(events, { day: 161 })
 * probability //=> 0.9977
 * share //=> { now: 0.865, before: 0.141, after: 0.866 }
 * flaggedDay //=> 112
 * date //=> { day: 80.52, interval: [74.73, 86.52] }
 */
export function detectHandover(events: readonly HandoverEvent[], options: HandoverOptions): Handover {
  checkObjects('detectHandover', 'events', events)
  const optionFaults = optionIssues(options, HANDOVER_OPTIONS, ['day'])
  const structural = optionFaults.length === 0 ? (options.structural ?? []) : []
  checkObjects('detectHandover', 'structural', structural)
  const issues = [...optionFaults, ...eventIssues(events), ...structuralIssues(structural)]
  if (issues.length > 0) throw new InvalidArgumentError('detectHandover', issues)
  const { day: until, withinDayCorrelation = 0.3, hazardPerDay = 1 / 365, reversalPerDay = 1 / 730 } = options
  const { falseAlarmShare = 0.05, reversedBelow = 0.05 } = options
  const rule = { hazardPerDay, reversalPerDay, falseAlarmShare, reversedBelow }
  const past = <Event extends { readonly day: number }>(all: readonly Event[]): Event[] => all.filter(({ day }) => day <= until)
  const days = handoverDays(past(events), past(structural), withinDayCorrelation)
  const chain = emptyChain()
  for (const each of days) extendChain(chain, each, rule)
  const { beliefs, turns } = readChain(chain, rule)
  const turn = turns.at(-1)
  if (days.length === 0) return deepFreeze({ probability: 0, noChange: 1, flagged: false, turns: [], path: [] })
  const now = beliefOn(chain, Math.floor(until), rule)
  const date = dateOf(chain, Math.floor(until), rule)
  return deepFreeze({
    ...now,
    noChange: 1 - now.probability,
    flagged: turn?.status === 'flagged',
    ...(turn?.status === 'flagged' && { flaggedDay: turn.day }),
    turns: [...new Set(turns)].flatMap(each => each ?? []),
    ...(date !== undefined && { date }),
    path: beliefs.map(({ probability, share }, i) => ({ day: days[i]?.day ?? Number.NaN, probability, share: share.now })),
  })
}

function eventIssues(events: readonly HandoverEvent[]): Issue[] {
  return events.flatMap(({ day, byDecider, weight = 1 }, i) => [
    ...(isModest(day) ? [] : [invalid(`events[${i}].day`, 'is not a number')]),
    ...(typeof byDecider === 'boolean' ? [] : [invalid(`events[${i}].byDecider`, 'is neither true nor false')]),
    ...(isWithin(weight, 0, 1) ? [] : [invalid(`events[${i}].weight`, 'is not within 0..1')]),
  ])
}

function structuralIssues(structural: readonly StructuralEvent[]): Issue[] {
  return structural.flatMap(({ day, to, probability }, i) => [
    ...(isModest(day) ? [] : [invalid(`structural[${i}].day`, 'is not a number')]),
    ...(to === 'deciders' || to === 'users' ? [] : [invalid(`structural[${i}].to`, 'is neither deciders nor users')]),
    ...(isWithin(probability, 0, 1) ? [] : [invalid(`structural[${i}].probability`, 'is not within 0..1')]),
  ])
}
