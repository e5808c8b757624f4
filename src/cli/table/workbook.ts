import { quoted } from '../../errors.js'
import { plain } from '../../render/plain.js'
import type { TableInput } from '../../table/index.js'
import { isOldWorkbook } from '../bytes.js'
import { CliFailure } from '../failure.js'
import type { Io } from '../io.js'

/** The rows of a sheet of a workbook: the one of that name, or the first, which is told where there are others. */
export async function sheetRows(bytes: Uint8Array, path: string, name: string | undefined, io: Io): Promise<TableInput> {
  if (isOldWorkbook(bytes))
    throw new CliFailure(`${path} is a workbook of Excel 97 to 2003, or has a password. Save it as .xlsx without one, or as CSV.`)
  const sheets = await sheetsIn(bytes, path)
  const [first, ...others] = sheets
  const found = name === undefined ? first : (sheets.find(each => each.sheet === name) ?? sheets.find(each => isNamed(each.sheet, name)))
  const names = sheets.map(({ sheet }) => quoted(sheet)).join(', ')
  if (found === undefined) throw new CliFailure(`${path} has no sheet ${quoted(name ?? '')}; it has ${names}`, 2)
  if (name === undefined && others.length > 0)
    io.note(plain(`${path}: the first of its sheets is read, ${quoted(found.sheet)}; --sheet names another: ${names}`))
  return found.data
}

async function sheetsIn(bytes: Uint8Array, path: string) {
  const readWorkbook = await reader(path)
  try {
    return await readWorkbook(Buffer.from(bytes))
  } catch (error) {
    throw new CliFailure(`${path} cannot be read as a workbook (${error instanceof Error ? error.message : String(error)})`)
  }
}

/** The package that reads workbooks, which comes only with those who want it. */
async function reader(path: string) {
  try {
    return (await import('read-excel-file/node')).default
  } catch {
    throw new CliFailure(
      `${path} is a workbook, which the package read-excel-file reads: npm install read-excel-file@9, or npx -p account-village -p read-excel-file@9 village …`,
    )
  }
}

/** Excel takes names of sheets that differ in case for the same. */
function isNamed(sheet: string, name: string): boolean {
  return sheet.trim().toLowerCase() === name.trim().toLowerCase()
}
