import { compareText } from '../support/order.js'

/**
 * Where each id ends up when links from id to id are followed as far as they go. Whoever is in a circle, or leads into one, ends at the
 * first of its ids.
 *
 * An id that has a link and ends at itself is therefore the first of a circle.
 */
export function endsOf(links: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const ends = new Map<string, string>()
  for (const id of links.keys()) settle(id, links, ends)
  return ends
}

/** Follows the links from an id to their end, and writes the end down for all that it passes. */
function settle(start: string, links: ReadonlyMap<string, string>, ends: Map<string, string>): void {
  const path = new Set<string>()
  let at = start
  for (let next = links.get(at); next !== undefined && !path.has(at) && !ends.has(at); next = links.get(at)) {
    path.add(at)
    at = next
  }
  const passed = [...path]
  const [first = at] = path.has(at) ? passed.slice(passed.indexOf(at)).sort(compareText) : []
  const end = ends.get(at) ?? first
  for (const id of passed) ends.set(id, end)
}
