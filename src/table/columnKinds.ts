import { roleLabelKey } from '../crm/roleLabels.js'
import type { CellReading } from '../reading/column.js'
import { attitudeIn, attitudeTable, levelIn } from './attitudes.js'
import type { TableReader } from './reader.js'
import { areRoles, isRoleWord } from './roles.js'

/** What stands in a column: each is whether most of its cells are such. */
export interface ColumnKind {
  readonly isEmpty: boolean
  /** How many different cells there are, whatever their case. */
  readonly distinct: number
  readonly isMail: boolean
  readonly isNumber: boolean
  readonly isMoney: boolean
  readonly isDate: boolean
  readonly isFlag: boolean
  /** A few short marks, such as an x. */
  readonly isMark: boolean
  readonly isRole: boolean
  /** Nothing but labels of roles, so that none of them is a title. */
  readonly isRoleOnly: boolean
  /** The letters of RACI. */
  readonly isRaci: boolean
  /** Words for how much. */
  readonly isLevel: boolean
  /** Words for how a person thinks of us. */
  readonly isAttitude: boolean
  /** Texts that may be names of people: several words, or many different ones, none of another kind. */
  readonly isNames: boolean
}

/** Looks at the cells of a column. */
export function columnKind(column: string, reader: TableReader): ColumnKind {
  const cells = reader.cellsOf(column).filter(cell => !reader.isNothing(cell) || String(cell).trim() === '-')
  const texts = cells.map(cell => String(cell).trim())
  const [numbers, times] = [reader.numbersOf(column), reader.timesOf(column)]
  const most = (fits: (text: string, i: number) => boolean): boolean =>
    cells.length > 0 && texts.filter(fits).length * 4 >= cells.length * 3
  const isNumber = most((text, i) => isOne(numbers.read(/%$/.test(text) ? text.slice(0, -1) : (cells[i] ?? text))))
  const isDate = most((text, i) => isOne(times.read(cells[i] ?? text))) && !isNumber
  const isMail = most(text => MAIL.test(text))
  const isFlag = most((_, i) => reader.flagIn(cells[i] ?? '') !== undefined)
  const isAttitude = most(text => attitudeIn(text, ATTITUDES) !== undefined || /^[+\-–0o]{1,3}$/.test(text))
  const isRaci = most(text => /^[RACIS](?:\s*[/,;]?\s*[RACIS]){0,3}$/i.test(text))
  return {
    isEmpty: cells.length === 0,
    distinct: new Set(texts.map(text => text.toLowerCase())).size,
    isMail,
    isNumber,
    isMoney: most(text => /^[A-Za-z€$£¥]{0,4}\s*\d[\d.,\s'’]*\s*[A-Za-z€$£¥]{0,4}$/.test(text)),
    isDate,
    isFlag,
    isMark: most(text => text.length <= 2 || reader.flagIn(text) !== undefined),
    isRole: areRoles(texts),
    isRoleOnly: most(text => isRoleWord(roleLabelKey(text))),
    isRaci,
    isLevel: most(text => levelIn(text) !== undefined),
    isAttitude,
    isNames:
      !(isNumber || isDate || isFlag || isRaci) &&
      texts.some(text => /\p{L}{2}/u.test(text)) &&
      !most(text => attitudeIn(text, ATTITUDES) !== undefined || levelIn(text) !== undefined),
  }
}

/** Whether a cell is such a value, be it by a rule that nobody gave. */
function isOne({ is }: CellReading<unknown>): boolean {
  return is === 'value' || is === 'unclear'
}

const ATTITUDES = attitudeTable()
const MAIL = /^[^\s@]+@[^\s@]+$/
