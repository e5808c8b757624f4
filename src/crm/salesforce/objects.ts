/** The kinds of records that are imported. */
export const SALESFORCE_OBJECTS = [
  'Account',
  'Contact',
  'AccountContactRelation',
  'AccountContactRole',
  'OpportunityContactRole',
  'Opportunity',
  'Task',
  'Event',
  'Individual',
  'EventRelation',
  'TaskRelation',
  'BuyingCommittee',
  'BuyingCommitteeMember',
  'BuyingCommitteeRole',
  'BuyingComteMbrRoleAsgnt',
  'AccountPlan',
  'AccountPlanObjective',
  'AccountPlanStakeholder',
  'OpportunityHistory',
  'FieldHistory',
  'User',
] as const

/** A kind of record that is imported. `FieldHistory` is that of any object, such as ContactHistory or OpportunityFieldHistory. */
export type SalesforceObject = (typeof SALESFORCE_OBJECTS)[number]

/** The object of a name in any case, singular or plural, with or without underscores. */
export function objectNamed(name: string): SalesforceObject | undefined {
  const plain = name.trim().replaceAll('_', '').toLowerCase()
  return BY_NAME.get(plain) ?? BY_NAME.get(plain.replace(/changeevent$/, '')) ?? (HISTORY.test(plain) ? 'FieldHistory' : undefined)
}

/** The objects that hold what the fields of others were before, and the sub-queries for them. */
const HISTORY = /^(?:account|contact|opportunityfield|accountcontactrelation|opportunitycontactrole)?histor(?:y|ies)$/

/** The object that the first three characters of an id tell; their case is left aside, because no two objects here differ by it. */
export function objectOfId(id: string): SalesforceObject | undefined {
  return BY_PREFIX.get(id.slice(0, 3).toUpperCase())
}

/** The field in which a record of a sub-query would name the record around it. */
export function fieldOfParent(parent: SalesforceObject, child: SalesforceObject): string | undefined {
  return PARENT_FIELDS.get(parent)?.get(child)
}

/** Whether records of the object only tell what those of others were before. */
export function isHistory(object: SalesforceObject): boolean {
  return object === 'FieldHistory' || object === 'OpportunityHistory'
}

/** Whether the id names a lead. */
export function isLead(id: string): boolean {
  return id.startsWith('00Q')
}

/** Whether the id names one of us, who uses Salesforce. */
export function isUser(id: string): boolean {
  return id.startsWith('005')
}

const BY_NAME = new Map(
  SALESFORCE_OBJECTS.flatMap(object => {
    const name = object.toLowerCase()
    return [name, `${name}s`, name.replace(/y$/, 'ies')].map(form => [form, object] as const)
  }),
).set('childaccounts', 'Account')

const BY_PREFIX: ReadonlyMap<string, SalesforceObject> = new Map([
  ['001', 'Account'],
  ['003', 'Contact'],
  ['006', 'Opportunity'],
  ['00K', 'OpportunityContactRole'],
  ['07K', 'AccountContactRelation'],
  ['02Z', 'AccountContactRole'],
  ['0RE', 'EventRelation'],
  ['0RT', 'TaskRelation'],
  ['00T', 'Task'],
  ['00U', 'Event'],
  ['0PK', 'Individual'],
  ['005', 'User'],
])

const PARENT_FIELDS: ReadonlyMap<SalesforceObject, ReadonlyMap<SalesforceObject, string>> = new Map([
  fieldsBelow('Account', [
    ['Account', 'ParentId'],
    ['Contact', 'AccountId'],
    ['AccountContactRelation', 'AccountId'],
    ['AccountContactRole', 'AccountId'],
    ['Opportunity', 'AccountId'],
    ['BuyingCommittee', 'AccountId'],
    ['AccountPlan', 'AccountId'],
    ['FieldHistory', 'AccountId'],
    ['Task', 'AccountId'],
    ['Event', 'AccountId'],
  ]),
  fieldsBelow('Contact', [
    ['AccountContactRelation', 'ContactId'],
    ['AccountContactRole', 'ContactId'],
    ['OpportunityContactRole', 'ContactId'],
    ['BuyingCommitteeMember', 'ReferenceMemberId'],
    ['AccountPlanStakeholder', 'StakeholderRefnRecordId'],
    ['AccountPlanObjective', 'ExternalStakeholderId'],
    ['Task', 'WhoId'],
    ['Event', 'WhoId'],
    ['FieldHistory', 'ContactId'],
  ]),
  fieldsBelow('Opportunity', [
    ['OpportunityContactRole', 'OpportunityId'],
    ['Task', 'WhatId'],
    ['Event', 'WhatId'],
    ['OpportunityHistory', 'OpportunityId'],
    ['FieldHistory', 'OpportunityId'],
  ]),
  fieldsBelow('Event', [['EventRelation', 'EventId']]),
  fieldsBelow('Task', [['TaskRelation', 'TaskId']]),
  fieldsBelow('BuyingCommittee', [['BuyingCommitteeMember', 'BuyingCommitteeId']]),
  fieldsBelow('BuyingCommitteeMember', [['BuyingComteMbrRoleAsgnt', 'BuyingCommitteeMemberId']]),
  fieldsBelow('BuyingCommitteeRole', [['BuyingComteMbrRoleAsgnt', 'BuyingCommitteeRoleId']]),
  fieldsBelow('AccountPlan', [
    ['AccountPlanObjective', 'AccountPlanId'],
    ['AccountPlanStakeholder', 'AccountPlanId'],
  ]),
  fieldsBelow('AccountPlanObjective', [['AccountPlanStakeholder', 'AccountPlanObjectiveId']]),
  fieldsBelow('Individual', [['Contact', 'IndividualId']]),
])

function fieldsBelow(
  parent: SalesforceObject,
  fields: readonly (readonly [child: SalesforceObject, field: string])[],
): [SalesforceObject, ReadonlyMap<SalesforceObject, string>] {
  return [parent, new Map(fields)]
}
