import { basename, dirname, join } from 'node:path'
import type { Encoding } from '../../reading/rules.js'
import { joined } from '../bytes.js'
import type { Disk, ScratchRoom } from '../disk.js'
import { itemsIn } from '../input.js'
import { inUtf8 } from '../inUtf8.js'
import type { Io } from '../io.js'
import type { Item, Problem } from '../item.js'
import type { ImportSource } from '../sources/source.js'
import { streamedItems } from '../streamed.js'

/** A file to be imported. */
export interface ImportFile {
  readonly path: string
  /** What stands in it, unless it says something else. */
  readonly table: string
  /** In bytes. */
  readonly size: number
  /**
   * Its values, and the lines that hold none, one at a time.
   *
   * @param pages the names under which pages have their records, if large ones are to be taken apart
   */
  items(pages?: readonly string[]): Iterable<Item | Problem>
}

/** How files are read. */
interface FileOptions {
  readonly room?: ScratchRoom | undefined
  /** How those are written that do not say so. */
  readonly encoding?: Encoding | undefined
}

/** The files, and those that they name instead of holding records. */
export function importFiles(
  source: ImportSource,
  paths: readonly string[],
  io: Io,
  { room, encoding }: FileOptions = {},
): readonly ImportFile[] {
  return paths.flatMap(path => {
    const [table = ''] = basename(path).split('.', 1)
    const file = fileAt(path, table, io, { room, encoding })
    const named = source.filesIn === undefined ? undefined : filesNamedIn(file, source.filesIn)
    return named?.map(each => fileAt(join(dirname(path), each.path), each.table, io, { room, encoding })) ?? [file]
  })
}

/** Plans of files are small: what is not is none. */
const LARGEST_PLAN = 2 ** 20

/** The files that a file names; nothing when it holds anything else. */
function filesNamedIn(file: ImportFile, filesIn: NonNullable<ImportSource['filesIn']>) {
  if (file.size > LARGEST_PLAN) return undefined
  const named = [...file.items()].map(item => ('message' in item ? undefined : filesIn(item.value)))
  return named.length > 0 && named.every(files => files !== undefined) ? named.flat() : undefined
}

function fileAt(path: string, table: string, io: Io, { room, encoding }: FileOptions): ImportFile {
  const { disk } = io
  const plain = (pieces: Iterable<Uint8Array>): Iterable<Uint8Array> => inUtf8(pieces, path, encoding)
  const size = disk?.size(path)
  if (disk !== undefined && size !== undefined)
    return { path, table, size, items: pages => streamedItems(plain(disk.pieces(path)), path, pages) }
  if (disk !== undefined && room !== undefined) return spooled(path, table, disk, room, plain)
  const bytes = io.read(path)
  return { path, table, size: bytes.length, items: () => wholeItems(plain([bytes]), path) }
}

/** What comes through a pipe can be read only once, and only its end tells how much it is. */
function spooled(
  path: string,
  table: string,
  disk: Disk,
  room: ScratchRoom,
  plain: (pieces: Iterable<Uint8Array>) => Iterable<Uint8Array>,
): ImportFile {
  const scratch = room.open(`input ${path}`)
  let size = 0
  for (const piece of disk.pieces(path)) {
    scratch.append(piece)
    size += piece.length
  }
  return { path, table, size, items: pages => streamedItems(plain(scratch.pieces()), path, pages) }
}

function wholeItems(pieces: Iterable<Uint8Array>, path: string): readonly (Item | Problem)[] {
  const { items, problems } = itemsIn(joined([...pieces]), path)
  return [...problems, ...items]
}
