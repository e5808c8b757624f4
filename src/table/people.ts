import type { DraftPerson } from '../crm/draft.js'
import { quoted } from '../errors.js'
import { groupedBy } from '../support/grouping.js'
import { sortedByText } from '../support/order.js'
import { personIdFrom, type RowsAccount } from './accounts.js'
import { agreed } from './agreed.js'
import { type Directory, directoryOf, type Found } from './directory.js'
import type { TableMapping } from './mapping.js'
import type { TableReader } from './reader.js'
import type { SheetRow } from './sheet.js'

/** The people of an account: those known, and those whom rows tell of. */
export interface TablePeople {
  readonly directory: Directory
  /** Whom each row is about; absent for a row that is about nobody, or about whom is not known. */
  readonly idOf: ReadonlyMap<SheetRow, string>
  /** What rows tell of people, by id. */
  readonly told: Map<string, DraftPerson>
  /** The person that a cell names, added when unknown; `undefined` when several are called so. */
  named(text: string, row: SheetRow, column: string): string | undefined
}

/** What a row says of who it is about. */
interface Identity {
  readonly row: SheetRow
  readonly id?: string
  readonly mail?: string
  readonly name?: string
}

/** Finds out whom the rows of an account are about. The order of the rows does not matter. */
export function peopleIn(rows: readonly SheetRow[], account: RowsAccount, mapping: TableMapping, reader: TableReader): TablePeople {
  const directory = directoryOf(reader.options.where, account.known)
  const idOf = new Map<SheetRow, string>()
  const identities = rows.map(row => identityOf(row, mapping, reader))
  const take = (among: readonly Identity[], find: (identity: Identity) => Found, newId: (identity: Identity) => string): void => {
    const found = among.map(identity => [identity, find(identity)] as const)
    for (const [identity, match] of found) {
      if (match === 'several') reportSeveral(identity.row, reader)
      else if (match !== 'unknown') idOf.set(identity.row, match.id)
      else if (mapping.onlyKnown === true) reportUnknown(identity.row, reader)
      else idOf.set(identity.row, newId(identity))
    }
    for (const [{ row, name, mail }] of found) {
      const id = idOf.get(row)
      if (id !== undefined) directory.add({ id, ...(name !== undefined && { name }), ...(mail !== undefined && { email: mail }) })
    }
  }
  // Who has an id is known before who is only named, so that a name may stand for an id in another row.
  const byId = identities.filter(({ id }) => id !== undefined)
  const byMail = identities.filter(({ id, mail }) => id === undefined && mail !== undefined)
  const byName = identities.filter(({ id, mail, name }) => id === undefined && mail === undefined && name !== undefined)
  take(
    byId,
    ({ id = '' }) => directory.findId(id),
    ({ id = '' }) => id.trim(),
  )
  take(
    byMail,
    ({ mail = '', name }) => known(directory.findMail(mail), () => withoutMail(name, directory, account)),
    ({ mail = '' }) => personIdFrom(account.id, 'mail', mail),
  )
  take(
    byName,
    ({ name = '' }) => directory.findName(name),
    ({ name = '' }) => personIdFrom(account.id, 'name', name),
  )
  const told = new Map<string, DraftPerson>()
  for (const [id, own] of sortedByText(
    groupedBy(rows, row => idOf.get(row) ?? ''),
    ([key]) => key,
  )) {
    if (id !== '') told.set(id, personFrom(id, own, mapping, reader))
  }
  return {
    directory,
    idOf,
    told,
    named(text, row, column) {
      const { name, title } = nameIn(text)
      const found = known(directory.find(text), () => directory.find(name))
      if (found === 'several') {
        reader.report(row, 'contradiction', `${quoted(column)} names a person whose name several have; give the id or the mail address.`)
        return undefined
      }
      if (found !== 'unknown') return found.id
      if (mapping.onlyKnown === true) {
        reader.report(row, 'missingRecord', `${quoted(column)} names no one who is known, so what it says was left out.`)
        return undefined
      }
      const isMail = name.includes('@')
      const id = personIdFrom(account.id, isMail ? 'mail' : 'name', name)
      directory.add({ id, ...(isMail ? { email: name } : { name }) })
      told.set(id, { id, ...(isMail ? { email: name } : { name }), ...(title !== undefined && { title }), from: originOf(row, reader) })
      return id
    },
  }
}

/** Where a fact comes from. */
export function originOf({ place }: Pick<SheetRow, 'place'>, { options }: Pick<TableReader, 'options'>) {
  return { object: options.name, id: place }
}

function known(found: Found, orElse: () => Found): Found {
  return found === 'unknown' ? orElse() : found
}

/** A person of that name who has no mail address yet is the one with this address. */
function withoutMail(name: string | undefined, directory: Directory, { known: village }: RowsAccount): Found {
  const found = name === undefined ? 'unknown' : directory.findName(name)
  if (typeof found === 'string') return 'unknown'
  const hasMail = village?.stakeholders.some(({ id, email }) => id === found.id && email !== undefined)
  return hasMail === false ? found : 'unknown'
}

function identityOf(row: SheetRow, mapping: TableMapping, reader: TableReader): Identity {
  const id = mapping.id === undefined ? undefined : reader.name(row, mapping.id)
  const raw = reader.cell(row, mapping.id)
  const mail = reader.text(row, mapping.email)
  const name = fullName(row, mapping, reader)
  return {
    row,
    ...(id !== undefined && { id: typeof raw === 'string' ? raw : id }),
    ...(mail !== undefined && { mail }),
    ...(name !== undefined && { name }),
  }
}

function fullName(row: SheetRow, { person }: TableMapping, reader: TableReader): string | undefined {
  const parts = [person ?? []].flat().flatMap(column => reader.name(row, column) ?? [])
  return parts.length === 0 ? undefined : parts.join(' ')
}

/** `Anneke Kurz (CFO)` is a name and a title. */
function nameIn(text: string): { readonly name: string; readonly title?: string } {
  const [, name, title] = /^([^()]+)\(([^()]+)\)$/.exec(text.trim()) ?? []
  if (name === undefined || title === undefined || name.trim() === '' || title.trim() === '') return { name: text.trim() }
  return { name: name.trim(), title: title.trim() }
}

function personFrom(id: string, rows: readonly SheetRow[], mapping: TableMapping, reader: TableReader): DraftPerson {
  const one = (column: string, of: (row: SheetRow) => string | undefined) => agreed(rows, { about: 'person', column, of }, reader)
  const text = (column: string | undefined): string | undefined =>
    column === undefined ? undefined : one(column, row => reader.text(row, column))
  const instant = (column: string | undefined): string | undefined =>
    column === undefined ? undefined : one(column, row => reader.instant(row, column))
  const name = one('name', row => fullName(row, mapping, reader))
  const [email, title, department] = [text(mapping.email), text(mapping.title), text(mapping.unit)]
  const unit = mapping.unitId === undefined ? undefined : text(mapping.unitId)
  const [joinedAt, leftAt] = [instant(mapping.joinedAt), instant(mapping.leftAt)]
  const openness = opennessIn(rows, mapping, reader)
  const [first] = rows
  return {
    id,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    ...(email !== undefined && { email }),
    ...(unit !== undefined ? { unit } : department !== undefined && { department }),
    ...(joinedAt !== undefined && { joinedAt }),
    ...(leftAt !== undefined && { leftAt }),
    ...(openness !== undefined && { openness }),
    from: originOf(first ?? { place: '' }, reader),
  }
}

function opennessIn(rows: readonly SheetRow[], { openness: column }: TableMapping, reader: TableReader): number | undefined {
  const given = rows.flatMap(row => reader.number(row, column) ?? [])
  const [row] = rows
  if (row !== undefined && column !== undefined && given.some(each => each < 0 || each > 0.99)) {
    reader.report(row, 'invalidValue', `${quoted(column)} is not between 0 and 0.99, so it was left out.`)
  }
  return given.find(each => each >= 0 && each <= 0.99)
}

function reportSeveral(row: SheetRow, reader: TableReader): void {
  reader.report(row, 'contradiction', 'It is about a person whose name or mail address several have; give the id. It was left out.')
}

function reportUnknown(row: SheetRow, reader: TableReader): void {
  reader.report(row, 'missingRecord', 'It is about no one who is known, so it was left out.')
}
