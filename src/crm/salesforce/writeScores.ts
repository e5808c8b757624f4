import type { AccountReport } from '../../report/accountReport.js'
import { firmFinding } from '../../report/outlookSummary.js'
import type { PersonReport } from '../../report/people.js'
import type { Finding } from '../../risk/finding.js'
import { fingerprint } from '../../support/hash.js'
import { type FirmScores, firmAnswer, firmScores } from '../firmScores.js'
import { type Ledger, report } from '../ledger.js'
import type { Upsert } from './batches.js'
import { identityOf, referenceTo } from './references.js'
import type { SalesforceFindingFields, SalesforceWriteOptions } from './writeOptions.js'

/** The records that hold the scores and the findings of a report, in the fields that the options name. */
export function reportUpserts(given: AccountReport, options: SalesforceWriteOptions, ledger: Ledger): Upsert[] {
  const { Contact = {}, Account = {}, Opportunity = {} } = options.fields ?? {}
  const { findings } = options
  const people = given.people.filter(({ placeholder }) => !placeholder)
  return [
    ...scored('Account', given.account.id, scoresIn(accountScores(given), Account), options, ledger),
    ...firmScores(given).flatMap(scores =>
      scored('Opportunity', scores.decision, scoresIn(decisionScores(scores, given), Opportunity), options, ledger),
    ),
    ...people.flatMap(person => scored('Contact', person.stakeholder, scoresIn(personScores(person, given), Contact), options, ledger)),
    ...(findings === undefined ? [] : given.risks.map(finding => findingFrom(finding, findings, given, options))),
  ]
}

type Scores = { readonly [name: string]: unknown }

function personScores({ sentiment, power, outlook }: PersonReport, given: AccountReport): Scores {
  const { probabilityOfYes, worthSaving } = firmAnswer(outlook, given)
  return {
    sentiment: sentiment.value,
    reliability: sentiment.reliability,
    power: power.share,
    probabilityOfYes,
    worthSaving,
    lastHeardAt: sentiment.lastHeardAt,
  }
}

function accountScores({ sentiment, asOf }: AccountReport): Scores {
  return { sentiment: sentiment.value, state: sentiment.state, coverage: sentiment.coverage, asOf }
}

function decisionScores({ probabilityOfYes, revenueAtRisk }: FirmScores, { asOf }: AccountReport): Scores {
  return { probabilityOfYes, revenueAtRisk, asOf }
}

/** The scores under the names of their fields. What is unknown empties its field: an old number would pass for a new one. */
function scoresIn(scores: Scores, fields: object): Scores {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      typeof field === 'string' && Object.hasOwn(scores, name) ? [[field, scores[name] ?? null] as const] : [],
    ),
  )
}

function scored(
  object: 'Account' | 'Contact' | 'Opportunity',
  id: string,
  scores: Scores,
  options: SalesforceWriteOptions,
  ledger: Ledger,
): Upsert[] {
  if (Object.keys(scores).length === 0) return []
  const identity = identityOf(object, id, options)
  if (identity === undefined) {
    const message = `It has no Salesforce id, so its scores were left out. Name its external-id field in externalIds.${object}.`
    report(ledger, { object, id }, 'invalidId', message)
    return []
  }
  return [{ externalId: identity.externalId, record: { attributes: { type: object }, ...identity.fields, ...scores } }]
}

/** A finding of the same rule about the same people is the same finding, whenever it is found. */
function findingFrom(finding: Finding, fields: SalesforceFindingFields, given: AccountReport, options: SalesforceWriteOptions): Upsert {
  const { object, key, account, ...named } = fields
  const people = [...finding.stakeholders].sort()
  const reference = account === undefined ? undefined : referenceTo('Account', given.account.id, options)
  const values = {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    people: people.join(';'),
    revenueAtRisk: firmFinding(finding, given.outlooks).revenueAtRisk?.amount,
    asOf: given.asOf,
  }
  return {
    externalId: key,
    record: {
      attributes: { type: object },
      [key]: fingerprint(JSON.stringify([given.account.id, finding.rule, people])),
      ...(account !== undefined && reference?.AccountId !== undefined && { [account]: reference.AccountId }),
      ...scoresIn(values, named),
    },
  }
}
