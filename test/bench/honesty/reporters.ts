// How often a reporter who is too rosy is found, and reports that contradict people's own words, by simulation.
import { assessRisk, RISK_RULES, type Snapshot, snapshot } from 'account-village'
import { reporters } from 'account-village/listening'
import { randomFrom } from '../../../src/support/random.js'
import { INDEPENDENT_READINGS } from './beliefs.js'
import { type HeardAccount, heardAccount, type Truth, VOTE_DAY } from './heardAccount.js'
import { shareOf, tableOf } from './table.js'

const SEED = 20_291_130
const ACCOUNTS = [1, 3, 8]
const BIASES = [0, 0.3, 0.6]
/** How often somebody is heard, and who of us reports half of it. */
const LISTENING = [
  { name: '12 times, two of us', times: 12, reporters: ['kim', 'lee'] },
  { name: '18 times, one of us', times: 18, reporters: ['kim'] },
]
/** Only what is told of reporters is assessed. */
const DISABLED = RISK_RULES.flatMap(({ id }) => (id === 'tooRosy' || id === 'contradiction' ? [] : [id]))
const { settings: given } = INDEPENDENT_READINGS
const SETTINGS = { ...given, risk: { ...given.risk, disabledRules: DISABLED } }

/**
 * Prints how many of those who report on so many accounts are found too rosy, by their bias, and in how many accounts something is told of
 * it: that a reporter is too rosy, or that a report contradicts the person.
 */
export function simulateReporters(runs: number): void {
  const rows = LISTENING.flatMap(({ name, times, reporters: all }) =>
    BIASES.map(bias => {
      const random = randomFrom(SEED)
      const truth: Truth = { times, reporters: all, ownWords: 0.5, bias: [bias, 0] }
      const accounts = Array.from({ length: runs }, (_, i) => heardAccount(i, truth, random))
      return [name, String(bias), ...cellsOf(accounts, all.length)]
    }),
  )
  const head = ['heard', 'bias', ...ACCOUNTS.map(size => `% found in ${size}`), '% of accounts: too rosy', 'contradiction']
  console.log(tableOf(`reporters, sameDayCorrelation 0, ${runs} accounts a row; ± twice the standard error`, head, rows))
}

function cellsOf(accounts: readonly HeardAccount[], reporting: number): string[] {
  const seen = accounts.map(({ village }) => snapshot(village, VOTE_DAY, { settings: SETTINGS }))
  const told = seen.map(s => new Set(assessRisk(s).map(({ rule }) => rule)))
  const tells = (rule: string): string => shareOf(told.filter(each => each.has(rule)).length, told.length)
  return [...ACCOUNTS.map(size => found(groupsOf(seen, size), reporting)), tells('tooRosy'), tells('contradiction')]
}

/** How many reporters are found, of those who report on all accounts of a group. */
function found(groups: readonly (readonly Snapshot[])[], reporting: number): string {
  const { probability } = SETTINGS.risk.tooRosy
  const rows = groups.flatMap(group => reporters(group))
  const rosy = rows.filter(({ probabilityTooRosy = 0 }) => probabilityTooRosy >= probability)
  return shareOf(rosy.length, groups.length * reporting)
}

/** Accounts in groups of a size; those that make up no whole group are left out. */
function groupsOf(accounts: readonly Snapshot[], size: number): Snapshot[][] {
  return Array.from({ length: Math.floor(accounts.length / size) }, (_, i) => accounts.slice(i * size, (i + 1) * size))
}
