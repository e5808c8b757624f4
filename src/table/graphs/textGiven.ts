import { InvalidArgumentError } from '../../errors.js'
import { a, kindOf } from '../../support/shown.js'

/** @throws InvalidArgumentError, in the name of the function, for what is no text */
export function textGiven(where: string, path: string, given: unknown): string {
  if (typeof given === 'string') return given
  throw new InvalidArgumentError(where, [{ path, message: `is ${a(kindOf(given))}, not the text of a file`, code: 'invalidArgument' }])
}
