/** A file that cannot be read or written, and why, in one line that names it. */
export class FileError extends Error {
  override readonly name = 'FileError'
}

/** A file that was left as it was, and why. */
export function notWritten(path: string, reason: string): FileError {
  return new FileError(`${path} was not written: ${reason}`)
}
