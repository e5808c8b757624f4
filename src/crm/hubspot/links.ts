import { groupedBy } from '../../support/grouping.js'
import { compareText, sortedByText } from '../../support/order.js'
import { fieldOf } from '../fields.js'
import { type Ledger, report } from '../ledger.js'
import { idOf } from './ids.js'
import { type HubSpotObject, objectNamed } from './objects.js'
import { associationLabelKey, type HubSpotRow } from './row.js'
import { definedType } from './typeIds.js'

/** One association between two objects, as one of its types tells it. */
export interface Link {
  readonly from: string
  readonly to: string
  readonly isPrimary: boolean
  /** The id of its type, and its label when it has one. */
  readonly typeId?: string
  readonly label?: string
}

/** Every association once, from either end. */
export interface Links {
  /** Those from objects of one kind to objects of another, whichever end told them; between two of one kind, as they were told. */
  between(from: HubSpotObject, to: HubSpotObject): readonly Link[]
  /** Those from one object to objects of a kind. */
  of(id: string, object: HubSpotObject, to: HubSpotObject): readonly Link[]
}

/** All associations in the rows: those that are rows themselves, and those that stand in a field of an object as a list of ids. */
export function linksIn(rows: readonly HubSpotRow[], masters: ReadonlyMap<string, string>, ledger: Ledger): Links {
  const labels = labelsIn(rows)
  const stated = rows.flatMap(row => (row.object === 'association' ? linkFrom(row, labels, masters, ledger) : linksInFields(row, masters)))
  const both = stated.flatMap(link => (link.fromKind === link.toKind ? [link] : [link, turned(link)]))
  const once = sortedByText(new Map(both.map(link => [contentOf(link), link])), ([content]) => content).map(([, link]) => link)
  const byKinds = groupedBy(once, ({ fromKind, toKind }) => `${fromKind} ${toKind}`)
  const byEnd = new Map([...byKinds].map(([kinds, links]) => [kinds, groupedBy(links, ({ from }) => from)]))
  return {
    between: (from, to) => byKinds.get(`${from} ${to}`) ?? [],
    of: (id, object, to) => byEnd.get(`${object} ${to}`)?.get(id) ?? [],
  }
}

/** The ids at the other end, each once, in order. */
export function endsOf(links: readonly Link[]): readonly string[] {
  return [...new Set(links.map(({ to }) => to))].sort(compareText)
}

interface StatedLink extends Link {
  readonly fromKind: HubSpotObject
  readonly toKind: HubSpotObject
}

function contentOf({ from, to, fromKind, toKind, isPrimary, typeId = '', label = '' }: StatedLink): string {
  return JSON.stringify([fromKind, from, toKind, to, typeId, label, isPrimary])
}

function turned({ from, to, fromKind, toKind, ...rest }: StatedLink): StatedLink {
  return { from: to, to: from, fromKind: toKind, toKind: fromKind, ...rest }
}

/** The names of association types by their ids, where the definitions of labels are in the import. */
function labelsIn(rows: readonly HubSpotRow[]): ReadonlyMap<string, string> {
  const named = rows.flatMap(({ object, id, fields }) => {
    const label = fieldOf(fields, 'label')
    return object === 'label' && id !== undefined && label !== undefined ? [[id, String(label)] as const] : []
  })
  return new Map(sortedByText(named, ([, label]) => label).reverse())
}

function linkFrom(
  row: HubSpotRow,
  labels: ReadonlyMap<string, string>,
  masters: ReadonlyMap<string, string>,
  ledger: Ledger,
): StatedLink[] {
  const { fields, lists = [] } = row
  const text = (name: string): string | undefined => fieldOf(fields, name)?.toString()
  const [fromKind, toKind] = [objectNamed(text('fromKind') ?? ''), objectNamed(text('toKind') ?? '')]
  const [fromId, toId] = [text('fromId'), text('toId')]
  if (fromId === undefined || toId === undefined) return []
  if (fromKind === undefined || toKind === undefined) {
    // What is around a list of types may know no kinds where the types do.
    if (lists.length === 0) report(ledger, { object: 'association' }, 'unknownObject', UNCLEAR_ENDS)
    return []
  }
  const typeId = text('typeId')
  const category = text('category')
  const label = (typeId === undefined ? undefined : labels.get(associationLabelKey(category, typeId))) ?? text('label')
  const defined = typeId === undefined ? undefined : definedType(typeId, category)
  const known = (id: string): string => masters.get(id) ?? id
  return [
    {
      from: known(idOf(fromKind, fromId)),
      to: known(idOf(toKind, toId)),
      fromKind,
      toKind,
      isPrimary: defined?.isPrimary === true,
      ...(typeId !== undefined && { typeId }),
      ...(label !== undefined && { label: label.trim() }),
    },
  ]
}

const UNCLEAR_ENDS =
  'Associations that do not tell between what kinds of objects they are, or with one that is not imported, were left out. Give them by name, as in contactsToCompanies.'

/** Fields in which exports and warehouses list the ids of associated objects. */
export const LISTING: readonly (readonly [field: string, object: HubSpotObject])[] = [
  ['companies', 'company'],
  ['contacts', 'contact'],
  ['deals', 'deal'],
  ['associatedCompanyIds', 'company'],
  ['associatedContactIds', 'contact'],
  ['associatedDealIds', 'deal'],
]

function linksInFields({ object, id, fields }: HubSpotRow, masters: ReadonlyMap<string, string>): StatedLink[] {
  const fromKind = objectNamed(object)
  if (fromKind === undefined || id === undefined) return []
  const known = (kind: HubSpotObject, given: string): string => masters.get(idOf(kind, given)) ?? idOf(kind, given)
  return LISTING.flatMap(([field, toKind]) =>
    String(fieldOf(fields, field) ?? '')
      .split(';')
      .flatMap(given =>
        given.trim() === '' ? [] : { from: masters.get(id) ?? id, to: known(toKind, given), fromKind, toKind, isPrimary: false },
      ),
  )
}
