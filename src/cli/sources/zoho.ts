import { ZOHO_FORMAT } from '../../crm/zoho/format.js'
import { collector } from '../../crm/zoho/fromZoho.js'
import { linksOf } from '../../crm/zoho/groupLinks.js'
import { fromZoho } from '../../crm/zoho/index.js'
import type { ImportSource } from './source.js'

export const zoho: ImportSource = {
  name: 'zoho',
  description: 'Make villages of Accounts, Contacts, Deals, contact roles and activities exported from Zoho CRM',
  fields: {
    sentiment: 'the API name of the custom field on Contacts that holds a sentiment',
    sentimentDate: 'the API name of the one that holds its date',
    veto: 'the API name of the one that says who can stop a decision',
    role: 'the API name of the one that holds buying roles',
    optOut: 'the API name of the one that says who is to be left out',
    segment: 'the API name of the custom field on Accounts that holds their segment',
  },
  texts: {},
  grouping: { format: ZOHO_FORMAT, linksOf, collector },
  importFrom: fromZoho,
}
