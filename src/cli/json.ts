import { CliFailure } from './failure.js'

/** A text of JSON that comes a piece at a time, read from its beginning. */
export interface JsonText {
  /** What comes next but white space: one character, `undefined` at the end. */
  next(): string | undefined
  /** Goes on behind a character that has to come next. */
  take(character: string): void
  /** The value that comes next; `undefined`, and nothing is read, when it has more bytes than it may. */
  value(most?: number): unknown
  /** The name of a member, behind whose colon it goes on. */
  name(): string
  /** Nothing may come any more. */
  end(): void
}

/** @throws CliFailure, from whatever is asked of it, where it is no JSON */
export function openJson(pieces: Iterable<Uint8Array>, file: string): JsonText {
  const source = pieces[Symbol.iterator]()
  let bytes = new Uint8Array(0)
  let at = 0
  const refuse = (): never => {
    throw new CliFailure(`${file} is neither JSON nor NDJSON, which has one whole value on each line`)
  }
  /** Adds to what is not read yet, at least as much as there is, so that a long value is not copied for each piece. */
  const more = (): boolean => {
    const added: Uint8Array[] = []
    let length = 0
    do {
      const { value, done } = source.next()
      if (done === true) break
      added.push(value)
      length += value.length
    } while (length <= bytes.length - at)
    bytes = new Uint8Array(Buffer.concat([bytes.subarray(at), ...added]))
    at = 0
    return length > 0
  }
  const next = (): string | undefined => {
    for (;;) {
      while (at < bytes.length && SPACES.has(bytes[at] ?? 0)) at++
      const byte = bytes[at]
      if (byte !== undefined) return String.fromCharCode(byte)
      if (!more()) return undefined
    }
  }
  /** How many bytes the value has that comes next; `undefined` for more than it may have. */
  const lengthOf = (most: number): number | undefined => {
    let [length, depth, isText] = [0, 0, false]
    for (; length <= most; length++) {
      if (at + length >= bytes.length && !more()) return depth > 0 || isText ? refuse() : length
      const byte = bytes[at + length] ?? 0
      if (isText) {
        if (byte === BACKSLASH) length++
        else if (byte === QUOTE) {
          isText = false
          if (depth === 0) return length + 1
        }
      } else if (byte === QUOTE) isText = true
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++
      else if (depth === 0 && ENDS.has(byte)) return length
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth--
        if (depth === 0) return length + 1
      }
    }
    return undefined
  }
  const take = (character: string): void => {
    if (next() !== character) refuse()
    at++
  }
  const value = (most = Number.POSITIVE_INFINITY): unknown => {
    next()
    const length = lengthOf(most)
    if (length === undefined) return undefined
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at, at + length))
      at += length
      const parsed: unknown = JSON.parse(text)
      return parsed
    } catch {
      // The engine quotes the text, which may be about people.
      return refuse()
    }
  }
  return {
    next,
    take,
    value,
    name() {
      const name = value()
      take(':')
      return typeof name === 'string' ? name : refuse()
    },
    end() {
      if (next() !== undefined) refuse()
    },
  }
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d] as const
const SPACES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d])
/** What ends a number or a word. */
const ENDS: ReadonlySet<number> = new Set([...SPACES, 0x2c, 0x3a, CLOSE_BRACE, CLOSE_BRACKET])
