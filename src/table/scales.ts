import type { Scale } from '../crm/scale.js'
import type { Cell } from '../reading/words.js'
import { plainHeader } from './headers.js'
import type { TableReader } from './reader.js'

/** What numbers in a column lie between, and whether that is sure. */
export interface FoundScale {
  readonly scale?: Scale
  /** Whether its name or its signs of percent tell, and not the numbers alone. */
  readonly isSure: boolean
  /** Whether it is sure what the most is. */
  readonly isTopSure: boolean
  /** Whether it is the answer from 0 to 10 to whether they would recommend us. */
  readonly isNps: boolean
}

/**
 * The scale of a column: what its name says, `Influence (1-5)` or `Sentiment %`, or else the smallest usual one that holds its numbers.
 */
export function scaleOf(column: string, reader: Pick<TableReader, 'cellsOf' | 'numbersOf' | 'sheet'>): FoundScale {
  const cells = reader.cellsOf(column)
  const isNps = /\bnps\b|recommend|promoter score/.test(plainHeader(column))
  const [, least, most] = /(-?\d{1,3})\s*(?:-|–|—|to|bis|à|a|\/|\.\.+|…)\s*\+?(\d{1,3})\b/.exec(column) ?? []
  if (least !== undefined && most !== undefined && Number(least) !== Number(most)) {
    return { scale: [Number(least), Number(most)], isSure: true, isTopSure: true, isNps: isNps && Number(most) === 10 }
  }
  if (isNps) return { scale: [0, 10], isSure: true, isTopSure: true, isNps }
  if (
    /%|percent|prozent|pourcent|por ciento|per cento/i.test(column) ||
    cells.some(cell => typeof cell === 'string' && /\d\s*%\s*$/.test(cell))
  ) {
    return { scale: areShares(cells) ? [0, 1] : [0, 100], isSure: true, isTopSure: true, isNps: false }
  }
  const numbers = cells.flatMap(cell => {
    const read = reader.numbersOf(column).read(cell)
    return read.is === 'value' ? read.value : []
  })
  const found = scaleOfNumbers(numbers)
  // A spreadsheet that shows 80 % holds 0.8.
  const mayBeShares = reader.sheet.isSpreadsheet && areShares(cells)
  return { ...found, isSure: found.isSure && !mayBeShares, isNps: false }
}

/** Whether cells are numbers from 0 to 1, as spreadsheets hold what they show in percent. */
function areShares(cells: readonly Cell[]): boolean {
  return cells.every(cell => typeof cell === 'number' && cell >= 0 && cell <= 1) && cells.some(cell => !Number.isInteger(cell))
}

function scaleOfNumbers(numbers: readonly number[]): Omit<FoundScale, 'isNps'> {
  if (numbers.length === 0) return { isSure: true, isTopSure: true }
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  const hasFractions = numbers.some(number => !Number.isInteger(number))
  if (least >= -1 && most <= 1 && (hasFractions || least < 0)) return { scale: [-1, 1], isSure: true, isTopSure: true }
  const found = USUAL.find(([low, high]) => low <= least && high >= most && low < 0 === least < 0)
  const isTopSure = most === found?.[1]
  // Whole numbers up to 5 may be of 5 or of 10; both ends were used in what is sure.
  return { ...(found !== undefined && { scale: found }), isSure: isTopSure && least === found?.[0], isTopSure }
}

const USUAL: readonly Scale[] = [
  [-2, 2],
  [-3, 3],
  [-5, 5],
  [-10, 10],
  [-100, 100],
  [1, 5],
  [0, 5],
  [1, 10],
  [0, 10],
  [0, 100],
]
