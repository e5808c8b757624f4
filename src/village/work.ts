import { DEFAULT_SETTINGS, type Settings } from '../model/settings.js'
import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { type ErasedTest, erasedTest } from './erased.js'
import type { Rows } from './rows.js'
import type { Snapshot } from './snapshot.js'
import { type Looked, type VisibleFacts, visibleFactsOf } from './visibleFacts.js'

/**
 * All that is remembered of one village: its facts as rows, what a moment shows of them, and what measures found.
 *
 * It hangs on the village and its snapshots and goes with them. A village to which facts were added goes on from the work on the one before,
 * for all that the new facts leave alone. Villages of different accounts never share any, so that no order of asking changes an answer or what
 * it costs.
 */
export interface Work {
  readonly rows: Rows
  readonly visibleFacts: VisibleFacts
  /** The rows and what is seen of them, once anybody looked. */
  looked(): Looked | undefined
  readonly isErased: ErasedTest
  /** What was found of the things that snapshots consist of. */
  readonly found: WeakMap<object, Answers>
  /** What several snapshots share, by the function that found it, the latest first. */
  readonly shared: Map<unknown, SharedAnswer[]>
  /** The settings used last, each once, so that snapshots with equal settings share work. */
  settings: readonly { readonly text: string; readonly settings: Settings }[]
}

/** Answers by the function that found them. */
type Answers = Map<unknown, object>

/** What a snapshot shares with others of its village, and what was found of it alone. */
interface View {
  readonly work: Work
  readonly answers: Answers
  /** The same moment with another decision in view, made when it is first asked for. */
  readonly siblings: Map<string, Snapshot>
  readonly siblingWith: (decision: string) => Snapshot
  readonly rights: Rights
}

/** The roles and vetoes in the decision in view of everybody, those included who have left with them. */
type Rights = Pick<Snapshot, 'roles' | 'vetoes'>

/** An answer, and the things on which alone it depends. */
interface SharedAnswer {
  readonly parts: readonly object[]
  readonly value: object
}

/** This many combinations of what an answer depends on are remembered, those asked for last. */
const REMEMBERED = 8

const works = new WeakMap<object, Work>()
const views = new WeakMap<object, View>()

/**
 * The work on new rows.
 *
 * @param before the work on rows of which some arrays are the same: what was found of these holds on. It is not kept.
 */
export function workOn(rows: Rows, before?: Work): Work {
  const looked = before?.looked()
  let facts = looked && visibleFactsOf(rows, looked)
  return {
    rows,
    // Of a village that is only read and written again nobody asks what is visible.
    get visibleFacts() {
      facts ??= visibleFactsOf(rows)
      return facts
    },
    looked: () => facts && { rows, visibleFacts: facts },
    isErased: erasedTest(rows.registers.erasures),
    found: before?.found ?? new WeakMap(),
    shared: new Map(before?.shared),
    settings: before?.settings ?? [],
  }
}

/**
 * The village, frozen, and from now on the owner of the work on its rows.
 *
 * @param before the village to which facts were added
 */
export function ownVillage(village: Village, rows: Rows, before?: Village): Village {
  works.set(deepFreeze(village), workOn(rows, before && works.get(before)))
  return village
}

/** The work on a village. One that this library did not make has none: it may change at any time. */
export function workOf(village: Village): Work | undefined {
  return works.get(village)
}

/** The same settings object as before for equal settings. */
export function sameSettings(work: Work, settings: Settings): Settings {
  if (settings === DEFAULT_SETTINGS) return settings
  const text = JSON.stringify(settings)
  const known = work.settings.find(each => each.text === text) ?? { text, settings }
  work.settings = [known, ...work.settings.filter(each => each !== known)].slice(0, REMEMBERED)
  return known.settings
}

/** The snapshot, frozen. It shares the work of its village; `siblingWith` gives it with another decision in view. */
export function ownSnapshot(snapshot: Snapshot, work: Work, rights: Rights, siblingWith: View['siblingWith']): Snapshot {
  views.set(deepFreeze(snapshot), { work, answers: new Map(), siblings: new Map(), siblingWith, rights })
  return snapshot
}

/** The roles and vetoes that somebody held when they left. */
export function rightsOfFormer(snapshot: Snapshot, id: string): Rights {
  const { roles, vetoes } = viewOf(snapshot).rights
  return { roles: roles.filter(role => role.stakeholder === id), vetoes: vetoes.filter(veto => veto.stakeholder === id) }
}

/** The snapshot with another decision in view: the roles, vetoes and readings of that one count. */
export function siblingOf(snapshot: Snapshot, decision: string): Snapshot {
  const { siblings, siblingWith } = viewOf(snapshot)
  const sibling = siblings.get(decision) ?? siblingWith(decision)
  siblings.set(decision, sibling)
  return sibling
}

/** Whether this library made the village. A copy of one is not its own. */
export function isOwnVillage(given: object): boolean {
  return works.has(given)
}

/** Whether this library made the snapshot. A copy of one is not its own. */
export function isOwnSnapshot(given: unknown): boolean {
  return typeof given === 'object' && given !== null && views.has(given)
}

/**
 * The snapshot with some parts replaced. What does not depend on these is shared with the original. With another decision in view it has the
 * same parts replaced, unless `siblingWith` says otherwise: parts that hold for one decision alone need it.
 */
export function amended(
  snapshot: Snapshot,
  parts: Partial<Snapshot>,
  siblingWith: View['siblingWith'] = decision => amended(siblingOf(snapshot, decision), parts),
): Snapshot {
  const { work, rights } = viewOf(snapshot)
  return ownSnapshot({ ...snapshot, ...parts }, work, rights, siblingWith)
}

/** All facts of the village that a snapshot shows, whenever they were true and known. */
export function rowsBehind(snapshot: Snapshot): Rows {
  return viewOf(snapshot).work.rows
}

/** What is seen of the village that a snapshot shows, about whatever decision. */
export function visibleBehind(snapshot: Snapshot): VisibleFacts {
  return viewOf(snapshot).work.visibleFacts
}

/** What a function finds of a snapshot, found once. */
export function remembered<Value extends object>(snapshot: Snapshot, compute: (snapshot: Snapshot) => Value): Value {
  return once(viewOf(snapshot).answers, compute, () => compute(snapshot))
}

/** What a function finds of a thing that belongs to the village of a snapshot, found once. */
export function rememberedOf<Thing extends object, Value extends object>(
  snapshot: Snapshot,
  thing: Thing,
  compute: (thing: Thing) => Value,
): Value {
  const { found } = viewOf(snapshot).work
  const answers = found.get(thing) ?? new Map<unknown, object>()
  found.set(thing, answers)
  return once(answers, compute, () => compute(thing))
}

/**
 * What a function finds of a snapshot, found once for all snapshots of the village that consist of the very same parts.
 *
 * A series of snapshots in which nobody comes or goes shares so all that people and ties determine.
 */
export function shared<Value extends object>(
  snapshot: Snapshot,
  partsOf: (snapshot: Snapshot) => readonly object[],
  compute: (snapshot: Snapshot) => Value,
): Value {
  const { work, answers } = viewOf(snapshot)
  return once(answers, compute, () => {
    const parts = partsOf(snapshot)
    const known = work.shared.get(compute) ?? []
    const before = known.find(each => each.parts.every((part, i) => part === parts[i]))
    const value = isAnswer<Value>(before?.value) ? before.value : compute(snapshot)
    work.shared.set(compute, [{ parts, value }, ...known.filter(each => each !== before)].slice(0, REMEMBERED))
    return value
  })
}

function once<Value extends object>(answers: Answers, compute: unknown, find: () => Value): Value {
  const before = answers.get(compute)
  if (isAnswer<Value>(before)) return before
  const value = find()
  answers.set(compute, value)
  return value
}

/** Under a function there are only answers of that function. */
function isAnswer<Value extends object>(value: object | undefined): value is Value {
  return value !== undefined
}

function viewOf(snapshot: Snapshot): View {
  const view = views.get(snapshot)
  if (view === undefined) throw new TypeError('a snapshot comes from snapshot() or amended()')
  return view
}
