/** What has been computed of each object, by the function that computed it. One entry an object: entries of weak maps are dear. */
const kept = new WeakMap<object, Map<unknown, unknown>>()

/**
 * A function of one object that computes once per object and keeps the answer, which is never `undefined`, as long as the object lives.
 *
 * Measures of one snapshot share their work through it, without the snapshot holding anything but data.
 */
export function memoised<Key extends object, Value extends object>(compute: (key: Key) => Value): (key: Key) => Value {
  return key => {
    const answers = kept.get(key) ?? begin(key)
    const before = answers.get(compute)
    if (isAnswer<Value>(before)) return before
    const value = compute(key)
    answers.set(compute, value)
    return value
  }
}

function begin(key: object): Map<unknown, unknown> {
  const answers = new Map<unknown, unknown>()
  kept.set(key, answers)
  return answers
}

/** Under a function stand only answers of that function. */
function isAnswer<Value extends object>(value: unknown): value is Value {
  return value !== undefined
}

/**
 * A function of one object that depends on some parts of it alone: two objects with the very same parts share the answer.
 *
 * A series of snapshots in which nobody comes or goes shares so all that people and ties determine.
 */
export function sharedBy<Key extends object, Value extends object>(
  partsOf: (key: Key) => readonly object[],
  compute: (key: Key) => Value,
): (key: Key) => Value {
  const root: Shared<Value> = { next: new WeakMap() }
  return memoised(key => {
    let place = root
    for (const part of partsOf(key)) {
      const next = place.next.get(part) ?? { next: new WeakMap() }
      place.next.set(part, next)
      place = next
    }
    place.value ??= compute(key)
    return place.value
  })
}

/** Answers by the parts on which they depend, one part after another. */
interface Shared<Value> {
  readonly next: WeakMap<object, Shared<Value>>
  value?: Value
}

/** A function that gives its last answer again as long as it is asked about the very same things. */
export function lastAnswer<Asked extends readonly unknown[], Value>(compute: (...asked: Asked) => Value): (...asked: Asked) => Value {
  let last: { readonly asked: Asked; readonly value: Value } | undefined
  return (...asked) => {
    if (last === undefined || !startsWith(asked, last.asked)) last = { asked, value: compute(...asked) }
    return last.value
  }
}

/**
 * A function that gives back the list it was last given where the new one holds the very same items, so that what depends on the list alone
 * is shared.
 */
export function keptList<Item>(): (items: readonly Item[]) => readonly Item[] {
  let kept: readonly Item[] = []
  return items => {
    if (kept.length !== items.length || !startsWith(items, kept)) kept = items
    return kept
  }
}

/** Whether a list begins with the very same items as another one has, whose items then are of its kind. */
export function startsWith<Item>(items: readonly Item[], beginning: readonly unknown[]): beginning is readonly Item[] {
  if (beginning === items) return true
  if (beginning.length > items.length) return false
  for (let i = 0; i < beginning.length; i++) if (beginning[i] !== items[i]) return false
  return true
}
