import { decodedText, encodingOf } from '../reading/encodings.js'
import type { Encoding } from '../reading/rules.js'
import { CliFailure } from './failure.js'

/**
 * The bytes of a file in UTF-8, whatever it is written in: as its mark says, or else as the caller does. What is in UTF-8 stays as it is.
 *
 * @throws CliFailure for bytes that are not written so
 */
export function* inUtf8(pieces: Iterable<Uint8Array>, path: string, said?: Encoding): Generator<Uint8Array> {
  const source = pieces[Symbol.iterator]()
  const { value: head, done } = source.next()
  if (done === true || head === undefined) return
  const all = chained(head, source)
  const encoding = encodingOf(head, said)
  if (encoding === 'utf-8') {
    yield* all
    return
  }
  const encoder = new TextEncoder()
  try {
    for (const text of decodedText(all, said)) yield encoder.encode(text)
  } catch (error) {
    if (error instanceof TypeError) throw new CliFailure(`${path} is not in ${encoding}`)
    throw error
  }
}

function* chained(head: Uint8Array, rest: Iterator<Uint8Array>): Generator<Uint8Array> {
  yield head
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value
}
