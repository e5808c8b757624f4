import { createVillage, snapshot, type Village, type VillageInput } from 'account-village'
import type { Random } from '../../../src/support/random.js'
import { passes } from './drawnVillage.js'
import { asReading, dateOf, oneOf, wandering } from './world.js'

/** What is true of people, of those who report on them, and of readings. */
export interface Truth {
  readonly mean: number
  readonly sd: number
  readonly halfLifeDays: number
  /** How many times as large the errors of readings are as believed. */
  readonly noise: number
  /** The mean and the standard deviation of the reporters' biases. */
  readonly bias: readonly [number, number]
  /** The probability that a person answers a survey; `never` whether they are one of those who may never do. */
  readonly answers: (sentiment: number, never: boolean) => number
  /** Whether sentiments jump, where otherwise they drift. */
  readonly jumps: boolean
}

/** Five people of two units, and two of ours who report. */
export const PEOPLE = [
  { id: 'cfo', unit: 'x', roles: ['economicBuyer'] },
  { id: 'head', unit: 'x', roles: ['decisionMaker'] },
  { id: 'lead', unit: 'x', roles: ['user'] },
  { id: 'user', unit: 'y', roles: ['user'] },
  { id: 'it', unit: 'y', roles: ['technicalBuyer'] },
] as const
export const UNITS = ['x', 'y'].map(id => ({ id, name: id, kind: 'department' as const }))
export const REPORTERS = ['kim', 'lee']
/** The standard deviations of the errors of readings, as the library believes them. */
const ERRORS = { meeting: 0.3, impression: 0.35, survey: 0.25 } as const
/** The day of the vote, the days between two looks, and how likely somebody is met at one. */
const [VOTE, STEP, MET] = [360, 10, 0.15]
const DECISION = { id: 'deal', name: 'Order', kind: 'new' } as const

/**
 * A year of an account of five people, of whom two of ours report and who are asked every three months, and how they decide. Readings are
 * cut at -1 and 1 once they are divided by `scale`.
 */
export function historyOf(account: string, truth: Truth, random: Random, scale = 1): Village {
  const { mean, sd, halfLifeDays, noise, bias, answers, jumps } = truth
  const moods = wandering(
    PEOPLE.map(({ unit }) => unit),
    { mean, sd, halfLifeDays, sameGroupCorrelation: 0.3, jumps },
    random,
  )
  const biases = new Map(REPORTERS.map(by => [by, bias[0] + bias[1] * random.normal()]))
  const never = PEOPLE.map(() => random.uniform() < 0.5)
  const observations: NonNullable<VillageInput['observations']>[number][] = []
  const requests: NonNullable<VillageInput['requests']>[number][] = []
  for (let day = 0; day < VOTE; day += STEP) {
    const now = moods.now()
    PEOPLE.forEach(({ id: stakeholder }, i) => {
      const x = now[i] ?? Number.NaN
      const say = (via: keyof typeof ERRORS, at: number, by?: string): void => {
        const sentiment = asReading((x + (biases.get(by ?? '') ?? 0) + noise * ERRORS[via] * random.normal()) / scale)
        observations.push({ stakeholder, at: dateOf(at), sentiment, via, by })
      }
      if (random.uniform() < MET) say(oneOf(['meeting', 'impression'], random), day, REPORTERS[i % REPORTERS.length])
      if (day % 90 !== 60) return
      requests.push({ stakeholder, at: dateOf(day), via: 'survey' })
      if (random.uniform() < answers(x, never[i] ?? false)) say('survey', day + 1)
    })
    moods.pass(STEP)
  }
  const input = { account, units: UNITS, stakeholders: PEOPLE, observations, requests }
  const end = moods.now()
  const s = snapshot(createVillage({ ...input, decisions: [DECISION] }), dateOf(VOTE))
  const isYes = passes(s, person => end[PEOPLE.findIndex(({ id }) => id === person)] ?? Number.NaN)
  const outcome = { result: isYes ? 'won' : 'lost', at: dateOf(VOTE) } as const
  return createVillage({ ...input, decisions: [{ ...DECISION, expectedAt: dateOf(VOTE), outcome }] })
}
