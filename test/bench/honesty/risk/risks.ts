// What findings are worth: how often they alarm healthy accounts, and what they tell of those at risk, by simulation.
import { DEFAULTS, INDEPENDENT_READINGS } from '../beliefs.js'
import { accountsTable, type Cases } from './accountsTable.js'
import { casesOf } from './cases.js'
import type { World } from './plan.js'
import { areasTable, rulesTable } from './rulesTable.js'

const BELIEFS = [INDEPENDENT_READINGS, DEFAULTS]
const PLAIN: World = { mood: 0.5, contacts: 1 }
const OTHERS: readonly (readonly [name: string, world: World])[] = [
  ['a quarter of the contacts', { mood: 0.5, contacts: 0.25 }],
  ['mood .35', { mood: 0.35, contacts: 1 }],
]

/**
 * Prints what findings tell of accounts, what each rule is worth, and how well scores tell accounts apart, as each beliefs judge the same
 * accounts; shares with twice their standard error. Nothing is drawn from the beliefs: all rates and sizes of the world are assumed.
 */
export function simulateRisks(runs: number): void {
  const drawn = [drawnFrom('accounts', PLAIN, runs), ...OTHERS.map(([name, world]) => drawnFrom(name, world, Math.ceil(runs / 2)))]
  BELIEFS.forEach(({ name }, k) => {
    const worlds = drawn.flatMap(judged => judged[k] ?? [])
    const [plain] = worlds
    if (plain === undefined) return
    const { healthy, risky } = plain
    console.log(accountsTable(`risks, ${name}; ${runs} accounts healthy and ${runs} at risk, half as many in the other worlds`, worlds))
    console.log(rulesTable(`what each rule is worth, ${name}`, healthy, risky))
    console.log(areasTable(`area under the curve for a vote that is lost, ${name}`, [...healthy, ...risky]))
  })
}

/** Accounts of a world, as they are judged by each beliefs. */
function drawnFrom(name: string, world: World, count: number): Cases[] {
  const [healthy = [], risky = []] = [false, true].map(isAtRisk => casesOf(world, count, isAtRisk, BELIEFS))
  return healthy.map((cases, k) => ({ name, healthy: cases, risky: risky[k] ?? [] }))
}
