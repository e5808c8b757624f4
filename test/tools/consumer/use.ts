import {
  accountSentiment,
  byStakeholder,
  createVillage,
  explainChange,
  gatekeepers,
  type Snapshot,
  snapshot,
  vetoHolders,
} from 'account-village'
import { type AttioOptions, fromAttio } from 'account-village/attio'
import { type DynamicsOptions, fromDynamics } from 'account-village/dynamics'
import { type CytoscapeGraph, type NodeLinkGraph, toCsv, toCytoscape, toGexf, toNodeLink } from 'account-village/formats'
import { toGraph } from 'account-village/graph'
import { fromHubSpot, type HubSpotWrite, toHubSpot } from 'account-village/hubspot'
import { type DecisionRule, votingPower } from 'account-village/math'
import { fromPipedrive, type PipedriveOptions } from 'account-village/pipedrive'
import { toCauseEffect, toDot, toMermaid, toSvg, toTimelineSvg } from 'account-village/render'
import { fromSalesforce } from 'account-village/salesforce'
import { fromSurveys, type SurveyQuestion } from 'account-village/surveys'
import { fromEdges, fromGraphml, fromTable, type SuggestedMapping, suggestMapping, type TableMapping } from 'account-village/table'
import { fromZoho, type ZohoOptions } from 'account-village/zoho'

const rule: DecisionRule = { quota: 2, members: [{ of: 'ann' }, { of: 'bo', veto: true }] }
const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo' }] })
const view: Snapshot = snapshot(village, '2026-03-02', { settings: { sentiment: { halfLifeDays: 90 } } })
const value: number | undefined = accountSentiment(view).value
const names: readonly string[] = vetoHolders(view).map(holder => holder.stakeholder)
const order: number = toGraph(view).order
const power: number | undefined = byStakeholder(votingPower(rule).players).get('ann')?.banzhaf
const drawn: CytoscapeGraph = toCytoscape(view)
const linked: NodeLinkGraph = toNodeLink(view)
const film: string = toGexf(village, { step: { weeks: 1 }, to: '2026-03-02' })
const table: string = toCsv(village, { byteOrderMark: true }).people
const picture: string = toSvg(view, { mostPeople: 40 })
const diagrams: readonly string[] = [toDot(view), toMermaid(view), toTimelineSvg(village, { to: '2026-03-02' })]
const why: string = toCauseEffect(explainChange(view, view))
const options: DynamicsOptions = { asOf: '2026-03-02', fields: { sentiment: 'new_sentiment' } }
const reading: PipedriveOptions = { dealRoles: { deadbeefdeadbeefdeadbeefdeadbeefdeadbeef: 'economicBuyer' } }
const attio: AttioOptions = { fields: { role: 'buying_role' } }
const zoho: ZohoOptions = { fields: { role: 'Buying_Role' } }
const mapping: TableMapping = { person: 'Name', sentiment: { column: 'RAG', at: '2026-03-02' } }
const suggested: SuggestedMapping = suggestMapping([{ Name: 'Ann' }])
const imported: readonly number[] = [
  fromTable('Name,RAG\nAnn,green\n', mapping, { account: 'Acme' }).villages.length,
  fromEdges([{ from: 'ann', to: 'bo' }], { account: 'Acme' }).villages.length,
  fromGraphml('', { account: suggested.doubtful[0]?.column ?? 'Acme' }).issues.length,
  fromSalesforce([]).villages.length,
  fromDynamics([], options).villages.length,
  fromHubSpot([]).villages.length,
  fromPipedrive([], reading).villages.length,
  fromZoho([], zoho).villages.length,
  fromAttio([], attio).villages.length,
]
const written: HubSpotWrite = toHubSpot(village, { idProperty: 'email' })
const question: SurveyQuestion = { column: 'Q1', measure: 'nps' }
const answered: number = fromSurveys('', { known: [village], questions: [question] }).villages.length

const maybe: { readonly sd: number | undefined; readonly note: string | undefined; readonly limit: number | undefined } = {
  sd: undefined,
  note: undefined,
  limit: undefined,
}
const unsure: Snapshot = snapshot(
  createVillage({
    account: { id: 'acme', name: 'Acme', parent: maybe.note },
    formerAccounts: undefined,
    stakeholders: [{ id: 'ann', title: maybe.note, roles: [{ role: 'user', since: undefined }], veto: undefined }],
    observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.2, via: 'survey', sd: maybe.sd, note: maybe.note }],
    decisions: [{ id: 'd', name: 'D', kind: 'new', value: undefined, rule: { quota: 1, members: [{ of: 'ann', weight: maybe.sd }] } }],
  }),
  '2026-03-02',
  { knownOn: undefined, decision: undefined, settings: { sentiment: { halfLifeDays: maybe.limit }, risk: undefined } },
)
const carriers: number = gatekeepers(unsure, { from: undefined, limit: maybe.limit }).length

// @ts-expect-error a sentiment is a number
createVillage({ account: 'Acme', observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 'good', via: 'survey' }] })
// @ts-expect-error a village is read-only
village.stakeholders.push({ id: 'cy' })

export { answered, carriers, diagrams, drawn, film, imported, linked, names, order, picture, power, table, value, why, written }

const noField: { readonly name: string | undefined } = { name: undefined }
fromHubSpot([], { fields: { role: noField.name }, currency: noField.name, labels: undefined })
toHubSpot(view, { properties: { contact: { power: noField.name }, deal: undefined } })
