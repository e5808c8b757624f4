/** A function that gives its last answer again as long as it is asked about the very same things. */
export function lastAnswer<Asked extends readonly unknown[], Value>(compute: (...asked: Asked) => Value): (...asked: Asked) => Value {
  let last: { readonly asked: Asked; readonly value: Value } | undefined
  return (...asked) => {
    if (last === undefined || !startsWith(asked, last.asked)) last = { asked, value: compute(...asked) }
    return last.value
  }
}

/**
 * A function that gives back the list it was last given where the new one holds the very same items, so that what depends on the list alone
 * is shared.
 */
export function keptList<Item>(): (items: readonly Item[]) => readonly Item[] {
  let kept: readonly Item[] = []
  return items => {
    if (kept.length !== items.length || !startsWith(items, kept)) kept = items
    return kept
  }
}

/** Whether a list begins with the very same items as another one has, whose items then are of its kind. */
export function startsWith<Item>(items: readonly Item[], beginning: readonly unknown[]): beginning is readonly Item[] {
  if (beginning === items) return true
  if (beginning.length > items.length) return false
  for (let i = 0; i < beginning.length; i++) if (beginning[i] !== items[i]) return false
  return true
}
