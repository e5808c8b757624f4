import { ATTIO_FORMAT } from '../../crm/attio/format.js'
import { collector } from '../../crm/attio/fromAttio.js'
import { linksOf } from '../../crm/attio/groupLinks.js'
import { fromAttio } from '../../crm/attio/index.js'
import type { ImportSource } from './source.js'

export const attio: ImportSource = {
  name: 'attio',
  description: 'Make villages of companies, people, deals, meetings and notes exported from Attio',
  fields: {
    sentiment: 'the slug of the attribute of people that holds a sentiment',
    sentimentDate: 'the slug of the one that holds its date',
    veto: 'the slug of the one that says who can stop a decision',
    role: 'the slug of the one that holds buying roles',
    department: 'the slug of the one that holds the department',
    reportsTo: 'the slug of the manager field',
    optOut: 'the slug of the one that says who is to be left out',
    noEmail: 'the slug of the one that says who wants no e-mail',
    parent: 'the slug of the attribute of companies with the company that they belong to',
    owner: 'the slug of the attribute of companies with the member of the workspace who looks after them',
    segment: 'the slug of the attribute of companies that holds their segment',
    closeDate: 'the slug of the attribute of deals that says when they are expected to close',
    dealKind: 'the slug of the one that says whether it is a renewal or an expansion',
  },
  texts: {},
  grouping: { format: ATTIO_FORMAT, linksOf, collector },
  importFrom: fromAttio,
}
