import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { codeOf } from './systemError.js'

/** The revision of a file: the SHA-256 of its bytes, as hexadecimal digits; `undefined` when there is no file. */
export function revisionOf(path: string): string | undefined {
  try {
    return hashOf(openSync(path, 'r'))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function hashOf(file: number): string {
  const hash = createHash('sha256')
  const piece = new Uint8Array(2 ** 20)
  try {
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) hash.update(piece.subarray(0, length))
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}
