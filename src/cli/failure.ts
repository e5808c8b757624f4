/**
 * What the program says to whoever started it: 0 all well, 1 it failed, 2 it was called wrongly, 3 findings above the bar, 4 some records
 * were invalid.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** A failure that ends the program in one line. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure'
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Ends the program in silence: the reader of standard output has what it wants, as `| head` does. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed'
}
