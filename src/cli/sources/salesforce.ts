import { fromSalesforce } from '../../crm/salesforce/index.js'
import type { ImportSource } from './source.js'

export const salesforce: ImportSource = {
  name: 'salesforce',
  title: 'Salesforce',
  description: 'Make villages of Accounts, Contacts, roles, Opportunities and activities exported from Salesforce',
  fields: {
    sentiment: 'the custom field on Contact, Task and Event that holds a sentiment',
    sentimentDate: 'the custom field on Contact that holds its date',
    veto: 'the custom field that says who can stop a decision',
    unitShare: 'the custom field that holds the share of a unit',
    drivenBy: 'the custom field on Task and Event with the contact who drove it',
  },
  texts: {},
  importFrom: fromSalesforce,
}
