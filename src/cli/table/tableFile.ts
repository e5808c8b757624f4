import { basename } from 'node:path'
import type { Encoding } from '../../reading/rules.js'
import type { TableInput } from '../../table/index.js'
import { firstByte, isWorkbook, joined, OPEN_BRACE, OPEN_BRACKET, refuseOther } from '../bytes.js'
import { CliFailure } from '../failure.js'
import { itemsIn } from '../input.js'
import { inUtf8 } from '../inUtf8.js'
import type { Io } from '../io.js'
import { refuseStray } from '../sources/recognise.js'
import { sheetRows } from './workbook.js'

/** How a file is to be read. */
export interface FileForm {
  /** Which sheet of a workbook; the first when absent. */
  readonly sheet: string | undefined
  readonly encoding: Encoding | undefined
}

/** A file of rows. */
export interface TableFile {
  readonly path: string
  readonly rows: TableInput
  /** Absent for what has no sheets. */
  readonly isWorkbook?: true
}

/**
 * Reads a file of rows: CSV, JSON as a list of objects or one object a line, or a workbook of Excel. A file of a CRM or of a village is refused.
 *
 */
export async function tableFile(path: string, { sheet, encoding }: FileForm, io: Io): Promise<TableFile> {
  const given = io.read(path)
  if (isWorkbook(given)) return { path, rows: await sheetRows(given, path, sheet, io), isWorkbook: true }
  const bytes = joined([...inUtf8([given], path, encoding)])
  const first = firstByte(bytes)
  if (first === undefined) throw new CliFailure(`${path} is empty`)
  if (first === OPEN_BRACE || first === OPEN_BRACKET) {
    const { items, problems } = itemsIn(bytes, path)
    const [problem] = problems
    if (problem !== undefined) throw new CliFailure(`${path}:${problem.line}: ${problem.message}`)
    const values = items.map(({ value }) => value)
    refuseStray('table', path, values)
    return { path, rows: values.flatMap(value => (typeof value === 'object' && value !== null ? [value] : [])) }
  }
  refuseOther(bytes, path)
  return { path, rows: textOf(bytes, path) }
}

function textOf(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CliFailure(`${path} is not in UTF-8. Save it as CSV UTF-8, or say with --encoding how it is written.`)
  }
}

/** The name of a file without its folder and its ending. */
export function stemOf(path: string): string {
  return basename(path).replace(/\.[^.]*$/, '')
}
