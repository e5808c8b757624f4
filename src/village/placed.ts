import type { Issue } from '../errors.js'

/** Issues in the order of the input: by the place of what is wrong; what is missing comes first where it should be. */
export function inInputOrder<Each extends Issue>(issues: readonly Each[], input: unknown): Each[] {
  const placed = issues.map(issue => ({ issue, place: placeIn(input, issue.path) }))
  return placed.sort((a, b) => comparePlaces(a.place, b.place)).map(({ issue }) => issue)
}

/** The place that a path leads to: the number of each of its parts among those beside it. */
function placeIn(input: unknown, path: string): number[] {
  let at = input
  return (path.match(/[^.[\]]+/g) ?? []).map(part => {
    const isObject = typeof at === 'object' && at !== null
    const place = Array.isArray(at) ? Number(part) : isObject ? Object.keys(at ?? {}).indexOf(part) : -1
    at = isObject ? Reflect.get(at ?? {}, part) : undefined
    return Number.isNaN(place) ? -1 : place
  })
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((place, at) => place !== b[at])
  return i < 0 ? a.length - b.length : (a[i] ?? 0) - (b[i] ?? Number.NEGATIVE_INFINITY)
}
