import type { RoleClass } from '../model/role.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { authority } from './authority.js'
import { speakersIn } from './network.js'

/**
 * People through whom every way leads from the users to those who decide, in the order of the snapshot; without one of them no other user
 * reaches any decider.
 */
export function soleBridges(s: Snapshot): readonly string[] {
  return remembered(s, computeSoleBridges)
}

function computeSoleBridges(s: Snapshot): readonly string[] {
  const { classes } = authority(s)
  const heeded = reachedFrom(speakersIn(s), placesOf(classes, 'decider'))
  const users = placesOf(classes, 'user').filter(i => heeded.has(i))
  const onEveryWay = new Set(inEveryWay(s, users))
  const placeholders = new Set(s.placeholders)
  return s.stakeholders.flatMap(({ id }, i) => {
    const isOfOthers = users.some(user => user !== i)
    return onEveryWay.has(i) && isOfOthers && !placeholders.has(id) && !isOnlyDecider(classes, i) ? [id] : []
  })
}

function placesOf(classes: readonly RoleClass[], wanted: RoleClass): number[] {
  return classes.flatMap((own, i) => (own === wanted ? [i] : []))
}

/** Everybody whom some hear, or who hears them through others, themselves included. */
function reachedFrom(links: readonly (readonly number[])[], starts: readonly number[]): ReadonlySet<number> {
  const reached = new Set(starts)
  // Whoever is added on the way comes up in the loop, too.
  for (const place of reached) for (const next of links[place] ?? []) reached.add(next)
  return reached
}

/**
 * Whoever is on every way on which users reach those who decide, in the order of the ways; those at its ends may be among them.
 *
 * One shortest way is followed. Whoever on it cannot be gone round is on all of them: nothing that is reached before them, without those
 * who come later on it, leads to anybody later.
 */
function inEveryWay(s: Snapshot, users: readonly number[]): readonly number[] {
  const speakers = speakersIn(s)
  const size = s.stakeholders.length
  // Ways are followed back, from behind all who decide to behind all users.
  const [start, end] = [size, size + 1]
  const isUser = new Set(users)
  const deciders = placesOf(authority(s).classes, 'decider')
  const next = (place: number): readonly number[] =>
    place === start ? deciders : isUser.has(place) ? [end, ...(speakers[place] ?? [])] : (speakers[place] ?? [])
  const way = shortestWay(start, end, next)
  const stepOf = new Map(way.map((place, step) => [place, step]))
  const seen = new Set<number>()
  let furthest = 0
  return way.slice(0, -1).flatMap((place, step) => {
    const isOn = step > 0 && furthest === step
    const open = [place]
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      for (const other of next(here)) {
        const later = stepOf.get(other)
        if (later !== undefined) furthest = Math.max(furthest, later)
        else if (!seen.has(other)) {
          seen.add(other)
          open.push(other)
        }
      }
    }
    return isOn ? [place] : []
  })
}

/** The places of a shortest way; none where no way leads there. */
function shortestWay(start: number, end: number, next: (place: number) => readonly number[]): number[] {
  const before = new Map<number, number>([[start, start]])
  for (const place of before.keys()) {
    for (const other of place === end ? [] : next(place)) if (!before.has(other)) before.set(other, place)
  }
  if (!before.has(end)) return []
  const way = [end]
  for (let place = end; place !== start; ) {
    place = before.get(place) ?? start
    way.push(place)
  }
  return way.reverse()
}

/** Whoever is the only decider is where the ways end, not a bridge on them. */
function isOnlyDecider(classes: readonly RoleClass[], i: number): boolean {
  return classes[i] === 'decider' && placesOf(classes, 'decider').length === 1
}
