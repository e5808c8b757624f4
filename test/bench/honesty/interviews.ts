// How many interviews are held until a rule ends them, and what they miss, by simulation.
import { interviewsEnough, saturation, themeNews } from 'account-village/math'
import { type Random, randomFrom } from '../random.js'

const RUNS = 2000
const SEED = 20_261_130
/** How many people there are to be asked. */
const PEOPLE = 40

/** How probable it is that an interview holds each theme; the last is the rarest. */
const WORLDS: readonly (readonly [name: string, themes: readonly number[]])[] = [
  ['8 common', common(8)],
  ['8 common + 20 rare (3 %)', [...common(8), ...Array.from({ length: 20 }, () => 0.03)]],
  ['long tail', Array.from({ length: 60 }, (_, k) => 0.8 / (k + 1))],
  ['8 common + the decisive one (5 %)', [...common(8), 0.05]],
]

/** So many themes of which each is held by 45 % of interviews. */
function common(count: number): number[] {
  return Array.from({ length: count }, () => 0.45)
}

/** Whether a series of interviews ends, told by the themes of each so far and by whether the rarest theme was heard. */
type Rule = (held: readonly string[][], isRarestHeard: boolean) => boolean

const RULES: readonly (readonly [name: string, rule: Rule])[] = [
  ['saturation', held => isSaturated(held)],
  ['interviewsEnough', held => interviewsEnough(held).state === 'enough'],
  ['with a question', (held, isRarestHeard) => interviewsEnough(held, { openQuestions: isRarestHeard ? 0 : 1 }).state === 'enough'],
]

/**
 * Prints, for each world and rule, how many interviews are held, how probable it is that the next would still bring news, and how often the
 * rarest theme was found; then how often the upper limit of `themeNews` holds.
 *
 * `saturation` ends a series when a run of two interviews after a base of four brought at most 5 % of the base's themes. With a question,
 * one stays open until the rarest theme is heard.
 */
export function simulateInterviews(): void {
  console.log(`\ninterviews until a rule ends them, ${RUNS} runs: interviews, chance of news in the next, rarest theme found`)
  console.log(`${'themes'.padEnd(36)}${RULES.map(([name]) => name.padEnd(22)).join('')}`)
  for (const [name, themes] of WORLDS) {
    const cells = RULES.map(([, rule]) => {
      const random = randomFrom(SEED)
      const ends = Array.from({ length: RUNS }, () => heldUntil(rule, themes, random))
      const mean = (value: (end: End) => number): number => ends.reduce((sum, end) => sum + value(end), 0) / RUNS
      return [mean(({ held }) => held).toFixed(1), percent(mean(({ news }) => news)), percent(mean(({ isFound }) => (isFound ? 1 : 0)))]
    })
    console.log(`${name.padEnd(36)}${cells.map(cell => cell.join(', ').padEnd(22)).join('')}`)
  }
  console.log('\nhow often the chance of news in the last interview is at most the upper limit of its interval')
  for (const [name, themes] of WORLDS) {
    const shares = [10, 20].map(count => `after ${count}: ${percent(limitHolds(themes, count))}`)
    console.log(`${name.padEnd(36)}${shares.join(', ')}`)
  }
}

/** How a series of interviews ended. */
interface End {
  readonly held: number
  /** The probability that the next interview brings up a theme not heard so far. */
  readonly news: number
  /** Whether the rarest theme was heard. */
  readonly isFound: boolean
}

function heldUntil(rule: Rule, themes: readonly number[], random: Random): End {
  const held: string[][] = []
  const heard = new Set<string>()
  const rarest = String(themes.length - 1)
  do {
    const said = interview(themes, random)
    held.push(said)
    for (const theme of said) heard.add(theme)
  } while (held.length < PEOPLE && !rule(held, heard.has(rarest)))
  const silent = themes.reduce((product, probability, k) => product * (heard.has(String(k)) ? 1 : 1 - probability), 1)
  return { held: held.length, news: 1 - silent, isFound: heard.has(rarest) }
}

function interview(themes: readonly number[], random: Random): string[] {
  return themes.flatMap((probability, k) => (random.uniform() < probability ? [String(k)] : []))
}

function isSaturated(held: readonly (readonly string[])[]): boolean {
  const { reachedAt } = saturation(themeNews(held).newPerInterview, { base: 4, run: 2, threshold: 0.05 })
  return reachedAt !== undefined && held.length >= reachedAt + 2
}

/** How often the upper limit after so many interviews is at least the chance that the last of them brings news. */
function limitHolds(themes: readonly number[], count: number): number {
  const random = randomFrom(SEED + count)
  const chance = 1 - themes.reduce((product, probability) => product * (1 - probability * (1 - probability) ** (count - 1)), 1)
  const holding = Array.from({ length: RUNS }, () => themeNews(Array.from({ length: count }, () => interview(themes, random)))).filter(
    ({ interval: [, upper] = [0, 1] }) => chance <= upper,
  )
  return holding.length / RUNS
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
