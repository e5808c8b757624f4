import type { Village } from '../../model/village.js'
import type { AccountReport } from '../../report/accountReport.js'
import { checkGiven } from '../../village/given.js'
import { issuesOf, openLedger } from '../ledger.js'
import { batchesOf, type SalesforceWrite, type Upsert } from './batches.js'
import { checkWriteOptions, type SalesforceWriteOptions } from './writeOptions.js'
import { roleUpserts } from './writeRoles.js'
import { reportUpserts } from './writeScores.js'

/**
 * The records that bring roles, scores and findings into Salesforce. Writing them is up to the caller; nothing is ever deleted.
 *
 * A village gives its roles, those that have not ended: of a decision as OpportunityContactRole, of the account as AccountContactRole or
 * where `accountRoles` says; what was read from a record goes back under its id. A report gives its scores and findings, in the fields that
 * the options name. Reading the roles again by `fromSalesforce` gives the same roles.
 *
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { createVillage } from 'account-village'
 * import { toSalesforce } from 'account-village/salesforce'
 * const village = createVillage({
 *   account: { id: '0015g00000Nw4tQAAR', name: 'Nordwalz' },
 *   stakeholders: [{ id: '0035g00000Be2rTAAR', roles: ['economicBuyer'] }],
 * })
 * const { batches } = toSalesforce(village)
 * batches[0]?.object //=> 'AccountContactRole'
 * batches[0]?.records[0]?.Role //=> 'Economic Buyer'
 */
export function toSalesforce(given: Village | AccountReport, options: SalesforceWriteOptions = {}): SalesforceWrite {
  checkGiven('toSalesforce', given, ['village', 'report'])
  checkWriteOptions(options)
  const ledger = openLedger()
  const upserts = 'schemaVersion' in given ? roleUpserts(given, options, ledger) : reportUpserts(given, options, ledger)
  return { batches: batchesOf(onceEach(upserts)), issues: issuesOf(ledger) }
}

/** Each record once: those who are in one committee share it. */
function onceEach(upserts: readonly Upsert[]): Upsert[] {
  return [...new Map(upserts.map(upsert => [JSON.stringify(upsert), upsert])).values()]
}
