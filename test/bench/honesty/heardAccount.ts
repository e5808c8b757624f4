// Accounts in which people are heard now and then for a year, and of which the truth is known.
import { createVillage, type Village, type VillageInput } from 'account-village'
import type { Random } from '../../../src/support/random.js'
import { INDEPENDENT_READINGS } from './beliefs.js'
import { PEOPLE, REPORTERS, UNITS } from './history.js'
import { asReading, dateOf, oneOf, wandering } from './world.js'

/** The day of the vote, and that of an upheaval. */
const [VOTE, UPSET] = [360, 340]
const OWN_WORDS = ['interview', 'survey'] as const
const REPORTS = ['meeting', 'impression'] as const
const { priorSd: sd, halfLifeDays, sameUnitCorrelation: sameGroupCorrelation, readingSd } = INDEPENDENT_READINGS.settings.sentiment

/** The same days as dates. */
export const [VOTE_DAY, UPSET_DAY] = [dateOf(VOTE), dateOf(UPSET)]

/** What is true of an account, and how it is heard. */
export interface Truth {
  /** How much better everybody thinks of us than expected. */
  readonly mood?: number
  /** The mean and the standard deviation of the biases of those of us who report. */
  readonly bias?: readonly [mean: number, sd: number]
  /** How many times somebody is heard; 12 by default. */
  readonly times?: number
  /** Who of us reports; two by default. */
  readonly reporters?: readonly string[]
  /** The share of what is heard that people say themselves, 0..1; the rest is reported. */
  readonly ownWords: number
  /** Own words are asked for: how probable an answer is; `never` whether the person is one of those who may never give one. */
  readonly answers?: (sentiment: number, never: boolean) => number
  /** The share of what was true in these units that an upheaval breaks, 0..1. */
  readonly upset?: { readonly share: number; readonly units: readonly string[] }
}

/** What was heard, and what was asked. */
interface Ledger {
  readonly observations: NonNullable<VillageInput['observations']>[number][]
  readonly requests: NonNullable<VillageInput['requests']>[number][]
}

/** What is known of an account, and what everybody thinks on the day of the vote. */
export interface HeardAccount {
  readonly village: Village
  readonly thinks: (person: string) => number
}

/** An account and what is heard in it within a year. The even ones decide on something new, the odd ones on a renewal. */
export function heardAccount(number: number, truth: Truth, random: Random): HeardAccount {
  const groups = PEOPLE.map(({ unit }) => unit)
  const moods = wandering(groups, { mean: truth.mood ?? 0, sd, halfLifeDays, sameGroupCorrelation }, random)
  const ledger: Ledger = { observations: [], requests: [] }
  const hear = listener(ledger, truth, random)
  const days = Array.from({ length: truth.times ?? 12 }, () => 1 + random.below(VOTE - 1)).sort((a, b) => a - b)
  let today = 0
  const listenUntil = (end: number): void => {
    for (const day of [...days.filter(each => today <= each && each < end), end]) {
      moods.pass(day - today)
      today = day
      if (day < end) hear(day, moods.now())
    }
  }
  listenUntil(UPSET)
  if (truth.upset !== undefined) moods.upset(truth.upset.share, truth.upset.units)
  listenUntil(VOTE)
  const atVote = moods.now()
  const decisions = [{ id: 'deal', name: 'Order', kind: number % 2 === 0 ? ('new' as const) : ('renewal' as const) }]
  return {
    village: createVillage({ account: `account ${number}`, units: UNITS, stakeholders: PEOPLE, decisions, ...ledger }),
    thinks: person => atVote[PEOPLE.findIndex(({ id }) => id === person)] ?? Number.NaN,
  }
}

/** Hears somebody on a day, or asks them the day before and may hear nothing. */
function listener(ledger: Ledger, truth: Truth, random: Random): (day: number, sentiments: readonly number[]) => void {
  const { bias: [mean, spread] = [0, 0], reporters = REPORTERS, ownWords, answers } = truth
  const biases = new Map(reporters.map(by => [by, mean + spread * random.normal()]))
  const people = PEOPLE.map(({ id }, place) => ({ stakeholder: id, place, never: random.uniform() < 0.5 }))
  return (day, sentiments) => {
    const { stakeholder, place, never } = oneOf(people, random)
    const x = sentiments[place] ?? Number.NaN
    const hear = (via: keyof typeof readingSd, by?: string): void => {
      const sentiment = asReading(x + (biases.get(by ?? '') ?? 0) + readingSd[via] * random.normal())
      ledger.observations.push({ stakeholder, at: dateOf(day), sentiment, via, by })
    }
    if (random.uniform() >= ownWords) return hear(oneOf(REPORTS, random), oneOf(reporters, random))
    const via = oneOf(OWN_WORDS, random)
    if (answers !== undefined) ledger.requests.push({ stakeholder, at: dateOf(day - 1), via })
    if (answers === undefined || random.uniform() < answers(x, never)) hear(via)
  }
}
