import {
  accountReport,
  accountSentiment,
  assessRisk,
  createVillage,
  decisionOutlook,
  revenueAtRisk,
  type Snapshot,
  snapshot,
  type Village,
  vetoHolders,
} from 'account-village'
import { costOf } from './costs.js'
import { type Size, villageOf } from './villages.js'

/** How the cost of something grows with a number: with that number to the power of the exponent. */
export interface Growth {
  readonly work: string
  readonly exponent: number
  /** The exponent that docs/decisions/large-villages.md declares where it is a larger one. */
  readonly declared?: number
}

/** Nothing that docs/decisions/large-villages.md does not tell of grows faster. */
export const MOST_EXPONENT = 1.2

const AS_OF = '2026-11-20'
const BASE: Size = { people: 40, ties: 60, observations: 200, units: 4, seats: 12 }

/** What grows, and up to what. */
const VILLAGES: readonly (readonly [what: string, most: number, of: (count: number) => Village, declared?: number])[] = [
  ['people', 5000, people => villageOf({ ...BASE, people, heard: Math.min(people, 40) })],
  ['readings', 20_000, observations => villageOf({ ...BASE, observations })],
  ['ties', 8000, ties => villageOf({ ...BASE, people: 1000, heard: 40, ties })],
  ['units', 2000, units => villageOf({ ...BASE, people: 2000, heard: 40, units })],
  ['seats', 100, seats => villageOf({ ...BASE, people: 120, heard: 40, seats })],
  ['decisions', 100, decisions => villageOf({ ...BASE, decisions })],
  ['versions of a fact', 10_000, versioned],
]

/** What is asked of a village. */
const ASKED: readonly (readonly [what: string, ask: (s: Snapshot) => unknown])[] = [
  ['four numbers', s => [accountSentiment(s), decisionOutlook(s), revenueAtRisk(s), vetoHolders(s)]],
  ['findings', assessRisk],
  ['report', s => accountReport(s, { sensitivity: false })],
]

/** The exponent of each, in the last quadrupling before the limit; each village is seen once. */
export function* exponents(): Generator<Growth> {
  for (const [what, most, of, declared] of VILLAGES) {
    warmUp(of(10))
    const [few, many] = [costsIn(() => of(most / 4)), costsIn(() => of(most))]
    for (const [i, [asked]] of ASKED.entries()) {
      const exponent = Math.log((many[i] ?? Number.NaN) / (few[i] ?? Number.NaN)) / Math.log(4)
      yield { work: `${asked}, ${what} up to ${most.toLocaleString('en')}`, exponent, ...(declared !== undefined && { declared }) }
    }
  }
}

function warmUp(village: Village): void {
  for (const [, ask] of ASKED) ask(snapshot(village, AS_OF))
}

/** What each that is asked costs, with what is asked before it; the least of three villages. */
function costsIn(make: () => Village): number[] {
  const rounds = [0, 1, 2].map(() => {
    const village = make()
    let sum = 0
    const s = snapshot(village, AS_OF)
    return ASKED.map(([, ask]) => {
      sum += costOf(() => JSON.stringify(ask(s)))
      return sum
    })
  })
  return ASKED.map((_, i) => Math.min(...rounds.map(costs => costs[i] ?? Number.NaN)))
}

/** A village in which the name of one person was corrected so many times. */
function versioned(count: number): Village {
  const day = (i: number): string => new Date(Date.UTC(1990, 0, 1 + i)).toISOString()
  const { account, units, ties, observations, decisions, stakeholders, roles } = villageOf(BASE)
  const versions = Array.from({ length: count }, (_, i) => ({ id: 'ann', name: `Ann ${i}`, recordedAt: day(i), retractedAt: day(i + 1) }))
  return createVillage({ account, units, ties, observations, decisions, stakeholders: [...stakeholders, ...versions], roles })
}
