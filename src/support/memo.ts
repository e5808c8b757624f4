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

const lists = new WeakMap<object, Map<string, readonly unknown[]>>()

/**
 * The list under a name that an owner was last given, where it holds the very same items, so that what depends on it alone is shared;
 * otherwise the new one.
 */
export function keptList<Item>(owner: object, name: string, items: readonly Item[]): readonly Item[] {
  const known = lists.get(owner) ?? new Map<string, readonly unknown[]>()
  lists.set(owner, known)
  const before = known.get(name)
  if (before !== undefined && before.length === items.length && startsWith(items, before)) return before
  known.set(name, items)
  return items
}

/** Whether a list begins with the very same items as another one has, whose items then are of its kind. */
export function startsWith<Item>(items: readonly Item[], beginning: readonly unknown[]): beginning is readonly Item[] {
  if (beginning.length > items.length) return false
  for (let i = 0; i < beginning.length; i++) if (beginning[i] !== items[i]) return false
  return true
}
