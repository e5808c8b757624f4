// How much better a decision is forecast when errors that reporters share and requests without answer are taken into account, by simulation.
import type { Settings } from 'account-village'
import { randomFrom } from '../../../src/support/random.js'
import { INDEPENDENT_READINGS, NO_SHARED_ERRORS } from './beliefs.js'
import { type HeardAccount, heardAccount, type Truth } from './heardAccount.js'
import { brierAndHolding, gainAndHolding, scored } from './heardForecast.js'
import { tableOf } from './table.js'

const SEED = 20_261_130

const { sentiment } = INDEPENDENT_READINGS.settings
const believing = (beliefs: Partial<Settings['sentiment']>): Settings => ({
  ...INDEPENDENT_READINGS.settings,
  sentiment: { ...sentiment, ...beliefs },
})
/** No silence says anything. */
const SHARED = believing({ silence: { ...sentiment.silence, slope: 0 } })
/** Nor do readings share an error. */
const ALONE = believing({ silence: SHARED.sentiment.silence, sharedSd: NO_SHARED_ERRORS.settings.sentiment.sharedSd })

/** One thing at a time is otherwise than believed: in the first worlds reports, in the others who answers. */
const REPORTED: Truth = { ownWords: 0.5 }
const ASKED: Truth = { ownWords: 1 }
const happy = (x: number): number => Number(x > 0)
const WORLDS: readonly (Truth & { readonly name: string })[] = [
  { ...REPORTED, name: 'reports without bias' },
  { ...REPORTED, name: 'our reports +.3', bias: [0.3, 0] },
  { ...REPORTED, name: 'our reports +.3, mood -.2', bias: [0.3, 0], mood: -0.2 },
  { ...REPORTED, name: 'reporters off by N(.15, .25)', bias: [0.15, 0.25] },
  { ...ASKED, name: 'only the happy answer', answers: happy },
  { ...ASKED, name: 'only the happy answer, mood -.2', answers: happy, mood: -0.2 },
  { ...ASKED, name: 'mild: logit .4 + 1.5 x', answers: x => 1 / (1 + Math.exp(-0.4 - 1.5 * x)) },
  { ...ASKED, name: 'half never answer', answers: (_, never) => (never ? 0 : 1) },
  { ...ASKED, name: 'answers at random, 20 %', answers: () => 0.2 },
  { ...ASKED, name: 'answers at random, 60 %', answers: () => 0.6 },
]

/**
 * Prints for each world the Brier score of the decision and how often the 90 % interval of the account's sentiment holds: with readings
 * alone, with shared errors, and with silences as well; gains with the standard error of the paired difference.
 */
export function simulateEvidence(runs: number): void {
  const rows = WORLDS.map(world => {
    const random = randomFrom(SEED)
    const accounts = Array.from({ length: runs }, (_, i) => heardAccount(i, world, random))
    const alone = scored(accounts, ALONE)
    const shared = world.ownWords < 1 ? scored(accounts, SHARED) : alone
    const silent = world.answers === undefined ? shared : scored(accounts, silentOf(accounts))
    return [world.name, brierAndHolding(alone), gainAndHolding(alone, shared), gainAndHolding(shared, silent)]
  })
  const title = `evidence, sameDayCorrelation 0, ${runs} accounts a world: Brier, gain ± one standard error, and how often the 90 % interval holds`
  console.log(tableOf(title, ['world', 'readings alone', 'shared errors', 'silences as well'], rows))
}

/** Silences count at the default slope, and at the rate of answers that came true. */
function silentOf(accounts: readonly HeardAccount[]): Settings {
  const asked = accounts.reduce((sum, { village }) => sum + village.requests.length, 0)
  const answered = accounts.reduce((sum, { village }) => sum + village.observations.length, 0)
  const share = answered / asked
  return believing({ silence: { ...sentiment.silence, rate: { interview: share, survey: share, meeting: share } } })
}
