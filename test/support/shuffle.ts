/** The items in another order, which the seed decides. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const rest = [...items]
  const result: Item[] = []
  let state = seed >>> 0
  while (rest.length > 0) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0 // Numerical Recipes' linear congruence
    result.push(...rest.splice(Math.floor((state / 2 ** 32) * rest.length), 1))
  }
  return result
}
