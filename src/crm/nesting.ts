/** Under what each id stands when nothing may stand too deep. */
export interface Nesting {
  readonly parents: ReadonlyMap<string, string>
  /** The ids that would have stood too deep. They stand on the last level, beside the one under which they would have stood. */
  readonly moved: readonly string[]
}

/**
 * Lifts what stands too deep.
 *
 * @param parents what each id stands under; there are no circles, and what has no parent is level 0
 * @param levels the last level on which something may stand, at least 1
 */
export function nestedWithin(parents: ReadonlyMap<string, string>, levels: number): Nesting {
  const lifted = new Map<string, string>()
  const level = new Map<string, number>()
  const moved: string[] = []
  for (const start of parents.keys()) {
    for (const id of pathUp(start, parents, level).reverse()) {
      const parent = parents.get(id) ?? id
      const parentLevel = level.get(parent) ?? 0
      const isTooDeep = parentLevel >= levels
      lifted.set(id, isTooDeep ? (lifted.get(parent) ?? parent) : parent)
      level.set(id, isTooDeep ? levels : parentLevel + 1)
      if (isTooDeep) moved.push(id)
    }
  }
  return { parents: lifted, moved: moved.sort() }
}

/** The ids from one up to the first whose level is known, or that has no parent. */
function pathUp(start: string, parents: ReadonlyMap<string, string>, level: ReadonlyMap<string, number>): string[] {
  const path: string[] = []
  for (let at: string | undefined = start; at !== undefined && !level.has(at) && parents.has(at); at = parents.get(at)) path.push(at)
  return path
}
