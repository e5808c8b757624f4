// How often a hand-over is flagged where nothing changes, and how fast where something does, by simulation.
import { detectHandover, type HandoverEvent } from 'account-village/math'
import { type Random, randomFrom } from '../random.js'
import { quantileOf, shareOf, tableOf } from './table.js'

const YEAR = 365
/** The day of the change, and how many days later a flag may come at the latest. */
const CHANGE = 180
const WAIT = 540
const RATES = [1, 3, 10]
const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
const CHANGES = [
  [0.3, 0.6],
  [0.25, 0.75],
  [0.1, 0.5],
  [0.5, 0.8],
] as const

/** Prints the tables of `docs/concepts/power-moves.md`, with all settings as they are by default. */
export function simulateHandovers(runs: number): void {
  console.log(falseAlarms(runs))
  console.log(threeYears(runs))
  console.log(allAlike(runs))
  console.log(delays(runs))
}

/** Events whose shares of deciders follow from the day: so many a week, each by itself. */
function events(random: Random, perWeek: number, days: number, shareOn: (day: number) => number): HandoverEvent[] {
  return Array.from({ length: days }, (_, day) =>
    Array.from({ length: random.poisson(perWeek / 7) }, () => ({ day, byDecider: random.uniform() < shareOn(day) })),
  ).flat()
}

/** How many steady accounts are flagged within some days. */
function flaggedOf(runs: number, days: number, draw: () => readonly HandoverEvent[]): number {
  let flagged = 0
  for (let run = 0; run < runs; run++) if (detectHandover(draw(), { day: days }).turns.length > 0) flagged++
  return flagged
}

function falseAlarms(runs: number): string {
  const rows = RATES.map(rate => [
    String(rate),
    ...LEVELS.map(level => {
      const random = randomFrom(1000 * rate + 10 * level)
      return shareOf(
        flaggedOf(runs, YEAR, () => events(random, rate, YEAR, () => level)),
        runs,
      )
    }),
  ])
  return tableOf(
    `% of steady account-years with a flag, by the deciders' share; ${runs} runs each`,
    ['a week', ...LEVELS.map(String)],
    rows,
  )
}

function threeYears(runs: number): string {
  const row = LEVELS.map(level => {
    const random = randomFrom(50_000 + 10 * level)
    return shareOf(
      flaggedOf(runs, 3 * YEAR, () => events(random, 3, 3 * YEAR, () => level)),
      runs,
    )
  })
  return tableOf('% of steady accounts ever flagged within three years', ['a week', ...LEVELS.map(String)], [['3', ...row]])
}

/** Six events on one day of every week, all driven by one side. */
function allAlike(runs: number): string {
  const cells = [0.3, 0.4, 0.5].flatMap(level =>
    [undefined, 0].map(withinDayCorrelation => {
      const random = randomFrom(70_000 + 10 * level)
      let flagged = 0
      for (let run = 0; run < runs; run++) {
        const weeks = Array.from({ length: 52 }, (_, week) => ({ day: 7 * week, byDecider: random.uniform() < level }))
        const six = weeks.flatMap(each => Array.from({ length: 6 }, () => each))
        if (detectHandover(six, { day: YEAR, withinDayCorrelation }).turns.length > 0) flagged++
      }
      return shareOf(flagged, runs)
    }),
  )
  const head = [0.3, 0.4, 0.5].flatMap(level => [String(level), `${level}, each by itself`])
  return tableOf('% of steady account-years with a flag where six events a week are alike', head, [cells])
}

function delays(runs: number): string {
  const rows = CHANGES.flatMap(([before, after]) =>
    RATES.map(rate => {
      const random = randomFrom(Math.round(90_000 + 1000 * before + 100 * after + rate))
      const found = Array.from({ length: runs }, () => {
        const all = events(random, rate, CHANGE + WAIT, day => (day < CHANGE ? before : after))
        const { turns } = detectHandover(all, { day: CHANGE + WAIT })
        const first = turns.find(({ status }) => status === 'flagged')?.day
        const day = turns.find(({ status, day: turned }) => status === 'flagged' && turned >= CHANGE)?.day
        const date = day === undefined ? undefined : detectHandover(all, { day }).date
        return { early: first !== undefined && first < CHANGE, delay: day === undefined ? undefined : day - CHANGE, date }
      })
      const honest = found.filter(({ early }) => !early)
      const waits = honest.map(({ delay }) => delay)
      const dates = honest.flatMap(({ date }) => date ?? [])
      const within = dates.filter(({ interval: [from, to] }) => from <= CHANGE && to >= CHANGE - 1).length
      const widths = dates.map(({ interval: [from, to] }) => to - from)
      return [
        `${before} -> ${after}`,
        String(rate),
        days(quantileOf(waits, 0.5)),
        days(quantileOf(waits, 0.9)),
        shareOf(waits.filter(wait => wait === undefined).length, waits.length),
        shareOf(found.length - honest.length, found.length),
        shareOf(within, dates.length),
        days(quantileOf(widths, 0.5)),
      ]
    }),
  )
  const head = [
    'change',
    'a week',
    'median days',
    '90 %',
    `% missed in ${WAIT} d`,
    '% flagged before',
    '% of dates in 80 % interval',
    'its median width',
  ]
  return tableOf(`days from a change on day ${CHANGE} to the flag; ${runs} runs each`, head, rows)
}

function days(found: number | undefined): string {
  return found === undefined ? 'missed' : found.toFixed(0)
}
