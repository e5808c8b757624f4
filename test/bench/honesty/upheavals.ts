// What it is worth to know of an upheaval, and what it costs where nothing changed, by simulation.
import { record } from 'account-village'
import { randomFrom } from '../../../src/support/random.js'
import { INDEPENDENT_READINGS } from './beliefs.js'
import { heardAccount, type Truth, UPSET_DAY } from './heardAccount.js'
import { brierAndHolding, gainAndHolding, scored } from './heardForecast.js'
import { UNITS } from './history.js'
import { tableOf } from './table.js'

const SEED = 20_301_130
const STRENGTHS = [0.5, 0.3]

const everywhere = UNITS.map(({ id }) => id)
const WORLDS = [
  { name: 'of the account, broke 60 %', units: everywhere, share: 0.6 },
  { name: 'of one unit, broke 60 %', units: ['y'], share: 0.6 },
  { name: 'of the account, broke nothing', units: everywhere, share: 0 },
] as const

/** Prints for each reorganisation the Brier score of the decision and how often intervals hold when nobody records it, and when somebody does. */
export function simulateUpheavals(runs: number): void {
  const rows = WORLDS.map(({ name, units, share }) => {
    const random = randomFrom(SEED)
    const truth: Truth = { ownWords: 0.5, bias: [0, 0], upset: { share, units } }
    const accounts = Array.from({ length: runs }, (_, i) => heardAccount(i, truth, random))
    const unknown = scored(accounts, INDEPENDENT_READINGS.settings)
    const known = STRENGTHS.map(strength => {
      const [unit] = units.length === 1 ? units : []
      const upheavals = [{ at: UPSET_DAY, kind: 'reorganisation', unit, strength } as const]
      return accounts.map(account => ({ ...account, village: record(account.village, { upheavals }) }))
    })
    return [name, brierAndHolding(unknown), ...known.map(each => gainAndHolding(unknown, scored(each, INDEPENDENT_READINGS.settings)))]
  })
  const title = `upheavals 20 days before the vote, sameDayCorrelation 0, ${runs} accounts a world: Brier, gain ± one standard error, and how often the 90 % interval holds`
  console.log(tableOf(title, ['a reorganisation', 'not recorded', ...STRENGTHS.map(each => `recorded, strength ${each}`)], rows))
}
