import { foldedText } from '../../support/text.js'
import { type Fields, fieldOf, type Scalar } from '../fields.js'

/** What follows the name of a column to say that it holds an NPS answer; Qualtrics has the class of the answer there. */
export const NPS_MARK = '_nps_group'

/** What stands in a column, whose name may be written in any case and with spaces around it; `undefined` when it is empty or not there. */
export function cellOf(fields: Fields, column: string): Scalar | undefined {
  return fields.get(foldedText(column)) ?? fieldOf(fields, column.trim())
}

/** Whether there is such a column. */
export function hasColumn(fields: Fields, column: string): boolean {
  return fields.has(foldedText(column)) || fields.has(column.trim().toLowerCase())
}
