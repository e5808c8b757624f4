import type { SentimentPrior } from '../math/sentimentBlock.js'
import { createFilter, hear } from '../math/sentimentFilter.js'
import type { Settings } from '../model/settings.js'
import type { DeepPartial } from '../model/settingsFrom.js'
import type { Reading } from '../sentiment/reading.js'
import { readings } from '../sentiment/readings.js'
import { itemAt } from '../support/linear.js'
import { snapshot } from '../village/takeSnapshot.js'
import { amended } from '../village/work.js'
import { believing, type LatestView } from './closed.js'

/** The readings of one account, as the filter takes them. */
export interface HeardAccount {
  /** The group of each person who was heard; people of different accounts are never in one group. */
  readonly groups: readonly unknown[]
  /** In the order in which they count. */
  readonly readings: readonly HeardReading[]
}

interface HeardReading {
  /** Where the person stands in `groups`. */
  readonly person: number
  /** In days from any fixed point. */
  readonly day: number
  readonly value: number
  /** The variance of its error. */
  readonly variance: number
}

/** How much there is to fit half-life and spread by. */
export interface Repetition {
  readonly readings: number
  /** Readings of people at a later moment than the first of theirs. */
  readonly repeated: number
  /** People of whom there are such. */
  readonly people: number
}

/** All readings of an account by people who are known, whatever decision they are about, at the moment of its view. */
export function heardIn(view: LatestView, settings: DeepPartial<Settings> | undefined): HeardAccount {
  const people = new Map([...view.s.stakeholders, ...view.s.former].map(person => [person.id, person.unit ?? person]))
  const index = new Map<string, number>()
  const groups: unknown[] = []
  const heard = everyReading(view, settings).flatMap(({ stakeholder, day, value, variance }): HeardReading[] => {
    const group = people.get(stakeholder)
    if (group === undefined) return []
    const person = index.get(stakeholder) ?? groups.push(group) - 1
    index.set(stakeholder, person)
    return [{ person, day, value, variance }]
  })
  return { groups, readings: heard }
}

/**
 * The logarithm of the probability density of all readings, under a belief on how sentiments differ and fade. Whoever was never heard
 * changes nothing about it and is left out.
 */
export function readingsLogLikelihood(accounts: readonly HeardAccount[], prior: SentimentPrior): number {
  let sum = 0
  for (const account of accounts) {
    const filter = createFilter(account.groups, prior)
    for (const { person, day, value, variance } of account.readings) hear(filter, person, day, value, variance)
    sum += filter.logLikelihood
  }
  return sum
}

/** How often people were heard again. */
export function repetitionIn(accounts: readonly HeardAccount[]): Repetition {
  let [count, repeated, people] = [0, 0, 0]
  for (const account of accounts) {
    const first: number[] = []
    const again = account.groups.map(() => 0)
    for (const { person, day } of account.readings) {
      if (day > (first[person] ?? day)) again[person] = itemAt(again, person) + 1
      first[person] ??= day
    }
    count += account.readings.length
    repeated += again.reduce((sum, each) => sum + each, 0)
    people += again.filter(each => each > 0).length
  }
  return { readings: count, repeated, people }
}

/** With one open decision in view a snapshot leaves out readings about others: those are looked up with each of them in view. */
function everyReading({ village, s }: LatestView, settings: DeepPartial<Settings> | undefined): readonly Reading[] {
  if (s.decision === undefined) return readings(s)
  const views = s.decisions.map(({ id }) => snapshot(village, s.asOf, { ...believing(settings), decision: id }))
  const all = new Map(views.flatMap(({ observations }) => observations).map(each => [each.id, each]))
  return readings(amended(s, { observations: [...all.values()] }))
}
