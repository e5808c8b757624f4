import { LONGEST_TEXT } from '../model/fact.js'
import { compareText } from '../support/order.js'
import { shortened } from '../support/text.js'
import type { ImportContext } from './context.js'
import type { Draft, DraftTeammate } from './draft.js'
import { type Fields, fieldOf } from './fields.js'
import { report } from './ledger.js'
import type { SourceRecord } from './record.js'
import { textOf } from './record.js'
import { silentOn } from './silence.js'

/** In which columns the record of a user tells what, the first that is filled. */
export interface TeammateColumns {
  /** How they are called in whole. */
  readonly name?: readonly string[]
  /** How they are called in parts, in their order, where no column has the whole. */
  readonly parts?: readonly string[]
  readonly title?: readonly string[]
  readonly email?: readonly string[]
  readonly team?: readonly string[]
  /** The columns that tell whether they still work with us. */
  readonly state: readonly string[]
}

/** Somebody of ours, as a source tells it. */
interface User {
  readonly record: SourceRecord
  /** Their id in the source. */
  readonly given: string
  /** Whether they no longer work with us. */
  readonly hasLeft: boolean
}

/** Adds a person of ours by their own record. Whoever works with us no longer left when the record was last changed. */
export function addTeammate({ record, given, hasLeft }: User, columns: TeammateColumns, context: ImportContext<unknown, unknown>): void {
  const { draft, ledger, times } = context
  const { name: whole = [], parts = [], title = [], email = [], team = [], state } = columns
  const first = (names: readonly string[]): string | undefined => names.flatMap(column => textOf(record, column)?.trim() ?? [])[0]
  const joined = parts.flatMap(column => textOf(record, column)?.trim() ?? []).join(' ')
  const leftAt = hasLeft ? times.changedAt(record, ledger) : undefined
  if (hasLeft && leftAt === undefined) {
    report(ledger, record, 'missingValue', 'It is of a person who left, and nothing says when, so they were taken to be there still.')
  }
  const told = { name: first(whole) ?? joined, title: first(title), email: first(email), team: first(team), leftAt }
  draft.teammates.push({
    id: record.id,
    ...filled(told),
    externalIds: [{ source: draft.source, id: given }],
    ...silentOn(record, { name: [...whole, ...parts], title, email, team, leftAt: state }),
    from: record,
  })
}

type Told = { readonly [Field in 'name' | 'title' | 'email' | 'team' | 'leftAt']?: string | undefined }

function filled(told: Told): Omit<DraftTeammate, 'id' | 'from'> {
  return Object.fromEntries(
    Object.entries(told).flatMap(([field, text]) => (text === undefined || text === '' ? [] : [[field, shortened(text, LONGEST_TEXT)]])),
  )
}

/** How those who own records are called, by their ids, where the records tell it; of several names the first in the order of text. */
export function ownerNames(
  records: Iterable<SourceRecord>,
  ownerOf: (fields: Fields) => string | undefined,
  columns: readonly string[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { fields } of records) {
    const name = columns.map(column => fieldOf(fields, column)).find(each => each !== undefined)
    const owner = name === undefined ? undefined : ownerOf(fields)
    if (owner === undefined) continue
    const [text, known] = [shortened(String(name).trim(), LONGEST_TEXT), names.get(owner)]
    if (text !== '' && (known === undefined || compareText(text, known) < 0)) names.set(owner, text)
  }
  return names
}

/** Adds those of us whom accounts and facts name and no record tells of, with the name that the records that they own have for them. */
export function addNamedTeammates(draft: Draft, names: ReadonlyMap<string, string>): void {
  const told = new Set(draft.teammates.map(({ id }) => id))
  for (const id of teammatesNamed(draft)) {
    const name = names.get(id)
    if (told.has(id)) continue
    told.add(id)
    draft.teammates.push({ id, ...(name !== undefined && { name }), isOnlyNamed: true, from: { object: draft.accountObject } })
  }
}

/** Those of us whom accounts and facts name. */
function teammatesNamed({ accounts, interactions, moves, observations }: Draft): readonly string[] {
  return [
    ...accounts.flatMap(({ owner }) => owner ?? []),
    ...interactions.flatMap(({ fact }) => fact.ours ?? []),
    ...moves.flatMap(({ fact }) => fact.by ?? []),
    ...observations.flatMap(({ fact }) => fact.by ?? []),
  ]
}
