import { report } from '../crm/ledger.js'
import { quoted } from '../errors.js'
import { DEFAULT_SETTINGS } from '../model/settings.js'
import type { ColumnReader } from '../reading/column.js'
import type { Cell } from '../reading/words.js'
import { foldedText } from '../support/text.js'
import { levelIn } from './attitudes.js'
import type { InfluenceMapping } from './mapping.js'
import type { TableReader } from './reader.js'
import type { Part, RowsContext } from './rowFacts.js'
import { scaleOf } from './scales.js'
import type { SheetRow } from './sheet.js'

/**
 * What each person has to say through a role, on the scale of `settings.authority.roleMass`: an equal part of the usual mass of the role,
 * times their influence, divided by the mean influence of those in the account of whom it is given. Who has the mean influence has what
 * everybody would have without the column.
 */
export function authorityIn(context: RowsContext): (part: Part) => number | undefined {
  const { mapping, reader, parts } = context
  if (mapping.influence === undefined) return () => undefined
  const given = influences(context)
  const mean = meanOf([...given.values()])
  const holders = new Map<string, Set<string>>()
  for (const { person, role } of parts) holders.set(role, (holders.get(role) ?? new Set<string>()).add(person))
  const playing = new Set(parts.map(({ person }) => person))
  const idle = [...given.keys()].filter(person => !playing.has(person)).length
  if (idle > 0) {
    const message = `Influence is given for people without a role (${idle}), and counts only through one, so theirs was left out.`
    report(reader.ledger, { object: reader.options.name }, 'missingValue', message)
  }
  return ({ person, role }) => {
    const own = given.get(person)
    if (own === undefined || mean === 0) return undefined
    const usual = DEFAULT_SETTINGS.authority.roleMass[role] / (holders.get(role)?.size ?? 1)
    // Digits that only come of dividing would make a file hard to read.
    return Number(((usual * own) / mean).toPrecision(12))
  }
}

/** The influence of each person as a share of the most; of several rows the largest. */
function influences({ mapping, reader, people, draft }: RowsContext): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const given = mapping.influence
  if (given === undefined) return found
  const plan = typeof given === 'string' ? { column: given } : given
  const account = new Set(draft.accounts.map(({ id }) => id))
  for (const [row, person] of people.idOf) {
    const share = account.size === 0 ? undefined : influenceOf(row, plan, reader)
    if (share !== undefined) found.set(person, Math.max(share, found.get(person) ?? 0))
  }
  return found
}

function influenceOf(row: SheetRow, { column, scale, labels = {} }: InfluenceMapping, reader: TableReader): number | undefined {
  const cell = reader.cell(row, column)
  const text = reader.text(row, column)
  if (cell === undefined || text === undefined) return undefined
  const own = Object.entries(labels).find(([word]) => foldedText(word) === foldedText(text))?.[1]
  const level = own ?? levelIn(text)
  if (level !== undefined) return level
  const number = percentOr(cell, reader.numbersOf(column))
  if (number === undefined) {
    reader.report(row, 'invalidValue', `${quoted(column)} is neither a number nor a word that is known, so it was left out.`)
    return undefined
  }
  const [least, most] = scale ?? scaleOf(column, reader).scale ?? [0, Math.max(...numbersIn(column, reader))]
  const top = Math.max(least, most)
  if (number < 0 || number > top || top <= 0) {
    reader.report(row, 'invalidValue', `${quoted(column)} is not between 0 and ${top}, so it was left out.`)
    return undefined
  }
  return number / top
}

function numbersIn(column: string, reader: TableReader): readonly number[] {
  return reader.cellsOf(column).flatMap(cell => percentOr(cell, reader.numbersOf(column)) ?? [])
}

/** A number, or one before a sign of percent. */
export function percentOr(cell: Cell, numbers: ColumnReader<number>): number | undefined {
  const bare = typeof cell === 'string' ? cell.trim().replace(/%$/, '').trim() : cell
  const read = numbers.read(bare)
  return read.is === 'value' ? read.value : undefined
}

/** The mean; numbers in order, so that the order of rows does not matter. */
function meanOf(numbers: readonly number[]): number {
  const sum = [...numbers].sort((a, b) => a - b).reduce((total, each) => total + each, 0)
  return numbers.length === 0 ? 0 : sum / numbers.length
}
