import type { AccountReport } from '../../report/accountReport.js'
import type { CompanyMeasure, ContactMeasure, DealMeasure } from './writeOptions.js'

type Names<Measure extends string> = { readonly [Each in Measure]?: string }
interface Properties {
  readonly [name: string]: string
}

/** What was measured of a person, under the names of the portal's properties; empty where nothing is known. */
export function contactProperties({ people, vetoHolders, risks }: AccountReport, id: string, names: Names<ContactMeasure>): Properties {
  const person = people.find(each => each.id === id)
  const holder = vetoHolders.find(({ stakeholder }) => stakeholder === id)
  return named<ContactMeasure>(names, {
    sentiment: number(person?.sentiment.value),
    power: number(person?.power.share),
    probabilityOfNo: number(holder?.probabilityOfNo),
    lastHeardAt: person?.sentiment.lastHeardAt?.slice(0, 10) ?? '',
    findings: lines(risks.filter(({ stakeholders }) => stakeholders.includes(id))),
  })
}

/** What was measured of the account. */
export function companyProperties({ sentiment, risks, asOf }: AccountReport, names: Names<CompanyMeasure>): Properties {
  return named<CompanyMeasure>(names, {
    sentiment: number(sentiment.value),
    coverage: number(sentiment.coverage),
    findings: lines(risks),
    asOf: asOf.slice(0, 10),
  })
}

/** What was measured of the decision in view. */
export function dealProperties({ probabilityOfYes, revenueAtRisk, asOf }: AccountReport, names: Names<DealMeasure>): Properties {
  return named<DealMeasure>(names, {
    probabilityOfYes: number(probabilityOfYes),
    revenueAtRisk: number(revenueAtRisk.amount),
    asOf: asOf.slice(0, 10),
  })
}

function named<Measure extends string>(names: Names<Measure>, values: { readonly [Each in Measure]: string }): Properties {
  const all = new Map<string, string>(Object.entries(values))
  const own = Object.entries<string | undefined>(names).flatMap(([measure, name]): [string, string][] =>
    name === undefined ? [] : [[name, all.get(measure) ?? '']],
  )
  return Object.fromEntries(own)
}

/** To four digits after the point; a portal has no use for more. What is unknown empties the property. */
function number(value: number | undefined): string {
  return value === undefined ? '' : String(Math.round(value * 1e4) / 1e4 + 0)
}

/** What was found, one a line, the worst first. Findings tell no names. */
function lines(findings: AccountReport['risks']): string {
  return findings.map(({ message }) => message).join('\n')
}
