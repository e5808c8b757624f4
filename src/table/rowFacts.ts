import type { Draft } from '../crm/draft.js'
import { countUnmapped } from '../crm/ledger.js'
import { rolesFor } from '../crm/roleLabels.js'
import { quoted } from '../errors.js'
import type { BuyingRole } from '../model/role.js'
import type { TieKind } from '../model/tie.js'
import { sortedByText } from '../support/order.js'
import type { TableMapping } from './mapping.js'
import { originOf, type TablePeople } from './people.js'
import type { TableReader } from './reader.js'
import { labelsIn, rolesIn } from './roles.js'
import type { SheetRow } from './sheet.js'

/** The rows of one account on their way into a draft. */
export interface RowsContext {
  readonly reader: TableReader
  readonly mapping: TableMapping
  readonly people: TablePeople
  readonly draft: Draft
  /** The decision that a row is about, by its id. */
  readonly decisionOf: ReadonlyMap<SheetRow, string>
  /** Who plays which role, as far as rows say. */
  readonly parts: Part[]
}

/** Somebody plays a role by a row. */
export interface Part {
  readonly person: string
  readonly role: BuyingRole
  readonly decision?: string
  readonly row: SheetRow
}

/** Adds what a row says of roles: of its own person, and of the people whom its cells or its columns name. */
export function addParts(row: SheetRow, context: RowsContext): void {
  const { reader, mapping, people } = context
  const own = people.idOf.get(row)
  const label = reader.text(row, mapping.role)
  if (own !== undefined && label !== undefined) {
    for (const role of rolesIn(label, reader.options.roles, mapping.role ?? '', reader.ledger)) addPart(own, role, row, context)
  }
  for (const [column, meaning] of Object.entries(mapping.roleMarks ?? {})) {
    if (own !== undefined && isMarked(row, column, context)) for (const role of [meaning ?? []].flat()) addPart(own, role, row, context)
  }
  for (const [column, meaning] of Object.entries(mapping.roleNames ?? {})) {
    const cell = reader.name(row, column)
    for (const name of cell === undefined ? [] : namesIn(cell, people, reader)) {
      const person = people.named(name, row, column)
      if (person !== undefined) for (const role of [meaning ?? []].flat()) addPart(person, role, row, context)
    }
  }
  for (const column of mapping.people ?? []) addColumnPart(row, column, context)
}

/** What a person whose name is that of a column is to the task of a row. */
function addColumnPart(row: SheetRow, column: string, context: RowsContext): void {
  const { reader, people } = context
  const cell = reader.text(row, column)
  const person = cell === undefined ? undefined : people.named(column, row, column)
  if (cell === undefined || person === undefined) return
  const { roles } = reader.options
  const whole = labelsIn(cell, roles)
  // Some write both letters of a cell together.
  const labels = whole.length === 1 && /^[RACI]{2,4}$/.test(whole[0] ?? '') ? [...(whole[0] ?? '')] : whole
  for (const role of rolesFor(roles, labels, 'RACI', reader.ledger)) addPart(person, role, row, context)
}

function addPart(person: string, role: BuyingRole, row: SheetRow, { parts, decisionOf }: RowsContext): void {
  const decision = decisionOf.get(row)
  parts.push({ person, role, ...(decision !== undefined && { decision }), row })
}

/** Whether a cell marks its column: with yes, an x, or the letter or the word of the column. */
function isMarked(row: SheetRow, column: string, { reader }: RowsContext): boolean {
  const cell = reader.cell(row, column)
  const text = reader.text(row, column)
  if (cell === undefined || text === undefined) return false
  const flag = reader.flagIn(cell)
  if (flag !== undefined) return flag
  if (column.toLowerCase().startsWith(text.toLowerCase())) return true
  countUnmapped(reader.ledger, column, text)
  return false
}

/** The names in a cell: the whole where it is that of a person, or else what stands between semicolons, line breaks, slashes and commas. */
export function namesIn(
  cell: string,
  { directory }: Pick<TablePeople, 'directory'>,
  reader: Pick<TableReader, 'isNothing'>,
): readonly string[] {
  if (directory.find(cell) !== 'unknown') return [cell]
  const parts = cell.split(/[;/\n|+&]|\band\b|\bund\b|\bet\b/).flatMap(part => {
    const byComma = part.split(',')
    // `Kurz, Anneke` is one person, `Anneke Kurz, Cem Arslan` are two.
    return byComma.every(each => /\S\s+\S/.test(each.trim()) || directory.find(each.trim()) !== 'unknown') ? byComma : [part]
  })
  return parts.map(part => part.trim()).filter(part => part !== '' && !reader.isNothing(part) && !NOBODY.has(part.toLowerCase()))
}

const NOBODY = new Set('tbd tba tbc ? ?? unknown unbekannt inconnu open offen missing none yes no ja nein identified'.split(' '))

/** Adds the veto of a person. Our own tables say `granted` for one that was granted, and name the others by where they come from. */
export function addVeto(row: SheetRow, { reader, mapping, people, draft, decisionOf }: RowsContext): void {
  const person = people.idOf.get(row)
  const text = reader.text(row, mapping.veto)
  if (person === undefined || text === undefined || reader.flagIn(text) === false || COMPUTED.has(text)) return
  const decision = decisionOf.get(row)
  const scope = reader.flagIn(text) === undefined && text !== 'granted' ? text : undefined
  const fact = {
    id: [person, 'veto', ...(decision === undefined ? [] : [decision])].join(':'),
    stakeholder: person,
    ...(decision !== undefined && { decision }),
    ...(scope !== undefined && { scope }),
    basis: 'stated' as const,
  }
  draft.vetoes.push({ fact, from: originOf(row, reader) })
}

const COMPUTED = new Set(['role', 'rule'])

/** Adds whom a person reports to and whom they move. */
export function addTies(row: SheetRow, context: RowsContext): void {
  const { reader, mapping, people } = context
  const person = people.idOf.get(row)
  if (person === undefined) return
  for (const [column, kind] of [
    [mapping.reportsTo, 'reportsTo'],
    [mapping.influences, 'influence'],
  ] as const) {
    const cell = reader.name(row, column)
    if (column === undefined || cell === undefined) continue
    const names = kind === 'reportsTo' ? [cell] : namesIn(cell, people, reader)
    for (const name of names) addTie(person, name, { row, column, kind }, context)
  }
}

function addTie(
  person: string,
  name: string,
  { row, column, kind }: { readonly row: SheetRow; readonly column: string; readonly kind: TieKind },
  { reader, people, draft }: RowsContext,
): void {
  const found = people.directory.find(name)
  if (found === 'unknown') reader.report(row, 'missingRecord', `${quoted(column)} names no one in the table, so the tie was left out.`)
  else if (found === 'several') {
    reader.report(row, 'contradiction', `${quoted(column)} names a person whose name several have; give the id or the mail address.`)
  } else if (found.id === person) {
    reader.report(row, 'selfReference', `${quoted(column)} names the person of the row, so the tie was left out.`)
  } else {
    const id = kind === 'reportsTo' ? `${person}:reportsTo` : `${person}:${kind}:${found.id}`
    draft.ties.push({ fact: { id, from: person, to: found.id, kind, basis: 'stated' }, from: originOf(row, reader) })
  }
}

/** Adds the roles that people play, each once, with what they have to say through them where that is known. */
export function addRoles({ parts, draft, reader }: RowsContext, authorityOf: (part: Part) => number | undefined): void {
  const facts = parts.map(part => {
    const { person, role, decision, row } = part
    const authority = authorityOf(part)
    const fact = {
      id: [person, 'role', role, ...(decision === undefined ? [] : [decision])].join(':'),
      stakeholder: person,
      role,
      ...(decision !== undefined && { decision }),
      ...(authority !== undefined && { authority }),
      basis: 'stated' as const,
    }
    return { fact, from: originOf(row, reader) }
  })
  draft.roles.push(...sortedByText(new Map(facts.map(placed => [placed.fact.id, placed])), ([id]) => id).map(([, placed]) => placed))
}
