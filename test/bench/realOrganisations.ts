/**
 * How well power ranks people in organisations that were studied, where all that is given are ties: nobody's role is known, and nobody was
 * heard. `npm run bench:organisations -- FOLDER` prints a row for each network whose files are in the folder.
 *
 * The data are not part of this repository. What a folder may hold, and where each is described:
 *
 * - `krackhardt_advice.csv`, `krackhardt_friendship.csv` (ego,alter,tie), `krackhardt_attributes.csv` (ids,AGE,TENURE,LEVEL,DEPT): D.
 *   Krackhardt, "Cognitive social structures", Social Networks 9 (1987). Who reports to whom follows from LEVEL and DEPT.
 * - `ELadv.dat`, `ELfriend.dat`, `ELwork.dat`, `ELattr.dat`: E. Lazega, "The Collegial Phenomenon" (2001), as the Siena project gives them
 *   away as `LazegaLawyers.zip`.
 * - `sampson.dat` (DL of UCINET): S. F. Sampson, "Crisis in a cloister", doctoral dissertation, Cornell University (1969).
 * - `newfrat01.csv` to `newfrat15.csv`, a matrix of ranks of each week but the tenth: T. M. Newcomb, "The Acquaintance Process" (1961).
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, exit } from 'node:process'
import { createVillage, decisionOutlook, power, snapshot, type Tie } from 'account-village'
import { randomFrom } from '../../src/support/random.js'
import { areaOf, meanOf } from './statistics.js'

/** People, those of the higher rank, and who names whom: a row names a column. */
interface Network {
  readonly name: string
  readonly size: number
  readonly ties: readonly Tie[]
  readonly leads: (person: number) => boolean
}

const HALVES = 60
const OPENNESS = [0.3, 0.5, 0.85]

function main(folder: string): void {
  const networks = [...krackhardt(folder), ...lazega(folder)]
  if (networks.length > 0) {
    const heads = ['network', 'people', 'ties', ...OPENNESS.map(openness => `openness ${openness}`), 'half the ties']
    console.log('area under the curve of power for rank, all roles unknown')
    console.log(heads.join('  '))
    for (const network of networks) {
      const half = meanOf(Array.from({ length: HALVES }, (_, seed) => area(network, halfOf(network.ties, seed), 0.3)))
      const areas = [...OPENNESS.map(openness => area(network, network.ties, openness)), half].map(value => value.toFixed(3))
      console.log([network.name, network.size, network.ties.length, ...areas].join('  '))
    }
  }
  for (const [relation, names, ties] of sampson(folder)) {
    for (const openness of OPENNESS) {
      const ranked = [...shares(names.length, ties, openness).entries()].sort(([, a], [, b]) => b - a).map(([i]) => names[i])
      console.log(`${relation}, openness ${openness}: ${ranked.slice(0, 5).join(', ')}`)
    }
  }
  const waves = newcomb(folder)
  if (waves.length === 0) return
  console.log(
    'Newcomb, Brier score of whether one likes another after eight weeks of rankings: weeks ahead  pairs  as of today  at the day',
  )
  for (const weeks of [1, 3, 5, 8]) console.log([weeks, ...likingAhead(waves, weeks)].join('  '))
}

/** The probability that somebody of the higher rank has more power than somebody of the lower, half of it where they have the same. */
function area({ size, leads }: Network, ties: readonly Tie[], openness: number): number {
  const own = shares(size, ties, openness)
  return areaOf(
    own.filter((_, i) => leads(i)),
    own.filter((_, i) => !leads(i)),
  )
}

function shares(size: number, ties: readonly Tie[], openness: number): number[] {
  const village = createVillage({ account: 'network', stakeholders: Array.from({ length: size }, (_, i) => ({ id: idOf(i) })), ties })
  const rows = power(snapshot(village, '2026-01-01', { settings: { influence: { openness } } }))
  const own = new Map(rows.map(({ stakeholder, share }) => [stakeholder, share]))
  return Array.from({ length: size }, (_, i) => own.get(idOf(i)) ?? Number.NaN)
}

function krackhardt(folder: string): Network[] {
  const read = (name: string): number[][] | undefined => tableOf(join(folder, `krackhardt_${name}.csv`), /,/)?.slice(1)
  const [advice, friendship, attributes] = [read('advice'), read('friendship'), read('attributes')]
  if (attributes === undefined) return []
  const [levels, departments] = [3, 4].map(column => attributes.map(row => row[column] ?? Number.NaN))
  const leads = (i: number): boolean => (levels?.[i] ?? 3) < 3
  const lines = attributes.flatMap((_, i): Tie[] => {
    const level = levels?.[i] ?? 1
    const superior = attributes.findIndex((__, j) => levels?.[j] === level - 1 && (level === 2 || departments?.[j] === departments?.[i]))
    return superior < 0 ? [] : [{ from: idOf(i), to: idOf(superior), kind: 'reportsTo' }]
  })
  const named = (rows: readonly number[][]): Tie[] =>
    rows.flatMap(([ego = 0, alter = 0, tie]) => (tie === 1 ? [naming(ego - 1, alter - 1)] : []))
  const size = attributes.length
  return [
    ...(advice === undefined ? [] : [{ name: 'Krackhardt, advice', size, leads, ties: named(advice) }]),
    ...(advice === undefined ? [] : [{ name: 'Krackhardt, advice and reporting lines', size, leads, ties: [...named(advice), ...lines] }]),
    ...(friendship === undefined ? [] : [{ name: 'Krackhardt, friendship', size, leads, ties: named(friendship) }]),
  ]
}

function lazega(folder: string): Network[] {
  const status = tableOf(join(folder, 'ELattr.dat'), /\s+/)?.map(row => row[1])
  if (status === undefined) return []
  const leads = (i: number): boolean => status[i] === 1
  return [
    ['advice', 'ELadv.dat'],
    ['co-work', 'ELwork.dat'],
    ['friendship', 'ELfriend.dat'],
  ].flatMap(([name, file = '']): Network[] => {
    const rows = tableOf(join(folder, file), /\s+/)
    return rows === undefined ? [] : [{ name: `Lazega, ${name}`, size: rows.length, leads, ties: tiesOf(rows) }]
  })
}

function sampson(folder: string): [relation: string, names: readonly string[], ties: readonly Tie[]][] {
  const path = join(folder, 'sampson.dat')
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split(/\r?\n/)
  const part = (head: string, end: string): string[] => lines.slice(lines.indexOf(`${head} LABELS:`) + 1, lines.indexOf(end))
  const [names, levels] = [part('ROW', 'COLUMN LABELS:'), part('LEVEL', 'DATA:')]
  const rows = lines.slice(lines.indexOf('DATA:') + 1).map(numbersIn)
  return levels.slice(0, 3).map((level, k) => [level, names, tiesOf(rows.slice(k * names.length, (k + 1) * names.length))])
}

interface Wave {
  readonly week: number
  /** How each student ranks each other: 1 is the best, 0 themselves. */
  readonly ranks: readonly (readonly number[])[]
}

function newcomb(folder: string): Wave[] {
  return Array.from({ length: 15 }, (_, i) => i).flatMap(i => {
    const ranks = tableOf(join(folder, `newfrat${String(i + 1).padStart(2, '0')}.csv`), /[\t,]/)
    // Nobody ranked anybody in the tenth week.
    return ranks === undefined ? [] : [{ week: i < 9 ? i : i + 1, ranks }]
  })
}

const WEEKS_HEARD = 8

/**
 * Each student as the only decider over another, heard every week by a survey: how many pairs there are, and the mean squared error of the
 * chance that the one likes the other some weeks later, taken as it is today and at that day.
 */
function likingAhead(waves: readonly Wave[], weeks: number): [pairs: number, today: string, then: string] {
  const heard = waves.slice(0, WEEKS_HEARD)
  const asOf = dayOf(WEEKS_HEARD - 1)
  const later = waves.find(({ week }) => week === WEEKS_HEARD - 1 + weeks)?.ranks ?? []
  const errors = later.flatMap((row, i) =>
    row.flatMap((rank, j) => {
      if (i === j) return []
      const said = heard.map(({ week, ranks }) => ({ at: dayOf(week), sentiment: likingOf(ranks[i]?.[j] ?? Number.NaN) }))
      const outcome = likingOf(rank) > 0 ? 1 : 0
      return [[asOf, dayOf(WEEKS_HEARD - 1 + weeks)].map(at => (chanceOfLiking(said, asOf, at) - outcome) ** 2)]
    }),
  )
  const mean = (k: number): string => meanOf(errors.map(each => each[k] ?? Number.NaN)).toFixed(3)
  return [errors.length, mean(0), mean(1)]
}

function chanceOfLiking(said: readonly { readonly at: string; readonly sentiment: number }[], asOf: string, expectedAt: string): number {
  const village = createVillage({
    account: 'another',
    stakeholders: [{ id: 'one', roles: ['economicBuyer'] }],
    decisions: [{ id: 'liking', name: 'Liking', kind: 'new', expectedAt, rule: 'one' }],
    observations: said.map(each => ({ ...each, stakeholder: 'one', via: 'survey' })),
  })
  return decisionOutlook(snapshot(village, asOf, { decision: 'liking' })).probabilityOfYes ?? Number.NaN
}

/** From 1 for the first rank to -1 for the last of sixteen. */
function likingOf(rank: number): number {
  return 1 - (2 * (rank - 1)) / 15
}

function dayOf(week: number): string {
  return new Date(Date.UTC(2026, 0, 2 + 7 * week)).toISOString().slice(0, 10)
}

/** Whoever is named moves whoever names them. */
function naming(ego: number, alter: number, weight = 1): Tie {
  return { from: idOf(alter), to: idOf(ego), kind: 'influence', weight }
}

function tiesOf(matrix: readonly (readonly number[])[]): Tie[] {
  return matrix.flatMap((row, i) => row.flatMap((weight, j) => (weight > 0 && i !== j ? [naming(i, j, weight)] : [])))
}

function halfOf(ties: readonly Tie[], seed: number): Tie[] {
  const random = randomFrom(seed + 1)
  return ties
    .map(tie => ({ tie, key: random.uniform() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, Math.round(ties.length / 2))
    .map(({ tie }) => tie)
}

function tableOf(path: string, separator: RegExp): number[][] | undefined {
  if (!existsSync(path)) return undefined
  const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  return lines.map(line => line.trim().split(separator).map(Number))
}

function numbersIn(line: string): number[] {
  return line.trim().split(/\s+/).map(Number)
}

function idOf(person: number): string {
  return `p${String(person).padStart(3, '0')}`
}

const [folder] = argv.slice(2)
if (folder === undefined) {
  console.error('usage: npm run bench:organisations -- FOLDER')
  exit(2)
}
main(folder)
