import { closeSync, fchmodSync, fchownSync, fstatSync, fsyncSync, openSync, renameSync, type Stats, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { notWritten } from './fileError.js'
import type { Lock } from './lock.js'
import { codeOf, succeeds } from './systemError.js'

/**
 * Replaces a file as a whole, on the disk when it returns, and gives its lock back. A reader sees the old or the new one. Mode and owner stay;
 * only root can keep another owner, every other process keeps at least the group.
 *
 * @param path the file itself, no symbolic link
 * @param check what is asked last, when only the new name is to be given, and may throw to leave the file as it is
 * @throws FileError when the lock was taken over or removed meanwhile, or the group cannot be kept; errors of the system. The file is as it was.
 */
export function replaceFile(path: string, { draft }: Lock, parts: Iterable<string>, check?: () => void): void {
  const before = statSync(path, { throwIfNoEntry: false })
  asHolder(path, () => {
    // Not made anew: where it is gone, another process has the lock.
    const file = openSync(draft, 'r+')
    try {
      if (before !== undefined) keepAccess(path, file, before)
      for (const part of parts) writeFileSync(file, part)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  })
  check?.()
  asHolder(path, () => renameSync(draft, path))
  syncFolder(dirname(path))
}

/** Writes to a device, a FIFO or the like. */
export function writeThrough(path: string, parts: Iterable<string>): void {
  const file = openSync(path, 'w')
  try {
    for (const part of parts) writeFileSync(file, part)
  } finally {
    closeSync(file)
  }
}

function asHolder(path: string, work: () => void): void {
  if (!succeeds(work, ['ENOENT'])) throw notWritten(path, 'another process took its lock over. Run the command again.')
}

/** Before anything is written, so that nobody reads it who could not read the old file. */
function keepAccess(path: string, file: number, { uid, gid, mode }: Stats): void {
  const own = fstatSync(file)
  const isKept = (own.uid === uid && own.gid === gid) || succeeds(() => fchownSync(file, uid, gid), ['EPERM'])
  if (!isKept && !succeeds(() => fchownSync(file, own.uid, gid), ['EPERM']))
    throw notWritten(path, `only root and members of its group ${gid} can keep that group. Run the command as one of them.`)
  fchmodSync(file, mode & 0o7777)
}

/** Makes a new name in a folder outlast a loss of power, where the system can. */
function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, 'r')
    try {
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (!CANNOT_SYNC.includes(codeOf(error) ?? '')) throw error
  }
}

/** What systems say whose folders cannot be opened or synced. */
const CANNOT_SYNC: readonly string[] = ['EISDIR', 'EACCES', 'EPERM', 'EINVAL', 'ENOTSUP']
