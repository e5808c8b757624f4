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

/** Where a result holds NaN or an infinity; nowhere, if it is sound. */
export function strangeNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`]
  if (value instanceof Map) return [...value].flatMap(([key, part]) => strangeNumbers(part, `${path}.get(${String(key).slice(0, 20)})`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => strangeNumbers(part, `${path}.${key}`))
}

/** Every number in a result, with where it stands. */
export function numbersIn(value: unknown, path = ''): [path: string, value: number][] {
  if (typeof value === 'number') return [[path, value]]
  if (value instanceof Map) return [...value].flatMap(([key, part]) => numbersIn(part, `${path}.get(${String(key).slice(0, 20)})`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => numbersIn(part, `${path}.${key}`))
}
