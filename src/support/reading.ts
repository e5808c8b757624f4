import { InvalidArgumentError, VillageError } from '../errors.js'

/**
 * Reads what a caller gave. What does not let itself be read, such as an object with a getter that throws, is refused in the name of the
 * function; errors of the library pass. Only for code that looks at what was given: elsewhere an error would be ours.
 *
 * @throws InvalidArgumentError
 */
export function reading<Result>(where: string, path: string, read: () => Result, message = 'cannot be read'): Result {
  try {
    return read()
  } catch (error) {
    if (error instanceof VillageError) throw error
    throw new InvalidArgumentError(where, [{ path, message, code: 'invalidArgument' }])
  }
}

/** Whether all fields of a value let themselves be read. */
export function isReadable(value: object): boolean {
  try {
    for (const key of Object.keys(value)) Reflect.get(value, key)
    return Object.getPrototypeOf(value) !== undefined
  } catch {
    return false
  }
}
