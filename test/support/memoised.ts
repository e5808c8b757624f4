/** A function of one object that computes once for each and keeps the answer, which is never `undefined`, as long as the object lives. */
export function memoised<Key extends object, Value extends NonNullable<unknown>>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>()
  return key => {
    const value = known.get(key) ?? compute(key)
    known.set(key, value)
    return value
  }
}
