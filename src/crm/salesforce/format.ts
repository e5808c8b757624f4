import { ownValue } from '../fields.js'
import type { PayloadFormat } from '../payload.js'
import { objectNamed, type SalesforceObject } from './objects.js'
import { rowFrom } from './row.js'

/** How the REST API and those who speak with it pack records: the results of queries, in which those of sub-queries stand. */
export const SALESFORCE_FORMAT: PayloadFormat<SalesforceObject> = {
  pages: ['records'],
  isLast: page => ownValue(page, 'done') !== false,
  totalOf: page => ownValue(page, 'totalSize'),
  kindNamed: objectNamed,
  isRecord: input => Object.keys(input).some(name => /^(?:id|attributes)$/i.test(name)),
  rowFrom,
}
