import { groupedBy } from '../../support/grouping.js'
import { compareText } from '../../support/order.js'
import { type SourceRecord, textOf } from '../record.js'
import type { Context } from './context.js'
import { lookupOf } from './lookups.js'
import { liveRecords } from './records.js'

/** Somebody's part in an activity. */
export interface Party {
  readonly id: string
  /** The table in which they stand: contact, account, lead, systemuser and others. */
  readonly table: string
  /** 1 is the sender and 7 the organiser. */
  readonly part: number | undefined
}

/** Who took part in each activity, in the order of ids. Whom it is about, who owns it and what it needs did not take part. */
export function partiesByActivity({ source }: Context): ReadonlyMap<string, readonly Party[]> {
  const parties = liveRecords(source, 'activityparty').flatMap(record => {
    const activity = lookupOf(record, 'activityid', source)?.id
    const who = lookupOf(record, 'partyid', source)
    const part = partOf(record)
    if (activity === undefined || who?.table === undefined || (part !== undefined && ABSENT.has(part))) return []
    return [{ activity, id: who.id, table: who.table, part }]
  })
  parties.sort((a, b) => compareText(a.id, b.id))
  return groupedBy(parties, ({ activity }) => activity)
}

/** Source: Microsoft's list of the types of activity parties. */
export const PARTS = [
  ...['sender', 'to recipient', 'cc recipient', 'bcc recipient', 'required attendee', 'optional attendee', 'organizer', 'regarding'],
  ...['owner', 'resource', 'customer', 'chat participant', 'related'],
]
/** Regarding, owner, resource and related. */
const ABSENT: ReadonlySet<number> = new Set([8, 9, 10, 13])

/** Their part by its number, counted from 1. */
function partOf(record: SourceRecord): number | undefined {
  const part = PARTS.indexOf(textOf(record, 'participationtypemask') ?? '')
  return part < 0 ? undefined : part + 1
}
