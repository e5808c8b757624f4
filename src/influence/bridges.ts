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
  const placeholders = new Set(s.placeholders)
  const heeded = reachingDeciders(s, undefined)
  const users = classes.flatMap((own, i) => (own === 'user' && heeded.has(i) ? [i] : []))
  return s.stakeholders.flatMap(({ id }, bridge) => {
    const others = users.filter(user => user !== bridge)
    if (others.length === 0 || placeholders.has(id) || isOnlyDecider(classes, bridge)) return []
    const still = reachingDeciders(s, bridge)
    return others.some(user => still.has(user)) ? [] : [id]
  })
}

/**
 * Everybody whose opinion reaches a decider along the ties, with one person left out: followed back from the deciders to those whom they
 * listen to.
 */
function reachingDeciders(s: Snapshot, without: number | undefined): ReadonlySet<number> {
  const { classes } = authority(s)
  const speakers = speakersIn(s)
  const reaching = new Set([...classes.keys()].filter(i => classes[i] === 'decider' && i !== without))
  // Whoever is added on the way comes up in the loop, too.
  for (const listener of reaching) {
    for (const speaker of speakers[listener] ?? []) if (speaker !== without) reaching.add(speaker)
  }
  return reaching
}

/** Whoever is the only decider is where the ways end, not a bridge on them. */
function isOnlyDecider(classes: readonly string[], i: number): boolean {
  return classes[i] === 'decider' && classes.filter(own => own === 'decider').length === 1
}
