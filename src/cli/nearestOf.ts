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

/** The end of a message about a name that there is not: the one that was probably meant, or where to find those there are. */
export function insteadOf(given: string, names: readonly string[]): string {
  const meant = nearest(given, names)
  return meant === undefined ? '--help lists those there are' : `did you mean ${meant}?`
}
