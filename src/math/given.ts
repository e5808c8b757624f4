import { InvalidArgumentError, type Issue, LimitExceededError } from '../errors.js'
import { isReadable } from '../support/reading.js'
import { kindOf } from '../support/shown.js'

/** So many items a list given to the kernel may have. */
const MOST_ITEMS = 1_000_000

/**
 * Refuses what is no list, a list of more items than anybody could mean, and one with holes; before anything is done for each place of it,
 * since a list of four thousand million holes takes no room.
 *
 * @throws InvalidArgumentError; LimitExceededError
 */
export function checkList(where: string, path: string, given: unknown): void {
  if (!Array.isArray(given)) throw new InvalidArgumentError(where, [invalid(path, 'is not a list')])
  if (given.length > MOST_ITEMS) throw new LimitExceededError(where, `items in ${path}`, MOST_ITEMS, given.length, 'Give fewer.')
  for (let i = 0; i < given.length; i++) {
    if (!(i in given)) throw new InvalidArgumentError(where, [invalid(`${path}[${i}]`, 'is missing; a list may have no holes')])
  }
}

/**
 * Refuses what is no object with fields.
 *
 * @throws InvalidArgumentError
 */
export function checkObject(where: string, path: string, given: unknown): void {
  if (typeof given === 'object' && given !== null && !Array.isArray(given) && isReadable(given)) return
  throw new InvalidArgumentError(where, [invalid(path, 'is not an object with fields')])
}

/**
 * Refuses what is no list of objects.
 *
 * @throws InvalidArgumentError; LimitExceededError
 */
export function checkObjects(where: string, path: string, given: readonly unknown[]): void {
  checkList(where, path, given)
  given.forEach((each, i) => {
    checkObject(where, `${path}[${i}]`, each)
  })
}

/**
 * Refuses what is no Map.
 *
 * @throws InvalidArgumentError
 */
export function checkMap(where: string, path: string, given: unknown): void {
  if (kindOf(given) !== 'Map') throw new InvalidArgumentError(where, [invalid(path, 'is not a Map')])
}

/** A number within a range, its ends included. What only looks like a number is none. */
export function isWithin(value: unknown, low: number, high: number): value is number {
  return typeof value === 'number' && value >= low && value <= high
}

/** A number that stays one when it is squared, and when many such are added. */
export function isModest(value: unknown): value is number {
  return isWithin(value, -LARGEST, LARGEST)
}

/** A number above 0 that is still above 0 when it is squared, and finite when something is divided by its square. */
export function isModestAbove0(value: unknown): value is number {
  return isWithin(value, 1 / LARGEST, LARGEST)
}

/** The largest number that the kernel takes for a quantity of the world: beyond, squares and quotients would not fit. */
export const LARGEST = 1e50

export function invalid(path: string, message: string): Issue {
  return { path, message, code: 'invalidArgument' }
}
