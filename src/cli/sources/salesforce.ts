import { SALESFORCE_FORMAT } from '../../crm/salesforce/format.js'
import { collector } from '../../crm/salesforce/fromSalesforce.js'
import { linksOf } from '../../crm/salesforce/groupLinks.js'
import { fromSalesforce } from '../../crm/salesforce/index.js'
import type { ImportSource, NamedFile } from './source.js'

export const salesforce: ImportSource = {
  name: 'salesforce',
  description: 'Make villages of Accounts, Contacts, roles, Opportunities and activities exported from Salesforce',
  fields: {
    sentiment: 'the custom field on Contact, Task and Event that holds a sentiment',
    sentimentDate: 'the custom field on Contact that holds its date',
    veto: 'the custom field that says who can stop a decision',
    unitShare: 'the custom field that holds the share of a unit',
    segment: 'the custom field on Account that holds its segment',
    drivenBy: 'the custom field on Task and Event with the contact who drove it',
  },
  texts: {},
  grouping: { format: SALESFORCE_FORMAT, linksOf, collector },
  filesIn: filesOfPlan,
  importFrom: fromSalesforce,
}

/** The files of an entry of a plan, as `sf data export tree --plan` writes it. */
function filesOfPlan(value: unknown): readonly NamedFile[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const table: unknown = Reflect.get(value, 'sobject')
  const files: unknown = Reflect.get(value, 'files')
  if (typeof table !== 'string' || !Array.isArray(files)) return undefined
  return files.flatMap((each: unknown) => {
    const path: unknown = typeof each === 'object' && each !== null ? Reflect.get(each, 'file') : each
    return typeof path === 'string' ? [{ path, table }] : []
  })
}
