import { CliFailure } from './failure.js'

export const OPEN_BRACE = 0x7b
export const OPEN_BRACKET = 0x5b
export const LINE_FEED = 0x0a

/** Refuses what is in another encoding than UTF-8. */
export function refuseUtf16(bytes: Uint8Array, path: string): void {
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
