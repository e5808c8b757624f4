import type { PayloadFormat } from '../payloadFormat.js'
import { isIterable, isObject, ownValue } from '../values.js'
import { type HubSpotKind, kindNamed, objectNamed } from './objects.js'
import { rowFrom } from './row.js'

/** How every version of HubSpot's API, and who speaks with it, packs records. */
export const HUBSPOT_FORMAT: PayloadFormat<HubSpotKind> = {
  pages: ['results'],
  inline: ['properties'],
  isLast: page => !isObject(partOf(partOf(page, 'paging'), 'next')),
  totalOf: page => ownValue(page, 'total'),
  hasFailures: page => errorsOf(page).some(error => partOf(error, 'subCategory') !== NOTHING_ASSOCIATED),
  kindNamed,
  isRecord: input =>
    Object.keys(input).some(name =>
      /^(?:id|vid|companyId|dealId|engagement|properties|toObjectId|_?from|subscriptionType|typeId|status)$/i.test(name),
    ),
  rowFrom,
  holdsRecords,
}

/** Associations with objects that are imported, and histories of properties, stand in the record that they are of. */
function holdsRecords(name: string): boolean {
  const [first = '', rest = ''] = name.split(/\.(.*)/)
  if (!name.includes('.')) return LISTS.test(name)
  return /^properties_?with_?history$/i.test(first) || (/^associations$/i.test(first) && objectNamed(rest) !== undefined)
}

/** The lists that stand in associations and in pipelines. */
const LISTS = /^(?:to|(?:association_?)?types|stages)$/i

/** What the API calls an error, and is the answer that there is nothing. */
const NOTHING_ASSOCIATED = 'crm.associations.NO_ASSOCIATIONS_FOUND'

function errorsOf(page: object): unknown[] {
  const errors = ownValue(page, 'errors')
  try {
    return isIterable(errors) ? [...errors] : []
  } catch {
    return []
  }
}

function partOf(whole: unknown, name: string): unknown {
  return isObject(whole) ? ownValue(whole, name) : undefined
}
