import { type ChoiceTables, type FieldForm, type FieldTable, forEach, named, withFields } from '../fieldTable.js'
import { ZOHO_OBJECTS, type ZohoKind } from './objects.js'
import type { ResolvedOptions } from './options.js'
import { plainId } from './row.js'

const EVERY = forEach(ZOHO_OBJECTS, { time: ['Created_Time', 'Modified_Time', 'deleted_time'] })
const ACTIVITY = { reference: ['Who_Id', 'What_Id'], choice: ['$se_module'] } as const

const OWN: FieldTable = {
  account: { name: ['Account_Name'], reference: ['Parent_Account', 'Owner'], number: ['Annual_Revenue'], choice: ['Currency'] },
  contact: {
    name: ['Full_Name', 'First_Name', 'Last_Name'],
    text: ['Title', 'Department', 'Email'],
    reference: ['Account_Name', 'Reporting_To'],
    privacy: ['Email_Opt_Out', '$stop_processing'],
  },
  deal: {
    name: ['Deal_Name'],
    reference: ['Account_Name', 'Contact_Name'],
    number: ['Amount'],
    day: ['Closing_Date'],
    stage: ['Stage'],
    choice: ['Type', 'Currency'],
    text: ['Reason_For_Loss__s'],
  },
  contactRole: { reference: ['Deal', 'Contact'], choice: ['Contact_Role'] },
  event: { ...ACTIVITY, time: ['Start_DateTime', 'End_DateTime'], flag: ['All_day'] },
  call: { ...ACTIVITY, time: ['Call_Start_Time'], number: ['Call_Duration_in_seconds'], choice: ['$se_module', 'Outgoing_Call_Status'] },
  task: { ...ACTIVITY, name: ['Subject'], time: ['Closed_Time'], day: ['Due_Date'], choice: ['$se_module', 'Status'] },
  note: { reference: ['Parent_Id'], choice: ['$se_module'] },
  user: { name: ['full_name', 'first_name', 'last_name'], text: ['email'], choice: ['status'] },
  participant: { reference: ['participant'], choice: ['type', 'status'] },
}

/** The fields that are read, the custom ones among them. */
export function fieldsFor({ fields }: ResolvedOptions): FieldForm {
  const { sentiment, sentimentDate, veto, role, optOut, segment } = fields
  const contact = {
    sentiment: named(sentiment),
    dayOrTime: named(sentimentDate),
    veto: named(veto),
    choice: named(role),
    privacy: named(optOut),
  }
  return {
    fields: [OWN, { contact, account: { text: named(segment) } }].reduce(withFields, EVERY),
    choices: CHOICES,
    spellings: (type, name) => (type === 'reference' ? [name, `${name}.id`] : [name]),
    parts: ['participant'] satisfies ZohoKind[],
    isReference: (text, ids) => REFERENCE.test(text.trim()) || ids.has(plainId(text)),
  }
}

/** Bulk exports put the mark of Zoho CRM before ids. */
const REFERENCE = /^(?:zcrm_)?\d{1,30}$/

const MODULES = 'Products|Quotes|Sales_Orders|Purchase_Orders|Invoices|Campaigns|Vendors|Cases|Solutions|Leads|Price_Books'
const RELATED = { deal: 'Deals|Potentials', account: 'Accounts', contact: 'Contacts', other: MODULES }

/** What the lists of Zoho come with. */
const CHOICES: ChoiceTables = {
  'event.$se_module': RELATED,
  'call.$se_module': RELATED,
  'task.$se_module': RELATED,
  'note.$se_module': RELATED,
  'participant.type': { contact: 'contact', user: 'user', other: 'lead|email' },
  'participant.status': { declined: 'declined', other: 'not_known|accepted|tentative|needs_action|invited|attended' },
  'call.Outgoing_Call_Status': { held: 'Completed', notHeld: 'Scheduled|Overdue|Cancelled' },
  'user.status': { active: 'active', left: 'inactive|disabled|deleted|closed' },
  'task.Status': {
    completed: 'Completed|Abgeschlossen|Erledigt|Terminé|Terminée|Completada|Completado|Completato|Completata|Concluído|Concluída|Voltooid',
    started: 'In Progress|In Bearbeitung|En cours|En curso|In corso|Em andamento|Bezig',
    open: `Not Started|Deferred|Waiting for input|Waiting on someone else|Nicht gestartet|Nicht begonnen|Zurückgestellt|Non commencé|Différé
      |No iniciada|Aplazada|Non iniziata|Rinviata|Não iniciada|Adiada|Niet gestart|Uitgesteld`,
  },
}
