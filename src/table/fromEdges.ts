import { countUnmapped, type Ledger, openLedger } from '../crm/ledger.js'
import type { ImportResult } from '../crm/result.js'
import { InvalidArgumentError, quoted } from '../errors.js'
import type { TieKind } from '../model/tie.js'
import { TIE_KINDS } from '../model/tie.js'
import type { ReadingRules } from '../reading/rules.js'
import { flag, type OptionShape, oneOf, optionsOf, wrong } from '../support/options.js'
import { type AccountDraft, byAccount, draftFor, finishAll, personIdFrom, type RowsAccount } from './accounts.js'
import { assign } from './assign.js'
import { type Directory, directoryOf } from './directory.js'
import { columnsOf, EDGE_MAPPING, type EdgeMapping, mappingGiven } from './mapping.js'
import { KNOWN_OPTIONS, type KnownOptions, READING_OPTIONS, type ResolvedOptions, resolvedOptions } from './options.js'
import { readerOf, reportMissingColumns, type TableReader } from './reader.js'
import { type SheetRow, sheetOf, type TableInput } from './sheet.js'
import { tieKindOf } from './tieKinds.js'

/** How a list of ties is to be read. Only the account is required, here or in a column. */
export interface EdgeOptions extends KnownOptions, ReadingRules {
  /** What the columns hold; read from their names when absent, as `suggestMapping` does. */
  readonly mapping?: EdgeMapping | undefined
  /** What ties are whose row does not say. Default `influence`. */
  readonly kind?: TieKind | undefined
  /** Whether ends that nobody is known by become new people. Default `true` where the account is not known yet, and `false` where it is. */
  readonly newPeople?: boolean | undefined
}

const EDGE_OPTIONS: OptionShape<EdgeOptions> = {
  ...KNOWN_OPTIONS,
  ...READING_OPTIONS,
  mapping: () => [],
  kind: oneOf(...TIE_KINDS),
  newPeople: flag,
}

/**
 * The ties in a list of them, such as `from,to,weight`: who moves, informs or reports to whom, and who is at odds with whom.
 *
 * Ends are ids, mail addresses or names of people of the villages in `options.known`; whoever is not known there, or is known twice, is an
 * issue with the line. Where the account is new, its people are those whom the list names. Nothing in the list makes it throw.
 *
 * An influence goes from who moves to who is moved, a reporting line from who reports. A tie without an id of its own is known by its ends and
 * its kind, so that another weight revises it.
 *
 * @param edges the text of a CSV file, or rows as objects by the names of their columns
 * @throws InvalidArgumentError for an option that makes no sense, or when nothing says which columns hold the ends, or what the account is
 * @example
 * import { createVillage, record } from 'account-village'
 * import { fromEdges } from 'account-village/table'
 * const known = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', name: 'Ann Bell' }, { id: 'bo', email: 'bo@acme.example' }] })
 * const { villages, issues } = fromEdges('from,to,weight\nAnn Bell,bo@acme.example,2\nAnn Bell,Eve,1\n', { known: [known], account: 'Acme' })
 * villages.flatMap(added => record(known, added).ties).map(({ from, to, weight }) => [from, to, weight]) //=> [['ann', 'bo', 2]]
 * issues.map(({ id, code }) => [id, code]) //=> [['line 3', 'missingRecord']]
 */
export function fromEdges(edges: TableInput, options?: EdgeOptions): ImportResult {
  const { mapping, kind = 'influence', newPeople, ...rest } = optionsOf<EdgeOptions>('fromEdges', options, EDGE_OPTIONS)
  const given = mapping === undefined ? undefined : mappingGiven<EdgeMapping>('fromEdges', mapping, EDGE_MAPPING, ['from', 'to'])
  const resolved = resolvedOptions('fromEdges', rest)
  const ledger = openLedger()
  const reader = readerOf(sheetOf('fromEdges', edges), resolved, ledger)
  const plan = given ?? suggested(reader)
  if (reader.sheet.rows.length > 0 && plan === undefined)
    throw refused('mapping', 'is required, because no two columns are called from and to or the like')
  if (plan?.account === undefined && resolved.account === undefined)
    throw refused('account', 'is required unless a column names the account')
  if (plan === undefined) return finishAll([], ledger, resolved)
  reportMissingColumns(reader, columnsOf(plan))
  const named = reader.sheet.rows.flatMap(row => {
    const name = reader.name(row, plan.account) ?? resolved.account
    if (name === undefined) reader.report(row, 'missingValue', 'It names no account, so it was left out.')
    return name === undefined ? [] : [{ row, name }]
  })
  const drafts = byAccount(named, ({ name }) => name, resolved).map(([account, own]) => {
    const mayAdd = newPeople ?? account.known === undefined
    return tieDraft(
      account,
      own.map(({ row }) => row),
      { plan, kind, mayAdd, reader, options: resolved, ledger },
    )
  })
  return finishAll(drafts, ledger, resolved)
}

function refused(path: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError('fromEdges', [wrong(path, message)])
}

function suggested(reader: TableReader): EdgeMapping | undefined {
  return assign(reader).edges
}

interface TieContext {
  readonly plan: EdgeMapping
  readonly kind: TieKind
  readonly mayAdd: boolean
  readonly reader: TableReader
  readonly options: ResolvedOptions
  readonly ledger: Ledger
}

function tieDraft(account: RowsAccount, rows: readonly SheetRow[], context: TieContext): AccountDraft {
  const { plan, reader, options } = context
  const draft = draftFor(account, options)
  const directory = directoryOf(options.where, account.known)
  const members = new Set<string>()
  for (const row of rows) {
    const [from, to] = [endOf(row, plan.from, account, directory, context), endOf(row, plan.to, account, directory, context)]
    if (from === undefined || to === undefined) continue
    const origin = { object: options.name, id: row.place }
    for (const { id, label } of [from, to]) {
      if (members.has(id)) continue
      members.add(id)
      draft.people.push({ id, ...(label !== undefined && (label.includes('@') ? { email: label } : { name: label })), from: origin })
      draft.memberships.push({ person: id, account: account.id, kind: 'home', isActive: true, from: origin })
    }
    if (from.id === to.id) {
      reader.report(row, 'selfReference', 'It ties a person to themselves, so the tie was left out.')
      continue
    }
    const kind = kindIn(row, context)
    const details = detailsOf(row, context)
    const id = reader.text(row, plan.id) ?? `${from.id}:${kind}:${to.id}`
    if (details !== undefined) draft.ties.push({ fact: { id, from: from.id, to: to.id, kind, basis: 'stated', ...details }, from: origin })
  }
  return { account, draft }
}

/** An end of a tie: somebody known, or somebody new under the name that is given. */
function endOf(
  row: SheetRow,
  column: string,
  account: RowsAccount,
  directory: Directory,
  { reader, mayAdd }: TieContext,
): { readonly id: string; readonly label?: string } | undefined {
  const cell = reader.cell(row, column)
  const text = reader.name(row, column)
  if (text === undefined) {
    reader.report(row, 'missingValue', `${quoted(column)} is empty, so the tie was left out.`)
    return undefined
  }
  const found = directory.find(typeof cell === 'string' ? cell : text)
  if (found === 'several') {
    reader.report(row, 'contradiction', `${quoted(column)} names a person whose name several have; give the id or the mail address.`)
    return undefined
  }
  if (found !== 'unknown') return found
  if (!mayAdd) {
    reader.report(row, 'missingRecord', `${quoted(column)} names no one who is known, so the tie was left out.`)
    return undefined
  }
  return { id: personIdFrom(account.id, text.includes('@') ? 'mail' : 'name', text), label: text }
}

function kindIn(row: SheetRow, { plan, kind, reader, ledger }: TieContext): TieKind {
  const text = reader.text(row, plan.kind)
  const found = text === undefined ? kind : tieKindOf(text)
  if (found === undefined && text !== undefined) countUnmapped(ledger, plan.kind ?? 'kind', text)
  return found ?? kind
}

/** The weight, the trust and the dates of a tie; nothing for a tie of weight 0, which is none. */
function detailsOf(row: SheetRow, { plan, reader }: TieContext) {
  const [weight, confidence] = [reader.number(row, plan.weight), reader.number(row, plan.confidence)]
  const [since, until] = [reader.instant(row, plan.since), reader.instant(row, plan.until)]
  if (weight === 0) return undefined
  if (weight !== undefined && weight < 0) {
    reader.report(row, 'invalidValue', `${quoted(plan.weight ?? '')} is below 0, so the tie was left out.`)
    return undefined
  }
  const isShare = confidence !== undefined && confidence >= 0 && confidence <= 1
  if (confidence !== undefined && !isShare) {
    reader.report(row, 'invalidValue', `${quoted(plan.confidence ?? '')} is not between 0 and 1, so it was left out.`)
  }
  return {
    ...(weight !== undefined && { weight }),
    ...(isShare && { confidence }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  }
}
