// How fast the library is beside the goals set for it, cold: each account is seen once, and its result is read whole. `--check` fails where one is missed.
import {
  accountReport,
  accountSentiment,
  assessRisk,
  decisionOutlook,
  type LiveVillage,
  liveVillage,
  parseVillage,
  revenueAtRisk,
  type Snapshot,
  snapshot,
  timeline,
  type Village,
  vetoHolders,
} from 'account-village'
import { nextInterviews } from 'account-village/listening'
import { standingOf } from 'account-village/portfolio'
import { toHtmlReport } from 'account-village/render'
import { coldRatio, costOf, medianOf } from './costs.js'
import { exponents, MOST_EXPONENT } from './growing.js'
import { costsOfStarting, leanBundle } from './starting.js'
import { type Size, villageOf } from './villages.js'

const AS_OF = '2026-11-20'
const SMALL: Size = { people: 12, ties: 25, observations: 60, units: 4 }
const LARGE: Size = { people: 200, ties: 1000, observations: 10_000, units: 20 }

/** What is to be reached: a number at most, of what. */
interface Goal {
  readonly work: string
  readonly most: number
  readonly unit: string
  measure(): number | Promise<number>
}

const accounts = (count: number): string[] => Array.from({ length: count }, (_, i) => JSON.stringify(villageOf(SMALL, 20_240_607 + i)))
const seen = (text: string): Snapshot => snapshot(parseVillage(JSON.parse(text)), AS_OF)
const fourNumbers = (s: Snapshot): unknown => [accountSentiment(s), decisionOutlook(s), revenueAtRisk(s), vetoHolders(s)]
const fourOf = (size: Size): number => {
  const villages = [1, 2, 3].map(i => JSON.stringify(villageOf(size, i)))
  return medianOf(villages.map(text => parsed(text)).map(village => costOf(() => JSON.stringify(fourNumbers(snapshot(village, AS_OF))))))
}
const parsed = (text: string): Village => parseVillage(JSON.parse(text))
const cold = (work: string, most: number, count: number, of: (text: string) => unknown): Goal => ({
  work: `line in, ${work} out`,
  most,
  unit: 'x JSON.parse',
  measure: () => coldRatio(accounts(count), of),
})

const GOALS: readonly Goal[] = [
  cold('four numbers', 3, 600, text => fourNumbers(seen(text))),
  cold('validated village', 2, 600, text => parsed(text)),
  cold('lean standing', 4, 600, text => standingOf(parsed(text), { asOf: AS_OF })),
  cold('risks', 8, 300, text => assessRisk(seen(text))),
  cold('full report JSON', 20, 100, text => accountReport(seen(text), { sensitivity: false })),
  cold("report's page", 60, 40, text => toHtmlReport(accountReport(seen(text), { sensitivity: false }))),
  { work: 'one new reading, village held live: account sentiment and P(yes)', most: 1, unit: 'x JSON.parse', measure: newReading },
  { work: '150 weekly snapshots with account sentiment', most: 8, unit: 'x one', measure: weeklySnapshots },
  { work: '200 people, 10,000 readings, four numbers', most: 25, unit: 'ms', measure: () => fourOf(LARGE) },
  {
    work: '1,000 people in one unit, 5,000 readings, four numbers',
    most: 500,
    unit: 'ms',
    measure: () => fourOf({ people: 1000, ties: 1000, observations: 5000, units: 1, seats: 12 }),
  },
  {
    work: '5,000 people in one unit, 300 of them heard 3,000 times, four numbers',
    most: 2000,
    unit: 'ms',
    measure: () => fourOf({ people: 5000, heard: 300, ties: 5000, observations: 3000, units: 1, seats: 12 }),
  },
  {
    work: 'interviews plan, 200 people, aim of the decision',
    most: 500,
    unit: 'ms',
    measure: () => costOf(() => nextInterviews(snapshot(villageOf(LARGE), AS_OF), { aim: 'decision' })),
  },
  { work: 'import of the core entry', most: 1.5, unit: "x zod's", measure: () => started.core / started.zod },
  { work: 'village --help', most: 2.5, unit: 'x an empty node', measure: () => started.help / started.empty },
  {
    work: 'bundle of createVillage, snapshot and accountSentiment',
    most: 30,
    unit: 'KB gzip',
    measure: async () => (await leanBundle()).compressed / 1000,
  },
]

const started = costsOfStarting({
  empty: '',
  zod: "await import('zod/mini')",
  core: "await import('account-village')",
  help: "process.argv.push('--help'); await import('./dist/cli.js')",
})

function newReading(): number {
  const texts = accounts(200)
  const live = texts.map(text => liveVillage(parsed(text), { asOf: AS_OF }))
  const hear = (handle: LiveVillage): unknown => {
    const stakeholder = handle.village.stakeholders[0]?.id ?? ''
    handle.record({ observations: [{ stakeholder, at: '2026-11-19', sentiment: 0.25, via: 'survey' }] })
    const s = handle.snapshot()
    return [accountSentiment(s).value, decisionOutlook(s).probabilityOfYes]
  }
  for (const handle of live) fourNumbers(handle.snapshot())
  live.slice(0, 100).map(hear)
  const parse = costOf(() => texts.slice(100).map(text => JSON.parse(text)))
  return costOf(() => live.slice(100).map(hear)) / parse
}

function weeklySnapshots(): number {
  const weeks = { from: '2024-01-12', to: AS_OF, step: { weeks: 1 } } as const
  const villages = accounts(60).map(parsed)
  const [one, series] = [villages.slice(0, 30), villages.slice(30)]
  const single = medianOf(one.map(village => costOf(() => JSON.stringify(accountSentiment(snapshot(village, AS_OF))))))
  return medianOf(series.map(village => costOf(() => JSON.stringify(timeline(village, accountSentiment, weeks))))) / single
}

console.log(`${'work, cold'.padEnd(74)}${'measured'.padStart(10)}${'goal'.padStart(8)}`)
let missed = 0
for (const { work, most, unit, measure } of GOALS) {
  const found = await measure()
  if (!(found <= most)) missed++
  console.log(`${work.padEnd(74)}${found.toPrecision(3).padStart(10)}${`${most}`.padStart(8)} ${unit}${found <= most ? '' : '  missed'}`)
}

console.log(`\n${'growth, from few to the limit'.padEnd(74)}${'exponent'.padStart(10)}${'goal'.padStart(8)}`)
for (const { work, exponent, declared = MOST_EXPONENT } of exponents()) {
  if (!(exponent <= declared)) missed++
  console.log(`${work.padEnd(74)}${exponent.toFixed(2).padStart(10)}${`${declared}`.padStart(8)}${exponent <= declared ? '' : '  missed'}`)
}
if (process.argv.includes('--check') && missed > 0) process.exitCode = 1
