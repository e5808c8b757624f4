import { crc32, deflateRawSync } from 'node:zlib'

/** A cell: dates are what the clock shows, as if in UTC, and `{ error }` is what a formula ends in that cannot be computed. */
type SheetCell = string | number | boolean | Date | null | { readonly error: string }
type Rows = readonly (readonly SheetCell[])[]

/** A workbook of Excel with these sheets, as it would save it. */
export function workbook(sheets: readonly (readonly [name: string, rows: Rows])[]): Uint8Array {
  const texts = [...new Set(sheets.flatMap(([, rows]) => rows.flat().filter(cell => typeof cell === 'string')))]
  const index = new Map(texts.map((text, i) => [text, i]))
  const part = (type: string, path: string): string => `<Override PartName="/xl/${path}" ContentType="${TYPES}.${type}+xml"/>`
  const link = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`
  return zipped([
    [
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${sheets.map((_, i) => part('worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${part('sheet.main', 'workbook.xml')}${part('styles', 'styles.xml')}${part('sharedStrings', 'sharedStrings.xml')}</Types>`,
    ],
    ['_rels/.rels', relationships(link(1, 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${sheets.map(([name], i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relationships(
        [
          ...sheets.map((_, i) => link(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
          link(sheets.length + 1, 'styles', 'styles.xml'),
          link(sheets.length + 2, 'sharedStrings', 'sharedStrings.xml'),
        ].join(''),
      ),
    ],
    // The second format shows a number as a day, the third as a day and a time.
    [
      'xl/styles.xml',
      `<styleSheet xmlns="${MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
    ],
    [
      'xl/sharedStrings.xml',
      `<sst xmlns="${MAIN}">${texts.map(text => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ],
    ...sheets.map(([, rows], i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(rows, index)] as const),
  ])
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function relationships(links: string): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links}</Relationships>`
}

function sheetXml(rows: Rows, index: ReadonlyMap<string, number>): string {
  const xml = rows.map((row, y) => {
    const cells = row.map((cell, x) => (cell === null ? '' : cellXml(cell, `${columnName(x)}${y + 1}`, index)))
    return `<row r="${y + 1}">${cells.join('')}</row>`
  })
  return `<worksheet xmlns="${MAIN}"><sheetData>${xml.join('')}</sheetData></worksheet>`
}

function cellXml(cell: Exclude<SheetCell, null>, at: string, index: ReadonlyMap<string, number>): string {
  if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${index.get(cell)}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (!(cell instanceof Date)) return `<c r="${at}" t="e"><f>1/0</f><v>${cell.error}</v></c>`
  // Days since 30 December 1899, which is right from March 1900 on.
  const days = cell.getTime() / 86_400_000 + 25_569
  return `<c r="${at}" s="${Number.isInteger(days) ? 1 : 2}"><v>${days}</v></c>`
}

function columnName(x: number): string {
  return `${x >= 26 ? columnName(Math.floor(x / 26) - 1) : ''}${String.fromCharCode(65 + (x % 26))}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** Files as a ZIP archive, deflated. */
function zipped(files: readonly (readonly [name: string, text: string])[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of files) {
    const [label, plain] = [Buffer.from(name), Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`)]
    const packed = deflateRawSync(plain)
    // Version, flags (names in UTF-8), method, time and day of 1 January 1980, checksum, sizes, lengths of name and extra.
    const header = [
      u16(20),
      u16(0x800),
      u16(8),
      u16(0),
      u16(33),
      u32(crc32(plain)),
      u32(packed.length),
      u32(plain.length),
      u16(label.length),
    ]
    const local = Buffer.concat([u32(0x04034b50), ...header, u16(0), label, packed])
    directory.push(Buffer.concat([u32(0x02014b50), u16(20), ...header, u16(0), u16(0), u16(0), u16(0), u32(0), u32(offset), label]))
    parts.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = [u32(0x06054b50), u16(0), u16(0), u16(files.length), u16(files.length), u32(index.length), u32(offset), u16(0)]
  return Buffer.concat([...parts, index, ...end])
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
