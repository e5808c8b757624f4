import type { AccountReport } from '../../report/accountReport.js'
import { type FirmScores, firmAnswer } from '../firmScores.js'
import type { HubSpotScoreProperties } from './writeOptions.js'

/** Values of properties by their names. */
export interface Properties {
  readonly [name: string]: string
}

/** The scores of each person, under the names of the portal's properties. */
export function contactScores(report: AccountReport, names: HubSpotScoreProperties['contact'] = {}): ReadonlyMap<string, Properties> {
  const people = report.people.filter(({ placeholder }) => !placeholder)
  return new Map(
    people.map(({ stakeholder: id, sentiment, power, outlook }) => [
      id,
      named(names, {
        sentiment: number(sentiment.value),
        reliability: number(sentiment.reliability),
        power: number(power.share),
        probabilityOfYes: number(firmAnswer(outlook, report).probabilityOfYes),
        worthSaving: number(firmAnswer(outlook, report).worthSaving),
        lastHeardAt: day(sentiment.lastHeardAt),
        findings: lines(report.risks.filter(({ stakeholders }) => stakeholders.includes(id))),
      }),
    ]),
  )
}

/** The scores of the account. */
export function companyScores({ sentiment, risks, asOf }: AccountReport, names: HubSpotScoreProperties['company'] = {}): Properties {
  return named(names, {
    sentiment: number(sentiment.value),
    state: sentiment.state,
    coverage: number(sentiment.coverage),
    findings: lines(risks),
    asOf: day(asOf),
  })
}

/** The scores of a decision. */
export function dealScores(
  { probabilityOfYes, revenueAtRisk }: FirmScores,
  { asOf }: AccountReport,
  names: HubSpotScoreProperties['deal'] = {},
): Properties {
  return named(names, { probabilityOfYes: number(probabilityOfYes), revenueAtRisk: number(revenueAtRisk), asOf: day(asOf) })
}

function named(names: object, values: object): Properties {
  const all = new Map<string, unknown>(Object.entries(values))
  const own = Object.entries(names).flatMap(([measure, name]): [string, string][] =>
    typeof name === 'string' && all.has(measure) ? [[name, String(all.get(measure))]] : [],
  )
  return Object.fromEntries(own)
}

/** To four digits after the point; a portal has no use for more. What is unknown empties the property: an old number would pass for a new one. */
function number(value: number | undefined): string {
  return value === undefined ? '' : String(Math.round(value * 1e4) / 1e4 + 0)
}

function day(instant: string | undefined): string {
  return instant?.slice(0, 10) ?? ''
}

/** Findings tell no names. */
function lines(findings: AccountReport['risks']): string {
  return findings.map(({ message }) => message).join('\n')
}
