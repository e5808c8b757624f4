/**
 * A function of one object that computes once per object and keeps the answer as long as the object lives.
 *
 * Measures of one snapshot share their work through it, without the snapshot holding anything but data.
 */
export function memoised<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>()
  return key => {
    const before = known.get(key)
    if (before !== undefined) return before.value
    const value = compute(key)
    known.set(key, { value })
    return value
  }
}
