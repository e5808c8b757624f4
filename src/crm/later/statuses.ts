import type { Fact, Recorded } from '../../model/fact.js'
import type { ImportedRecord } from '../../model/imports.js'
import { believed } from './known.js'
import type { Merge, Sides } from './merge.js'
import { statusNow } from './ours.js'

/** Gives the move that a village is to have where it stands now, of what it has and what the import says. */
export function statusesNow({ before, imported }: Sides, rows: ReadonlyMap<string, ImportedRecord>, { known: { source } }: Merge) {
  const moves = new Map(believed(before.moves).map(move => [move.id, move]))
  const met = new Map(believed(before.interactions).flatMap(each => (each.source === source ? [[each.id, each.at] as const] : [])))
  const said = new Map((imported?.moves ?? []).map(move => [move.id, move]))
  return (merged: Recorded<Fact>): Recorded<Fact> => {
    const { id } = merged
    const [ours, news] = [moves.get(id), said.get(id)]
    if (ours === undefined || news === undefined) return merged
    const status = statusNow(ours, news, { changedAt: rows.get(id)?.changedAt, doneAt: met.get(id) })
    const rest = Object.fromEntries(Object.entries(merged).filter(([field]) => field !== 'status'))
    return { ...rest, id, ...(status.length > 0 && { status }) }
  }
}
