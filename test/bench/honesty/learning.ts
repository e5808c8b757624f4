// How well beliefs are learned from one's own history, and how much better decisions are forecast with them, by simulation.
import type { Village } from 'account-village'
import { backtest, calibrate, type FittedSetting } from 'account-village/forecast'
import { latestViews } from '../../../src/forecast/closed.js'
import { heardIn } from '../../../src/forecast/heard.js'
import { fitSentiment } from '../../../src/forecast/sentimentFit.js'
import { type Random, randomFrom } from '../../../src/support/random.js'
import { meanOf } from '../statistics.js'
import { INDEPENDENT_READINGS } from './beliefs.js'
import { historyOf, type Truth } from './history.js'
import { tableOf } from './table.js'

const SEED = 20_281_130
/** From so many accounts is learned, and on so many others it is judged. */
const [LEARNED, JUDGED] = [180, 150]
const LEAD = 30
const { settings } = INDEPENDENT_READINGS

const TRUTH: Truth = { mean: 0, sd: 0.4, halfLifeDays: 75, noise: 1, bias: [0, 0.2], answers: () => 0.6, jumps: false }
const WORLDS: readonly (Truth & { readonly name: string })[] = [
  { ...TRUTH, name: 'mood +.3', mean: 0.3 },
  { ...TRUTH, name: 'errors twice as large', noise: 2 },
  { ...TRUTH, name: 'our reports +.3', bias: [0.3, 0] },
  { ...TRUTH, name: 'our reports +.3, mood -.2', mean: -0.2, bias: [0.3, 0] },
  { ...TRUTH, name: 'reporters off by N(.15, .25)', bias: [0.15, 0.25] },
  { ...TRUTH, name: 'moods that jump', jumps: true },
  { ...TRUTH, name: 'only the happy answer', answers: x => Number(x > 0) },
  { ...TRUTH, name: 'mild: logit .4 + 1.5 x', answers: x => 1 / (1 + Math.exp(-0.4 - 1.5 * x)) },
  { ...TRUTH, name: 'half never answer', answers: (_, never) => (never ? 0 : 1) },
]

/** What is fitted, and what is true of it. */
const COLUMNS: readonly (readonly [FittedSetting['setting'], string, (truth: Truth) => number | undefined])[] = [
  ['sentiment.halfLifeDays', 'half-life', ({ halfLifeDays }) => halfLifeDays],
  ['sentiment.priorSd', 'prior sd', ({ sd }) => sd],
  ['sentiment.priorMean', 'prior mean', ({ mean }) => mean],
  ['sentiment.readingSdFactor', 'errors', ({ noise }) => noise],
  ['sentiment.offset.meeting', 'meetings', ({ bias }) => bias[0]],
  ['sentiment.offset.impression', 'impressions', ({ bias }) => bias[0]],
  ['sentiment.silence.slope', 'silence', () => undefined],
]

/**
 * Prints for each world what is fitted on average, and in how many of the runs its 90 % interval holds what is true: with readings as they
 * are, and cut at -1 and 1 as on any scale; for these the Brier score of other accounts under the beliefs given and under those learned.
 */
export function simulateLearning(runs: number): void {
  const times = Math.max(1, Math.round(runs / 75))
  const title = `learning, sameDayCorrelation 0 (nothing here is said twice a day), ${times} times from ${LEARNED} accounts, judged on ${JUDGED} others`
  const head = ['world', 'readings', ...COLUMNS.map(([, name]) => name), 'Brier given', 'Brier learned']
  const seeds = Array.from({ length: times }, (_, run) => SEED + run)
  const rows = WORLDS.flatMap(world => [
    [
      world.name,
      'as they are',
      ...cellsOf(
        world,
        seeds.map(seed => fitsUncut(world, seed)),
      ),
    ],
    ['', 'cut', ...judgedCells(world, seeds)],
  ])
  console.log(tableOf(title, head, rows))
}

function judgedCells(world: Truth, seeds: readonly number[]): string[] {
  const learned = seeds.map(seed => {
    const random = randomFrom(seed)
    const found = calibrate(histories(world, LEARNED, random), { settings })
    const others = histories(world, JUDGED, random)
    const brier = [settings, found.settings].map(each => backtest(others, { leads: [LEAD], settings: each }).leads[0]?.scores?.brier.value)
    return { fits: found.fits, brier }
  })
  const brier = [0, 1].map(k => meanOf(learned.map(each => each.brier[k] ?? Number.NaN)).toFixed(3))
  return [
    ...cellsOf(
      world,
      learned.map(({ fits }) => fits),
    ),
    ...brier,
  ]
}

/** What is fitted to readings that no scale cuts: those of villages are a quarter as large. */
function fitsUncut(world: Truth, seed: number): readonly FittedSetting[] {
  const views = latestViews('learning', histories(world, LEARNED, randomFrom(seed), 4), undefined, settings)
  const heard = views.map(view => {
    const account = heardIn(view, settings)
    return { ...account, events: account.events.map(event => ('value' in event ? { ...event, value: 4 * event.value } : event)) }
  })
  return fitSentiment(heard, settings.sentiment).fits
}

function cellsOf(world: Truth, runs: readonly (readonly FittedSetting[])[]): string[] {
  return COLUMNS.map(([setting, , truth]) => {
    const fits = runs.flatMap(all => all.filter(fit => fit.setting === setting))
    if (fits.length === 0) return ''
    const value = meanOf(fits.map(fit => fit.value))
    const known = truth(world)
    const shown = value.toFixed(value >= 10 ? 0 : 3)
    if (known === undefined) return shown
    const held = fits.filter(({ interval: [low, high] = [known, known] }) => low <= known && known <= high).length
    return `${shown} (${held})`
  })
}

function histories(truth: Truth, count: number, random: Random, scale?: number): Village[] {
  return Array.from({ length: count }, (_, i) => historyOf(`account ${String(i).padStart(4, '0')}`, truth, random, scale))
}
