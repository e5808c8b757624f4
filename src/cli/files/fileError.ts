/** A file that was left as it was, and why. */
export class FileError extends Error {
  override readonly name = 'FileError'

  constructor(path: string, reason: string) {
    super(`${path} was not written: ${reason}`)
  }
}
