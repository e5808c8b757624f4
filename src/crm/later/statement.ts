import type { FactArray } from '../../model/village.js'
import { groupedBy } from '../../support/grouping.js'
import { type NewNames, renamedFact } from '../../village/renamedFact.js'
import { endsOf } from '../chains.js'
import type { Draft, Origin, Placed, PlacedEvent } from '../draft.js'
import { namedRecords, recordBehind } from '../importedRecords.js'
import type { Ledger } from '../ledger.js'
import { renamedPlaces } from '../places.js'
import { isStale, type Known } from './known.js'

/** What an import says that is not older than what is known, in the names that hold now. */
export interface Statement {
  readonly draft: Draft
  /** The records that it holds a newer or the same version of, deleted ones included. */
  readonly seen: ReadonlyMap<string, string>
  /** See `Draft.stated`. */
  readonly stated: ReadonlySet<string>
  /** The names under which somebody or something was known before they were merged into it. */
  readonly formerly: ReadonlyMap<string, readonly string[]>
}

/** Leaves out what is older than what is known, and calls what was merged by the name under which it goes on. */
export function statementOf(draft: Draft, { stamps }: Ledger, known: Known): Statement {
  const seen = new Map([...stamps].filter(([id, changedAt]) => !isStale(known.records.get(id), changedAt)))
  const isNews = ({ id }: Origin): boolean => id === undefined || !stamps.has(id) || seen.has(id)
  const isTold = (id: string): boolean => seen.has(id) || !stamps.has(id)
  const masters = mastersIn(draft, known, isTold)
  const name = (id: string): string => masters.get(id) ?? id
  const names: NewNames = { stakeholders: masters, decisions: masters }
  // What is no record's own, as an association is not, goes by the names of the two that it stands between.
  const nameNow = (id: string): string => (masters.size === 0 || recordBehind(id, stamps) !== undefined ? id : withMasters(id, masters))
  const knownGone = [...known.records.values()].flatMap(({ id, gone }) => (gone === true && !seen.has(id) ? id : []))
  const news = <Item extends { readonly from: Origin }>(items: readonly Item[]): Item[] => items.filter(({ from }) => isNews(from))
  const placed = <F extends { readonly id?: string | undefined }>(kind: FactArray, items: readonly Placed<F>[]): Placed<F>[] =>
    news(items).map(item => renamedItem(kind, item, masters, names, nameNow))
  const located = <F extends { readonly id?: string | undefined }>(kind: FactArray, items: readonly PlacedEvent<F>[]): PlacedEvent<F>[] =>
    news(items).map(item => ({ ...renamedItem(kind, item, masters, names, nameNow), places: renamedPlaces(item.places, name) }))
  const gone = new Set([...[...draft.gone].filter(isTold), ...knownGone, ...masters.keys()])
  const merged = groupedBy([...masters], ([, into]) => into)
  return {
    seen,
    stated: new Set(draft.stated.filter(beginning => !isOfStale(beginning, stamps, seen)).map(nameNow)),
    formerly: new Map([...merged].map(([into, own]) => [into, own.map(([from]) => from)])),
    draft: {
      ...draft,
      gone,
      masters,
      accounts: news(draft.accounts).map(each => ({ ...each, ...(each.parent !== undefined && { parent: name(each.parent) }) })),
      people: news(draft.people),
      // Facts that are news may name somebody of whom the import tells what is older.
      teammates: draft.teammates.map(each => (isNews(each.from) ? each : { id: each.id, isOnlyNamed: true, from: each.from })),
      memberships: news(draft.memberships).map(each => ({ ...each, person: name(each.person), account: name(each.account) })),
      parts: news(draft.parts).map(each => ({ ...each, person: name(each.person), decision: name(each.decision) })),
      decisions: located('decisions', draft.decisions),
      roles: placed('roles', draft.roles),
      vetoes: placed('vetoes', draft.vetoes),
      ties: placed('ties', draft.ties),
      observations: placed('observations', draft.observations),
      interactions: located('interactions', draft.interactions),
      comments: placed('comments', draft.comments),
      expectations: placed('expectations', draft.expectations).filter(({ fact }) =>
        namedRecords(fact.id).every(id => isTold(id) && !gone.has(id)),
      ),
      moves: located('moves', draft.moves),
    },
  }
}

/** Where each record that was merged goes on, through all merges that are known. */
function mastersIn(draft: Draft, known: Known, isTold: (id: string) => boolean): ReadonlyMap<string, string> {
  const before = [...known.records.values()].flatMap(({ id, into }) => (into === undefined ? [] : [[id, into] as const]))
  const now = [...draft.masters].filter(([id]) => isTold(id))
  const links = new Map([...before, ...now])
  // What lives again is merged no longer.
  for (const { id } of draft.people) if (isTold(id) && !draft.masters.has(id)) links.delete(id)
  for (const { id } of draft.accounts) if (isTold(id) && !draft.masters.has(id)) links.delete(id)
  return new Map([...endsOf(links)].filter(([id, master]) => id !== master))
}

function isOfStale(beginning: string, stamps: ReadonlyMap<string, string>, seen: ReadonlyMap<string, string>): boolean {
  for (let end = beginning.length; end > 0; end = beginning.lastIndexOf(':', end - 1)) {
    const id = beginning.slice(0, end)
    if (stamps.has(id)) return [id, ...namedRecords(beginning)].some(each => stamps.has(each) && !seen.has(each))
  }
  return false
}

function renamedItem<F extends { readonly id?: string | undefined }>(
  kind: FactArray,
  item: Placed<F>,
  masters: ReadonlyMap<string, string>,
  names: NewNames,
  nameNow: (id: string) => string,
): Placed<F> {
  if (masters.size === 0) return item
  const { account } = item
  const { id } = item.fact
  const fact = { ...renamedFact(kind, item.fact, names), ...(id !== undefined && { id: nameNow(id) }) }
  return { ...item, fact, ...(account !== undefined && { account: masters.get(account) ?? account }) }
}

/** Whether the source said everything that it has to say under a beginning of the id, by the names that hold now. */
export function isStated(id: string, { stated, draft: { masters } }: Pick<Statement, 'stated' | 'draft'>): boolean {
  return hasBeginning(id, stated) || (masters.size > 0 && hasBeginning(withMasters(id, masters), stated))
}

function hasBeginning(id: string, stated: ReadonlySet<string>): boolean {
  if (stated.has(id)) return true
  for (let end = id.lastIndexOf(':'); end > 0; end = id.lastIndexOf(':', end - 1)) if (stated.has(id.slice(0, end + 1))) return true
  return false
}

/** The id that a fact would have if it were told now. */
export function idNow(id: string, { masters }: Pick<Draft, 'masters'>): string {
  return masters.size === 0 ? id : withMasters(id, masters)
}

/** The same: those of records that were merged, anywhere in it, by the names under which they go on. */
function withMasters(id: string, masters: ReadonlyMap<string, string>): string {
  const record = recordBehind(id, masters)
  const end = record?.length ?? (id.includes(':') ? id.indexOf(':') : id.length)
  const rest = end < id.length ? `:${withMasters(id.slice(end + 1), masters)}` : ''
  return `${masters.get(record ?? '') ?? id.slice(0, end)}${rest}`
}
