import { VillageError } from '../errors.js'
import type { Village } from '../model/village.js'
import { plain } from '../render/plain.js'
import { villageText } from '../store/files/villageText.js'
import { parseVillage } from '../village/village.js'
import { CliFailure, type ExitCode } from './failure.js'
import type { Io } from './io.js'
import { jsonValues, streamedValues } from './streamed.js'

/** Villages from a file, and what was no village. */
export interface VillageInput {
  readonly villages: readonly Village[]
  /** What was wrong, a line of text each, with its place. */
  readonly problems: readonly string[]
}

/**
 * The villages in a file: one as JSON, several as an array or one a line; `-` is standard input. What is no village is told, and the others
 * are kept.
 */
export function readVillages(io: Io, path: string): VillageInput {
  const villages: Village[] = []
  const problems: string[] = []
  for (const found of villagesIn(io, path)) {
    if (isVillage(found)) villages.push(found)
    else problems.push(...found)
  }
  return { villages, problems }
}

/** How many villages there were, and how much that was none. */
export interface VillageCount {
  readonly villages: number
  readonly problems: number
}

/**
 * Does something with each village of a file or a store as soon as it is read, and reports entries that are not villages. Only one village is
 * held at a time.
 */
export async function eachVillage(io: Io, path: string, work: (village: Village) => void): Promise<VillageCount> {
  let [villages, problems] = [0, 0]
  for await (const found of io.stored?.(path) ?? villagesIn(io, path)) {
    if (isVillage(found)) {
      work(found)
      villages++
    } else {
      for (const problem of found) io.note(plain(problem))
      problems += found.length
    }
  }
  return { villages, problems }
}

/** The same with several files. */
export async function eachVillageOf(io: Io, paths: readonly string[], work: (village: Village) => void): Promise<VillageCount> {
  const counts: VillageCount[] = []
  for (const path of paths) counts.push(await eachVillage(io, path, work))
  return countOfAll(counts)
}

export function countOfAll(counts: readonly VillageCount[]): VillageCount {
  return {
    villages: counts.reduce((sum, { villages }) => sum + villages, 0),
    problems: counts.reduce((sum, { problems }) => sum + problems, 0),
  }
}

/** What a command says that could use only what was a village. */
export function codeFor({ villages, problems }: VillageCount): ExitCode {
  return problems === 0 ? 0 : villages === 0 ? 1 : 4
}

/** The villages in a file one at a time, or what keeps something from being one, a line of text each, with its place. */
function* villagesIn(io: Io, path: string): Generator<Village | string[]> {
  let isEmpty = true
  for (const item of jsonValues(piecesOf(io, path), path)) {
    isEmpty = false
    if ('message' in item) yield [`${path}:${item.line}: ${item.message}`]
    else yield villageAt(item.value, item.index === undefined ? `${path}:${item.line}` : `${path}[${item.index}]`)
  }
  if (isEmpty) throw new CliFailure(`${path} is empty`)
}

export function piecesOf(io: Io, path: string): Iterable<Uint8Array> {
  return io.disk?.pieces(path) ?? [io.read(path)]
}

function isVillage(found: Village | readonly string[]): found is Village {
  return !Array.isArray(found)
}

/** The village that a value is, or what keeps it from being one. */
export function villageAt(value: unknown, place: string): Village | string[] {
  try {
    return parseVillage(value)
  } catch (error) {
    if (!(error instanceof VillageError)) throw error
    return error.issues.length > 0 ? issuesOf(error, place) : [`${place}: ${error.message}`]
  }
}

/**
 * The villages in a file that is to be replaced, one at a time.
 *
 * @throws CliFailure for what is no village, which would be lost
 */
export function* villagesToKeep(io: Io, file: string): Generator<Village> {
  let count = 0
  for (const item of streamedValues(piecesOf(io, file), file)) {
    const village = 'message' in item ? [`${file}:${item.line}: ${item.message}`] : villageAt(item.value, `${file}:${item.line}`)
    if (Array.isArray(village)) {
      throw new CliFailure(`${file} is not replaced, because it holds something else than villages:\n${village.slice(0, 3).join('\n')}`)
    }
    yield village
    count++
  }
  if (count === 0) throw new CliFailure(`${file} is empty`)
}

/** The one village in a file. */
export function readVillage(io: Io, path: string): Village {
  const { villages, problems } = readVillages(io, path)
  if (problems.length > 0) throw new CliFailure(problems.slice(0, 3).join('\n'))
  const [village, ...others] = villages
  if (village === undefined || others.length > 0) throw new CliFailure(`${path} holds ${villages.length} villages, one is needed here`)
  return village
}

/** One village as readable JSON, several one a line. */
export function villagesText(villages: readonly Village[]): string {
  const [only, ...others] = villages
  if (only !== undefined && others.length === 0) return villageText(only)
  return villages.map(village => `${JSON.stringify(village)}\n`).join('')
}

function issuesOf(error: VillageError, place: string): string[] {
  return error.issues.map(({ path, message }) => `${place}: ${path === '' ? '' : `${path} `}${message}`)
}
