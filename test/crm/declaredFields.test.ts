import { fromAttio } from 'account-village/attio'
import { fromDynamics } from 'account-village/dynamics'
import { fromHubSpot } from 'account-village/hubspot'
import { fromPipedrive } from 'account-village/pipedrive'
import { fromSalesforce, type ImportResult } from 'account-village/salesforce'
import { fromZoho } from 'account-village/zoho'
import { describe, expect, it } from 'vitest'
import { fieldsFor as attioFields } from '../../src/crm/attio/fields.js'
import { resolvedOptions as attioOptions } from '../../src/crm/attio/options.js'
import { fieldsFor as dynamicsFields } from '../../src/crm/dynamics/fields.js'
import { resolvedOptions as dynamicsOptions } from '../../src/crm/dynamics/options.js'
import { FIELD_TYPES, type FieldForm, type FieldType } from '../../src/crm/fieldTable.js'
import { fieldsFor as hubSpotFields } from '../../src/crm/hubspot/fields.js'
import { resolvedOptions as hubSpotOptions } from '../../src/crm/hubspot/options.js'
import { fieldsFor as pipedriveFields } from '../../src/crm/pipedrive/fields.js'
import { resolvedOptions as pipedriveOptions } from '../../src/crm/pipedrive/options.js'
import { fieldsFor as salesforceFields } from '../../src/crm/salesforce/fields.js'
import { resolvedOptions as salesforceOptions } from '../../src/crm/salesforce/options.js'
import { fieldsFor as zohoFields } from '../../src/crm/zoho/fields.js'
import { resolvedOptions as zohoOptions } from '../../src/crm/zoho/options.js'
import { id, type ObjectName, rest } from './salesforce/records.js'

type Row = { readonly [field: string]: unknown }
type Rows = { readonly [kind: string]: Row }

/** A source with one record of each kind, all of which are read. */
interface Source {
  readonly name: string
  readonly form: FieldForm
  readonly rows: Rows
  readonly read: (rows: Rows) => ImportResult
  /** What a field needs beside it to be asked. */
  readonly beside?: { readonly [field: string]: Row }
}

/** Names, titles and notes are always readable, and what somebody can stop may be said in any words. */
const TEXTS: readonly FieldType[] = ['name', 'text', 'veto']

/** Every field that is read as something else than text; of those that all kinds have, such as when a record was made, that of one kind. */
function readable(form: FieldForm): (readonly [field: string, kind: string, name: string, type: FieldType])[] {
  const all = declared(form)
  const kinds = Object.keys(form.fields).length
  const isCommon = (wanted: string): boolean => all.filter(([, , name]) => name === wanted).length > kinds / 2
  return all.filter(([field, , name]) => !isCommon(name) || all.find(each => each[2] === name)?.[0] === field)
}

function declared(form: FieldForm): (readonly [field: string, kind: string, name: string, type: FieldType])[] {
  return Object.entries(form.fields).flatMap(([kind, fields]) =>
    FIELD_TYPES.filter(type => !TEXTS.includes(type)).flatMap(type =>
      (fields[type] ?? []).map(name => [`${kind}.${name}`, kind, name, type] as const),
    ),
  )
}

/** How much is told of what is wrong or unknown. */
function told({ issues, unmapped }: ImportResult): number {
  return issues.length + unmapped.reduce((sum, { count }) => sum + count, 0)
}

const UNREADABLE = '⁂ not that'

const sf = (object: ObjectName, fields: object) => rest(object, 'Only1', fields)
const [ACCOUNT, CONTACT, OPPORTUNITY] = [id('Account', 'Only1'), id('Contact', 'Only1'), id('Opportunity', 'Only1')]

const salesforce: Source = {
  name: 'Salesforce',
  form: salesforceFields(
    salesforceOptions({ fields: { sentiment: 'Mood__c', sentimentDate: 'Moody__c', unitShare: 'Share__c', drivenBy: 'By__c' } }),
  ),
  rows: {
    Account: sf('Account', { Name: 'Nordwalz' }),
    Contact: sf('Contact', {
      IndividualId: id('Individual', 'Only1'),
      AccountId: ACCOUNT,
      LastName: 'Okafor',
      Email: 'a@b.example',
      Mood__c: 0.5,
      Moody__c: '2026-03-02',
    }),
    Individual: sf('Individual', {}),
    AccountContactRelation: sf('AccountContactRelation', { AccountId: ACCOUNT, ContactId: CONTACT }),
    AccountContactRole: sf('AccountContactRole', { AccountId: ACCOUNT, ContactId: CONTACT }),
    OpportunityContactRole: sf('OpportunityContactRole', { OpportunityId: OPPORTUNITY, ContactId: CONTACT }),
    Opportunity: sf('Opportunity', {
      AccountId: ACCOUNT,
      Name: 'Renewal',
      Amount: 5,
      CurrencyIsoCode: 'EUR',
      CloseDate: '2027-01-31',
      StageName: 'Qualification',
    }),
    Task: sf('Task', { WhoId: CONTACT, Status: 'Completed', ActivityDate: '2026-03-02', Mood__c: 0.5 }),
    Event: sf('Event', { WhoId: CONTACT, ActivityDate: '2026-03-02', Mood__c: 0.5 }),
    EventRelation: sf('EventRelation', { EventId: id('Event', 'Only1'), RelationId: CONTACT }),
    TaskRelation: sf('TaskRelation', { TaskId: id('Task', 'Only1'), RelationId: CONTACT }),
    BuyingCommittee: sf('BuyingCommittee', { AccountId: ACCOUNT }),
    BuyingCommitteeMember: sf('BuyingCommitteeMember', {
      BuyingCommitteeId: id('BuyingCommittee', 'Only1'),
      ReferenceMemberId: CONTACT,
      CompetitorsMentionedTxt: 'Vulkan',
      LastResearchedDateTime: '2026-03-02T09:00:00Z',
    }),
    AccountPlan: sf('AccountPlan', { AccountId: ACCOUNT }),
    AccountPlanObjective: sf('AccountPlanObjective', {
      AccountPlanId: id('AccountPlan', 'Only1'),
      Name: 'No stops',
      Status: 'New',
      Priority: 'High',
      CreatedDate: '2026-03-02',
    }),
    AccountPlanStakeholder: sf('AccountPlanStakeholder', { AccountPlanId: id('AccountPlan', 'Only1'), StakeholderRefnRecordId: CONTACT }),
    BuyingCommitteeRole: sf('BuyingCommitteeRole', { Name: 'User' }),
    BuyingComteMbrRoleAsgnt: sf('BuyingComteMbrRoleAsgnt', {
      BuyingCommitteeMemberId: id('BuyingCommitteeMember', 'Only1'),
      BuyingCommitteeRoleId: id('BuyingCommitteeRole', 'Only1'),
    }),
    OpportunityHistory: sf('OpportunityHistory', { OpportunityId: OPPORTUNITY, CreatedDate: '2026-03-02', Amount: 4 }),
    User: sf('User', { Name: 'Kim Ito', IsActive: true, LastModifiedDate: '2026-03-02' }),
    FieldHistory: sf('ContactHistory', { ContactId: CONTACT, Field: 'Title', CreatedDate: '2026-03-02' }),
  },
  read: rows =>
    fromSalesforce(
      Object.fromEntries(Object.entries(rows).map(([kind, row]) => [kind === 'FieldHistory' ? 'ContactHistory' : kind, [row]])),
      { fields: { sentiment: 'Mood__c', sentimentDate: 'Moody__c', unitShare: 'Share__c', drivenBy: 'By__c' } },
    ),
  beside: { 'Account.PersonHasOptedOutOfEmail': { PersonContactId: CONTACT } },
}

const HUBSPOT = { fields: { sentiment: 'mood', sentimentDate: 'moody', reportsTo: 'boss', optOut: 'leave', drivenBy: 'driver' } }
const done = { hs_timestamp: '2026-03-02T09:00:00Z', companies: ['901'], contacts: ['51'], mood: 0.5 }
const hubspot: Source = {
  name: 'HubSpot',
  form: hubSpotFields(hubSpotOptions(HUBSPOT)),
  rows: {
    company: { id: '901', name: 'Tessin' },
    contact: { id: '51', lastname: 'Okafor', associatedcompanyid: '901', mood: 0.5, moody: '2026-03-02' },
    deal: {
      id: '7',
      dealname: 'Renewal',
      companies: ['901'],
      amount: 5,
      deal_currency_code: 'EUR',
      closedate: '2027-01-31',
      dealstage: 'contractsent',
    },
    meeting: { id: '1', ...done },
    call: { id: '1', ...done },
    email: { id: '1', ...done },
    note: { id: '1', ...done },
    task: { id: '1', ...done, hs_task_status: 'COMPLETED' },
    communication: { id: '1', ...done },
    feedback_submission: { id: '1', contacts: ['51'], hs_survey_type: 'NPS', hs_value: 9, hs_submission_timestamp: '2026-03-02T09:00:00Z' },
    stage: { id: 'own', label: 'Own', metadata: {} },
    owner: { id: '9', firstName: 'Kim', is_active: true },
    history: { value: 'CFO', timestamp: '2026-03-02T09:00:00Z' },
  },
  read: ({ history, contact, ...rows }) => {
    const all = { ...rows, contact: { ...contact, propertiesWithHistory: { jobtitle: [history] } } }
    return fromHubSpot(Object.fromEntries(Object.entries(all).map(([kind, row]) => [kind, [row]])), HUBSPOT)
  },
}

const guid = (n: number): string => `0000000${n}-0000-4000-8000-000000000000`
const DYNAMICS = { fields: { sentiment: 'mood', sentimentDate: 'moody', reportsTo: 'boss', kind: 'what', optOut: 'leave' } }
const dynamics: Source = {
  name: 'Dynamics',
  form: dynamicsFields(dynamicsOptions(DYNAMICS)),
  rows: {
    account: { accountid: guid(1), name: 'Nordwalz' },
    contact: {
      contactid: guid(2),
      fullname: 'Anneke Kurz',
      emailaddress1: 'a@b.example',
      parentcustomerid: guid(1),
      mood: 0.5,
      moody: '2026-03-02',
    },
    connectionrole: { connectionroleid: guid(3), name: 'Influencer', category: 1000 },
    opportunity: {
      opportunityid: guid(4),
      name: 'Renewal',
      parentaccountid: guid(1),
      statecode: 2,
      actualclosedate: '2026-03-02',
      transactioncurrencyid: guid(8),
      estimatedvalue: 5,
    },
    connection: {
      connectionid: guid(5),
      record1id: guid(2),
      record1objecttypecode: 2,
      record2id: guid(1),
      record2objecttypecode: 1,
      record1roleid: guid(3),
    },
    activitypointer: {
      activityid: guid(6),
      activitytypecode: 'appointment',
      statecode: 1,
      actualstart: '2026-03-02T09:00:00Z',
      regardingobjectid: guid(2),
      mood: 0.5,
    },
    activityparty: { activitypartyid: guid(7), activityid: guid(6), partyid: guid(2), participationtypemask: 5 },
    transactioncurrency: { transactioncurrencyid: guid(8), isocurrencycode: 'EUR' },
    systemuser: { systemuserid: guid(9), fullname: 'Kim Ito' },
    ...Object.fromEntries(
      ['appointment', 'serviceappointment', 'email', 'phonecall', 'task', 'letter', 'fax'].map((table, i) => [
        table,
        {
          activityid: `9000000${i}-0000-4000-8000-000000000000`,
          statecode: 1,
          actualstart: '2026-03-02T09:00:00Z',
          regardingobjectid: guid(2),
        },
      ]),
    ),
  },
  beside: { 'connection.record2roleid': { record1id: guid(1), record1objecttypecode: 1, record2id: guid(2), record2objecttypecode: 2 } },
  read: rows => fromDynamics(Object.fromEntries(Object.entries(rows).map(([kind, row]) => [kind, [row]])), DYNAMICS),
}

const PIPEDRIVE = {
  fields: { sentiment: 'mood', sentimentDate: 'moody', role: 'role', reportsTo: 'boss', optOut: 'leave', dealKind: 'what' },
  dealRoles: { signer: 'approver' },
} as const
const pipedrive: Source = {
  name: 'Pipedrive',
  form: pipedriveFields(pipedriveOptions(PIPEDRIVE)),
  rows: {
    organization: { id: 7, name: 'Lindholm' },
    organizationRelationship: { id: 1, rel_owner_org_id: 7, rel_linked_org_id: 7, type: 'related' },
    person: { id: 1, name: 'Mira', org_id: 7, mood: 0.5, moody: '2026-03-02' },
    deal: { id: 6, title: 'Renewal', org_id: 7, status: 'won', close_time: '2026-03-02', value: 5, currency: 'EUR' },
    activity: { id: 3, subject: 'Visit', done: true, type: 'meeting', due_date: '2026-03-02', person_id: 1 },
    note: { id: 4, content: 'x', add_time: '2026-03-02 09:00:00', person_id: 1 },
    participant: { id: 5, deal_id: 6, person_id: 1 },
    user: { id: 5, name: 'Kim Ito', email: 'kim@us.example' },
    attendee: { person_id: 1 },
    email: { value: 'mira@lindholm.example' },
  },
  read: ({ attendee, email, activity, person, ...rows }) => {
    const all = { ...rows, person: { ...person, emails: [email] }, activity: { ...activity, attendees: [attendee] } }
    return fromPipedrive(Object.fromEntries(Object.entries(all).map(([kind, row]) => [kind, [row]])), PIPEDRIVE)
  },
}

const ZOHO = { fields: { sentiment: 'mood', sentimentDate: 'moody', role: 'role', optOut: 'leave' } }
const zoho: Source = {
  name: 'Zoho',
  form: zohoFields(zohoOptions(ZOHO)),
  rows: {
    account: { id: '1', Account_Name: 'Brennfeld', Annual_Revenue: 5, Currency: 'EUR' },
    contact: { id: '2', Full_Name: 'Ines Vogt', Account_Name: { id: '1' }, Email: 'a@b.example', mood: 0.5, moody: '2026-03-02' },
    deal: {
      id: '3',
      Deal_Name: 'Renewal',
      Account_Name: { id: '1' },
      Stage: 'Closed Won',
      Closing_Date: '2026-03-02',
      Amount: 5,
      Currency: 'EUR',
    },
    contactRole: { Deal: { id: '3' }, Contact: { id: '2' }, Contact_Role: { id: '9', name: 'User' } },
    event: { id: '4', Start_DateTime: '2026-03-02T09:00:00Z', End_DateTime: '2026-03-02T10:00:00Z', Who_Id: { id: '2' } },
    call: { id: '5', Call_Start_Time: '2026-03-02T09:00:00Z', Who_Id: { id: '2' } },
    task: { id: '6', Status: 'Completed', Closed_Time: '2026-03-02T09:00:00Z', Who_Id: { id: '2' } },
    note: { id: '7', Created_Time: '2026-03-02T09:00:00Z', Parent_Id: { id: '3' } },
    user: { id: '8', full_name: 'Kim Ito', status: 'active' },
    participant: { type: 'contact', participant: '2' },
  },
  read: ({ participant, event, ...rows }) => {
    const all = { ...rows, event: { ...event, Participants: [participant] } }
    return fromZoho(Object.fromEntries(Object.entries(all).map(([kind, row]) => [kind, [row]])), ZOHO)
  },
}

const ATTIO = {
  fields: {
    sentiment: 'mood',
    sentimentDate: 'moody',
    role: 'role',
    reportsTo: 'boss',
    optOut: 'leave',
    noEmail: 'no_mail',
    parent: 'holding',
    owner: 'keeper',
    closeDate: 'closes',
    dealKind: 'what',
  },
}
const attio: Source = {
  name: 'Attio',
  form: attioFields(attioOptions(ATTIO)),
  rows: {
    company: { record_id: '1', name: 'Brennfeld' },
    person: { record_id: '2', name: 'Ines Vogt', company: '1', email_addresses: 'a@b.example', mood: 0.5, moody: '2026-03-02' },
    deal: {
      record_id: '3',
      name: 'Renewal',
      associated_company: '1',
      stage: 'Won',
      'stage.active_from': '2026-03-02T09:00:00Z',
      value: 5,
      'value.currency_code': 'EUR',
    },
    meeting: { id: '4', start: { datetime: '2026-03-02T09:00:00Z' }, end: { datetime: '2026-03-02T10:00:00Z' }, people: '2' },
    note: { id: '5', created_at: '2026-03-02T09:00:00Z', people: '2' },
    task: { id: '6', is_completed: true, completed_at: '2026-03-02T09:00:00Z', people: '2' },
    member: { id: '7', first_name: 'Kim', access_level: 'member' },
  },
  read: rows => fromAttio(Object.fromEntries(Object.entries(rows).map(([kind, row]) => [kind, [row]])), ATTIO),
  beside: {
    'meeting.start.datetime': { start: null },
    'meeting.start.date': { start: null },
    'meeting.end.datetime': { start: { datetime: '2026-03-02T09:00:00Z' }, end: null },
  },
}

/** Fields without which another is asked in their place: what cannot be read is not what the other says. */
const INSTEAD = ['RoleName']

describe.each([salesforce, hubspot, dynamics, pipedrive, zoho, attio])('a field that $name has', ({ form, rows, read, beside = {} }) => {
  const withValue = (kind: string, name: string, value: unknown): ImportResult =>
    read({ ...rows, [kind]: { ...rows[kind], ...beside[`${kind}.${name}`], ...(value !== undefined && { [name]: value }) } })

  const whole = read(rows)

  it('is declared for every kind of record that there is', () => {
    expect(Object.keys(form.fields).filter(kind => rows[kind] === undefined)).toEqual([])
  })

  it.each(readable(form))('is told when it cannot be read, and means nothing else: %s', (field, kind, name, type) => {
    const [unreadable, absent] = [withValue(kind, name, UNREADABLE), withValue(kind, name, null)]
    const given = beside[field] === undefined ? whole : withValue(kind, name, undefined)
    expect([field, told(unreadable) > told(given)]).toEqual([field, true])
    const isPrivate = type === 'privacy' || name === 'leave'
    const people = unreadable.villages.flatMap(({ stakeholders }) => stakeholders)
    if (isPrivate) expect(people.every(({ email }) => email === undefined)).toBe(true)
    else if (type === 'stage')
      expect(unreadable.villages[0]?.decisions.filter(each => each.retractedAt === undefined)).toMatchObject([{ stateUnknown: true }])
    else if (!INSTEAD.includes(name)) expect(unreadable.villages).toEqual(absent.villages)
  })
})
