import type { Snapshot } from '../village/snapshot.js'

/** Those of some people who are still there, each once, in the order given. */
export function presentOf(s: Snapshot, people: readonly string[]): string[] {
  const present = new Set(s.stakeholders.map(({ id }) => id))
  return [...new Set(people)].filter(id => present.has(id))
}
