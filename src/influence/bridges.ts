import { at } from '../support/linear.js'
import { memoised } from '../support/memo.js'
import type { Snapshot } from '../village/snapshot.js'
import { authority } from './authority.js'
import { network } from './network.js'

/** People through whom every way leads from the users to those who decide, in the order of the snapshot; without one of them no other user reaches any decider. */
export const soleBridges = memoised((s: Snapshot): readonly string[] => {
  const { classes } = authority(s)
  const users = classes.flatMap((own, i) => (own === 'user' ? [i] : []))
  const placeholders = new Set(s.placeholders)
  const reaching = users.filter(user => reachesDecider(s, user, -1))
  return s.stakeholders.flatMap(({ id }, bridge) => {
    const others = reaching.filter(user => user !== bridge)
    const isBridge = others.length > 0 && !placeholders.has(id) && others.every(user => !reachesDecider(s, user, bridge))
    return isBridge && !isOnlyDecider(classes, bridge) ? [id] : []
  })
})

/** Whether somebody's opinion reaches a decider along the ties, with one person left out. */
function reachesDecider(s: Snapshot, start: number, without: number): boolean {
  const { classes } = authority(s)
  const { size, weights } = network(s)
  const seen = new Set([start, without])
  const open = [start]
  for (let speaker = open.pop(); speaker !== undefined; speaker = open.pop()) {
    if (classes[speaker] === 'decider') return true
    for (let listener = 0; listener < size; listener++) {
      if (seen.has(listener) || !(at(weights, listener * size + speaker) > 0)) continue
      seen.add(listener)
      open.push(listener)
    }
  }
  return false
}

/** Whoever is the only decider is where the ways end, not a bridge on them. */
function isOnlyDecider(classes: readonly string[], i: number): boolean {
  return classes[i] === 'decider' && classes.filter(own => own === 'decider').length === 1
}
