import { foldedText } from '../../support/text.js'
import { fieldOf } from '../fields.js'
import { type GroupLinks, groupLinksOf } from '../groupLinks.js'
import { HUBSPOT_FORMAT } from './format.js'
import { idOf } from './ids.js'
import { LISTING } from './links.js'
import { type HubSpotObject, objectNamed } from './objects.js'
import type { HubSpotOptions } from './options.js'
import type { HubSpotRow } from './row.js'

/** By which ids a record hangs together with others, and by which mail addresses answers to surveys do with contacts. */
export function linksOf(record: object, table: string, { fields = {} }: HubSpotOptions): GroupLinks {
  const custom = [fields.reportsTo, fields.drivenBy].flatMap(field => (field === undefined ? [] : [[field, 'contact'] as const]))
  return groupLinksOf(record, table, {
    format: HUBSPOT_FORMAT,
    forAll: ['label', 'pipeline', 'stage', 'owner'],
    idsOf: row => [row.id, ...endsOf(row), ...historyOf(row), ...mailsOf(row), ...mergedInto(row), ...namedIn(row, [...NAMING, ...custom])],
  })
}

/** The fields that name others, by one id or by several. */
const NAMING: readonly (readonly [field: string, object: HubSpotObject])[] = [
  ['associatedcompanyid', 'company'],
  ['hs_parent_company_id', 'company'],
  ['hs_primary_associated_company', 'company'],
  ...LISTING,
]

function namedIn(row: HubSpotRow, fields: typeof NAMING): string[] {
  if (objectNamed(row.object) === undefined) return []
  return fields.flatMap(([field, object]) => entriesIn(row, field).map(id => idOf(object, id)))
}

function mergedInto(row: HubSpotRow): string[] {
  return entriesIn(row, 'hs_merged_object_ids').map(id => idOf(row.object, id))
}

/** The two ends of an association. */
function endsOf(row: HubSpotRow): string[] {
  if (row.object !== 'association') return []
  return ['from', 'to'].flatMap(end => {
    const [object] = entriesIn(row, `${end}Kind`).map(objectNamed)
    return object === undefined ? [] : entriesIn(row, `${end}Id`).map(id => idOf(object, id))
  })
}

/** The record whose history a value is of, and the company that somebody belonged to. */
function historyOf(row: HubSpotRow): string[] {
  if (row.object !== 'history') return []
  const isHome = entriesIn(row, 'property')[0]?.toLowerCase() === 'associatedcompanyid'
  return [...entriesIn(row, 'owner'), ...(isHome ? entriesIn(row, 'value').map(id => idOf('company', id)) : [])]
}

function mailsOf(row: HubSpotRow): string[] {
  const fields = MAILS.get(row.object) ?? []
  return fields.flatMap(field => entriesIn(row, field)).map(mail => `mail:${foldedText(mail)}`)
}

const MAILS: ReadonlyMap<string, readonly string[]> = new Map([
  ['contact', ['email', 'hs_additional_emails']],
  ['feedback_submission', ['hs_contact_email_rollup', 'hs_contact_email']],
])

/** What a field holds, one or several joined by semicolons. */
function entriesIn({ fields }: HubSpotRow, field: string): string[] {
  return String(fieldOf(fields, field) ?? '')
    .split(';')
    .filter(part => part.trim() !== '')
}
