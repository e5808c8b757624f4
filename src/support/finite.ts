import { InvalidArgumentError, LimitExceededError } from '../errors.js'
import { reading } from './reading.js'

/** So many items a list in what is shown may have. */
const MOST_ITEMS = 1_000_000

/**
 * Refuses a list of more items than a question may have, before anything is done for each of its places: a list of thousands of millions of
 * holes takes no room.
 *
 * @throws LimitExceededError
 */
export function checkLength(where: string, path: string, given: unknown, most = MOST_ITEMS): void {
  if (Array.isArray(given) && given.length > most) throw new LimitExceededError(where, path, most, given.length, 'Give fewer.')
}

/** No sentiment, share or amount of money is larger. */
export const LARGEST = 1e100

/**
 * Refuses what holds a number that is not finite or larger than anything in the world, and lists of more items than anybody can look at: what
 * was stored and read again may have been changed, and would be shown with a NaN in it.
 *
 * @throws InvalidArgumentError; LimitExceededError
 */
export function checkNumbers(where: string, given: unknown): void {
  reading(where, '', () => refuseStrange(where, given), 'something that was given cannot be read')
}

function refuseStrange(where: string, given: unknown): void {
  const open: { readonly path: string; readonly value: unknown }[] = [{ path: '', value: given }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, value } = next
    if (typeof value === 'number' && !(Math.abs(value) <= LARGEST)) {
      const message = `is ${value}, which cannot be shown. Make it anew with the function that gives it.`
      throw new InvalidArgumentError(where, [{ path, message, code: 'invalidArgument' }])
    }
    if (typeof value !== 'object' || value === null) continue
    checkLength(where, path === '' ? 'items' : path, value)
    for (const [key, each] of Object.entries(value)) open.push({ path: path === '' ? key : `${path}.${key}`, value: each })
  }
}
