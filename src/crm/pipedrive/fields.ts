import { type ChoiceTables, type FieldForm, type FieldTable, forEach, named, withFields } from '../fieldTable.js'
import { PIPEDRIVE_OBJECTS, type PipedriveKind } from './objects.js'
import type { ResolvedOptions } from './options.js'

const EVERY = forEach(PIPEDRIVE_OBJECTS, { time: ['add_time', 'update_time'], flag: ['is_deleted', 'deleted', 'active_flag'] })

const OWN: FieldTable = {
  organization: { name: ['name'], reference: ['owner_id'] },
  organizationRelationship: { reference: ['rel_owner_org_id', 'rel_linked_org_id'], choice: ['type'] },
  person: {
    name: ['name', 'first_name', 'last_name'],
    text: ['job_title', 'email', 'primary_email'],
    reference: ['org_id'],
    choice: ['marketing_status'],
  },
  deal: {
    name: ['title'],
    day: ['expected_close_date'],
    time: ['won_time', 'lost_time', 'close_time'],
    number: ['value'],
    stage: ['status'],
    flag: ['is_archived'],
    choice: ['currency'],
    reference: ['org_id', 'person_id'],
  },
  user: { name: ['name'], text: ['email'], time: ['modified'] },
  activity: {
    name: ['subject'],
    day: ['due_date'],
    time: ['marked_as_done_time'],
    flag: ['done'],
    choice: ['type'],
    reference: ['org_id', 'person_id', 'deal_id', 'owner_id', 'user_id'],
  },
  note: { reference: ['org_id', 'person_id', 'deal_id', 'user_id'] },
  participant: { choice: ['related_item_type'], reference: ['related_item_id', 'deal_id', 'person_id', 'person'] },
  attendee: { flag: ['is_organizer'], reference: ['person_id'] },
  email: { flag: ['primary'], text: ['value'] },
}

/** The fields that are read, the custom ones among them. */
export function fieldsFor({ fields, dealRoles }: ResolvedOptions): FieldForm {
  const { sentiment, sentimentDate, veto, role, department, reportsTo, optOut, segment, dealKind } = fields
  const custom: FieldTable = {
    organization: { text: named(segment) },
    person: {
      sentiment: named(sentiment),
      dayOrTime: named(sentimentDate),
      choice: named(role, optOut),
      // Options of a field are known by numbers, which are no words for yes or no.
      text: named(department, veto),
      reference: named(reportsTo),
    },
    deal: { choice: named(dealKind), reference: Object.keys(dealRoles) },
  }
  return {
    fields: [OWN, custom].reduce(withFields, EVERY),
    choices: CHOICES,
    spellings: (type, name) => (type === 'reference' || CUSTOM.includes(type) ? [name, `${name}.value`, `${name}.id`] : [name]),
    parts: ['attendee', 'email'] satisfies PipedriveKind[],
    // Version 1 of the API writes times in UTC without saying so.
    zone: () => 'Z',
    isReference: (text, ids) => /^\d{1,20}(?:\.0)?$/.test(text.trim()) || ids.has(text),
  }
}

/** What custom fields may hold whose value stands in an object beside its currency or its label. */
const CUSTOM: readonly string[] = ['sentiment', 'dayOrTime', 'choice', 'text']

/** What the lists of Pipedrive come with. */
const CHOICES: ChoiceTables = {
  'person.marketing_status': {
    unsubscribed: 'unsubscribed|Abgemeldet|Désabonné|Cancelada la suscripción|Disiscritto|Descadastrado|Uitgeschreven',
    other: 'no_consent|subscribed|archived|Keine Zustimmung|Abonniert',
  },
  'participant.related_item_type': { deal: 'deal', other: 'person|organization|lead|project|product' },
}
