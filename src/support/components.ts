/**
 * The places of a directed graph in groups, each place with all from which it is reached and that it reaches itself; whoever is in no circle is
 * alone. Links lead only within a group and to groups before it.
 *
 * @see R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972)
 */
export function strongComponents(links: readonly (readonly number[])[]): number[][] {
  const components: number[][] = []
  const order = new Int32Array(links.length)
  // The earliest place on the way that each reaches; 0 once it is in a group.
  const low = new Int32Array(links.length)
  const open: number[] = []
  let count = 0
  for (const start of links.keys()) {
    const way: { readonly place: number; next: number }[] = []
    const enter = (place: number): void => {
      count++
      order[place] = count
      low[place] = count
      open.push(place)
      way.push({ place, next: 0 })
    }
    const lower = (place: number, to: number): void => {
      if (to > 0 && to < (low[place] ?? 0)) low[place] = to
    }
    if (order[start] === 0) enter(start)
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const { place } = here
      const target = links[place]?.[here.next++]
      if (target !== undefined) {
        if (order[target] === 0) enter(target)
        else lower(place, low[target] ?? 0)
        continue
      }
      way.pop()
      const before = way.at(-1)
      if (before !== undefined) lower(before.place, low[place] ?? 0)
      if (low[place] !== order[place]) continue
      const component = open.splice(open.lastIndexOf(place))
      for (const each of component) low[each] = 0
      components.push(component)
    }
  }
  return components
}
