// What the chance of yes is worth by the days until the vote: as if voted today, and at the vote; by simulation.
import { decisionOutlook, snapshot } from 'account-village'
import { brierOf, type Judged, slopeOf } from '../statistics.js'
import { type Beliefs, DEFAULTS, INDEPENDENT_READINGS } from './beliefs.js'
import { type DrawnVillage, decisionAhead, drawnVillage, HORIZONS, passes } from './drawnVillage.js'
import { estimated, tableOf } from './table.js'

const SEED = 20_271_130

/** What was said of a decision today, and what came of it. */
interface Forecasts {
  readonly today: Judged
  readonly atVote: Judged
}

/** Prints the Brier score and the calibration slope of both chances for each number of days to the vote; villages drawn from the beliefs. */
export function simulateOutlooks(runs: number): void {
  for (const beliefs of [INDEPENDENT_READINGS, DEFAULTS]) {
    const villages = Array.from({ length: runs }, (_, i) => drawnVillage(SEED + i, { settings: beliefs.settings, noise: 1 }))
    const rows = HORIZONS.map((days, k) => {
      const forecasts = villages.map(village => forecastsOf(village, beliefs, days, k))
      const [today, atVote] = [forecasts.map(each => each.today), forecasts.map(each => each.atVote)]
      return [String(days), ...[brierOf(today), brierOf(atVote)].map(estimated(4)), ...[slopeOf(today), slopeOf(atVote)].map(estimated(2))]
    })
    const head = ['days to the vote', 'Brier as if today', 'Brier at the vote', 'slope as if today', 'slope at the vote']
    console.log(tableOf(`chance of yes by the days to the vote, ${beliefs.name}, ${runs} villages; ± one standard error`, head, rows))
  }
}

function forecastsOf({ village, today, truths }: DrawnVillage, { settings }: Beliefs, days: number, k: number): Forecasts {
  const s = snapshot(village, today, { settings, decision: decisionAhead(days) })
  const { probabilityOfYes: atVote = Number.NaN, ifVotedToday } = decisionOutlook(s)
  const came = passes(s, truths[k] ?? (() => Number.NaN))
  return { today: { said: ifVotedToday?.probabilityOfYes ?? Number.NaN, came }, atVote: { said: atVote, came } }
}
