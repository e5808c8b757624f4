import { DYNAMICS_FORMAT } from '../../crm/dynamics/format.js'
import { collector } from '../../crm/dynamics/fromDynamics.js'
import { linksOf } from '../../crm/dynamics/groupLinks.js'
import { fromDynamics } from '../../crm/dynamics/index.js'
import type { ImportSource } from './source.js'

export const dynamics: ImportSource = {
  name: 'dynamics',
  description: 'Make villages of accounts, contacts, connections, opportunities and activities exported from Dynamics 365',
  fields: {
    sentiment: 'the column on contacts and activities that holds a sentiment',
    sentimentDate: 'the column on contacts that holds its date',
    veto: 'the column that says who can stop a decision',
    reportsTo: 'the lookup on contacts with the person they report to',
    kind: 'the column on opportunities that says whether it is a renewal',
    optOut: 'the column on contacts that says who wants to be left out altogether',
    segment: 'the column on accounts that holds their segment',
  },
  texts: { asOf: 'the moment of the export: appointments that were over by then count as held' },
  grouping: { format: DYNAMICS_FORMAT, linksOf, collector },
  importFrom: fromDynamics,
}
