import { byStakeholder, type Snapshot } from 'account-village'
import { totalInfluence } from 'account-village/graph'

/** Total influence as a matrix, in the order of the snapshot: row `i` is how the settled opinion of `i` is made up. */
export function influenceMatrix(s: Snapshot): { readonly ids: readonly string[]; readonly matrix: readonly (readonly number[])[] } {
  const ids = s.stakeholders.map(({ id }) => id)
  const rows = totalInfluence(s)
  const matrix = ids.map(id => {
    const own = byStakeholder(rows.filter(row => row.stakeholder === id).map(({ from, share }) => ({ stakeholder: from, share })))
    return ids.map(from => own.get(from)?.share ?? 0)
  })
  return { ids, matrix }
}
