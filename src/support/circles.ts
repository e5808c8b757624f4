import { quoted } from '../errors.js'

/** Circles in which things wait for one another, at least one where there is any, each from its first id in the order given. */
export function circlesAmong(before: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>()
  const circles: string[][] = []
  for (const start of before.keys()) {
    const way: { readonly id: string; next: number }[] = []
    const depths = new Map<string, number>()
    const enter = (id: string): void => {
      depths.set(id, way.length)
      way.push({ id, next: 0 })
    }
    if (!done.has(start)) enter(start)
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      const next = before.get(at.id)?.[at.next++]
      if (next === undefined) {
        done.add(at.id)
        depths.delete(at.id)
        way.pop()
      } else if (depths.has(next)) circles.push(way.slice(depths.get(next)).map(({ id }) => id))
      else if (!done.has(next)) enter(next)
    }
  }
  return circles
}

/** The ids of a circle, each followed by what it waits for, back to the first. */
export function chainText(circle: readonly string[]): string {
  const [first = '', ...others] = circle.slice(0, MOST_SHOWN)
  const cut = circle.length > MOST_SHOWN ? ['…'] : []
  return [first, ...others, ...cut, first].map(id => (/^[\w.:…-]{1,80}$/.test(id) ? id : quoted(id))).join(' > ')
}

const MOST_SHOWN = 20
