import type { PayloadFormat } from '../payloadFormat.js'
import { isObject, ownValue } from '../values.js'
import { type AttioKind, kindNamed } from './objects.js'
import { rowFrom } from './row.js'

/** How Attio's API and its webhooks pack records. */
export const ATTIO_FORMAT: PayloadFormat<AttioKind> = {
  pages: ['data'],
  inline: ['values', 'data', 'data.values'],
  // Records are asked for by an offset, and their pages do not say whether there are more.
  isLast: page => {
    const pagination = ownValue(page, 'pagination')
    const cursor = isObject(pagination) ? ownValue(pagination, 'next_cursor') : undefined
    return typeof cursor !== 'string' || cursor === ''
  },
  kindNamed,
  isRecord: input => Object.keys(input).some(name => /^(?:id|values|data|webhook_id)$/i.test(name)),
  rowFrom,
  // Other lists hold the values of attributes, and links.
  holdsRecords: name => name === 'events',
}
