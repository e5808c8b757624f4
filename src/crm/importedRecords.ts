import { factsSaid, type ImportedFacts, type ImportedLink, type ImportedRecord, type ImportedSource } from '../model/imports.js'
import type { Village } from '../model/village.js'
import { groupedBy } from '../support/grouping.js'
import { compareText, sortedByText } from '../support/order.js'
import { recordWithout } from '../village/recordWithout.js'
import type { Membership, Part } from './draft.js'
import type { Ledger } from './ledger.js'
import type { ImportPlacement, Pending } from './placement.js'

/**
 * The records behind what is in each village, with their versions and the people whom they make part of it, so that a later import knows
 * what is older and what no longer holds.
 */
export function importedRecords(
  { draft, hierarchy, decisions, pending }: Pick<ImportPlacement, 'draft' | 'hierarchy' | 'decisions' | 'pending'>,
  { stamps }: Ledger,
): (village: string, facts: readonly { readonly id: string }[], leftOut: ReadonlySet<string>) => readonly ImportedSource[] {
  const isOpen = ({ person }: { readonly person: string }): boolean => !draft.withheld.has(person) && !draft.gone.has(person)
  const links = [
    ...draft.memberships.filter(isOpen).map(each => ({ village: hierarchy.villages.get(each.account), each })),
    ...draft.parts.filter(isOpen).map(each => ({ village: decisions.get(each.decision), each })),
  ]
  const byVillage = groupedBy(
    links.filter(({ each }) => stamps.has(each.from.id ?? '')),
    ({ village }) => village,
  )
  const pendingBy = groupedBy(
    pending.filter(({ fact }) => recordBehind(fact, stamps) !== undefined),
    ({ village }) => village,
  )
  return (village, facts, leftOut) => {
    const linked = (byVillage.get(village) ?? []).filter(({ each }) => !leftOut.has(each.person))
    const own = groupedBy(linked, ({ each }) => each.from.id ?? '')
    const said = groupedBy(pendingBy.get(village) ?? [], ({ fact }) => recordBehind(fact, stamps) ?? fact)
    const ids = new Set([...own.keys(), ...said.keys(), ...facts.flatMap(({ id }) => recordBehind(id, stamps) ?? [])])
    const records = [...ids].sort(compareText).map((id): ImportedRecord => {
      const links = (own.get(id) ?? []).map(({ each }) => linkFrom(each, id, village))
      const changedAt = stamps.get(id) ?? ''
      const record = {
        id,
        ...(changedAt !== '' && { changedAt }),
        ...(links.length > 0 && { links: onceEach(links) }),
        ...saidBy(said.get(id)),
      }
      return recordWithout(record, person => leftOut.has(person))
    })
    return records.length === 0 ? [] : [{ source: draft.source, records }]
  }
}

/** What is pending of what a record says, beside what it said before. */
export function saidBy(pending: readonly Pending[] = [], before: ImportedFacts = {}): Pick<ImportedRecord, 'said' | 'places'> {
  if (pending.length === 0) return {}
  const all = [before, ...pending.flatMap(({ said }) => said ?? [])]
  const said = factsSaid(name => {
    const facts = all.flatMap((each): readonly { readonly id: string }[] => each[name] ?? [])
    return sortedByText(new Map(facts.map(fact => [fact.id, fact])).values(), ({ id }) => id)
  })
  const places = pending.find(each => each.places !== undefined)?.places
  return { ...(Object.keys(said).length > 0 && { said }), ...(places !== undefined && { places }) }
}

/** The record that said a fact: the id of a fact is that of its record, whole or up to a colon. */
export function recordBehind(fact: string, records: { has(id: string): boolean }): string | undefined {
  for (let end = fact.length; end > 0; end = fact.lastIndexOf(':', end - 1)) {
    const id = fact.slice(0, end)
    if (records.has(id)) return id
  }
  return undefined
}

/** All records that the id of a fact may name, where it takes several to say it: `objective:plan:…:stakeholder:…`. */
export function namedRecords(fact: string): readonly string[] {
  return fact.split(':')
}

function linkFrom(each: Membership | Part, record: string, village: string): ImportedLink {
  const person = each.person === record ? {} : { person: each.person }
  if (!('kind' in each)) return { ...person, decision: each.decision, kind: 'part' }
  const { account, kind, isActive } = each
  return { ...person, ...(account !== village && { account }), kind, ...(!isActive && { ended: true }) }
}

/** Links, each once, in an order of their own. */
export function onceEach(links: readonly ImportedLink[]): ImportedLink[] {
  return sortedByText(new Map(links.map(link => [JSON.stringify(link), link])), ([text]) => text).map(([, link]) => link)
}

/** Who is linked by a record to the village that keeps it, as a draft has it. */
export function linksOf(
  record: ImportedRecord,
  village: string,
): readonly (ImportedLink & { readonly person: string; readonly account: string })[] {
  return (record.links ?? []).map(link => ({ ...link, person: link.person ?? record.id, account: link.account ?? village }))
}

/** The versions of the records of a source that a village keeps, by their ids. */
export function recordsIn(village: Village | undefined, source: string): ReadonlyMap<string, ImportedRecord> {
  const own = village?.imports?.find(each => each.source === source)?.records ?? []
  return new Map(own.map(record => [record.id, record]))
}
