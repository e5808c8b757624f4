// What a back-test can tell from how many decisions, by simulation: how sure the difference from what the deciders said last is, and what
// refitting costs.
import { RISK_RULES } from 'account-village'
import { type BacktestScores, backtest } from 'account-village/forecast'
import { BOARD_BELIEFS, boards } from '../../forecast/boards.js'
import { shareOf, tableOf } from './table.js'

const RUNS = 600
const SIZES = [30, 100, 200, 500]
/** So many decisions of each size are simulated for each run. */
const DECISIONS_A_RUN = 5

/** The beliefs that are true; findings are left out, because they take most of the time. */
const SETTINGS = { ...BOARD_BELIEFS, risk: { disabledRules: RISK_RULES.map(({ id }) => id) } }

/** Prints for each number of decisions how the forecasts stand against `decidersOnly`, where true beliefs are better in the long run. */
export function simulateForecasts(runs = RUNS): void {
  const rows = SIZES.map(size => {
    const histories = Math.max(1, Math.round((DECISIONS_A_RUN * runs) / size))
    const judged = Array.from({ length: histories }, (_, i) => scoresOf(1000 * size + i, size)).filter(each => each !== undefined)
    const against = (wanted: string) => judged.flatMap(({ rivals }) => rivals.filter(({ name }) => name === wanted))
    const deciders = against('decidersOnly')
    const count = (better: string): number => deciders.filter(each => each.better === better).length
    return [
      String(size),
      `${judged.length} of ${histories}`,
      mean(deciders.map(({ difference }) => difference.value)),
      mean(deciders.map(({ difference }) => difference.standardError)),
      shareOf(count('yes'), judged.length),
      shareOf(count('no'), judged.length),
      mean(against('oursRefitted').map(({ difference }) => difference.value)),
    ]
  })
  const title = 'forecasts, lead 30, boards whose rule and ageing are known'
  console.log(tableOf(title, ['decisions', 'judged', 'better by', 'standard error', '% yes', '% no', 'refitting costs'], rows))
}

function scoresOf(seed: number, size: number): BacktestScores | undefined {
  return backtest(boards(seed, size), { leads: [30], settings: SETTINGS }).leads[0]?.scores
}

function mean(values: readonly number[]): string {
  return (values.reduce((sum, each) => sum + each, 0) / values.length).toFixed(3)
}
