import { createVillage, type Village } from 'account-village'
import { randomFrom } from '../../src/support/random.js'
import { instant } from '../support/days.js'

/** What is true of the boards, as settings. */
export const BOARD_BELIEFS = {
  sentiment: { halfLifeDays: 120, priorSd: 0.5, sameUnitCorrelation: 0 },
  decision: { yesThreshold: { new: -0.2 } },
}

/** Days from the day of forecasts back to when somebody was heard last. */
const GAPS = [3, 20, 60, 200]
const LEAD = 30

/** Everybody whom one meets there, and the two of them who decide. */
const PEOPLE = [
  { id: 'bo', roles: ['economicBuyer'] },
  { id: 'cy', roles: ['decisionMaker'] },
  { id: 'di', roles: ['approver'] },
  { id: 'ed', roles: ['legalCompliance'] },
] as const
const SEATED: readonly string[] = ['bo', 'ed']

/**
 * Accounts in each of which two people must say yes, one of them no decider by role, and two deciders by role have no say. Each of the four was
 * interviewed once, some lately and some long ago, and their sentiment has moved on as the model has it. Whoever takes the mean of what
 * deciders said last forgets all of that.
 */
export function boards(seed: number, count: number): Village[] {
  const random = randomFrom(seed)
  const { halfLifeDays, priorSd } = BOARD_BELIEFS.sentiment
  return Array.from({ length: count }, (_, account) => {
    const settled = 600 + account
    const people = PEOPLE.map(({ id }) => {
      const gap = LEAD + (GAPS[random.below(GAPS.length)] ?? 0)
      const then = priorSd * random.normal()
      const kept = 2 ** (-gap / halfLifeDays)
      const now = kept * then + priorSd * Math.sqrt(1 - kept * kept) * random.normal()
      // A reading is within -1..1, which cuts one in twenty.
      return { id, at: settled - gap, said: Math.max(-1, Math.min(1, then + 0.15 * random.normal())), agrees: now >= -0.2 }
    })
    const isWon = people.every(({ id, agrees }) => agrees || !SEATED.includes(id))
    return createVillage({
      account: `account ${account}`,
      stakeholders: PEOPLE,
      observations: people.map(({ id, at, said }) => ({ stakeholder: id, at: instant(at), sentiment: said, via: 'interview' as const })),
      decisions: [
        {
          id: 'deal',
          name: 'Deal',
          kind: 'new',
          rule: { quota: 2, members: SEATED.map(of => ({ of })) },
          outcome: { result: isWon ? 'won' : 'lost', at: instant(settled) },
        },
      ],
    })
  })
}
