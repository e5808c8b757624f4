import { groupedBy } from '../support/grouping.js'
import { sortedByText } from '../support/order.js'
import type { Draft, Origin } from './draft.js'
import { type Ledger, report } from './ledger.js'

/**
 * The draft with every id once, and once for each time that what it names was believed otherwise,
 * in each of its arrays, in the order of ids. Of several that say different things the first in the order of
 * text counts, and that is an issue.
 */
export function onceEach(draft: Draft, ledger: Ledger): Draft {
  const placed = <Item extends { readonly fact: Versioned; readonly from: Origin }>(items: readonly Item[]): Item[] =>
    once(items, ({ fact }) => versionOf(fact), ledger)
  return {
    ...draft,
    accounts: once(draft.accounts, ({ id }) => id, ledger),
    people: once(draft.people, ({ id }) => id, ledger),
    teammates: once(draft.teammates, ({ id }) => id, ledger),
    decisions: placed(draft.decisions),
    roles: placed(draft.roles),
    vetoes: placed(draft.vetoes),
    ties: placed(draft.ties),
    observations: placed(draft.observations),
    interactions: placed(draft.interactions),
    comments: placed(draft.comments),
    expectations: placed(draft.expectations),
    moves: placed(draft.moves),
  }
}

interface Versioned {
  readonly id: string
  readonly retractedAt?: string | undefined
}

function versionOf({ id, retractedAt }: Versioned): string {
  return retractedAt === undefined ? id : JSON.stringify([id, retractedAt])
}

function once<Item extends { readonly from: Origin }>(items: readonly Item[], idOf: (item: Item) => string, ledger: Ledger): Item[] {
  return sortedByText(groupedBy(items, idOf), ([id]) => id).flatMap(([, same]) => {
    if (same.length === 1) return same
    const [first, ...others] = sortedByText(new Map(same.map(item => [contentOf(item), item])), ([content]) => content)
    if (first !== undefined && others.length > 0) {
      report(ledger, first[1].from, 'contradiction', 'Duplicate id with conflicting content. The first in the order of text was kept.')
    }
    return first === undefined ? [] : [first[1]]
  })
}

/** What an item says, whoever says it. */
function contentOf(item: { readonly from: Origin }): string {
  return JSON.stringify({ ...item, from: undefined })
}
