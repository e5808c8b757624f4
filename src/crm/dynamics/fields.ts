import { type ChoiceTables, type FieldForm, type FieldTable, forEach, named, withFields } from '../fieldTable.js'
import { idFrom, isGuid } from './ids.js'
import { FORMATTED } from './lookups.js'
import { NAMED_LOOKUPS } from './namedLookups.js'
import type { ResolvedOptions } from './options.js'
import { PARTS } from './parties.js'
import { DYNAMICS_TABLES } from './tables.js'

const EVERY = forEach(DYNAMICS_TABLES, { time: ['createdon', 'modifiedon'], flag: ['merged'], reference: ['masterid', 'ownerid'] })

const OWN: FieldTable = {
  account: { name: ['name'], reference: ['parentaccountid'], privacy: ['msdyn_gdproptout'] },
  contact: {
    name: ['fullname', 'firstname', 'lastname'],
    text: ['jobtitle', 'department', 'emailaddress1'],
    reference: ['parentcustomerid', 'accountid'],
    privacy: ['msdyn_gdproptout', 'donotemail', 'donotbulkemail', 'donotsendmm'],
    choice: ['statecode', 'msdyn_orgchangestatus', 'accountrolecode', 'msdyn_decisioninfluencetag'],
  },
  connection: {
    dayOrTime: ['effectivestart', 'effectiveend'],
    choice: ['statecode', 'record1roleid.category', 'record2roleid.category'],
    reference: ['record1id', 'record2id', 'record1roleid', 'record2roleid'],
  },
  connectionrole: { name: ['name'], choice: ['category'] },
  opportunity: {
    name: ['name'],
    dayOrTime: ['estimatedclosedate', 'actualclosedate'],
    number: ['actualvalue', 'estimatedvalue'],
    stage: ['statecode'],
    choice: ['statuscode'],
    reference: ['parentaccountid', 'customerid', 'parentcontactid', 'transactioncurrencyid'],
  },
  activitypointer: {
    name: ['subject'],
    text: ['statuscode'],
    time: ['actualstart', 'senton', 'actualend', 'scheduledstart', 'scheduledend'],
    flag: ['isalldayevent'],
    number: ['actualdurationminutes', 'scheduleddurationminutes'],
    choice: ['statecode', 'activitytypecode'],
    reference: ['regardingobjectid'],
  },
  systemuser: {
    name: ['fullname', 'firstname', 'lastname'],
    text: ['jobtitle', 'title', 'internalemailaddress'],
    flag: ['isdisabled'],
  },
  activityparty: { choice: ['participationtypemask'], reference: ['activityid', 'partyid'] },
  transactioncurrency: { text: ['isocurrencycode'] },
}

/** The columns that are read, the custom ones among them. */
export function fieldsFor({ fields }: ResolvedOptions): FieldForm {
  const { sentiment, sentimentDate, veto, reportsTo, kind, optOut, segment } = fields
  const custom: FieldTable = {
    account: { text: named(segment) },
    contact: {
      sentiment: named(sentiment),
      dayOrTime: named(sentimentDate),
      veto: named(veto),
      reference: named(reportsTo),
      privacy: named(optOut),
    },
    connection: { veto: named(veto) },
    opportunity: { choice: named(kind) },
    activitypointer: { sentiment: named(sentiment) },
  }
  return { fields: [OWN, custom].reduce(withFields, EVERY), choices: CHOICES, spellings: spellingsOf, isReference }
}

/**
 * Ids are those of rows, or have the form of one; a single word may be made up. In some lookups files for people have names, which are looked
 * up later, and the role on a side of a connection may be called by its name.
 */
function isReference(text: string, ids: ReadonlySet<string>, name: string): boolean {
  const isNamed = NAMED_LOOKUPS.includes(name) || /^record[12]roleid$/.test(name)
  return isNamed || isGuid(text) || ids.has(idFrom(text)) || /^[\w-]+$/.test(text.trim())
}

/** A lookup has its id in one of several columns, and a choice its label in an annotation beside its code. */
function spellingsOf(type: string, name: string): readonly string[] {
  if (type === 'reference') return [`_${name}_value`, name, `${name}.id`]
  return type === 'choice' || type === 'stage' ? [name, `${name}${FORMATTED}`] : [name]
}

const ACTIVE = {
  active: '0|Active|Aktiv|Actif|Activo|Activa|Attivo|Attiva|Ativo|Ativa|Actief',
  inactive: '1|Inactive|Inaktiv|Inactif|Inactivo|Inactiva|Inattivo|Inattiva|Inativo|Inativa|Inactief|Niet actief',
}

const CATEGORIES = {
  stakeholder: '1000|Stakeholder|Projektbeteiligter|Beteiligter|Partie prenante|Parte interesada|Parte interessata|Belanghebbende',
  other:
    '1|2|3|4|5|1001|1002|Business|Family|Social|Sales|Other|Sales Team|Service|Geschäftlich|Familie|Sozial|Vertrieb|Sonstiges|Vertriebsteam',
}

/** What the choice columns of Dynamics hold, by code and by label, and as its pages translate the most frequent. */
const CHOICES: ChoiceTables = {
  'contact.statecode': ACTIVE,
  'connection.statecode': ACTIVE,
  'contact.msdyn_orgchangestatus': { 'not at company': '1|Not at Company', other: '0|2|No Feedback|Ignore' },
  'activitypointer.statecode': {
    open: '0|Open|Offen|Ouvert|Ouverte|Abierto|Abierta|Aperto|Aperta|Aberto|Aberta',
    completed: '1|Completed|Abgeschlossen|Terminé|Terminée|Completado|Completada|Completato|Completata|Concluído|Concluída|Voltooid',
    canceled: '2|Canceled|Cancelled|Storniert|Abgebrochen|Annulé|Annulée|Cancelado|Cancelada|Annullato|Annullata|Geannuleerd',
    scheduled: '3|Scheduled|Geplant|Planifié|Planifiée|Programado|Programada|Pianificato|Pianificata|Agendado|Agendada|Gepland',
  },
  'connectionrole.category': CATEGORIES,
  'connection.record1roleid.category': CATEGORIES,
  'connection.record2roleid.category': CATEGORIES,
  'activityparty.participationtypemask': Object.fromEntries(PARTS.map((part, i) => [part, `${i + 1}|${part}`])),
}
