import { type ChoiceTables, type FieldForm, type FieldTable, forEach, named, withFields } from '../fieldTable.js'
import { ATTIO_OBJECTS } from './objects.js'
import type { ResolvedOptions } from './options.js'
import { idsIn } from './row.js'

const EVERY = forEach(ATTIO_OBJECTS, { time: ['created_at'] })

const OWN: FieldTable = {
  company: { name: ['name'] },
  person: { name: ['name', 'name.first_name', 'name.last_name'], text: ['job_title', 'email_addresses'], reference: ['company'] },
  deal: {
    name: ['name'],
    stage: ['stage'],
    time: ['stage.active_from'],
    number: ['value'],
    choice: ['value.currency_code'],
    reference: ['associated_company', 'associated_people'],
  },
  meeting: {
    time: ['start.datetime', 'end.datetime'],
    day: ['start.date'],
    flag: ['is_all_day'],
    reference: ['people', 'companies', 'deals'],
  },
  note: { reference: ['people', 'companies', 'deals'] },
  task: {
    name: ['content_plaintext'],
    time: ['completed_at'],
    dayOrTime: ['deadline_at'],
    flag: ['is_completed'],
    reference: ['people', 'companies', 'deals', 'assignees'],
  },
  member: { name: ['first_name', 'last_name'], text: ['email_address'], choice: ['access_level'] },
}

/** The attributes that are read, those of one's own among them. */
export function fieldsFor({ fields }: ResolvedOptions): FieldForm {
  const { sentiment, sentimentDate, veto, role, department, reportsTo, optOut, noEmail, parent, owner, segment, closeDate, dealKind } =
    fields
  const custom: FieldTable = {
    company: { reference: named(parent, owner), text: named(segment) },
    person: {
      sentiment: named(sentiment),
      dayOrTime: named(sentimentDate),
      veto: named(veto),
      choice: named(role),
      text: named(department),
      reference: named(reportsTo),
      privacy: named(optOut, noEmail),
    },
    deal: { dayOrTime: named(closeDate), choice: named(dealKind) },
  }
  return {
    fields: [OWN, custom].reduce(withFields, EVERY),
    choices: CHOICES,
    isReference: (text, ids) => idsIn(text).every(id => UUID.test(id) || ids.has(id)),
  }
}

/** What the lists of Attio come with. */
const CHOICES: ChoiceTables = { 'member.access_level': { there: 'admin|member', suspended: 'suspended' } }

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
