import { powerByStakeholder } from '../influence/power.js'
import { sentiments } from '../sentiment/sentiments.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'

/**
 * Through whom to reach somebody whom we have neither heard nor met: the shortest chain of ties, conflicts aside, from somebody we have,
 * the more powerful of equals first. Empty for whoever we know, and where no chain is known.
 */
export function pathTo(s: Snapshot, id: string): readonly string[] {
  const known = contacts(s)
  if (known.has(id)) return []
  const neighbours = ties(s)
  const next = new Map<string, string | undefined>([[id, undefined]])
  const open = [id]
  for (const place of open) {
    for (const other of neighbours.get(place) ?? []) {
      if (next.has(other)) continue
      next.set(other, place)
      if (known.has(other)) return chainFrom(other, next, id)
      open.push(other)
    }
  }
  return []
}

/** Whom we have heard or met. */
export function contacts(s: Snapshot): ReadonlySet<string> {
  return remembered(s, computeContacts)
}

function computeContacts(s: Snapshot): ReadonlySet<string> {
  const heard = sentiments(s).flatMap(({ stakeholder, value }) => (value === undefined ? [] : [stakeholder]))
  return new Set([...heard, ...s.interactions.flatMap(({ participants }) => participants)])
}

function chainFrom(contact: string, next: ReadonlyMap<string, string | undefined>, end: string): string[] {
  const chain: string[] = []
  for (let at: string | undefined = contact; at !== undefined && at !== end; at = next.get(at)) chain.push(at)
  return chain
}

/** Everybody's neighbours along ties in either direction, the most powerful first. */
function ties(s: Snapshot): ReadonlyMap<string, readonly string[]> {
  return remembered(s, computeTies)
}

function computeTies(s: Snapshot): ReadonlyMap<string, readonly string[]> {
  const shares = powerByStakeholder(s)
  const neighbours = new Map<string, Set<string>>()
  const know = (a: string, b: string): void => void neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b))
  for (const { from, to, kind } of s.ties) {
    if (kind === 'conflict') continue
    know(from, to)
    know(to, from)
  }
  const shareOf = (id: string): number => shares.get(id)?.share ?? 0
  return new Map([...neighbours].map(([id, others]) => [id, [...others].sort((a, b) => shareOf(b) - shareOf(a) || compareText(a, b))]))
}
