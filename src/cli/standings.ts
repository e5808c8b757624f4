import { type Issue, quoted } from '../errors.js'
import { type ChunkRow, chunksOf, inOrder, NOT_JSON } from '../portfolio/chunk.js'
import type { Measurer } from '../portfolio/measurer.js'
import { plain } from '../render/plain.js'
import type { AccountStanding } from '../report/standingIn.js'
import { CliFailure } from './failure.js'
import type { Io } from './io.js'
import { NO_JSON, unread } from './item.js'
import { jsonTexts } from './streamed.js'
import { piecesOf, type VillageCount } from './villages.js'

/** A line of a file whose value is to be measured, or what keeps it from being read. */
type Line = { readonly place: string; readonly text: string; readonly isLast: boolean } | { readonly problem: string }

/** How far the work is. */
export interface Done {
  readonly accounts: number
  readonly bytes: number
}

/**
 * Measures the villages of several files, and does something with the row of each, in their order. What is no village is noted.
 *
 * @param told is told how far the work is
 */
export async function eachStanding(
  io: Io,
  paths: readonly string[],
  measurer: Measurer,
  work: (standing: AccountStanding) => void,
  told: (done: Done) => void,
): Promise<VillageCount> {
  let [villages, problems, bytes] = [0, 0, 0]
  const note = (problem: string): void => {
    io.note(plain(problem))
    problems++
  }
  const chunks = chunksOf(linesOf(io, paths), line => ('text' in line ? line.text.length : 0))
  const measured = inOrder(chunks, chunk => measurer.measure(chunk.flatMap(line => ('text' in line ? line.text : []))), measurer.most)
  for await (const [chunk, text] of measured) {
    const rows: readonly ChunkRow[] = JSON.parse(text)
    let next = 0
    for (const line of chunk) {
      if ('problem' in line) note(line.problem)
      else {
        const row = rows[next++]
        bytes += Buffer.byteLength(line.text) + 1
        if (row === undefined) throw new TypeError('a chunk has a row for each of its lines')
        if ('standing' in row) {
          work(row.standing)
          villages++
        } else for (const issue of row.issues) note(problemOf(issue, line))
      }
    }
    told({ accounts: villages, bytes })
    await io.pause?.()
  }
  return { villages, problems }
}

function problemOf({ path, message }: Issue, { place, isLast }: { readonly place: string; readonly isLast: boolean }): string {
  if (message === NOT_JSON) return `${place}: ${unread(NO_JSON, isLast)}`
  return `${place}: ${path === '' ? '' : `${path} `}${message}`
}

async function* linesOf(io: Io, paths: readonly string[]): AsyncGenerator<Line> {
  for (const path of paths) {
    const stored = io.stored?.(path)
    if (stored === undefined) yield* linesIn(io, path)
    else
      for await (const village of stored)
        yield { place: `${path}: ${quoted(village.account.id)}`, text: JSON.stringify(village), isLast: false }
  }
}

function* linesIn(io: Io, path: string): Generator<Line> {
  let isEmpty = true
  for (const item of jsonTexts(piecesOf(io, path), path)) {
    isEmpty = false
    if ('message' in item) yield { problem: `${path}:${item.line}: ${item.message}` }
    else if ('text' in item) yield { place: `${path}:${item.line}`, text: item.text, isLast: item.isLast }
    else {
      const place = item.index === undefined ? `${path}:${item.line}` : `${path}[${item.index}]`
      yield { place, text: JSON.stringify(item.value), isLast: false }
    }
  }
  if (isEmpty) throw new CliFailure(`${path} is empty`)
}
