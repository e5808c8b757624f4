/** Changes all that can be reached from a value, as far as it lets itself be changed. */
export function spoil(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  for (const part of partsOf(value)) spoil(part, seen)
  if (ArrayBuffer.isView(value)) for (const at of Object.keys(value)) attempt(() => Reflect.set(value, at, 99))
  else if (value instanceof Map || value instanceof Set) value.clear()
  else if (value instanceof Date) value.setTime(0)
  else if (Array.isArray(value)) spoilList(value)
  else spoilFields(value)
}

/** What is in a value and can be changed: frozen things hold others that may not be frozen. */
function partsOf(value: object): readonly unknown[] {
  if (value instanceof Map) return [...value].flat()
  if (value instanceof Set) return [...value]
  return ArrayBuffer.isView(value) ? [] : Object.values(Object.getOwnPropertyDescriptors(value)).map(({ value }) => value)
}

function spoilList(list: unknown[]): void {
  attempt(() => list.reverse())
  attempt(() => list.push('spoilt'))
  attempt(() => list.splice(0, 1))
  attempt(() => (list[0] = 99))
}

function spoilFields(value: object): void {
  Object.keys(value).forEach((key, i) => {
    if (i % 3 === 2) Reflect.deleteProperty(value, key)
    else Reflect.set(value, key, i % 3 === 0 ? 99 : 'spoilt')
  })
  Reflect.set(value, 'spoilt', true)
}

function attempt(change: () => unknown): void {
  try {
    change()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

/** The places in a value that are not frozen. Getters are called: what they give must be frozen, too. */
export function thawed(value: unknown, path = '', seen = new Set<unknown>()): string[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  const inside = Object.keys(value).flatMap(key => thawed(Reflect.get(value, key), `${path}.${key}`, seen))
  return Object.isFrozen(value) ? inside : [path === '' ? 'itself' : path, ...inside]
}

/** The places in a value of which JSON would keep nothing, or something else. */
export function lostInJson(value: unknown, path = ''): string[] {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') return []
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${path} is ${Object.is(value, -0) ? '-0' : value}`]
  if (typeof value !== 'object') return [`${path} is a ${typeof value}`]
  const prototype: unknown = Object.getPrototypeOf(value)
  if (!Array.isArray(value) && prototype !== Object.prototype) return [`${path} is a ${Object.prototype.toString.call(value)}`]
  return Object.keys(value).flatMap(key => lostInJson(Reflect.get(value, key), `${path}.${key}`))
}
