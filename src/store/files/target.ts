import { closeSync, lstatSync, openSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** Where a path leads that is to be written. */
export interface Target {
  /** The file behind all symbolic links, whether it exists or not. */
  readonly path: string
  /** Whether it is a device, a FIFO or the like, which takes what is written but cannot be replaced. */
  readonly isStream: boolean
}

/** @throws errors of the system when it is a folder, when nothing can be there, or when it may not be written */
export function targetOf(path: string): Target {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return { path: linked(path), isStream: false }
  const isStream = !stats.isFile() && !stats.isDirectory()
  if (isStream) return { path, isStream }
  // To rename needs only rights on the folder; a file that is protected stays as it is all the same.
  closeSync(openSync(path, 'r+'))
  return { path: realpathSync.native(path), isStream }
}

/** Where a file would be made that did not exist; another process may have made it since. */
function linked(path: string): string {
  const folder = realpathSync.native(dirname(path))
  const here = join(folder, basename(path))
  const isLink = lstatSync(here, { throwIfNoEntry: false })?.isSymbolicLink() === true
  return isLink ? linked(resolve(folder, readlinkSync(here))) : here
}
