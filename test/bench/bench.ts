// Times the library against JSON.parse of the same bytes, in one process: ratios travel between machines, microseconds do not.
import {
  accountReport,
  accountSentiment,
  blockingCoalitions,
  coverage,
  decisionOutlook,
  nextMoves,
  parseVillage,
  power,
  revenueAtRisk,
  type Snapshot,
  sentiments,
  sentimentTrend,
  snapshot,
  timeline,
  type Village,
  vetoHolders,
  votingPower,
} from 'account-village'
import { totalInfluence } from 'account-village/graph'
import { do_not_optimize, measure } from 'mitata'
import { type Size, villageOf } from './villages.js'

const AS_OF = '2026-11-20'
/** A series of 150 weeks. */
const WEEKS = { from: '2024-01-12', to: AS_OF, step: { weeks: 1 } } as const

const measures: readonly (readonly [name: string, measure: (s: Snapshot) => unknown])[] = [
  ['sentiments', sentiments],
  ['sentimentTrend', s => sentimentTrend(s, { since: '2026-08-20' })],
  ['power', power],
  ['totalInfluence', totalInfluence],
  ['accountSentiment', accountSentiment],
  ['coverage', coverage],
  ['vetoHolders', vetoHolders],
  ['blockingCoalitions', blockingCoalitions],
  ['votingPower', votingPower],
  ['decisionOutlook', decisionOutlook],
  ['revenueAtRisk', revenueAtRisk],
]

const sizes: readonly (readonly [name: string, size: Size, rounds: number])[] = [
  ['small: 12 people, 25 ties, 60 observations', { people: 12, ties: 25, observations: 60, units: 4 }, 400],
  ['large: 200 people, 1,000 ties, 10,000 observations', { people: 200, ties: 1000, observations: 10_000, units: 20 }, 10],
]

// Series first: the collector has less to keep than after millions of snapshots.
for (const [name, size, rounds] of sizes) {
  const json = JSON.stringify(villageOf(size))
  console.log(`\n${name}`)
  compareSeries('sentiments', json, rounds, sentiments)
  compareSeries('accountSentiment', json, rounds, accountSentiment)
  compareMoves(json)
}
compareOrders()
for (const [name, size] of sizes) await compare(name, size)

async function compare(name: string, size: Size): Promise<void> {
  const village = villageOf(size)
  const json = JSON.stringify(village)
  const parsed: unknown = JSON.parse(json)
  const view = (): Snapshot => snapshot(village, AS_OF)
  console.log(`\n${name} (${json.length.toLocaleString('en')} bytes)`)
  const unit = await time('JSON.parse', () => JSON.parse(json))
  await time('validate (parseVillage of the parsed value)', () => parseVillage(parsed), unit)
  await time('snapshot', view, unit)
  await time('snapshot and all measures', () => all(view()), unit)
  const first = median(Array.from({ length: 15 }, () => fresh(json)).map(each => timed(() => all(snapshot(each, AS_OF)))))
  console.log(
    line('  the same, of a village never looked at before', first * 1000, `${((first * 1e6) / unit).toFixed(2).padStart(8)} x JSON.parse`),
  )
  for (const [measured, of] of measures) await time(`  snapshot and ${measured} alone`, () => of(view()), unit)
}

/**
 * A series of 150 weekly snapshots against one snapshot; each on villages that nobody has looked at before, because a second look at one is
 * nearly for free. The first half of the rounds warms up.
 */
function compareSeries(name: string, json: string, rounds: number, of: (s: Snapshot) => unknown): void {
  const [one, series]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const [a, b] = [fresh(json), fresh(json)]
    one.push(timed(() => of(snapshot(a, AS_OF))))
    series.push(timed(() => timeline(b, of, WEEKS)))
  }
  const [single, whole] = [median(one.slice(rounds >> 1)), median(series.slice(rounds >> 1))]
  console.log(line(`150 weekly snapshots and ${name}`, whole * 1000, `${(whole / single).toFixed(2).padStart(8)} x one`))
}

/** What to do next against the report that holds it, each of a village never looked at before. */
function compareMoves(json: string): void {
  const [moves, report]: [number[], number[]] = [[], []]
  for (let round = 0; round < 9; round++) {
    const [a, b] = [fresh(json), fresh(json)]
    moves.push(timed(() => nextMoves(snapshot(a, AS_OF))))
    report.push(timed(() => accountReport(snapshot(b, AS_OF), { sensitivity: false })))
  }
  const [next, whole] = [median(moves), median(report)]
  console.log(line('nextMoves of a village never looked at before', next * 1000, `${(next / whole).toFixed(2).padStart(8)} x its report`))
}

/** Does something with every item. */
function each<Item>(items: readonly Item[], work: (item: Item) => void): void {
  for (const item of items) work(item)
}

/** Many accounts on many days, account by account and day by day: each account remembers its own work, so that the order costs nothing. */
function compareOrders(): void {
  const json = JSON.stringify(villageOf({ people: 40, ties: 120, observations: 1000, units: 6 }))
  const days = Array.from({ length: 40 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + 7 * i)).toISOString().slice(0, 10))
  const accounts = (): Village[] => Array.from({ length: 20 }, () => fresh(json))
  const look = (village: Village, day: string): void => void do_not_optimize(accountSentiment(snapshot(village, day)))
  const [inside, outside]: [number[], number[]] = [[], []]
  for (let round = 0; round < 9; round++) {
    const [a, b] = [accounts(), accounts()]
    inside.push(timed(() => each(a, village => each(days, day => look(village, day)))))
    outside.push(timed(() => each(days, day => each(b, village => look(village, day)))))
  }
  const [byAccount, byDay] = [median(inside), median(outside)]
  console.log('\n20 accounts on 40 days, goal at most 1.5 x')
  console.log(line('days outside, accounts inside', byDay * 1000, `${(byDay / byAccount).toFixed(2).padStart(8)} x the other order`))
}

/** A village that nobody has looked at before. */
function fresh(json: string): Village {
  return parseVillage(JSON.parse(json))
}

function all(s: Snapshot): unknown {
  return measures.map(([, measured]) => measured(s))
}

function line(name: string, microseconds: number, ratio: string): string {
  return `${name.padEnd(48)}${microseconds.toFixed(1).padStart(12)} µs${ratio}`
}

function timed(work: () => unknown): number {
  const start = performance.now()
  do_not_optimize(work())
  return performance.now() - start
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN
}

/** The median time of some work, printed beside the unit that it is compared with; given in nanoseconds. */
async function time(name: string, work: () => unknown, unit?: number): Promise<number> {
  const { p50 } = await measure(() => do_not_optimize(work()), { min_samples: 50 })
  const ratio = unit === undefined ? '' : `${(p50 / unit).toFixed(2).padStart(8)} x JSON.parse`
  console.log(line(name, p50 / 1000, ratio))
  return p50
}
