import { HUBSPOT_FORMAT } from '../../crm/hubspot/format.js'
import { collector } from '../../crm/hubspot/fromHubSpot.js'
import { linksOf } from '../../crm/hubspot/groupLinks.js'
import { fromHubSpot } from '../../crm/hubspot/index.js'
import type { ImportSource } from './source.js'

export const hubspot: ImportSource = {
  name: 'hubspot',
  description: 'Make villages of companies, contacts, deals, activities, surveys and associations exported from HubSpot',
  fields: {
    sentiment: 'the property on contacts and activities that holds a sentiment',
    sentimentDate: 'the property on contacts that holds its date',
    veto: 'the property that says who can stop a decision',
    role: 'the property that holds buying roles; hs_buying_role when absent',
    department: 'the property that holds the department',
    reportsTo: 'the property with the contact a person reports to',
    optOut: 'the property that says who is to be left out',
    segment: 'the property on companies that holds their segment',
    drivenBy: 'the property on activities with the contact who drove them',
  },
  texts: {
    blocker: 'stance or veto: what the buying role BLOCKER says of a person',
  },
  grouping: { format: HUBSPOT_FORMAT, linksOf, collector },
  importFrom: fromHubSpot,
}
