import type { Decision } from '../../model/decision.js'
import type { Fact, Recorded } from '../../model/fact.js'
import type { ImportedFacts, ImportedLink, ImportedPlace, ImportedRecord } from '../../model/imports.js'
import type { Interaction } from '../../model/interaction.js'
import type { Move } from '../../model/move.js'
import type { Stakeholder } from '../../model/stakeholder.js'
import type { Teammate } from '../../model/teammate.js'
import type { Village } from '../../model/village.js'
import { groupedBy } from '../../support/grouping.js'
import type { Instant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { linksOf } from '../importedRecords.js'

/** What villages hold of a source before an import of it. */
export interface Known {
  readonly source: string
  /** By the id of the account. */
  readonly villages: ReadonlyMap<string, Village>
  /** The newest version of each record that was imported, whatever village keeps it. */
  readonly records: ReadonlyMap<string, KnownRecord>
  /** The same as each village keeps it. */
  readonly rows: ReadonlyMap<string, readonly ImportedRecord[]>
  /** What makes somebody part of an account, by the person. */
  readonly links: ReadonlyMap<string, readonly KnownLink[]>
  /** Each person as they are believed to be, by the ids of the villages that know them. */
  readonly people: ReadonlyMap<string, ReadonlyMap<string, Stakeholder>>
  /** People of whom no village believes anything now, although their own records are not gone: those of accounts that are. */
  readonly former: ReadonlyMap<string, Stakeholder>
  /** Each decision as it is believed, and the village that makes it. */
  readonly decisions: ReadonlyMap<string, { readonly village: string; readonly fact: Recorded<Decision> }>
  /** Each person of ours as a village knows them, and the villages whose teammate they are. */
  readonly teammates: ReadonlyMap<string, KnownTeammate>
  /** What took place, what is to be done and what is decided, by its id. */
  readonly interactions: ReadonlyMap<string, KnownEvent<Recorded<Interaction>>>
  readonly moves: ReadonlyMap<string, KnownEvent<Recorded<Move>>>
  readonly deals: ReadonlyMap<string, KnownEvent<Omit<Decision, 'rule'>>>
  /** What records say that no village holds, or none as they say it. */
  readonly said: readonly KnownSaid[]
}

/** What a record says that no village holds, or none as it says it, and what tells where it belongs. */
export interface KnownSaid {
  readonly said: ImportedFacts
  readonly places: readonly ImportedPlace[]
}

export interface KnownTeammate {
  readonly fact: Teammate
  readonly villages: readonly string[]
}

/** Something that one record says, and what tells where it belongs. */
export interface KnownEvent<F> {
  /** As its record says it. */
  readonly fact: F
  /** As a village believes it; `undefined` where none does. */
  readonly believed: F | undefined
  readonly village: string | undefined
  /** See `PlacedEvent.places`. */
  readonly places: readonly ImportedPlace[]
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
  const lasting = rows.filter(({ record }) => records.get(record.id)?.gone !== true)
  return {
    source,
    villages,
    records,
    rows: new Map([...groupedBy(rows, ({ record }) => record.id)].map(([id, own]) => [id, own.map(({ record }) => record)])),
    links: groupedBy(links, ({ person }) => person),
    people,
    former,
    decisions,
    teammates: teammatesIn(source, villages),
    interactions: eventsIn(source, villages, lasting, ({ interactions = [] }) => interactions),
    moves: eventsIn(source, villages, lasting, ({ moves = [] }) => moves),
    deals: eventsIn<Omit<Decision, 'rule'>>(source, villages, lasting, ({ decisions: deals = [] }) => deals),
    said: lasting.flatMap(({ record: { said, places = [] } }) => (said === undefined ? [] : [{ said, places }])),
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

/** What records say of one thing each, as the villages and the records of a source tell it. */
function eventsIn<F extends Recorded<Fact>>(
  source: string,
  villages: ReadonlyMap<string, Village>,
  rows: readonly { readonly village: string; readonly record: ImportedRecord }[],
  factsOf: (facts: Village | ImportedFacts) => readonly F[],
): ReadonlyMap<string, KnownEvent<F>> {
  const byId = new Map(rows.map(row => [row.record.id, row]))
  const events = new Map<string, KnownEvent<F>>()
  for (const [village, facts] of villages) {
    for (const fact of believed(factsOf(facts))) {
      if (fact.source !== source) continue
      const { record, village: account = village } = byId.get(fact.id) ?? {}
      const said = factsOf(record?.said ?? {}).find(({ id }) => id === fact.id)
      const isOpen = said !== undefined || record?.places !== undefined || account !== village
      events.set(fact.id, { fact: said ?? fact, believed: fact, village, places: record?.places ?? [{ account }], isOpen })
    }
  }
  for (const [id, { village: account, record }] of byId) {
    const fact = factsOf(record.said ?? {}).find(each => each.id === id)
    if (fact === undefined || events.has(id)) continue
    events.set(id, { fact, believed: undefined, village: undefined, places: record.places ?? [{ account }], isOpen: true })
  }
  return events
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
