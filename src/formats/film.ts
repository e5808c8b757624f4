import type { TieKind } from '../model/tie.js'
import { type Cell, PERSON_FIELDS } from './fields.js'
import type { Moment } from './moments.js'
import { type PersonRow, personRows } from './people.js'
import { goOn, openRun, type Run } from './runs.js'
import { tieRows } from './ties.js'
import { documentId, personId } from './xml.js'

/** A person over time. */
export interface FilmedPerson {
  /** What was last known of them while they were there. */
  readonly row: PersonRow
  /** When they were there. */
  readonly presence: Run<true>[]
  /** What stood of them when, by the name of the field. */
  readonly values: ReadonlyMap<string, Run<Cell & {}>[]>
}

/** The ties of one kind between two people over time: one that comes back is the same, and of several at a time the strongest counts. */
export interface FilmedTie {
  readonly kind: TieKind
  readonly from: string
  readonly to: string
  readonly presence: Run<true>[]
  readonly weights: Run<number>[]
}

/** What of a person is told over time. */
export const FILMED_FIELDS = PERSON_FIELDS.filter(
  ({ name }) => !['sentimentSd', 'reliability', 'readings', 'lastHeardAt', 'openness'].includes(name),
)

/** Everybody who was ever there, by id of their element, in the order in which they came; nobody before the first person is known. */
export function filmPeople(moments: readonly Moment[]): ReadonlyMap<string, FilmedPerson> {
  const people = new Map<string, FilmedPerson>()
  for (const { at, snapshot, isStep } of moments) {
    const isAnybodyKnown = snapshot.stakeholders.length > snapshot.placeholders.length
    const there = new Map((isAnybodyKnown ? personRows(snapshot) : []).map(row => [personId(row), row]))
    for (const [id, row] of there) {
      const before = people.get(id)
      const person = { row, presence: before?.presence ?? [], values: before?.values ?? noValues() }
      people.set(id, person)
      const heard = before === undefined || openRun(person.presence) === undefined || isHeard(before.row, row)
      goOn(person.presence, at, true)
      for (const { name, of } of FILMED_FIELDS) {
        const runs = person.values.get(name) ?? []
        const holds = name === 'sentiment' && !isStep && !heard
        goOn(runs, at, holds ? openRun(runs)?.value : of(row))
      }
    }
    for (const [id, { presence, values }] of people) {
      if (there.has(id)) continue
      goOn(presence, at, undefined)
      for (const runs of values.values()) goOn(runs, at, undefined)
    }
  }
  const shown = [...people].map(([id, { row, presence, values }]): [string, FilmedPerson] => [
    id,
    { row, presence: shownOf(presence, moments), values: new Map([...values].map(([name, runs]) => [name, shownOf(runs, moments)])) },
  ])
  return new Map(shown.filter(([, { presence }]) => presence.length > 0))
}

/** Every tie that ever stood, in the order in which they came. */
export function filmTies(moments: readonly Moment[]): ReadonlyMap<string, FilmedTie> {
  const ties = new Map<string, FilmedTie>()
  for (const { at, snapshot } of moments) {
    const weights = new Map<string, number>()
    for (const { kind, from, to, weight } of tieRows(snapshot)) {
      // Whoever was named first in a conflict is no matter.
      const ends = kind === 'conflict' && from > to ? { from: to, to: from } : { from, to }
      const id = documentId('tie', kind, ends.from, ends.to)
      weights.set(id, Math.max(weight, weights.get(id) ?? 0))
      if (!ties.has(id)) ties.set(id, { kind, ...ends, presence: [], weights: [] })
    }
    for (const [id, tie] of ties) {
      const weight = weights.get(id)
      goOn(tie.presence, at, weight === undefined ? undefined : true)
      goOn(tie.weights, at, weight)
    }
  }
  const shown = [...ties].map(([id, tie]): [string, FilmedTie] => [
    id,
    { ...tie, presence: shownOf(tie.presence, moments), weights: shownOf(tie.weights, moments) },
  ])
  return new Map(shown.filter(([, { presence }]) => presence.length > 0))
}

/** The runs that reach into the film, which begins with its first date: what was before only tells what goes back further. */
function shownOf<Value>(runs: readonly Run<Value>[], moments: readonly Moment[]): Run<Value>[] {
  const first = moments.find(({ at }) => Number.isFinite(at))
  return first === undefined ? [...runs] : runs.filter(({ to }) => to > first.at)
}

function noValues(): ReadonlyMap<string, Run<Cell & {}>[]> {
  return new Map(FILMED_FIELDS.map(({ name }) => [name, []]))
}

function isHeard(before: PersonRow, now: PersonRow): boolean {
  return before.readings !== now.readings || before.lastHeardAt !== now.lastHeardAt
}
