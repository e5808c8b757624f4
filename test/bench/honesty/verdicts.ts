// What the words, intervals and chances of an account are worth where what is believed of people and readings is true, by simulation.
import { accountSentiment, decisionOutlook, power, type Snapshot, sentiments, snapshot } from 'account-village'
import { baseRateBrier, brierOf, fifthsOf, type Judged, meanOf } from '../statistics.js'
import { DEFAULTS, NO_SHARED_ERRORS } from './beliefs.js'
import { type Drawing, decisionAhead, drawnVillage, passes } from './drawnVillage.js'
import { estimated, fractions, shareOf, tableOf } from './table.js'

const SEED = 20_261_130
const WORDS = ['favourable', 'unfavourable', 'neutral', 'undecided', 'insufficientSignal'] as const
/** What is clearly not 0. */
const CLEAR = 0.1
/** The share of the account's voice from which on it is well heard. */
const WELL_HEARD = 0.8

/** What was said of an account, and what is true. */
interface Account {
  readonly word: string
  readonly truth: number
  readonly isHeard: boolean
  /** The share of the account's voice that was heard. */
  readonly heard: number
  /** Whether the interval holds; whether the bounds do; whether they do with everybody unheard at the worse end. */
  readonly holds: readonly [boolean, boolean, boolean]
  readonly chance: Chance
}

interface Chance extends Judged {
  readonly basis: string
  readonly width: number
}

type Accounts = readonly (readonly [name: string, accounts: readonly Account[]])[]

/** Prints how often each word is said and right, how often intervals hold, and what a chance of yes is worth by its basis. */
export function simulateVerdicts(runs: number): void {
  for (const { name, settings } of [NO_SHARED_ERRORS, DEFAULTS]) {
    const drawn = (noise: number): Account[] => Array.from({ length: runs }, (_, i) => accountOf(SEED + i, { settings, noise }))
    const plain = drawn(1)
    const all: Accounts = [
      ['all', plain],
      ['well heard', plain.filter(({ heard }) => heard >= WELL_HEARD)],
      ['readings twice as noisy as believed', drawn(2)],
    ]
    console.log(wordsTable(`words, ${name}, ${runs} villages; ± twice the standard error`, all))
    console.log(holdingTable(`intervals that hold, %, ${name}; ± twice the standard error`, all))
    console.log(chancesTable(`chance of yes, ${name}; Brier ± its standard error`, all))
  }
}

function accountOf(seed: number, drawing: Drawing): Account {
  const { settings } = drawing
  const { village, today, truths } = drawnVillage(seed, drawing)
  const s = snapshot(village, today, { settings, decision: decisionAhead(0) })
  const [think = () => Number.NaN] = truths
  const known = new Map(sentiments(s).map(({ stakeholder, value }) => [stakeholder, value !== undefined]))
  const mean = (thinks: (person: string) => number): number =>
    power(s).reduce((sum, { stakeholder, share }) => sum + share * thinks(stakeholder), 0)
  const { state, interval, bounds, shareHeard: heard } = accountSentiment(s)
  const truth = mean(think)
  const extremes = [-1, 1].map(end => mean(person => (known.get(person) === true ? think(person) : end)))
  return {
    word: state,
    truth,
    isHeard: interval !== undefined,
    heard,
    holds: [interval === undefined || holds(interval, truth), holds(bounds, truth), extremes.every(extreme => holds(bounds, extreme))],
    chance: chanceOf(s, think),
  }
}

function chanceOf(s: Snapshot, think: (person: string) => number): Chance {
  const { probabilityOfYes: said = Number.NaN, range: [low, high] = [0, 1], basis = 'priorOnly' } = decisionOutlook(s)
  return { said, came: passes(s, think), basis, width: high - low }
}

function holds([low, high]: readonly [number, number], value: number): boolean {
  // Bounds end where sentiments do; a true mean beyond them counts as at the end.
  const cut = Math.min(1, Math.max(-1, value))
  return low <= cut && cut <= high
}

function wordsTable(title: string, all: Accounts): string {
  const rows = all.flatMap(([name, accounts]) =>
    WORDS.map(word => {
      const said = accounts.filter(account => account.word === word)
      const right = said.filter(({ truth }) => (word === 'unfavourable' ? truth < 0 : truth > 0)).length
      const wrong = said.filter(({ truth }) => (word === 'unfavourable' ? truth > CLEAR : truth < -CLEAR)).length
      const near = said.filter(({ truth }) => Math.abs(truth) <= CLEAR).length
      return [name, word, shareOf(said.length, accounts.length), ...[right, wrong, near].map(count => shareOf(count, said.length))]
    }),
  )
  return tableOf(title, ['villages', 'word', '% of accounts', '% right in sign', '% clearly wrong', '% within .1 of 0'], rows)
}

function holdingTable(title: string, all: Accounts): string {
  const rows = all.map(([name, accounts]) => {
    const heard = accounts.filter(({ isHeard }) => isHeard)
    return [name, ...[0, 1, 2].map(k => shareOf(heard.filter(({ holds }) => holds[k] === true).length, heard.length))]
  })
  return tableOf(title, ['villages', 'interval', 'bounds', 'bounds, everybody unheard at the worse end'], rows)
}

function chancesTable(title: string, all: Accounts): string {
  const rows = all.flatMap(([name, accounts]) =>
    ['evidence', 'mostlyPrior'].map(basis => {
      const of = accounts.map(({ chance }) => chance).filter(chance => chance.basis === basis)
      const fifths = fifthsOf(of)
      return [
        name,
        basis,
        shareOf(of.length, accounts.length),
        estimated(3)(brierOf(of)),
        baseRateBrier(of).toFixed(3),
        fractions(fifths.map(({ said }) => said)),
        fractions(fifths.map(({ came }) => came)),
        meanOf(of.map(({ width }) => width)).toFixed(2),
      ]
    }),
  )
  return tableOf(title, ['villages', 'basis', '%', 'Brier', 'base rate', 'said, in fifths', 'came', 'width of the range'], rows)
}
