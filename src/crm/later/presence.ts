import type { Village } from '../../model/village.js'
import { sortedByText } from '../../support/order.js'
import type { Withdrawn } from '../result.js'
import { believed, type Known } from './known.js'

/** Who comes to which village, and who leaves it. */
export interface Presence {
  /** The villages that each person leaves. */
  readonly leaving: ReadonlyMap<string, ReadonlySet<string>>
  /** The villages to which each person comes who was known elsewhere. */
  readonly arriving: ReadonlyMap<string, ReadonlySet<string>>
  readonly moved: Withdrawn['moved']
}

/**
 * Compares where people were believed to be with where they are now.
 *
 * Only a person whom the source itself put into a village leaves it on its word.
 */
export function presenceOf(touched: ReadonlySet<string>, isOut: (id: string) => boolean, known: Known, now: readonly Village[]): Presence {
  const places = new Map<string, Set<string>>()
  for (const { account, stakeholders } of now) {
    for (const { id } of believed(stakeholders)) if (touched.has(id)) places.set(id, (places.get(id) ?? new Set()).add(account.id))
  }
  const leaving = new Map<string, ReadonlySet<string>>()
  const arriving = new Map<string, ReadonlySet<string>>()
  const moved: { stakeholder: string; from: string; to: string }[] = []
  for (const person of touched) {
    const before = [...(known.people.get(person) ?? [])]
    const here = places.get(person) ?? new Set<string>()
    if (before.length === 0 || isOut(person)) continue
    const left = before.filter(([village, { leftAt, source }]) => leftAt === undefined && source === known.source && !here.has(village))
    const come = [...here].filter(village => !before.some(([id, { leftAt }]) => id === village && leftAt === undefined))
    leaving.set(person, new Set(left.map(([village]) => village)))
    if (left.length > 0) arriving.set(person, new Set(come))
    for (const [from] of left) for (const to of come) moved.push({ stakeholder: person, from, to })
  }
  return { leaving, arriving, moved: sortedByText(moved, ({ stakeholder, from, to }) => JSON.stringify([stakeholder, from, to])) }
}
