import type { Encoding } from './rules.js'

/** The name by which a decoder of the platform knows how bytes are written that begin so: by their mark, or else as the caller says. */
export function encodingOf(head: Uint8Array, said: Encoding | undefined): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  const [a, b, c] = head
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (said !== 'utf-16') return said ?? 'utf-8'
  // Without a mark the place of the zeros tells: texts begin with a sign below 256.
  return a === 0 ? 'utf-16be' : 'utf-16le'
}

/**
 * The text in bytes that come a piece at a time, without its mark. Bytes that are not written so are never silently replaced.
 *
 * @throws TypeError for bytes that are not written so
 */
export function* decodedText(pieces: Iterable<Uint8Array>, said?: Encoding): Generator<string> {
  let decoder: TextDecoder | undefined
  let head: Uint8Array = new Uint8Array(0)
  for (const piece of pieces) {
    const bytes = head.length === 0 ? piece : joined(head, piece)
    if (decoder === undefined && bytes.length < LONGEST_MARK) {
      head = bytes
      continue
    }
    decoder ??= new TextDecoder(encodingOf(bytes, said), { fatal: true })
    head = new Uint8Array(0)
    yield decoder.decode(bytes, { stream: true })
  }
  decoder ??= new TextDecoder(encodingOf(head, said), { fatal: true })
  yield decoder.decode(head)
}

const LONGEST_MARK = 3

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
