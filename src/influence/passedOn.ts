import { settlingOf } from '../math/settling.js'
import { strongComponents } from '../support/components.js'
import { at, itemAt, vector } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { type Network, network, speakersIn } from './network.js'

/**
 * Of the say that some have with others, what passes through each person: what they hear of it, times what others hear from them.
 *
 * With `N = (I - L W)^-1` and `P` the sum over the ways from one to another that do not come back to `j`, it is `sum_i own_i P[j][i]` times
 * `sum_k others_k N[k][j]`, each without `j`. Ways that lead out of a circle of listeners never come back to it. So the circles are looked at
 * one by one, and whoever is in none costs as much as their ties.
 *
 * @param own how much of what each says is theirs
 * @param others how much what each hears counts
 */
export function passedOn(s: Snapshot, own: Float64Array, others: Float64Array): Float64Array {
  const net = network(s)
  const heard = net.system.solve(own)
  const counted = net.system.solveTransposed(others)
  const passed = new Float64Array(net.size)
  const listeners = listenersIn(net)
  const circleOf = new Int32Array(net.size)
  const circles = strongComponents(speakersIn(s))
  for (const [number, members] of circles.entries()) for (const each of members) circleOf[each] = number
  for (const members of circles) {
    const isOutside = (i: number): boolean => circleOf[i] !== circleOf[members[0] ?? -1]
    const fromOutside = sums(
      members,
      i => net.weights[i],
      (i, k, weight) => (isOutside(k) ? at(net.susceptibility, i) * weight * at(heard, k) : 0),
    )
    const toOutside = sums(
      members,
      i => listeners[i],
      (_, k, share) => (isOutside(k) ? share * at(counted, k) : 0),
    )
    const [only = -1, ...more] = members
    if (more.length === 0) passed[only] = at(fromOutside, 0) * at(toOutside, 0)
    else
      withinCircle(net, members, own, others, fromOutside, toOutside).forEach((each, m) => {
        passed[itemAt(members, m)] = each
      })
  }
  return passed
}

/** What passes through each member of a circle, by their order. */
function withinCircle(
  net: Network,
  members: readonly number[],
  own: Float64Array,
  others: Float64Array,
  fromOutside: Float64Array,
  toOutside: Float64Array,
): Float64Array {
  const places = new Map(members.map((i, m) => [i, m]))
  const inner = members.map(i => new Map([...(net.weights[i] ?? [])].flatMap(([k, weight]) => pairIn(places, k, weight))))
  const system = settlingOf(
    inner,
    vector(members.length, m => at(net.susceptibility, itemAt(members, m))),
  )
  const sum = (ways: Float64Array, outside: Float64Array, inside: Float64Array, without: number): number =>
    members.reduce((total, i, m) => total + at(ways, m) * (at(outside, m) + (m === without ? 0 : at(inside, i))), 0)
  return vector(members.length, m => {
    const unit = vector(members.length, k => Number(k === m))
    const hears = system.solveTransposed(unit)
    const reaches = system.solve(unit)
    return (sum(hears, fromOutside, own, m) * sum(reaches, toOutside, others, m)) / at(hears, m)
  })
}

function pairIn(places: ReadonlyMap<number, number>, k: number, weight: number): [number, number][] {
  const place = places.get(k)
  return place === undefined ? [] : [[place, weight]]
}

function sums(
  members: readonly number[],
  linksOf: (i: number) => ReadonlyMap<number, number> | undefined,
  part: (i: number, k: number, weight: number) => number,
): Float64Array {
  return vector(members.length, m => {
    const i = itemAt(members, m)
    let sum = 0
    for (const [k, weight] of linksOf(i) ?? []) sum += part(i, k, weight)
    return sum
  })
}

/** Who listens to each person, and how far they follow. */
function listenersIn({ weights, susceptibility }: Network): Map<number, number>[] {
  const listeners = weights.map(() => new Map<number, number>())
  weights.forEach((row, i) => {
    for (const [speaker, weight] of row) listeners[speaker]?.set(i, at(susceptibility, i) * weight)
  })
  return listeners
}
