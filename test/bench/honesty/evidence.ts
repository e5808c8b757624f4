// How much better a decision is forecast when errors that reporters share and requests without answer are taken into account, by simulation.
import { filterSentiment, passProbability, type SentimentReading, type SentimentSilence } from 'account-village/math'
import { normalCdf } from '../../../src/support/normal.js'
import { type Random, randomFrom } from '../../../src/support/random.js'
import { estimateOf, meanOf } from '../statistics.js'
import { wandering } from './world.js'

const ACCOUNTS = 600
const SEED = 20_261_130
const PEOPLE = ['a', 'b', 'c', 'd', 'e']
const GROUPS = ['x', 'x', 'x', 'y', 'y']
const REPORTERS = ['kim', 'lee']
const RULE = { quota: 3, members: PEOPLE.map(of => ({ of })) }
const PRIOR = { sd: 0.5, halfLifeDays: 180, sameGroupCorrelation: 0.3 }
/** The defaults of meetings, surveys and silences. */
const [REPORT_SD, SHARED_SD, SURVEY_SD, SLOPE, WAIT] = [0.3, 0.2, 0.25, 0.5, 30]
/** The day of the vote, and the days between two looks. */
const [VOTE, STEP] = [360, 10]

/** How accounts differ from what the library believes. */
interface World {
  readonly name: string
  /** By how much everybody thinks less of us than expected. */
  readonly mood: number
  /** The mean and the standard deviation of the reporters' biases. */
  readonly bias: readonly [number, number]
  /** The probability that a person answers a survey; `never` whether they are one of those who never do. */
  readonly answers: (sentiment: number, never: boolean) => number
}

const often = (): number => 0.6
const happy = (x: number): number => Number(x > 0)
const WORLDS: readonly World[] = [
  { name: "the model's own", mood: 0, bias: [0, 0.2], answers: often },
  { name: 'our reports +.3', mood: 0, bias: [0.3, 0], answers: often },
  { name: 'our reports +.3, mood -.2', mood: -0.2, bias: [0.3, 0], answers: often },
  { name: 'reporters off by N(.15, .25)', mood: 0, bias: [0.15, 0.25], answers: often },
  { name: 'only the happy answer', mood: 0, bias: [0, 0.2], answers: happy },
  { name: 'only the happy answer, mood -.2', mood: -0.2, bias: [0, 0.2], answers: happy },
  { name: 'mild: logit .4 + 1.5 x', mood: 0, bias: [0, 0.2], answers: x => 1 / (1 + Math.exp(-0.4 - 1.5 * x)) },
  { name: 'half never answer', mood: 0, bias: [0, 0.2], answers: (_, never) => (never ? 0 : 1) },
  { name: 'answers at random, 20 %', mood: 0, bias: [0, 0.2], answers: () => 0.2 },
]

/** What was seen of an account, and how it ended. */
interface Account {
  readonly readings: readonly SentimentReading[]
  readonly asked: readonly { readonly person: string; readonly day: number }[]
  readonly sentiment: number
  readonly isYes: boolean
}

/**
 * Prints for each world the Brier score of the decision and how often the 90 % interval of the account's mean sentiment holds: with readings
 * alone, with shared errors, and with silences as well; gains with the standard error of the paired difference.
 */
export function simulateEvidence(accounts = ACCOUNTS): void {
  console.log(
    `\nevidence, ${accounts} accounts a world: Brier and interval with readings alone; gain with shared errors; with silences as well`,
  )
  for (const world of WORLDS) {
    const random = randomFrom(SEED)
    const all = Array.from({ length: accounts }, () => accountOf(world, random))
    const answered = all.flatMap(({ asked, readings }) => asked.map(({ person, day }) => isAnswered(readings, person, day)))
    const rate = Math.min(Math.max(answered.filter(Boolean).length / answered.length, 0.01), 0.99)
    const [plain, shared, silent] = [
      all.map(account => judged(account, false, undefined)),
      all.map(account => judged(account, true, undefined)),
      all.map(account => judged(account, true, rate)),
    ]
    const held = (of: readonly Judged[]): string => `${Math.round((100 * of.filter(({ holds }) => holds).length) / of.length)} %`
    const cells = [
      meanOf(plain.map(({ loss }) => loss)).toFixed(4),
      held(plain),
      gain(plain, shared),
      held(shared),
      gain(shared, silent),
      held(silent),
    ]
    console.log(`${world.name.padEnd(34)}${cells.map(cell => cell.padStart(18)).join('')}`)
  }
}

function accountOf({ mood, bias, answers }: World, random: Random): Account {
  const biases = new Map(REPORTERS.map(by => [by, bias[0] + bias[1] * random.normal()]))
  const never = PEOPLE.map(() => random.uniform() < 0.5)
  const people = wandering(GROUPS, { mean: mood, ...PRIOR }, random)
  const [readings, asked]: [SentimentReading[], { person: string; day: number }[]] = [[], []]
  let sentiments: number[] = []
  for (let day = 0; day <= VOTE; day += STEP) {
    sentiments = people.now()
    PEOPLE.forEach((person, i) => {
      const x = sentiments[i] ?? Number.NaN
      if (day < VOTE && random.uniform() < 0.15) {
        const by = REPORTERS[i % REPORTERS.length] ?? ''
        readings.push({ day, person, value: x + (biases.get(by) ?? 0) + REPORT_SD * random.normal(), sd: REPORT_SD, shared: by })
      }
      if (day % 90 !== 60) return
      asked.push({ person, day })
      if (random.uniform() < answers(x, never[i] ?? false))
        readings.push({ day, person, value: x + SURVEY_SD * random.normal(), sd: SURVEY_SD })
    })
    people.pass(STEP)
  }
  const yes = sentiments.filter(x => x >= 0).length
  return { readings, asked, sentiment: meanOf(sentiments), isYes: yes >= RULE.quota }
}

interface Judged {
  readonly loss: number
  readonly holds: boolean
}

/** The loss of the forecast at the vote, and whether the interval of the account holds; `rate` counts silences. */
function judged({ readings, asked, sentiment, isYes }: Account, isShared: boolean, rate: number | undefined): Judged {
  const { mean, covariance } = filterSentiment({
    people: PEOPLE,
    groups: GROUPS,
    readings: isShared ? readings : readings.map(({ shared: _, ...reading }) => reading),
    shared: isShared ? REPORTERS.map(key => ({ key, sd: SHARED_SD })) : [],
    silences: rate === undefined ? [] : silencesOf(readings, asked, rate),
    day: VOTE,
    prior: PRIOR,
  })
  const chances = new Map(
    PEOPLE.map((person, i) => [person, normalCdf((mean[i] ?? Number.NaN) / Math.sqrt(covariance[i]?.[i] ?? Number.NaN))]),
  )
  const off = (passProbability(RULE, chances).probability - Number(isYes)) ** 2
  const sd = Math.sqrt(meanOf(covariance.map(meanOf)))
  return { loss: off, holds: Math.abs(meanOf(mean) - sentiment) <= 1.6448536269514722 * sd }
}

/** Of each person the latest request whose wait was over, if they said nothing since. */
function silencesOf(readings: readonly SentimentReading[], asked: Account['asked'], rate: number): SentimentSilence[] {
  const latest = new Map(asked.filter(({ day }) => day + WAIT <= VOTE).map(request => [request.person, request]))
  return [...latest.values()]
    .filter(({ person, day }) => !readings.some(each => each.person === person && each.shared === undefined && each.day >= day))
    .map(({ person, day }) => ({ person, day: day + WAIT, rate, slope: SLOPE }))
}

function isAnswered(readings: readonly SentimentReading[], person: string, day: number): boolean {
  return readings.some(each => each.person === person && each.day === day && each.shared === undefined)
}

/** By how much the mean loss is smaller, with its standard error. */
function gain(before: readonly Judged[], after: readonly Judged[]): string {
  const differences = before.map(({ loss }, i) => loss - (after[i]?.loss ?? Number.NaN))
  const { value: mean, error } = estimateOf(differences)
  return `${mean >= 0 ? '+' : '-'}${Math.abs(mean).toFixed(4)} ± ${error.toFixed(4)}`
}
