import type { Village } from '../model/village.js'
import { flag, optionsOf } from '../support/options.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type WeighedTie, weighedTies } from '../village/weighedTies.js'
import { type Column, csvText } from './csvText.js'
import { PERSON_FIELDS } from './fields.js'
import { MOVE_COLUMNS, moveRows, plannedRows } from './moves.js'
import { personRows } from './people.js'
import { believedFacts, type Facts, type Heard, readingRows, rolesOf } from './tables.js'

/** How tables are written. */
export interface CsvOptions {
  /** Whether each begins with a byte order mark, without which Excel takes UTF-8 for something else; false when absent. */
  readonly byteOrderMark?: boolean | undefined
}

/** The tables of a village, each a text of comma-separated values. */
export interface CsvTables {
  /** One row for each person: of a snapshot with the measures and with placeholders, of a village with `joinedAt` and `leftAt`. */
  readonly people: string
  /** One row for each tie, with the ids and the names of both ends. */
  readonly ties: string
  /** One row for each observation, and for each interview that has a sentiment; in order of time, then of id. */
  readonly readings: string
  /** One row for each move; of a snapshot with when it can be done. */
  readonly moves: string
}

/**
 * People, ties, readings and moves as comma-separated values, for spreadsheets and data frames.
 *
 * Of a snapshot people come with what the measures say of them, moves with when they can be done, and ties and readings are those it sees. A
 * village is its facts as they are believed last, those who left and what has ended included. What is unknown is an empty cell. Notes and
 * e-mail addresses are left out.
 *
 * Texts that a spreadsheet could take for a formula get an apostrophe before them; numbers, negative ones too, stay numbers.
 * The tables are made anew at each call and may be changed.
 *
 * @see Y. Shafranovich, RFC 4180, "Common Format and MIME Type for Comma-Separated Values (CSV) Files" (2005)
 * @example
 * import { createVillage } from 'account-village'
 * import { toCsv } from 'account-village/formats'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', name: '=1+1' }, { id: 'bo', name: 'Bo "B." Ross' }],
 *   observations: [{ id: 'o1', stakeholder: 'ann', at: '2026-03-02', sentiment: -0.5, via: 'survey' }],
 * })
 * toCsv(village).people
 * //=> "id,name,title,unit,unitName,roles,veto,joinedAt,leftAt\r\nann,'=1+1,,,,,,,\r\nbo,\"Bo \"\"B.\"\" Ross\",,,,,,,\r\n"
 */
export function toCsv(source: Village | Snapshot, options?: CsvOptions): CsvTables {
  checkGiven('toCsv', source, ['village', 'snapshot'])
  const { byteOrderMark = false } = optionsOf<CsvOptions>('toCsv', options, { byteOrderMark: flag })
  const mark = byteOrderMark ? '\u{FEFF}' : ''
  const facts = 'asOf' in source ? source : believedFacts(source)
  const former = 'asOf' in source ? source.former : []
  const names = new Map([...former, ...facts.stakeholders].map(({ id, name }) => [id, name]))
  return {
    people: mark + ('asOf' in source ? csvText(MEASURED_COLUMNS, personRows(source)) : csvText(personColumns(facts), facts.stakeholders)),
    ties: mark + csvText(tieColumns(names), weighedTies(facts)),
    readings: mark + csvText(readingColumns(names), readingRows(facts)),
    moves: mark + csvText(MOVE_COLUMNS, 'asOf' in source ? plannedRows(source) : moveRows(facts)),
  }
}

const MEASURED_COLUMNS = PERSON_FIELDS.map(({ name, of }) => [name === 'stakeholder' ? 'id' : name, of] as const)

function personColumns(facts: Facts): Column<Village['stakeholders'][number]>[] {
  const units = new Map(facts.units.map(({ id, name }) => [id, name]))
  const roles = rolesOf(facts)
  const granted = new Set(facts.vetoes.map(({ stakeholder }) => stakeholder))
  return [
    ['id', row => row.id],
    ['name', row => row.name],
    ['title', row => row.title],
    ['unit', row => row.unit],
    ['unitName', ({ unit }) => (unit === undefined ? undefined : units.get(unit))],
    ['roles', ({ id }) => roles.get(id)?.join(' ')],
    ['veto', ({ id }) => (granted.has(id) ? 'granted' : undefined)],
    ['joinedAt', row => row.joinedAt],
    ['leftAt', row => row.leftAt],
  ]
}

type Names = ReadonlyMap<string, string | undefined>

function tieColumns(names: Names): Column<WeighedTie>[] {
  return [
    ['id', row => row.id],
    ['from', row => row.from],
    ['fromName', row => names.get(row.from)],
    ['to', row => row.to],
    ['toName', row => names.get(row.to)],
    ['kind', row => row.kind],
    ['weight', row => row.weight],
    ['confidence', row => row.confidence],
    ['since', row => row.since],
    ['until', row => row.until],
  ]
}

function readingColumns(names: Names): Column<Heard>[] {
  return [
    ['id', row => row.id],
    ['stakeholder', row => row.stakeholder],
    ['name', row => names.get(row.stakeholder)],
    ['at', row => row.at],
    ['sentiment', row => row.sentiment],
    ['via', row => row.via],
    ['sd', row => row.sd],
    ['decision', row => row.decision],
    ['confidence', row => row.confidence],
    ['recordedAt', row => row.recordedAt],
  ]
}
