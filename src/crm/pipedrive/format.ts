import type { PayloadFormat } from '../payloadFormat.js'
import { isObject, ownValue } from '../values.js'
import { kindNamed, type PipedriveKind } from './objects.js'
import { rowFrom } from './row.js'

/** How both versions of Pipedrive's API, and who speaks with them, pack records. */
export const PIPEDRIVE_FORMAT: PayloadFormat<PipedriveKind> = {
  pages: ['data'],
  // What one was asked for stands in the field of a page, and custom fields in a field of their own.
  inline: ['data', 'custom_fields'],
  isLast: page => {
    const more = partOf(page, 'additional_data')
    const cursor = partOf(more, 'next_cursor')
    // Version 1 says of fields and participants beside the pagination what it says of others within.
    const hasMore = [partOf(more, 'pagination'), more].some(part => partOf(part, 'more_items_in_collection') === true)
    return (cursor === undefined || cursor === null || cursor === '') && !hasMore
  },
  hasFailures: page => ownValue(page, 'success') === false,
  kindNamed,
  isRecord: input => Object.keys(input).some(name => /^(?:id|success|data|key)$/i.test(name)),
  rowFrom,
  holdsRecords: name => /^(?:emails?|participants|attendees|options)$/.test(name),
}

function partOf(whole: unknown, name: string): unknown {
  return isObject(whole) ? ownValue(whole, name) : undefined
}
