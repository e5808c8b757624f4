import { createVillage, type DecisionKind, type ReadingSource, type Village } from 'account-village'
import { type Random, randomFrom } from '../../src/support/random.js'
import { instant } from '../support/days.js'

/** What is true in a simulated world. */
export interface Truth {
  readonly halfLifeDays: number
  readonly priorSd: number
  readonly threshold: number
  /** Days before an outcome in which nobody is heard. */
  readonly lead: number
}

/** How much there is to see of a simulated world. */
export interface Base {
  readonly accounts: number
  /** Days before these on which the person is heard. */
  readonly gaps: readonly number[]
  readonly via?: ReadingSource
  readonly kind?: DecisionKind
}

/** The error of a reading by an interview or an impression, by the default settings. */
const ERROR = { interview: 0.15, survey: 0.25, meeting: 0.3, comment: 0.3, impression: 0.35, text: 0.5 }

/**
 * Accounts in each of which one person decides. Their sentiment is an Ornstein-Uhlenbeck process, they are heard at fixed gaps with an
 * error, and they say yes when their sentiment on the day of the outcome reaches the threshold.
 */
export function simulated(seed: number, truth: Truth, { accounts, gaps, via = 'interview', kind = 'new' }: Base): Village[] {
  const random = randomFrom(seed)
  return Array.from({ length: accounts }, (_, account) => {
    const settled = 400 + account
    const days = [...gaps.map(gap => settled - truth.lead - gap), settled]
    const path = ornsteinUhlenbeck(days, truth, random)
    return createVillage({
      account: `account ${account}`,
      stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
      observations: days.slice(0, -1).map((day, i) => ({
        stakeholder: 'bo',
        at: instant(day),
        // A reading is within -1..1; spreads are chosen so small that this hardly ever cuts one.
        sentiment: Math.max(-1, Math.min(1, (path[i] ?? 0) + ERROR[via] * random.normal())),
        via,
      })),
      decisions: [
        {
          id: 'deal',
          name: 'Deal',
          kind,
          rule: 'bo',
          outcome: { result: (path.at(-1) ?? 0) >= truth.threshold ? 'won' : 'lost', at: instant(settled) },
        },
      ],
    })
  })
}

/** How two people of ours err about the people they report on. */
export interface Reporting {
  /** By how much rosier they are on average. */
  readonly offset: number
  /** How far each is from that in each account. */
  readonly sharedSd: number
}

/** Accounts of four people each, of whom two of ours report, and who also say themselves what they think. */
export function reported(seed: number, { offset, sharedSd }: Reporting): Village[] {
  const random = randomFrom(seed)
  const truth = { halfLifeDays: 120, priorSd: 0.2 }
  const people = ['ann', 'bo', 'cy', 'di']
  return Array.from({ length: 60 }, (_, account) => {
    const errors = new Map(['kim', 'lee'].map(by => [by, offset + sharedSd * random.normal()]))
    return createVillage({
      account: `account ${account}`,
      stakeholders: people.map(id => ({ id })),
      observations: people.flatMap((stakeholder, i) => {
        const days = [0, 30, 60, 90, 120, 150].map(day => day + i)
        return ornsteinUhlenbeck(days, truth, random).map((x, k) => {
          const by = i % 2 === 0 ? 'kim' : 'lee'
          const isReport = k % 2 === 0
          const [via, error] = isReport ? (['meeting', errors.get(by) ?? 0] as const) : (['survey', 0] as const)
          const sentiment = Math.max(-1, Math.min(1, x + error + ERROR[via] * random.normal()))
          return { stakeholder, at: instant(days[k] ?? 0), sentiment, via, ...(isReport && { by }) }
        })
      }),
    })
  })
}

/**
 * Accounts of three people each, who are interviewed four times and asked once in a survey, which they answer with a probability that
 * depends on what they think of us.
 */
export function surveyed(seed: number, accounts: number, answers: (sentiment: number) => number): Village[] {
  const random = randomFrom(seed)
  const truth = { halfLifeDays: 150, priorSd: 0.4 }
  const people = ['ann', 'bo', 'cy']
  return Array.from({ length: accounts }, (_, account) => {
    const heard = people.map(stakeholder => {
      const days = [0, 40, 80, 120, 130]
      const path = ornsteinUhlenbeck(days, truth, random)
      const said = (k: number, via: 'interview' | 'survey', day: number) => ({
        stakeholder,
        at: instant(day),
        sentiment: Math.max(-1, Math.min(1, (path[k] ?? 0) + ERROR[via] * random.normal())),
        via,
      })
      const interviews = [0, 1, 2, 3].map(k => said(k, 'interview', days[k] ?? 0))
      return random.uniform() < answers(path[4] ?? 0) ? [...interviews, said(4, 'survey', 132)] : interviews
    })
    return createVillage({
      account: `account ${account}`,
      stakeholders: people.map(id => ({ id })),
      observations: heard.flat(),
      requests: people.map(stakeholder => ({ stakeholder, at: instant(130), via: 'survey' })),
    })
  })
}

function ornsteinUhlenbeck(
  days: readonly number[],
  { halfLifeDays, priorSd }: Pick<Truth, 'halfLifeDays' | 'priorSd'>,
  random: Random,
): number[] {
  const path: number[] = []
  days.forEach((day, i) => {
    const before = days[i - 1]
    const kept = before === undefined ? 0 : 2 ** (-(day - before) / halfLifeDays)
    path.push(kept * (path[i - 1] ?? 0) + priorSd * Math.sqrt(1 - kept * kept) * random.normal())
  })
  return path
}
