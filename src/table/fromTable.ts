import { openLedger } from '../crm/ledger.js'
import type { ImportResult } from '../crm/result.js'
import { InvalidArgumentError } from '../errors.js'
import { wrong } from '../support/options.js'
import { type AccountDraft, byAccount, draftFor, finishAll, type RowsAccount } from './accounts.js'
import { accountTold } from './accountTold.js'
import { decisionsIn } from './decisionFacts.js'
import { authorityIn } from './influence.js'
import { columnsOf, mappingGiven, TABLE_MAPPING, type TableMapping } from './mapping.js'
import { type ResolvedOptions, resolvedOptions, type TableOptions } from './options.js'
import { peopleIn } from './people.js'
import { readerOf, reportMissingColumns, type TableReader } from './reader.js'
import { addParts, addRoles, addTies, addVeto, type RowsContext } from './rowFacts.js'
import { addSentiments, saidIn } from './sentimentFacts.js'
import { type SheetRow, sheetOf, type TableInput } from './sheet.js'
import { unitsOf } from './unitFacts.js'

/**
 * The villages in a table of one's own: a stakeholder register, a power and interest grid, a sheet of red, amber and green, a RACI or MEDDPICC
 * sheet, an organisation chart, or a table that this library wrote. One village for each account.
 *
 * People are known by id, mail address or name, in the table and in the villages of `options.known`; whoever is named and is not there, or is
 * there twice, is an issue with the line. Nothing in the table makes it throw: what cannot be taken as it is comes back as an issue that names
 * the line and the column, and never a person. Each village of the result holds what the table tells, so that `record(known, village)`, or
 * `revise` where something has changed, adds it, and doing so again changes nothing.
 *
 * How much a person has to say becomes the `authority` of their roles, see `InfluenceMapping`. A sentiment needs a day.
 *
 * @param table the text of a CSV file, or rows as objects by the names of their columns
 * @param mapping what the columns hold; `suggestMapping` proposes one
 * @throws InvalidArgumentError for a mapping or an option that makes no sense, or when neither names the account
 * @example
 * import { fromTable } from 'account-village/table'
 * const rows = [
 *   { Name: 'Anneke Kurz', Role: 'Economic Buyer', RAG: 'amber', Seen: '2026-02-10' },
 *   { Name: 'Berit Sand', Role: 'Champion', RAG: 'green', Seen: '2026-02-20', Boss: 'Anneke Kurz' },
 * ]
 * const mapping = { person: 'Name', role: 'Role', reportsTo: 'Boss', sentiment: { column: 'RAG', at: 'Seen' } }
 * const { villages, issues } = fromTable(rows, mapping, { account: 'Nordwalz' })
 * villages[0]?.roles.map(({ role }) => role) //=> ['economicBuyer', 'champion']
 * villages[0]?.observations.map(({ sentiment }) => sentiment) //=> [0, 0.7]
 * villages[0]?.ties.map(({ kind }) => kind) //=> ['reportsTo']
 * issues //=> []
 */
export function fromTable(table: TableInput, mapping: TableMapping, options?: TableOptions): ImportResult {
  const resolved = resolvedOptions('fromTable', options)
  const plan = mappingOf(mapping, resolved)
  const ledger = openLedger()
  const reader = readerOf(sheetOf('fromTable', table), resolved, ledger)
  reportMissingColumns(reader, columnsOf(plan))
  const named = reader.sheet.rows.flatMap(row => {
    if (plan.placeholder !== undefined && reader.flag(row, plan.placeholder) === true) return []
    const name = reader.name(row, plan.account) ?? resolved.account
    if (name === undefined) reader.report(row, 'missingValue', 'It names no account, so it was left out.')
    return name === undefined ? [] : [{ row, name }]
  })
  const drafts = byAccount(named, ({ name }) => name, resolved).map(([account, own]) =>
    accountDraft(
      account,
      own.map(({ row }) => row),
      plan,
      reader,
    ),
  )
  return finishAll(drafts, ledger, resolved)
}

/** @throws InvalidArgumentError for a mapping that makes no sense, or that lacks what is needed */
function mappingOf(given: TableMapping, { where, account }: ResolvedOptions): TableMapping {
  const mapping = mappingGiven<TableMapping>(where, given, TABLE_MAPPING)
  const issues = [
    ...(mapping.account === undefined && account === undefined
      ? [wrong('mapping.account', 'is required unless the option account names the account of all rows')]
      : []),
    ...((['person', 'id', 'email', 'roleNames', 'people'] as const).some(use => mapping[use] !== undefined)
      ? []
      : [wrong('mapping.person', 'is required, or else id, email, roleNames or people: without one of them no one is named')]),
  ]
  if (issues.length > 0) throw new InvalidArgumentError(where, issues)
  return mapping
}

function accountDraft(account: RowsAccount, rows: readonly SheetRow[], mapping: TableMapping, reader: TableReader): AccountDraft {
  const draft = { ...draftFor(account, reader.options, accountTold(rows, account, mapping, reader)), units: unitsOf(rows, mapping, reader) }
  const people = peopleIn(rows, account, mapping, reader)
  const decisions = decisionsIn(rows, { account, draft }, mapping.decision, reader)
  const context: RowsContext = { reader, mapping, people, draft, decisionOf: decisions.decisionOf, parts: [] }
  for (const row of rows) {
    reportNobody(row, context)
    addParts(row, context)
    addVeto(row, context)
    addTies(row, context)
  }
  addRoles(context, authorityIn(context))
  addSentiments(rows, context, { decisionNamed: decisions.named, saidBefore: saidIn(account.known, reader.options) })
  addMembers(account, context)
  return { account, draft }
}

/** A row that names nobody says nothing, unless it is a deal or a task whose cells name people. */
function reportNobody(row: SheetRow, { reader, mapping }: RowsContext): void {
  const asked = [mapping.id, mapping.email, ...[mapping.person ?? []].flat()].filter(column => column !== undefined)
  if (asked.length === 0 || mapping.roleNames !== undefined || mapping.people !== undefined) return
  if (asked.every(column => reader.name(row, column) === undefined))
    reader.report(row, 'missingValue', 'It names no person, so it was left out.')
}

/** Adds everybody whom rows tell of or name, as people of the account. */
function addMembers(account: RowsAccount, { draft, people }: RowsContext): void {
  const named = [
    ...draft.roles.map(({ fact }) => ({ id: fact.stakeholder })),
    ...draft.ties.flatMap(({ fact }) => [{ id: fact.from }, { id: fact.to }]),
  ]
  const from = { object: draft.accountObject }
  const all = new Map([...named.map(({ id }) => [id, { id, from }] as const), ...people.told])
  for (const person of all.values()) {
    draft.people.push(person)
    draft.memberships.push({ person: person.id, account: account.id, kind: 'home', isActive: true, from: person.from })
  }
}
