import { type CsvRow, csvRows } from '../support/csv.js'
import { firstByte, joined, LINE_FEED, OPEN_BRACE, OPEN_BRACKET, refuseOther } from './bytes.js'
import { CliFailure } from './failure.js'
import { itemsIn, notLines } from './input.js'
import { type Item, type LineText, lineItem, lineText, openCell, type Problem, refuseNarrow, rowItems } from './item.js'
import { jsonParts, WHOLE } from './parts.js'

/**
 * The values in a file of JSON, NDJSON or CSV that comes a piece at a time, and the lines that hold none.
 *
 * Of NDJSON and CSV no more is held than a piece and the line that it breaks off in. Large JSON that is one value is taken apart.
 *
 * @param pages the names under which pages have their records; when absent, JSON that is one value is held as a whole
 */
export function* streamedItems(pieces: Iterable<Uint8Array>, path: string, pages?: readonly string[]): Generator<Item | Problem> {
  yield* streamed(pieces, path, pages, csvItems)
}

/** The same of JSON and NDJSON that are no pages, whatever the first line looks like. */
export function* streamedValues(pieces: Iterable<Uint8Array>, path: string): Generator<Item | Problem> {
  yield* streamed(pieces, path, [], lineItems)
}

/** The same of JSON and NDJSON, each as soon as it is there. What has several lines of which none is a value is refused. */
export function* jsonValues(pieces: Iterable<Uint8Array>, path: string): Generator<Item | Problem> {
  yield* streamed(pieces, path, undefined, valuesOfLines)
}

/** The same, of which the lines of NDJSON are given as texts whose values are yet to be found. */
export function* jsonTexts(pieces: Iterable<Uint8Array>, path: string): Generator<Item | LineText | Problem> {
  yield* streamed(pieces, path, undefined, valuesOfLines, each => linesAs(lineText, each))
}

function* streamed<Line = Item>(
  pieces: Iterable<Uint8Array>,
  path: string,
  pages: readonly string[] | undefined,
  others: typeof csvItems,
  lines: (pieces: Iterable<Uint8Array>) => Generator<Line | Item | Problem> = lineItems,
): Generator<Line | Item | Problem> {
  const source = pieces[Symbol.iterator]()
  const start = headOf(source)
  refuseOther(start, path)
  const first = firstByte(start)
  if (first === undefined) return
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return yield* others(chained(start, source), path)
  const { head, isLines } = first === OPEN_BRACE ? linesIn(start, source) : { head: start, isLines: false }
  const all = chained(head, source)
  if (isLines) yield* lines(all)
  else yield* pages === undefined ? wholeItems(all, path) : partItems(all, path, pages)
}

/** The values of JSON that is small, and the parts of one that is not. */
function* partItems(pieces: Iterable<Uint8Array>, path: string, pages: readonly string[]): Generator<Item | Problem> {
  const source = pieces[Symbol.iterator]()
  let head: Uint8Array = new Uint8Array(0)
  for (let next = source.next(); ; next = source.next()) {
    if (next.done === true) return yield* wholeItems([head], path)
    head = joined([head, next.value])
    if (head.length > WHOLE) break
  }
  for (const { value, ...part } of jsonParts(chained(withoutMark(head), source), path, pages)) yield { line: 1, value, part }
}

function withoutMark(head: Uint8Array): Uint8Array {
  return head[0] === 0xef ? head.subarray(3) : head
}

/** The first pieces, as many as it takes until something and so many lines stand in them. */
function headOf(source: Iterator<Uint8Array>, before: Uint8Array = new Uint8Array(0), lines = 1): Uint8Array {
  let head = before
  for (;;) {
    if (firstByte(head) !== undefined && (linesOf(head, lines).length === lines || head.length > LONGEST_HEAD)) return head
    const { value, done } = source.next()
    if (done === true) return head
    head = joined([head, value])
  }
}

/** A first line that is longer than this, of 64 MB, is taken for one value. */
const LONGEST_HEAD = 2 ** 26

/** The first lines that are there to their end. */
function linesOf(head: Uint8Array, most: number): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let start = 0, end = 0; lines.length < most; start = end + 1) {
    end = head.indexOf(LINE_FEED, start)
    if (end < 0) return lines
    lines.push(head.subarray(start, end))
  }
  return lines
}

/**
 * Whether there is a value on each line: the first line is a whole one, or the first is broken and the two after it are whole, as none ever
 * follows another within JSON.
 */
function linesIn(start: Uint8Array, source: Iterator<Uint8Array>): { readonly head: Uint8Array; readonly isLines: boolean } {
  if (linesOf(start, 1).some(isValue)) return { head: start, isLines: true }
  const head = headOf(source, start, 3)
  const [, ...next] = linesOf(head, 3)
  return { head, isLines: next.length === 2 && next.every(isValue) }
}

/** Whether a line is a whole value. */
function isValue(line: Uint8Array): boolean {
  const item = lineItem(line, 1, false)
  return item !== undefined && !('message' in item)
}

function* chained(head: Uint8Array, source: Iterator<Uint8Array>): Generator<Uint8Array> {
  yield head
  for (let next = source.next(); next.done !== true; next = source.next()) yield next.value
}

function lineItems(pieces: Iterable<Uint8Array>): Generator<Item | Problem> {
  return linesAs(lineItem, pieces)
}

/** What each line holds, of those that hold something. */
function* linesAs<Line>(
  holds: (line: Uint8Array, number: number, isCutOff: boolean) => Line | undefined,
  pieces: Iterable<Uint8Array>,
): Generator<Line> {
  let rest: Uint8Array[] = []
  let line = 0
  for (const piece of pieces) {
    let start = 0
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, start)) {
      line++
      const item = holds(joined([...rest, piece.subarray(start, end)]), line, false)
      rest = []
      start = end + 1
      if (item !== undefined) yield item
    }
    rest.push(piece.slice(start))
  }
  const last = holds(joined(rest), line + 1, true)
  if (last !== undefined) yield last
}

/** The values of lines, of which at least one has to be one where there are several. */
function* valuesOfLines(pieces: Iterable<Uint8Array>, path: string): Generator<Item | Problem> {
  const early: Problem[] = []
  let isAny = false
  for (const item of lineItems(pieces)) {
    if (!isAny && 'message' in item) early.push(item)
    else {
      if (!isAny) yield* early
      isAny = true
      yield item
    }
    if (!isAny && early.length === MOST_EARLY) break
  }
  if (!isAny && early.length > 1) throw notLines(path, early)
  if (!isAny) yield* early
}

/** A file that begins with so many lines that are no values has none. */
const MOST_EARLY = 1000

function* csvItems(pieces: Iterable<Uint8Array>, path: string): Generator<Item | Problem> {
  const rows = csvRows(textsOf(pieces, path))
  const { value: head, done } = rows.next()
  const header = done === true || head === undefined ? [] : head.cells
  refuseNarrow(header, path)
  let open: number | undefined
  const body = function* (): Generator<CsvRow> {
    open = yield* rows
  }
  yield* rowItems(header, body())
  if (open !== undefined) yield openCell(open)
}

function* textsOf(pieces: Iterable<Uint8Array>, path: string): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (const piece of pieces) yield decoder.decode(piece, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError)
      throw new CliFailure(`${path} is not in UTF-8. Save it as CSV UTF-8, or say with --encoding how it is written.`)
    throw error
  }
}

function* wholeItems(pieces: Iterable<Uint8Array>, path: string): Generator<Item | Problem> {
  const { items, problems } = itemsIn(joined([...pieces]), path)
  yield* problems
  yield* items
}
