/** A column of a sub-query whose records were laid out side by side: `OpportunityContactRoles.0.ContactId`. */
const NUMBERED = /^(.+?)\.(\d{1,3})\.(.+)$/

/**
 * The records that stand in numbered columns, by the name of their list, in their order, whichever of the numbers a row fills. Records of
 * which every column is empty are none.
 */
export function numberedIn(record: object): ReadonlyMap<string, readonly object[]> {
  let found: Map<string, Map<number, [string, unknown][]>> | undefined
  for (const key of Object.keys(record)) {
    if (!key.includes('.')) continue
    const [, whole, number, field] = NUMBERED.exec(key) ?? []
    const list = whole?.replace(/\.records$/, '')
    if (list === undefined || field === undefined) continue
    found ??= new Map()
    const rows = found.get(list) ?? new Map<number, [string, unknown][]>()
    const cells = rows.get(Number(number)) ?? []
    cells.push([field, Reflect.get(record, key)])
    found.set(list, rows.set(Number(number), cells))
  }
  if (found === undefined) return NONE
  return new Map(
    [...found].map(([list, rows]) => {
      const sorted = [...rows].sort(([a], [b]) => a - b).map(([, cells]) => cells)
      return [list, sorted.filter(cells => cells.some(([, value]) => !isEmpty(value))).map(cells => Object.fromEntries(cells))]
    }),
  )
}

const NONE: ReadonlyMap<string, readonly object[]> = new Map()

/** Whether a column is one of those, or only says that they are there. */
export function isNumbered(key: string, numbered: ReadonlyMap<string, readonly object[]>): boolean {
  const list = NUMBERED.exec(key)?.[1]
  return list !== undefined || numbered.has(key)
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
}
