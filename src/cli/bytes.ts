import { CliFailure } from './failure.js'

export const OPEN_BRACE = 0x7b
export const OPEN_BRACKET = 0x5b
export const LINE_FEED = 0x0a

/** Whether bytes are a workbook of Excel by how they begin, and not the text of a table. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return beginsWith(bytes, ZIP) || isOldWorkbook(bytes)
}

/** Whether they are a workbook before 2007, or a later one that is encrypted. */
export function isOldWorkbook(bytes: Uint8Array): boolean {
  return beginsWith(bytes, COMPOUND_FILE)
}

const ZIP = [0x50, 0x4b, 0x03, 0x04]
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0]

function beginsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte)
}

/** Refuses what is no text, or in another encoding than UTF-8. */
export function refuseOther(bytes: Uint8Array, path: string): void {
  if (isWorkbook(bytes))
    throw new CliFailure(`${path} is a workbook. Save its sheet as CSV UTF-8, or read it as a table of your own: village import table.`)
  const [a, b] = bytes
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
  if (marked || (bytes.length > 1 && (a === 0 || b === 0)))
    throw new CliFailure(`${path} is in UTF-16 without a mark that says so. Save it in UTF-8, or say --encoding utf-16.`)
}

/** The first byte that is neither white space nor part of a byte order mark. */
export function firstByte(bytes: Uint8Array): number | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  return bytes.subarray(start).find(byte => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
}

/** The bytes of several pieces as one. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only, ...others] = parts
  if (only !== undefined && others.length === 0) return only
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
