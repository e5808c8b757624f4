import type { Membership, Part } from '../draft.js'
import type { Known, KnownLink } from './known.js'
import type { Statement } from './statement.js'

/** The object of what is not in the import and was added to it. */
export const LENT = 'known'

/** What makes somebody part of accounts beside what the import says of it. */
export function linksFor(person: string, statement: Statement, known: Known): readonly KnownLink[] {
  const { draft, seen, formerly, stated } = statement
  const { masters, gone } = draft
  const names = [person, ...(formerly.get(person) ?? [])]
  const name = (id: string): string => masters.get(id) ?? id
  // What a record says of the person that it is goes with it, but for the part in a decision, which goes over to the record that is left.
  const own = names.flatMap(id =>
    (known.links.get(id) ?? []).flatMap(link => {
      if (id === person || link.record !== id) return link
      return link.kind === 'part' && link.decision !== undefined ? { ...link, record: person } : []
    }),
  )
  const said = new Set(draft.memberships.flatMap(({ kind, from }) => (kind === 'part' ? [] : (from.id ?? ''))))
  const renamed = own.map(link => ({
    ...link,
    person,
    account: name(link.account),
    ...(link.decision !== undefined && { decision: name(link.decision) }),
  }))
  const kept = renamed.filter(link => {
    if (gone.has(link.record) || (link.decision !== undefined && gone.has(link.decision))) return false
    if (!seen.has(link.record)) return true
    // A record that is the person tells of several parts, and not always of all; any other is one link, which it tells anew.
    if (link.record !== person) return false
    return link.kind === 'part' || !(said.has(person) || stated.has(`${person}:account`))
  })
  return [...kept, ...(own.length === 0 ? unlinked(person, names, statement, known) : [])]
}

/** Where somebody is known whom no record links to it: they belong there, unless their own record says where they belong. */
function unlinked(person: string, names: readonly string[], { draft, stated }: Statement, { people }: Known): KnownLink[] {
  if (draft.memberships.some(each => each.person === person && each.kind === 'home') || stated.has(`${person}:account`)) return []
  return names.flatMap(name =>
    [...(people.get(name) ?? [])].flatMap(([village, { leftAt }]) =>
      leftAt === undefined ? [{ record: person, village, person, account: village, kind: 'home' } as const] : [],
    ),
  )
}

export function membershipFrom({ person, account, kind, ended, record, village }: KnownLink, { people }: Known): Membership {
  const until = ended === true ? people.get(person)?.get(village)?.leftAt : undefined
  return { person, account, kind, isActive: ended !== true, ...(until !== undefined && { until }), from: { object: LENT, id: record } }
}

export function partFrom({ person, record }: KnownLink, decision: string): Part {
  return { person, decision, from: { object: LENT, id: record } }
}
