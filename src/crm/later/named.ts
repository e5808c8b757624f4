import { eachSaid } from '../../model/imports.js'
import { namedIn } from '../../model/named.js'
import { FACT_ARRAYS, FACT_KINDS, type Village } from '../../model/village.js'
import { idsOf } from '../places.js'
import type { ImportResult } from '../result.js'
import { takenOf } from '../taken.js'

/** Every id that an import names or is of: villages without any of them cannot be changed by it, but for those that hold tombstones. */
export function namedBy(result: ImportResult): ReadonlySet<string> {
  const taken = takenOf(result)
  if (taken === undefined || taken === 'added') return new Set(result.villages.map(({ account }) => account.id))
  const { draft, ledger } = taken
  const facts = [...draft.roles, ...draft.vetoes, ...draft.ties, ...draft.observations, ...draft.comments]
  const told = new Set(draft.teammates.map(({ id }) => id))
  const placed = facts.flatMap(({ fact, account }) => [...Object.values(fact), account].flat())
  const events = [...draft.decisions, ...draft.interactions, ...draft.moves].flatMap(({ fact, places }) => [
    ...Object.values(fact).flat(),
    ...idsOf(places),
  ])
  // Everybody has the same people of ours: an import looks up all villages for their sake only where it holds nothing else.
  const records = [...ledger.stamps.keys()].filter(id => !told.has(id))
  return new Set(
    [
      ...(records.length > 0 ? records : ledger.stamps.keys()),
      ...draft.withheld,
      ...draft.gone,
      ...[...draft.masters].flat(),
      ...draft.accounts.flatMap(({ id, parent }) => [id, parent]),
      ...draft.memberships.flatMap(({ person, account }) => [person, account]),
      ...draft.parts.flatMap(({ person, decision }) => [person, decision]),
      ...[...placed, ...events].filter(id => !told.has(String(id))),
    ].filter(id => typeof id === 'string'),
  )
}

const TARGETS = ['stakeholders', 'decisions'] as const

/** Every id by which an import could mean something in a village. */
export function idsIn(village: Village): ReadonlySet<string> {
  const ids = new Set([village.account.id])
  for (const name of ['units', 'stakeholders', 'decisions', 'teammates'] as const) for (const { id } of village[name]) ids.add(id)
  for (const { id, said = {}, places = [] } of (village.imports ?? []).flatMap(({ records }) => records)) {
    const names = eachSaid(said).flatMap(({ name, fact }) => TARGETS.flatMap(target => namedIn(FACT_KINDS[name], fact, target)))
    for (const each of [id, ...names, ...idsOf(places)]) ids.add(each)
  }
  for (const name of FACT_ARRAYS) {
    if (FACT_KINDS[name].references.length === 0) continue
    for (const { id, source } of village[name]) if (source !== undefined) ids.add(id)
  }
  return ids
}
