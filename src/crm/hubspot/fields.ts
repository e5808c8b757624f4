import { type ChoiceTables, type FieldForm, type FieldTable, forEach, named, withFields } from '../fieldTable.js'
import { idOf } from './ids.js'
import { HUBSPOT_OBJECTS } from './objects.js'
import type { ResolvedOptions } from './options.js'

const EVERY = forEach(HUBSPOT_OBJECTS, {
  time: ['createdAt', 'updatedAt', 'hs_createdate', 'createdate', 'hs_lastmodifieddate', 'lastmodifieddate'],
  flag: ['archived', '_fivetran_deleted', 'is_deleted'],
})

/** Where contacts have the name of their company, in the API and in files for people. */
export const COMPANY_NAMES = ['company', 'Company name', 'Associated Company']

const OWN: FieldTable = {
  company: { name: ['name'], reference: ['hs_parent_company_id', 'hubspot_owner_id'] },
  contact: {
    name: ['firstname', 'lastname'],
    text: ['jobtitle', 'email', 'hs_additional_emails', 'hs_legal_basis', ...COMPANY_NAMES],
    reference: ['associatedcompanyid'],
    privacy: ['hs_email_optout'],
  },
  deal: {
    name: ['dealname'],
    dayOrTime: ['closedate'],
    number: ['amount'],
    flag: ['hs_is_closed', 'hs_is_closed_won', 'hs_is_closed_lost'],
    stage: ['dealstage'],
    choice: ['dealtype', 'deal_currency_code'],
    reference: ['hs_primary_associated_company'],
  },
  ...forEach(['meeting', 'call', 'email', 'note', 'task', 'communication'], { time: ['hs_timestamp'] }),
  feedback_submission: {
    time: ['hs_submission_timestamp'],
    sentiment: ['hs_value'],
    choice: ['hs_survey_type', 'hs_response_group'],
    text: ['hs_contact_email_rollup', 'hs_contact_email'],
  },
  owner: { name: ['firstName', 'lastName'], text: ['email'], flag: ['is_active'] },
  history: { time: ['timestamp'] },
  stage: { flag: ['metadata.isClosed', 'is_closed'], number: ['metadata.probability', 'probability'] },
}

const ACTIVITIES: FieldTable = {
  meeting: { time: ['hs_meeting_start_time', 'hs_meeting_end_time'], choice: ['hs_meeting_outcome'] },
  call: { number: ['hs_call_duration'], choice: ['hs_call_status', 'hs_call_disposition'] },
  email: { choice: ['hs_email_status', 'hs_email_direction'], text: ['hs_email_from_email'] },
  task: { name: ['hs_task_subject'], time: ['hs_task_completion_date'], choice: ['hs_task_status', 'hs_task_type'] },
}

/** The properties that are read, the custom ones among them. */
export function fieldsFor({ fields, surveyScales }: ResolvedOptions): FieldForm {
  const { sentiment, sentimentDate, veto, role, department, reportsTo, optOut, segment, drivenBy } = fields
  const custom: FieldTable = {
    ...forEach(['meeting', 'call', 'email', 'note', 'task', 'communication'], { sentiment: named(sentiment), reference: named(drivenBy) }),
    company: { text: named(segment) },
    contact: {
      sentiment: named(sentiment),
      dayOrTime: named(sentimentDate),
      veto: named(veto),
      choice: [role],
      text: [department],
      reference: named(reportsTo),
      privacy: named(optOut),
    },
  }
  const surveys = Object.fromEntries([...surveyScales.keys()].map(type => [type, type]))
  return {
    fields: [OWN, ACTIVITIES, custom].reduce(withFields, EVERY),
    choices: { ...CHOICES, 'feedback_submission.hs_survey_type': { ...SURVEYS, ...surveys } },
    // Histories tell themselves of values without a time.
    parts: ['stage'],
    isReference: (text, ids) => /^\d{1,20}$/.test(text.trim()) || KINDS_NAMED.some(kind => ids.has(idOf(kind, text))),
  }
}

/** The kinds of objects that properties name. */
const KINDS_NAMED = ['company', 'contact', 'owner'] as const

const SURVEYS = { nps: 'NPS', ces: 'CES', csat: 'CSAT', custom: 'CUSTOM|KNOWLEDGE|KNOWLEDGE_BASE' }

/** What the lists of HubSpot come with, by the value and the label of each, and as its pages translate the most frequent. */
const CHOICES: ChoiceTables = {
  'meeting.hs_meeting_outcome': {
    SCHEDULED: 'SCHEDULED|Geplant|Planifiée|Planifié|Programada|Programmata|Agendada|Gepland',
    COMPLETED: 'COMPLETED|Abgeschlossen|Terminée|Terminé|Completada|Completata|Concluída|Voltooid',
    RESCHEDULED: 'RESCHEDULED|Verschoben|Neu geplant|Replanifiée|Reprogrammée|Reprogramada|Riprogrammata|Reagendada|Verzet',
    NO_SHOW: 'NO_SHOW|Nicht erschienen|Absence|Absent|No se presentó|Non presentato|Não compareceu|Niet verschenen',
    CANCELED: 'CANCELED|CANCELLED|Abgesagt|Storniert|Annulée|Annulé|Cancelada|Annullata|Geannuleerd',
  },
  'call.hs_call_status': {
    COMPLETED: 'COMPLETED|IN_PROGRESS|CONNECTING|CALLING_CRM_USER|MISSED|HOLD|Abgeschlossen',
    BUSY: 'BUSY',
    FAILED: 'FAILED',
    NO_ANSWER: 'NO_ANSWER',
    QUEUED: 'QUEUED',
    RINGING: 'RINGING',
    CANCELED: 'CANCELED|CANCELLED',
  },
  'call.hs_call_disposition': {
    CONNECTED: 'f240bbac-87c9-4f6e-bf70-924b57d47db7|Connected|Verbunden',
    LIVE_MESSAGE: 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff|Left live message',
    BUSY: '9d9162e7-6cf3-4944-bf63-4dff82258764|Busy|Besetzt',
    VOICEMAIL: 'b2cf5968-551e-4856-9783-52b3da59a7d0|Left voicemail|Voicemail hinterlassen',
    NO_ANSWER: '73a0d17f-1163-4015-bdd5-ec830791da20|No answer|Keine Antwort',
    WRONG_NUMBER: '17b47fee-58de-441e-a44c-c6300d46f273|Wrong number|Falsche Nummer',
  },
  'email.hs_email_status': {
    SENT: 'SENT|Gesendet',
    BOUNCED: 'BOUNCED',
    FAILED: 'FAILED',
    SCHEDULED: 'SCHEDULED',
    SENDING: 'SENDING',
  },
  'email.hs_email_direction': {
    INCOMING_EMAIL: 'INCOMING_EMAIL|INCOMING',
    EMAIL: 'EMAIL|OUTGOING_EMAIL|OUTGOING',
    FORWARDED_EMAIL: 'FORWARDED_EMAIL|FORWARDED',
  },
  'task.hs_task_status': {
    COMPLETED: 'COMPLETED|Abgeschlossen|Erledigt|Terminée|Terminé|Completada|Completata|Concluída|Voltooid',
    STARTED: 'IN_PROGRESS|In Bearbeitung|En cours',
    OPEN: 'NOT_STARTED|WAITING|DEFERRED|Nicht begonnen|Non commencée|No iniciada|Non iniziata|Não iniciada|Niet gestart',
  },
  'task.hs_task_type': {
    CALL: 'CALL|Anruf',
    EMAIL: 'EMAIL|E-Mail',
    TODO: 'TODO|To-do|LINKED_IN|LINKED_IN_CONNECT|LINKED_IN_MESSAGE|MEETING',
  },
  'feedback_submission.hs_response_group': {
    promoter: 'promoter|2|happy|satisfied|easy',
    passive: 'passive|1|neutral',
    detractor: 'detractor|0|unhappy|dissatisfied|hard',
  },
}
