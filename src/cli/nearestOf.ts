import { nearest } from '../support/nearest.js'

/** So many texts are compared with all names: where many are wrong, all of them are. */
const MOST_COMPARED = 200

/** Finds the name that was probably meant, each text once and not for ever more of them. */
export function nearestOf(names: () => Iterable<string>): (given: string) => string | undefined {
  const found = new Map<string, string | undefined>()
  return given => {
    if (!found.has(given) && found.size < MOST_COMPARED) found.set(given, nearest(given, names()))
    return found.get(given)
  }
}
