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
] as const

/** A kind of record that is imported. */
export type SalesforceObject = (typeof SALESFORCE_OBJECTS)[number]

/** The object of a name in any case, singular or plural, with or without underscores. */
export function objectNamed(name: string): SalesforceObject | undefined {
  return BY_NAME.get(name.trim().replaceAll('_', '').toLowerCase())
}

/** The object that the first three characters of an id tell; their case is left aside, because no two objects here differ by it. */
export function objectOfId(id: string): SalesforceObject | undefined {
  return BY_PREFIX.get(id.slice(0, 3).toUpperCase())
}

/** The field in which a record of a sub-query would name the record around it. */
export function fieldOfParent(parent: SalesforceObject, child: SalesforceObject): string | undefined {
  return PARENT_FIELDS.get(parent)?.get(child)
}

/** Whether the id names a lead. */
export function isLead(id: string): boolean {
  return id.startsWith('00Q')
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
  ['00T', 'Task'],
  ['00U', 'Event'],
  ['0PK', 'Individual'],
])

const PARENT_FIELDS: ReadonlyMap<SalesforceObject, ReadonlyMap<SalesforceObject, string>> = new Map([
  fieldsBelow('Account', [
    ['Account', 'ParentId'],
    ['Contact', 'AccountId'],
    ['AccountContactRelation', 'AccountId'],
    ['AccountContactRole', 'AccountId'],
    ['Opportunity', 'AccountId'],
    ['Task', 'AccountId'],
    ['Event', 'AccountId'],
  ]),
  fieldsBelow('Contact', [
    ['AccountContactRelation', 'ContactId'],
    ['AccountContactRole', 'ContactId'],
    ['OpportunityContactRole', 'ContactId'],
    ['Task', 'WhoId'],
    ['Event', 'WhoId'],
  ]),
  fieldsBelow('Opportunity', [
    ['OpportunityContactRole', 'OpportunityId'],
    ['Task', 'WhatId'],
    ['Event', 'WhatId'],
  ]),
  fieldsBelow('Individual', [['Contact', 'IndividualId']]),
])

function fieldsBelow(
  parent: SalesforceObject,
  fields: readonly (readonly [child: SalesforceObject, field: string])[],
): [SalesforceObject, ReadonlyMap<SalesforceObject, string>] {
  return [parent, new Map(fields)]
}
