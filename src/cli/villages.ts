import { VillageError } from '../errors.js'
import type { Village } from '../model/village.js'
import { villageText } from '../store/files/villageText.js'
import { parseVillage } from '../village/village.js'
import { CliFailure } from './failure.js'
import { readJsonItems } from './input.js'
import type { Io } from './io.js'
import { streamedValues } from './streamed.js'

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
  const { items, problems } = readJsonItems(io, path)
  const villages: Village[] = []
  const wrong = problems.map(({ line, message }) => `${path}:${line}: ${message}`)
  items.forEach(({ line, value }, i) => {
    const place = items.length > 1 && line === 1 ? `${path}[${i}]` : `${path}:${line}`
    const village = villageAt(value, place)
    if (Array.isArray(village)) wrong.push(...village)
    else villages.push(village)
  })
  if (items.length === 0 && wrong.length === 0) throw new CliFailure(`${path} is empty`)
  return { villages, problems: wrong }
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
  for (const item of streamedValues(io.disk?.pieces(file) ?? [io.read(file)], file)) {
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
