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

function ornsteinUhlenbeck(days: readonly number[], { halfLifeDays, priorSd }: Truth, random: Random): number[] {
  const path: number[] = []
  days.forEach((day, i) => {
    const before = days[i - 1]
    const kept = before === undefined ? 0 : 2 ** (-(day - before) / halfLifeDays)
    path.push(kept * (path[i - 1] ?? 0) + priorSd * Math.sqrt(1 - kept * kept) * random.normal())
  })
  return path
}
