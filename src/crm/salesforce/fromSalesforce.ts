import { VillageError } from '../../errors.js'
import type { Village } from '../../model/village.js'
import { compareText } from '../../support/order.js'
import { createVillage } from '../../village/village.js'
import { coverageOf } from '../coverage.js'
import { groupedBy } from '../grouping.js'
import { issuesOf, openLedger, report, unmappedOf } from '../ledger.js'
import type { ImportResult } from '../result.js'
import { accountsIn } from './accounts.js'
import { activitiesIn } from './activities.js'
import type { Context } from './context.js'
import { opportunitiesIn } from './decisions.js'
import { draftOf } from './draft.js'
import type { SalesforceInput } from './input.js'
import { linksIn } from './links.js'
import { readingFrom, type SalesforceOptions } from './options.js'
import { membersOf } from './people.js'
import type { Plan } from './plan.js'
import { withheldIn } from './privacy.js'
import { sourceOf } from './records.js'
import { rowsOf } from './rows.js'

/**
 * The villages in records of Salesforce: one for each account, or for each topmost account.
 *
 * It takes records of Account, Contact, AccountContactRelation, OpportunityContactRole, Opportunity, Task, Event and Individual as the REST
 * API, jsforce, a bulk export or a warehouse gives them, in any order, and nothing in them makes it throw: what cannot be taken as it is
 * comes back as an issue. The same records always give the same villages, so that importing them again and recording the result changes
 * nothing.
 *
 * People whose Individual says that they are to be forgotten, or that they opted out of profiling or processing, are left out without a
 * trace.
 *
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { fromSalesforce } from 'account-village/salesforce'
 * const { villages, coverage } = fromSalesforce({
 *   Account: [{ Id: '0015g00000Aq1cZAAR', Name: 'Brennfeld Armaturen' }],
 *   Contact: [{ Id: '0035g00000Lr7uQAAR', AccountId: '0015g00000Aq1cZAAR', Name: 'Ines Vogt', Department: 'Maintenance' }],
 *   AccountContactRelation: [
 *     { Id: '07k5g00000Tz0aBAAR', AccountId: '0015g00000Aq1cZAAR', ContactId: '0035g00000Lr7uQAAR', Roles: 'Business User;Influencer' },
 *   ],
 * })
 * villages[0]?.account.name //=> 'Brennfeld Armaturen'
 * villages[0]?.roles.map(({ role }) => role) //=> ['influencer', 'user']
 * coverage.accounts[0]?.missingClasses //=> ['decider']
 */
export function fromSalesforce(input: SalesforceInput, options: SalesforceOptions = {}): ImportResult {
  const reading = readingFrom(options)
  const ledger = openLedger()
  const source = sourceOf(rowsOf(input, ledger), ledger)
  const withheld = withheldIn(source, ledger)
  const accounts = accountsIn(source, withheld, reading.subsidiaries, ledger)
  const context: Context = { source, reading, ledger, withheld, accounts, strangers: new Map() }
  const villages = plansIn(context).flatMap(villageFrom)
  reportStrangers(context)
  return {
    villages,
    issues: issuesOf(ledger).filter(({ id }) => id === undefined || !withheld.has(id)),
    unmapped: unmappedOf(ledger),
    coverage: { accounts: villages.map(coverageOf), leftOut: { ...ledger.leftOut } },
  }
}

/** What is to become the villages, in the order of the ids of their accounts. */
function plansIn(context: Context): Plan[] {
  const opportunities = opportunitiesIn(context)
  const links = groupedBy(linksIn(context, opportunities), link => link.village)
  const activities = groupedBy(activitiesIn(context, opportunities), activity => activity.village)
  const decisions = groupedBy(opportunities.values(), opportunity => opportunity.village)
  return [...new Set(context.accounts.villages.values())].sort(compareText).map(id => ({
    context,
    id,
    members: membersOf(links.get(id) ?? []),
    links: links.get(id) ?? [],
    activities: activities.get(id) ?? [],
    decisions: (decisions.get(id) ?? []).flatMap(({ decision }) => decision ?? []),
    opportunities,
  }))
}

/** The village; none when it breaks the contract of a village, which then is an issue. */
function villageFrom(plan: Plan): Village[] {
  try {
    return [createVillage(draftOf(plan))]
  } catch (error) {
    if (!(error instanceof VillageError)) throw error
    report(plan.context.ledger, { object: 'Account', id: plan.id }, 'refused', error.message)
    return []
  }
}

function reportStrangers({ strangers, source, ledger }: Context): void {
  for (const [id, count] of strangers) {
    const fate = source.gone.has(id) ? 'was deleted' : 'is not in the import'
    report(ledger, { object: 'Account', id }, 'missingRecord', `It ${fate}, so the records that belong to it (${count}) were left out.`)
  }
}
