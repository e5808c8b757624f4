/**
 * Freezes a value and all that it holds, and gives it back.
 *
 * What is frozen already is taken to be frozen throughout, so that parts which several results share are visited once. An object with a
 * getter must come frozen, since the getter would be called. A typed array cannot be frozen, so that none may be part of what leaves the
 * library.
 */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  if (Array.isArray(value)) for (const item of value) deepFreeze(item)
  else for (const key in value) if (typeof value[key] === 'object') deepFreeze(value[key])
  return value
}
