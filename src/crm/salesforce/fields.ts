import { type ChoiceTables, type FieldForm, type FieldTable, forEach, named, withFields } from '../fieldTable.js'
import { isTreeReference, shortId } from './ids.js'
import { SALESFORCE_OBJECTS } from './objects.js'
import type { SalesforceFields } from './options.js'

const EVERY = forEach(SALESFORCE_OBJECTS, {
  time: ['CreatedDate', 'LastModifiedDate', 'SystemModstamp'],
  flag: ['IsDeleted'],
  reference: ['MasterRecordId', 'OwnerId'],
  name: ['Account.Name'],
})

const PRIVACY = ['ShouldForget', 'HasOptedOutProcessing', 'HasOptedOutProfiling']
const PART = { reference: ['ContactId'], choice: ['Role'] } as const
const ACTIVITY = { day: ['ActivityDate'], reference: ['WhoId', 'WhatId', 'AccountId'] } as const

const OWN: FieldTable = {
  Account: { name: ['Name'], reference: ['ParentId', 'PersonContactId', 'PersonIndividualId'], privacy: ['PersonHasOptedOutOfEmail'] },
  Contact: {
    name: ['Name', 'FirstName', 'LastName'],
    text: ['Title', 'Email', 'Department'],
    reference: ['AccountId', 'ReportsToId', 'IndividualId'],
    privacy: ['HasOptedOutOfEmail', ...PRIVACY.map(name => `Individual.${name}`)],
  },
  Individual: { privacy: PRIVACY },
  AccountContactRelation: { reference: ['AccountId', 'ContactId'], flag: ['IsActive'], day: ['StartDate', 'EndDate'], choice: ['Roles'] },
  AccountContactRole: { ...PART, reference: ['ContactId', 'AccountId'] },
  OpportunityContactRole: { ...PART, reference: ['ContactId', 'OpportunityId'] },
  Opportunity: {
    name: ['Name'],
    reference: ['AccountId'],
    number: ['Amount'],
    day: ['CloseDate'],
    flag: ['IsClosed', 'IsWon'],
    stage: ['StageName'],
    choice: ['Type', 'CurrencyIsoCode'],
  },
  Task: {
    ...ACTIVITY,
    time: ['CompletedDateTime'],
    number: ['CallDurationInSeconds'],
    name: ['Subject'],
    flag: ['IsClosed'],
    choice: ['Status', 'TaskSubtype', 'Type'],
  },
  Event: { ...ACTIVITY, time: ['StartDateTime'], number: ['DurationInMinutes'], flag: ['IsAllDayEvent', 'IsChild'] },
  EventRelation: { reference: ['EventId', 'RelationId'], flag: ['IsWhat'], choice: ['Status'] },
  TaskRelation: { reference: ['TaskId', 'RelationId'], flag: ['IsWhat'] },
  BuyingCommittee: { reference: ['AccountId'] },
  BuyingCommitteeMember: {
    reference: ['BuyingCommitteeId', 'ReferenceMemberId'],
    choice: ['AdditionMethod'],
    text: ['CompetitorsMentionedTxt'],
    time: ['LastResearchedDateTime'],
  },
  BuyingCommitteeRole: { name: ['Name'] },
  BuyingComteMbrRoleAsgnt: { reference: ['BuyingCommitteeMemberId', 'BuyingCommitteeRoleId'], choice: ['RoleName'] },
  AccountPlan: { reference: ['AccountId'] },
  AccountPlanObjective: {
    name: ['Name'],
    text: ['Description'],
    reference: ['AccountPlanId', 'ExternalStakeholderId'],
    day: ['StartDate', 'EndDate'],
    dayOrTime: ['DueDate'],
    choice: ['Status', 'Priority'],
  },
  AccountPlanStakeholder: { reference: ['AccountPlanId', 'AccountPlanObjectiveId', 'StakeholderRefnRecordId'] },
  User: { name: ['Name', 'FirstName', 'LastName'], text: ['Title', 'Email', 'Department'], flag: ['IsActive'] },
  OpportunityHistory: { reference: ['OpportunityId'], number: ['Amount'], day: ['CloseDate'], text: ['StageName'] },
  FieldHistory: {
    reference: ['OpportunityId', 'ContactId', 'AccountId', 'ParentId', 'AccountContactRelationId', 'OpportunityContactRoleId'],
  },
}

/** The fields that are read, the custom ones among them. */
export function fieldsFor({ fields }: { readonly fields: SalesforceFields }): FieldForm {
  const { sentiment, sentimentDate, veto, unitShare, segment, drivenBy, move } = fields
  const custom: FieldTable = {
    ...forEach(['Contact', 'AccountContactRelation', 'AccountContactRole', 'OpportunityContactRole'], { veto: named(veto) }),
    ...forEach(['Task', 'Event'], { sentiment: named(sentiment), reference: named(drivenBy) }),
    Account: { number: named(unitShare), text: named(segment) },
    Task: { text: named(move) },
  }
  const contact = { Contact: { sentiment: named(sentiment), dayOrTime: named(sentimentDate), number: named(unitShare) } }
  return {
    fields: [OWN, custom, contact].reduce(withFields, EVERY),
    choices: CHOICES,
    spellings: (type, name) => (type === 'reference' ? [name, `${relationOf(name)}.Id`] : [name]),
    parts: ['OpportunityHistory', 'FieldHistory'],
    isReference: text => shortId(text) !== undefined || isTreeReference(text.trim()),
  }
}

/** The name of the related record that a field leads to. */
function relationOf(name: string): string {
  return name.endsWith('__c') ? name.replace(/c$/, 'r') : name.replace(/Id$/, '')
}

/** What the lists of Salesforce come with, and as its pages translate them. */
const CHOICES: ChoiceTables = {
  'Task.Status': {
    Completed:
      'Completed|Abgeschlossen|Erledigt|Terminé|Terminée|Completada|Completado|Finalizada|Completato|Completata|Concluída|Concluído|Voltooid',
    Started: 'In Progress|In Bearbeitung|En cours|En curso|In corso|Em andamento|Bezig',
    Open: `Not Started|Waiting on someone else|Deferred|Open|Nicht begonnen|Wartet auf jemand anderen|Zurückgestellt|Pas encore commencé
      |Non démarré|En attente|Différé|No iniciada|En espera|Aplazada|Non iniziata|Non iniziato|In attesa|Rinviato|Não iniciada|Não iniciado
      |Aguardando|Adiada|Niet gestart|Wacht op iemand anders|Uitgesteld`,
  },
  'Task.TaskSubtype': { call: 'Call', email: 'Email', listEmail: 'ListEmail', Task: 'Task', Cadence: 'Cadence', LinkedIn: 'LinkedIn' },
  'EventRelation.Status': {
    Declined: 'Declined|Abgelehnt|Refusé|Refusée|Rechazado|Rechazada|Rifiutato|Recusado|Geweigerd|Afgewezen',
    Accepted:
      'Accepted|New|Undecided|Uninvited|Maybe|Angenommen|Zugesagt|Neu|Accepté|Nouveau|Aceptado|Nuevo|Accettato|Nuovo|Aceito|Novo|Geaccepteerd|Nieuw',
  },
  'AccountPlanObjective.Status': {
    open: 'New|In Progress|Neu|In Bearbeitung|Nouveau|En cours|Nuevo|En curso|Nuovo|In corso|Novo|Em andamento|Nieuw|Bezig',
    closed: 'Closed|Geschlossen|Abgeschlossen|Fermé|Cerrado|Chiuso|Fechado|Gesloten',
  },
  'AccountPlanObjective.Priority': {
    high: 'High|Hoch|Élevée|Haute|Alta|Alto|Hoog',
    medium: 'Medium|Mittel|Moyenne|Media|Média|Gemiddeld',
    low: 'Low|Niedrig|Faible|Basse|Baja|Bassa|Baixa|Laag',
  },
  'BuyingCommitteeMember.AdditionMethod': { Agent: 'Agent', Manual: 'Manual|User|Automatic|Import' },
}
