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
