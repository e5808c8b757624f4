import { FileError, notWritten } from './fileError.js'
import { takeLock } from './lock.js'
import { replaceFile, writeThrough } from './replaceFile.js'
import { revisionOf } from './revision.js'
import { codeOf } from './systemError.js'
import { targetOf } from './target.js'

/** Writes all of a file, a text or its parts. To be called once at most. */
export type Write = (text: string | Iterable<string>) => void

/** Does work that reads a file and replaces it, while no other run does. A device or a FIFO takes what is written. */
export function updateFile<Result>(path: string, work: (write: Write) => Result): Result {
  const target = reportingAs(path, () => targetOf(path))
  if (target.isStream) return work(text => reportingAs(path, () => writeThrough(path, piecesOf(text))))
  const lock = reportingAs(`the lock beside ${path}`, () => takeLock(target.path))
  try {
    const before = reportingAs(path, () => revisionOf(target.path))
    const refuseChanged = (): void => {
      if (revisionOf(target.path) === before) return
      throw notWritten(target.path, 'another program changed it meanwhile. Run the command again.')
    }
    return work(text => reportingAs(path, () => replaceFile(target.path, lock, piecesOf(text), refuseChanged)))
  } finally {
    lock.release()
  }
}

function piecesOf(text: string | Iterable<string>): Iterable<string> {
  return typeof text === 'string' ? [text] : text
}

/** Does work with a file; what fails is a FileError. */
function reportingAs<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENAMETOOLONG') throw new FileError(`${path} cannot be written: the name is too long. Choose a shorter one.`)
    if (code !== undefined) throw new FileError(`${path} cannot be written (${code})`)
    throw error
  }
}
