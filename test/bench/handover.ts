// How fast a hand-over is found and how often a flag is false, by simulation, beside the same simulation done independently in Python.
import { detectHandover, type HandoverEvent } from 'account-village/math'
import { type Random, randomFrom } from './random.js'

const YEAR = 365
const CHANGE = 180
const RUNS = 3000
/** Alarms within the first eight weeks do not count. */
const SILENT = 56
const BEFORE = 0.3
const AFTER = 0.6
const HAZARD = 1 / YEAR

/** What Python found: events a week, the deciders' share after the change, false alarms before it, found within 90 days, median delay. */
const PYTHON = [
  [1, 0.5, 0.0127, 0.1995, 174],
  [1, 0.6, 0.015, 0.3834, 109],
  [1, 0.75, 0.013, 0.7315, 68],
  [3, 0.5, 0.013, 0.487, 91],
  [3, 0.6, 0.017, 0.8535, 50],
  [3, 0.75, 0.0213, 0.998, 30],
  [10, 0.5, 0.0233, 0.9157, 35],
  [10, 0.6, 0.0257, 0.9993, 18],
  [10, 0.75, 0.0233, 1, 10],
] as const

/**
 * Prints how fast hand-overs are found at a false alarm in one year of twenty, and how many flags are false where the model holds and where
 * events cluster.
 */
export function simulateHandovers(): void {
  console.log(
    `\nhand-over at day ${CHANGE} of ${YEAR}, ${RUNS} runs, thresholds with an alarm in 5 % of years without one (in brackets: Python)`,
  )
  console.log('events a week  share after  false alarms     within 90 days   median delay')
  for (const [rate, after, falseAlarms, found, delay] of PYTHON) {
    const threshold = thresholdFor(rate)
    const random = randomFrom(20_240_607 + 100 * rate + 10 * after)
    const alarms = Array.from({ length: RUNS }, () => firstAlarm(events(random, rate, CHANGE, after, 0), 0, threshold))
    const early = alarms.filter(day => day !== undefined && day < CHANGE).length
    const delays = alarms
      .flatMap(day => (day !== undefined && day < CHANGE ? [] : [(day ?? Number.POSITIVE_INFINITY) - CHANGE]))
      .sort((a, b) => a - b)
    const within = delays.filter(each => each < 90).length / delays.length
    const middle = delays[Math.floor(delays.length / 2)] ?? Number.NaN
    console.log(
      [
        String(rate).padEnd(13),
        String(after).padEnd(11),
        beside(early / RUNS, falseAlarms, 3).padEnd(15),
        beside(within, found, 3).padEnd(15),
        beside(middle, delay, 0),
      ].join('  '),
    )
  }
  console.log('\nfalse flags among flags at falseAlarmShare 0.05, change at a random day, 20,000 runs (in brackets: Python)')
  console.log(`3 events a week, each by itself            ${beside(falseShare(3, 0, 0), 0.0366, 4)}`)
  console.log(`10 a week, alike within a day, uncorrected ${beside(falseShare(10, 0.3, 0), 0.1795, 4)}`)
  console.log(`10 a week, alike within a day, corrected   ${beside(falseShare(10, 0.3, 0.3), 0.0366, 4)}`)
}

function beside(found: number, expected: number, digits: number): string {
  return `${found.toFixed(digits)} (${expected.toFixed(digits)})`
}

/** The log odds that the detector exceeds in one of twenty years without a hand-over. */
function thresholdFor(rate: number): number {
  const random = randomFrom(rate)
  const highest = Array.from({ length: RUNS }, () =>
    Math.max(
      ...pathOf(events(random, rate, YEAR, AFTER, 0), 0).map(({ day, logOdds }) => (day < SILENT ? Number.NEGATIVE_INFINITY : logOdds)),
    ),
  )
  return highest.sort((a, b) => a - b)[Math.floor(0.95 * RUNS)] ?? Number.NaN
}

/** Of all flags, those raised before the change. */
function falseShare(rate: number, alike: number, corrected: number): number {
  const random = randomFrom(rate * 100 + corrected * 10)
  let flags = 0
  let wrong = 0
  for (let run = 0; run < 20_000; run++) {
    const change = random.geometric(HAZARD)
    const { flaggedDay } = detectHandover(events(random, rate, change, AFTER, alike), optionsOf(corrected))
    if (flaggedDay === undefined) continue
    flags++
    if (flaggedDay < change) wrong++
  }
  return wrong / flags
}

/** A year of events of which deciders drive a share that changes on a day; those of one day may be alike. */
function events(random: Random, rate: number, change: number, after: number, alike: number): HandoverEvent[] {
  return Array.from({ length: YEAR }, (_, day) => {
    const share = random.varying(day < change ? BEFORE : after, alike)
    return Array.from({ length: random.poisson(rate / 7) }, () => ({ day, byDecider: random.uniform() < share }))
  }).flat()
}

function firstAlarm(year: readonly HandoverEvent[], corrected: number, threshold: number): number | undefined {
  return pathOf(year, corrected).find(({ day, logOdds }) => day >= SILENT && logOdds >= threshold)?.day
}

function pathOf(year: readonly HandoverEvent[], corrected: number): { readonly day: number; readonly logOdds: number }[] {
  return detectHandover(year, optionsOf(corrected)).path.map(({ day, probability }) => ({
    day,
    logOdds: Math.log(probability / (1 - probability)),
  }))
}

function optionsOf(withinDayCorrelation: number) {
  return { hazardPerDay: HAZARD, falseAlarmShare: 0.05, withinDayCorrelation, day: YEAR }
}
