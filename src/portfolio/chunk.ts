import { type Issue, VillageError } from '../errors.js'
import type { Village } from '../model/village.js'
import type { AccountStanding } from '../report/standingIn.js'
import { type StandingAsk, standingAsked } from '../report/standingOf.js'
import { wrong } from '../support/options.js'
import { parseVillage } from '../village/village.js'

/** What a line of a chunk gave: where the account stands, or what keeps it from being one. */
export type ChunkRow = { readonly standing: AccountStanding } | { readonly issues: readonly Issue[] }

/**
 * What is asked of each account of a chunk, as the text of a `ChunkRow[]`. It follows from the lines and the question alone, so that a chunk
 * may be measured anywhere, twice, and in any order.
 */
export function measureChunk(lines: readonly string[], ask: StandingAsk): string {
  return JSON.stringify(lines.map(line => rowOf(line, ask)))
}

function rowOf(line: string, ask: StandingAsk): ChunkRow {
  const village = villageOf(line)
  return 'issues' in village ? { issues: village.issues } : { standing: standingAsked('standingsOf', village, ask) }
}

/** What is said of a line that is no JSON. */
export const NOT_JSON = 'is not JSON'

/** The village that a line holds, or what keeps it from being one. */
export function villageOf(line: string): Village | { readonly issues: readonly Issue[] } {
  try {
    return parseVillage(JSON.parse(line))
  } catch (error) {
    if (error instanceof SyntaxError) return { issues: [wrong('', NOT_JSON)] }
    if (error instanceof VillageError) return { issues: error.issues.length > 0 ? error.issues : [wrong('', error.message)] }
    throw error
  }
}

/** The length of the lines of a chunk at which it ends, in characters. */
const CHUNK = 2 ** 20

/** Lines in chunks, which are cut by their length alone, however the lines come. */
export async function* chunksOf<Line>(
  lines: Iterable<Line> | AsyncIterable<Line>,
  lengthOf: (line: Line) => number,
): AsyncGenerator<readonly Line[]> {
  let [chunk, length]: [Line[], number] = [[], 0]
  for await (const line of lines) {
    chunk.push(line)
    length += lengthOf(line)
    if (length < CHUNK) continue
    yield chunk
    ;[chunk, length] = [[], 0]
  }
  if (chunk.length > 0) yield chunk
}

/** What work gives of each item, in order, of which so many are worked on at a time. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  most: number,
): AsyncGenerator<readonly [Item, Result]> {
  const open: { readonly item: Item; readonly result: Promise<Result> }[] = []
  for await (const item of items) {
    const result = work(item)
    // It is told once it is its turn.
    result.catch(() => undefined)
    open.push({ item, result })
    if (open.length < most) continue
    const first = open.shift()
    if (first !== undefined) yield [first.item, await first.result]
  }
  for (const { item, result } of open) yield [item, await result]
}
