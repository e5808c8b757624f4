import { InvalidArgumentError } from '../../errors.js'
import type { Village } from '../../model/village.js'
import { type AccountReport, accountReport } from '../../report/accountReport.js'
import { checkNumbers } from '../../support/finite.js'
import { reading } from '../../support/reading.js'
import { checkGiven, makeFrom } from '../../village/given.js'
import type { Snapshot } from '../../village/snapshot.js'
import { issuesOf, type Ledger, openLedger } from '../ledger.js'
import { wrongOption } from '../options.js'
import { batchesOf, type SalesforceWrite, type Upsert } from './batches.js'
import { rolesInSnapshot, rolesInVillage } from './roleWriting.js'
import { moveUpserts } from './writeMoves.js'
import { checkWriteOptions, type SalesforceWriteOptions } from './writeOptions.js'
import { roleUpserts } from './writeRoles.js'
import { reportUpserts } from './writeScores.js'

/**
 * The records that bring roles, scores and findings into Salesforce. Writing them is up to the caller; nothing is ever deleted.
 * They are made anew at each call and may be changed.
 *
 * A village gives its roles, those without an end: of a decision as OpportunityContactRole, of the account as AccountContactRole or
 * where `accountRoles` says; what was read from a record goes back under its id. A report gives its scores and findings, in the fields that
 * the options name; a snapshot gives both, the roles being those of its day. Reading the roles again by `fromSalesforce` gives the same
 * roles. A snapshot also gives its moves as tasks where `moves` asks for them.
 *
 * @throws InvalidArgumentError for an option that makes no sense, or that asks for moves of what is no snapshot
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
export function toSalesforce(source: Village | Snapshot | AccountReport, options: SalesforceWriteOptions = {}): SalesforceWrite {
  checkGiven('toSalesforce', source, ['village', 'snapshot', 'report'])
  if ('formulaVersion' in source) checkNumbers('toSalesforce', source)
  reading('toSalesforce', 'options', () => checkWriteOptions(options))
  if (options.moves === true && ('formulaVersion' in source || 'schemaVersion' in source)) {
    throw new InvalidArgumentError('toSalesforce', [wrongOption('moves', 'needs a snapshot, whose day says what is due. Pass one.')])
  }
  return makeFrom('toSalesforce', 'source', source, () => written(source, options))
}

function written(source: Village | Snapshot | AccountReport, options: SalesforceWriteOptions): SalesforceWrite {
  const ledger = openLedger()
  return { batches: batchesOf(upsertsOf(source, options, ledger)), issues: issuesOf(ledger) }
}

function upsertsOf(given: Village | Snapshot | AccountReport, options: SalesforceWriteOptions, ledger: Ledger): Upsert[] {
  if ('formulaVersion' in given) return onceEach(reportUpserts(given, options, ledger))
  if ('schemaVersion' in given) return onceEach(roleUpserts(rolesInVillage(given), options, ledger))
  const said = [
    ...roleUpserts(rolesInSnapshot(given), options, ledger),
    ...reportUpserts(accountReport(given, { sensitivity: false }), options, ledger),
  ]
  // Two moves may say the same, and are two tasks.
  return [...onceEach(said), ...(options.moves === true ? moveUpserts(given, options, ledger) : [])]
}

/** Each record once: those who are in one committee share it. */
function onceEach(upserts: readonly Upsert[]): Upsert[] {
  return [...new Map(upserts.map(upsert => [JSON.stringify(upsert), upsert])).values()]
}
