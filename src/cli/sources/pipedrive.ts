import { PIPEDRIVE_FORMAT } from '../../crm/pipedrive/format.js'
import { collector } from '../../crm/pipedrive/fromPipedrive.js'
import { linksOf } from '../../crm/pipedrive/groupLinks.js'
import { fromPipedrive } from '../../crm/pipedrive/index.js'
import type { ImportSource } from './source.js'

export const pipedrive: ImportSource = {
  name: 'pipedrive',
  description: 'Make villages of organizations, persons, deals, activities and notes exported from Pipedrive',
  fields: {
    sentiment: 'the key of the custom field on persons that holds a sentiment',
    sentimentDate: 'the key of the one that holds its date',
    veto: 'the key of the one that says who can stop a decision',
    role: 'the key of the one that holds buying roles; it may be label_ids',
    department: 'the key of the one that holds the department',
    reportsTo: 'the key of the manager field',
    optOut: 'the key of the one that says who is to be left out',
    segment: 'the key of the custom field on organizations that holds their segment',
    dealKind: 'the key of the custom field on deals that says whether it is a renewal or an expansion',
  },
  texts: {},
  grouping: { format: PIPEDRIVE_FORMAT, linksOf, collector },
  importFrom: fromPipedrive,
}
