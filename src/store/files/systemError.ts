/** The code of an error of the operating system or of Node, such as ENOENT; `undefined` for every other error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Does what may fail for some reasons; false when it fails for one of them. */
export function succeeds(work: () => void, reasons: readonly string[]): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (reasons.includes(codeOf(error) ?? '')) return false
    throw error
  }
}
