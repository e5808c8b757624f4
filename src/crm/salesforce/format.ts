import type { PayloadFormat } from '../payloadFormat.js'
import { ownValue } from '../values.js'
import { rowsFromChange } from './changeEvents.js'
import { objectNamed, type SalesforceObject } from './objects.js'
import { rowsFromReport } from './reportRows.js'
import { rowFrom } from './row.js'

/**
 * How the REST API and those who speak with it pack records: the results of queries, in which those of sub-queries stand, and messages of
 * change data capture, whose record stands in a `payload`.
 */
export const SALESFORCE_FORMAT: PayloadFormat<SalesforceObject> = {
  pages: ['records'],
  // A message of change data capture has a record in its payload, and gives a name in parts.
  inline: ['data', 'payload', 'data.payload', 'Name'],
  isLast: page => ownValue(page, 'done') !== false,
  totalOf: page => ownValue(page, 'totalSize'),
  kindNamed: objectNamed,
  isRecord: input => Object.keys(input).some(name => /^(?:id|attributes|changeeventheader|payload)$/i.test(name)),
  rowFrom: (parts, place) => rowsFromChange(parts) ?? rowsFromReport(parts.fields) ?? rowFrom(parts, place),
}
