/**
 * A value as text in which nothing is lost: maps with their order, `undefined`, the sign of zero, and numbers that are none.
 *
 * Two values with the same text are equal bit for bit.
 */
export function exact(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part === undefined) return '«undefined»'
    if (part instanceof Map) return { '«map»': [...part] }
    if (ArrayBuffer.isView(part)) return { '«array»': Object.values(part) }
    if (typeof part !== 'number') return part
    return Number.isFinite(part) && !Object.is(part, -0) ? part : `«${Object.is(part, -0) ? '-0' : part}»`
  })
}

/** Whether two values have the same exact text, without writing it. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false
  const [a, b] = [partsOf(one), partsOf(other)]
  return a.length === b.length && a.every((part, i) => isSame(part, b[i]))
}

/** The names and the values of an object in their order. */
function partsOf(value: object): readonly unknown[] {
  if (value instanceof Map || value instanceof Set) return [...value]
  return Array.isArray(value) ? value : [...Object.keys(value), ...Object.values(value)]
}

/** Where a result holds NaN or an infinity; nowhere, if it is sound. */
export function strangeNumbers(value: unknown): string[] {
  return isSound(value) ? [] : placesOfStrange(value)
}

function isSound(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value !== 'object' || value === null || partsOf(value).every(isSound)
}

function placesOfStrange(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`]
  if (value instanceof Map) return [...value].flatMap(([key, part]) => placesOfStrange(part, `${path}.get(${String(key).slice(0, 20)})`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => placesOfStrange(part, `${path}.${key}`))
}

/** Every number in a result, with where it stands. */
export function numbersIn(value: unknown, path = ''): [path: string, value: number][] {
  if (typeof value === 'number') return [[path, value]]
  if (value instanceof Map) return [...value].flatMap(([key, part]) => numbersIn(part, `${path}.get(${String(key).slice(0, 20)})`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => numbersIn(part, `${path}.${key}`))
}
