import type { PayloadFormat } from '../payloadFormat.js'
import { isObject, ownValue } from '../values.js'
import { kindNamed, type ZohoKind } from './objects.js'
import { rowFrom } from './row.js'

/** How Zoho's API, and who speaks with it, pack records. */
export const ZOHO_FORMAT: PayloadFormat<ZohoKind> = {
  pages: ['data'],
  isLast: page => {
    const info = ownValue(page, 'info')
    return !isObject(info) || ownValue(info, 'more_records') !== true
  },
  hasFailures: page => ownValue(page, 'status') === 'error',
  kindNamed,
  isRecord: input => Object.keys(input).some(name => /^(?:id|data)$/i.test(name)),
  rowFrom,
  holdsRecords: name => /^(?:participants|contact_roles)$/i.test(name),
}
