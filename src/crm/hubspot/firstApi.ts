import { type Fields, fieldOf, type Scalar } from '../fields.js'
import { objectNamed } from './objects.js'

/**
 * The fields of a record of HubSpot's first API under the names of the later ones: every property stood there in an object with its `value`,
 * ids were `vid`, `companyId` and `dealId`, and associations and merges lists of ids. An engagement had its parts in three objects.
 */
export function fromFirstApi(fields: Fields): Fields {
  const isEngagement = fields.has('engagement.id') || fields.has('engagement.type')
  if (!isEngagement && !FIRST.some(name => fields.has(name))) return fields
  const later = new Map<string, Scalar | null>(fields)
  const put = (name: string, value: Scalar | null): void => {
    if ((later.get(name) ?? null) === null) later.set(name, value)
  }
  for (const [name, value] of fields) {
    if (name.endsWith('.value') && !name.startsWith('engagement.')) put(name.slice(0, -'.value'.length), value)
    const known = NAMES.get(name)
    if (known !== undefined) put(known, value)
  }
  if (isEngagement) for (const [name, value] of engagement(fields)) put(name, value)
  return later
}

/** Fields that only records of the first API have. */
const FIRST = ['vid', 'canonical-vid', 'companyid', 'dealid', 'portalid']

const NAMES: ReadonlyMap<string, string> = new Map([
  ['merged-vids', 'hs_merged_object_ids'],
  ['associations.associatedvids', 'associatedcontactids'],
  ['associations.associatedcompanyids', 'associatedcompanyids'],
  ['associations.associateddealids', 'associateddealids'],
  ['associations.contactids', 'associatedcontactids'],
  ['associations.companyids', 'associatedcompanyids'],
  ['associations.dealids', 'associateddealids'],
  ['isdeleted', 'archived'],
])

/** What an engagement says, as the object of its type. */
function engagement(fields: Fields): (readonly [string, Scalar])[] {
  const type = objectNamed(String(fieldOf(fields, 'engagement.type') ?? '').replace(/^incoming_/i, ''))
  const named = ENGAGEMENT.flatMap(([from, to, only]) => {
    const value = only === undefined || only === type ? fieldOf(fields, from) : undefined
    return value === undefined ? [] : [[to, value] as const]
  })
  return [...named, ...(type === undefined ? [] : [['objecttype', type] as const])]
}

const ENGAGEMENT: readonly (readonly [from: string, to: string, only?: string])[] = [
  ['engagement.id', 'id'],
  ['engagement.timestamp', 'hs_timestamp'],
  ['engagement.createdAt', 'createdat'],
  ['engagement.lastUpdated', 'updatedat'],
  ['engagement.ownerId', 'hubspot_owner_id'],
  ['metadata.startTime', 'hs_meeting_start_time', 'meeting'],
  ['metadata.endTime', 'hs_meeting_end_time', 'meeting'],
  ['metadata.meetingOutcome', 'hs_meeting_outcome', 'meeting'],
  ['metadata.durationMilliseconds', 'hs_call_duration', 'call'],
  ['metadata.status', 'hs_call_status', 'call'],
  ['metadata.disposition', 'hs_call_disposition', 'call'],
  ['metadata.status', 'hs_task_status', 'task'],
  ['metadata.subject', 'hs_task_subject', 'task'],
  ['metadata.taskType', 'hs_task_type', 'task'],
  ['metadata.completionDate', 'hs_task_completion_date', 'task'],
  ['metadata.status', 'hs_email_status', 'email'],
  ['metadata.from.email', 'hs_email_from_email', 'email'],
]
