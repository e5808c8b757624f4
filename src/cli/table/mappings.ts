import { quoted } from '../../errors.js'
import { type EdgeMapping, type SuggestMappingOptions, suggestMapping, type TableMapping } from '../../table/index.js'
import { CliFailure } from '../failure.js'
import { optionsIn } from '../import/options.js'
import type { Io } from '../io.js'
import type { TableFile } from './tableFile.js'

/** What the columns of a file hold. */
export interface FileMapping {
  readonly file: TableFile
  readonly mapping: TableMapping | EdgeMapping
  /** What is not sure of it, a line each; nothing of what was given. */
  readonly doubts: readonly string[]
  /** Columns that nothing reads, each with the reason where it is known. */
  readonly unread: readonly string[]
}

/** What is to be known of each file: what a file of mappings says, or what is proposed. */
export function mappingsFor(
  files: readonly TableFile[],
  given: string | undefined,
  rules: SuggestMappingOptions,
  io: Io,
): readonly FileMapping[] {
  const written = given === undefined ? undefined : optionsIn<{ readonly [file: string]: unknown }>(given, io)
  return files.map(file => {
    const own = written === undefined ? undefined : mappingIn(written, file, files.length, given ?? '')
    if (own !== undefined) return { file, mapping: own, doubts: [], unread: [] }
    const { mapping, edges, doubtful, unread } = suggestMapping(file.rows, rules)
    return {
      file,
      mapping: edges ?? mapping,
      doubts: doubtful.map(({ column, use, reason }) => `${file.path}: ${quoted(column)}${use === 'none' ? '' : ` as ${use}`}: ${reason}`),
      unread: unread.map(({ column, reason }) => `${quoted(column)}${reason === undefined ? '' : ` (${reason})`}`),
    }
  })
}

/** The mapping of a file in a file of mappings, which holds one mapping, or one for each file by its name. */
function mappingIn(written: object, { path }: TableFile, count: number, place: string): TableMapping | EdgeMapping | undefined {
  const own: unknown = Object.entries(written).find(([name]) => name === path || path.endsWith(`/${name}`))?.[1]
  if (isMapping(own)) return own
  const isByFile =
    Object.values(written).length > 0 &&
    Object.entries(written).every(([name, value]: [string, unknown]) => /\.\w+$/.test(name) && isMapping(value))
  if (isByFile) return undefined
  if (count > 1) throw new CliFailure(`${place} holds the mapping of one file; write { "people.csv": { … } } for several`, 2)
  return isMapping(written) ? written : undefined
}

/** What it holds is checked by the importer, which says what is wrong with it. */
function isMapping(value: unknown): value is TableMapping | EdgeMapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What nothing reads of a file, in one line. */
export function unreadLine({ file, unread }: FileMapping): string[] {
  return unread.length === 0 ? [] : [`${file.path}: not read: ${unread.join(', ')}`]
}

/** Whether a mapping is that of a list of ties. */
export function isEdgeMapping(mapping: TableMapping | EdgeMapping): mapping is EdgeMapping {
  return 'from' in mapping && 'to' in mapping
}

/** Mappings as a file holds them: one by itself, several by the names of their files. */
export function mappingText(mappings: readonly FileMapping[]): string {
  const [only, ...others] = mappings
  const value =
    only !== undefined && others.length === 0 ? only.mapping : Object.fromEntries(mappings.map(({ file, mapping }) => [file.path, mapping]))
  return `${JSON.stringify(value, null, 2)}\n`
}
