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

/** Prints the tables of `docs/concepts/power-moves.md`, with all settings as they are by default, and what other rates would do. */
export function simulateHandovers(runs: number): void {
  console.log(falseAlarms(runs))
  console.log(threeYears(runs))
  console.log(allAlike(runs))
  console.log(delays(runs))
  console.log(hazards(runs))
}

/** Events whose shares of deciders follow from the day: so many a week, each by itself. */
function events(random: Random, perWeek: number, days: number, shareOn: (day: number) => number): HandoverEvent[] {
  return Array.from({ length: days }, (_, day) =>
    Array.from({ length: random.poisson(perWeek / 7) }, () => ({ day, byDecider: random.uniform() < shareOn(day) })),
  ).flat()
}

/** How many steady accounts are flagged within some days. */
function flaggedOf(runs: number, days: number, draw: () => readonly HandoverEvent[], hazardPerDay?: number): number {
  let flagged = 0
  for (let run = 0; run < runs; run++) if (detectHandover(draw(), { day: days, hazardPerDay }).turns.length > 0) flagged++
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

/** Six events on one day of every week, as alike as the settings believe, and what became of them if each were taken by itself. */
function allAlike(runs: number): string {
  const rows = [
    { name: 'corrected', withinDayCorrelation: 0.3 },
    { name: 'each by itself', withinDayCorrelation: 0 },
  ].map(({ name, withinDayCorrelation }) => [
    name,
    ...LEVELS.map(level => {
      const random = randomFrom(70_000 + 10 * level)
      let flagged = 0
      for (let run = 0; run < runs; run++) {
        const weeks = Array.from({ length: 52 }, (_, week) => {
          const share = random.varying(level, 0.3)
          return Array.from({ length: 6 }, () => ({ day: 7 * week, byDecider: random.uniform() < share }))
        })
        if (detectHandover(weeks.flat(), { day: YEAR, withinDayCorrelation }).turns.length > 0) flagged++
      }
      return shareOf(flagged, runs)
    }),
  ])
  return tableOf('% of steady account-years with a flag where the six events of a week are alike', ['events', ...LEVELS.map(String)], rows)
}

/** What is found of a change: the first flag from its day on, and whether there was one before. */
function watched(all: readonly HandoverEvent[], hazardPerDay?: number) {
  const { turns, date } = detectHandover(all, { day: CHANGE + WAIT, hazardPerDay })
  const flags = turns.flatMap(({ status, day }) => (status === 'flagged' ? [day] : []))
  return { turns, date, early: (flags[0] ?? CHANGE) < CHANGE, day: flags.find(day => day >= CHANGE) }
}

function delays(runs: number): string {
  const rows = CHANGES.flatMap(([before, after]) =>
    RATES.map(rate => {
      const random = randomFrom(Math.round(90_000 + 1000 * before + 100 * after + rate))
      const found = Array.from({ length: runs }, () => {
        const all = events(random, rate, CHANGE + WAIT, day => (day < CHANGE ? before : after))
        const { turns, date: atEnd, early, day } = watched(all)
        if (day === undefined) return { early, delay: undefined, atFlag: undefined, atEnd: undefined }
        const { date: atFlag } = detectHandover(all, { day })
        return { early, delay: day - CHANGE, atFlag, atEnd: turns.at(-1)?.status === 'flagged' ? atEnd : undefined }
      })
      const honest = found.filter(({ early }) => !early)
      const waits = honest.map(({ delay }) => delay)
      const [flagged, ended] = [honest.flatMap(({ atFlag }) => atFlag ?? []), honest.flatMap(({ atEnd }) => atEnd ?? [])]
      const within = (dates: typeof flagged): string =>
        shareOf(dates.filter(({ interval: [from, to] }) => from <= CHANGE && to >= CHANGE - 1).length, dates.length)
      const width = (dates: typeof flagged): string =>
        days(
          quantileOf(
            dates.map(({ interval: [from, to] }) => to - from),
            0.5,
          ),
        )
      return [
        `${before} -> ${after}`,
        String(rate),
        days(quantileOf(waits, 0.5)),
        days(quantileOf(waits, 0.9)),
        shareOf(waits.filter(wait => wait === undefined).length, waits.length),
        shareOf(found.length - honest.length, found.length),
        `${within(flagged)}, ${width(flagged)}`,
        `${within(ended)}, ${width(ended)}`,
      ]
    }),
  )
  const head = [
    ...['change', 'a week', 'median', '90 %', `% missed in ${WAIT} d`, '% flagged before'],
    ...['date at the flag: % in 80 % interval, width', 'at the end'],
  ]
  return tableOf(`days from a change on day ${CHANGE} to the flag; ${runs} runs each`, head, rows)
}

function days(found: number | undefined): string {
  return found === undefined ? 'missed' : found.toFixed(0)
}

/** What other rates of hand-overs would do, at three events a week: false flags in three years, and days to a flag from 0.3 to 0.6. */
function hazards(runs: number): string {
  const rows = [180, 365, 730].map(one => {
    const steady = LEVELS.map(level => {
      const random = randomFrom(110_000 + 10 * level)
      return shareOf(
        flaggedOf(runs, 3 * YEAR, () => events(random, 3, 3 * YEAR, () => level), 1 / one),
        runs,
      )
    })
    const random = randomFrom(120_000)
    const found = Array.from({ length: runs }, () =>
      watched(
        events(random, 3, CHANGE + WAIT, day => (day < CHANGE ? 0.3 : 0.6)),
        1 / one,
      ),
    )
    const waits = found.flatMap(({ early, day }) => (early ? [] : [day && day - CHANGE]))
    return [`1 in ${one} days`, ...steady, days(quantileOf(waits, 0.5))]
  })
  const head = ['hand-overs', ...LEVELS.map(String), 'median days, 0.3 -> 0.6']
  return tableOf(`% of steady accounts ever flagged within three years, by the rate that is believed; ${runs} runs each`, head, rows)
}
