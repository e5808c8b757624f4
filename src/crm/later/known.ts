import type { Decision } from '../../model/decision.js'
import type { Fact, Recorded } from '../../model/fact.js'
import type { ImportedLink, ImportedPlace, ImportedRecord } from '../../model/imports.js'
import type { Interaction } from '../../model/interaction.js'
import type { Move } from '../../model/move.js'
import type { Stakeholder } from '../../model/stakeholder.js'
import type { Teammate } from '../../model/teammate.js'
import type { Tie } from '../../model/tie.js'
import type { Village } from '../../model/village.js'
import { groupedBy } from '../../support/grouping.js'
import type { Instant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { linksOf } from '../importedRecords.js'
import { isToDo } from '../moves.js'

/** What villages hold of a source before an import of it. */
export interface Known {
  readonly source: string
  /** By the id of the account. */
  readonly villages: ReadonlyMap<string, Village>
  /** The newest version of each record that was imported, whatever village keeps it. */
  readonly records: ReadonlyMap<string, KnownRecord>
  /** What makes somebody part of an account, by the person. */
  readonly links: ReadonlyMap<string, readonly KnownLink[]>
  /** Each person as they are believed to be, by the ids of the villages that know them. */
  readonly people: ReadonlyMap<string, ReadonlyMap<string, Stakeholder>>
  /** People of whom no village believes anything now, although their own records are not gone: those of accounts that are. */
  readonly former: ReadonlyMap<string, Stakeholder>
  /** Each decision as it is believed, and the village that makes it. */
  readonly decisions: ReadonlyMap<string, { readonly village: string; readonly fact: Recorded<Decision> }>
  /** Each move of the source as it is believed. */
  readonly moves: ReadonlyMap<string, Recorded<Move>>
  /** Each person of ours as a village knows them, and the villages whose teammate they are. */
  readonly teammates: ReadonlyMap<string, KnownTeammate>
  /** Ties of people to others who were not of their accounts when they were imported. */
  readonly ties: readonly Recorded<Tie>[]
  /** What took place, by its id. */
  readonly met: ReadonlyMap<string, KnownInteraction>
}

export interface KnownTeammate {
  readonly fact: Teammate
  readonly villages: readonly string[]
}

/** What took place, as its record says it. */
export interface KnownInteraction {
  readonly fact: Recorded<Interaction>
  /** See `PlacedEvent.places`. */
  readonly places: readonly ImportedPlace[]
  /** The village that knows of it; `undefined` where none does. */
  readonly village: string | undefined
  /** Whether that believes it now. */
  readonly isBelieved: boolean
  /** Whether its record says more than the village holds, or something that could place it elsewhere. */
  readonly isOpen: boolean
}

export type KnownRecord = Pick<ImportedRecord, 'id' | 'changedAt' | 'gone' | 'into'>

/** What a record says of somebody's part in a village. */
export interface KnownLink extends ImportedLink {
  readonly record: string
  readonly village: string
  readonly person: string
  readonly account: string
}

/** Reads what villages hold of a source. */
export function knownOf(source: string, given: readonly Village[]): Known {
  const villages = new Map([...given].sort((a, b) => compareText(a.account.id, b.account.id)).map(each => [each.account.id, each]))
  const rows = [...villages].flatMap(([village, { imports = [] }]) =>
    imports.filter(each => each.source === source).flatMap(({ records }) => records.map(record => ({ village, record }))),
  )
  const records = new Map<string, KnownRecord>()
  for (const { record } of rows) {
    const before = records.get(record.id)
    records.set(record.id, before === undefined ? record : newer(before, record))
  }
  const links = rows.flatMap(({ village, record }) =>
    linksOf(record, village).map((link): KnownLink => ({ ...link, record: record.id, village })),
  )
  const people = new Map<string, Map<string, Stakeholder>>()
  for (const [id, village] of villages) {
    for (const person of believed(village.stakeholders)) people.set(person.id, (people.get(person.id) ?? new Map()).set(id, person))
  }
  const former = new Map(
    [...villages.values()].flatMap(({ stakeholders }) =>
      stakeholders.flatMap(person =>
        people.has(person.id) || records.get(person.id)?.gone !== undefined ? [] : [[person.id, person] as const],
      ),
    ),
  )
  const decisions = new Map(
    [...villages].flatMap(([id, village]) => believed(village.decisions).map(fact => [fact.id, { village: id, fact }] as const)),
  )
  const moves = new Map(
    [...villages.values()].flatMap(village =>
      believed(village.moves).flatMap(fact => (fact.source === source ? [[fact.id, fact] as const] : [])),
    ),
  )
  const lasting = rows.filter(({ record }) => records.get(record.id)?.gone !== true)
  return {
    source,
    villages,
    records,
    links: groupedBy(links, ({ person }) => person),
    people,
    former,
    decisions,
    moves,
    teammates: teammatesIn(source, villages),
    ties: lasting.flatMap(({ record: { ties = [] } }) => ties),
    met: metIn(source, villages, lasting),
  }
}

/** Who of ours the source named: as they are believed, or where nobody believes in them now as they were. */
function teammatesIn(source: string, villages: ReadonlyMap<string, Village>): ReadonlyMap<string, KnownTeammate> {
  const found = new Map<string, KnownTeammate>()
  for (const [village, { teammates }] of villages) {
    for (const fact of teammates) {
      if (fact.source !== source) continue
      const [known, isBelieved] = [found.get(fact.id), fact.retractedAt === undefined]
      const isBetter = known === undefined || (isBelieved && known.villages.length === 0)
      found.set(fact.id, { fact: isBetter ? fact : known.fact, villages: [...(known?.villages ?? []), ...(isBelieved ? [village] : [])] })
    }
  }
  return found
}

/** What took place, as the villages and the records of a source tell it: what is believed before what was. */
function metIn(
  source: string,
  villages: ReadonlyMap<string, Village>,
  rows: readonly { readonly village: string; readonly record: ImportedRecord }[],
): ReadonlyMap<string, KnownInteraction> {
  const said = new Map(rows.map(row => [row.record.id, row]))
  const met = new Map<string, KnownInteraction>()
  // What is open again took place no longer.
  const open = new Set([...villages.values()].flatMap(village => planned(source, village)))
  for (const [village, { interactions }] of villages) {
    for (const fact of interactions) {
      const isBelieved = fact.retractedAt === undefined
      if (fact.source !== source || (!isBelieved && (met.has(fact.id) || open.has(fact.id)))) continue
      const { record, village: account = village } = said.get(fact.id) ?? {}
      const { interaction = lastingFact(fact), places } = record ?? {}
      const isOpen = record?.interaction !== undefined || places !== undefined || account !== village
      met.set(fact.id, { fact: interaction, places: places ?? [{ account }], village, isBelieved, isOpen })
    }
  }
  for (const [id, { village: account, record }] of said) {
    const { interaction, places = [{ account }] } = record
    if (interaction === undefined || met.has(id)) continue
    met.set(id, { fact: interaction, places, village: undefined, isBelieved: false, isOpen: true })
  }
  return met
}

/** What is to be done, as its record said last. */
function planned(source: string, { moves }: Village): string[] {
  const newest = new Map([...moves].reverse().map(move => [move.id, move]))
  return [...newest.values()].flatMap(move => (move.source === source && isToDo(move) ? move.id : []))
}

function lastingFact({ retractedAt: _, ...fact }: Recorded<Interaction>): Recorded<Interaction> {
  return fact
}

/** The facts that are believed, one for each id. */
export function believed<F extends Fact>(facts: readonly F[]): readonly F[] {
  return facts.filter(({ retractedAt }) => retractedAt === undefined)
}

/** Whether a version of a record is older than the one that is known; a source that tells no times has no older versions. */
export function isStale(known: KnownRecord | undefined, changedAt: Instant | ''): boolean {
  if (known?.changedAt === undefined || changedAt === '') return false
  return known.gone === true ? changedAt <= known.changedAt : changedAt < known.changedAt
}

function newer(a: KnownRecord, b: KnownRecord): KnownRecord {
  const [first, second] = [a.changedAt ?? '', b.changedAt ?? '']
  if (first !== second) return first > second ? a : b
  return a.gone === true ? a : b
}

/** Villages by the ids of their accounts. */
export function inOrder(villages: Iterable<Village>): Village[] {
  return [...villages].sort((a, b) => compareText(a.account.id, b.account.id))
}
