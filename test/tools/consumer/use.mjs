// Uses the installed package through every entry and its program, and fails loudly.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { runInNewContext } from 'node:vm'
import { accountReport, createVillage, parseVillage, snapshot } from 'account-village'
import { fromAttio } from 'account-village/attio'
import { fromDynamics } from 'account-village/dynamics'
import { calibrate } from 'account-village/forecast'
import { toCsv, toCytoscape, toGexf, toGraphml, toNodeLink } from 'account-village/formats'
import { betweenness, toGraph } from 'account-village/graph'
import { fromHubSpot, toHubSpot } from 'account-village/hubspot'
import { nextInterviews } from 'account-village/listening'
import { passProbability } from 'account-village/math'
import { recordMove } from 'account-village/moves'
import { fromPipedrive } from 'account-village/pipedrive'
import { explainRollUp, standingOf } from 'account-village/portfolio'
import { toDot, toHtmlReport, toMermaid, toSvg, toTimelineSvg } from 'account-village/render'
import { fromSalesforce } from 'account-village/salesforce'
import { fromSurveys } from 'account-village/surveys'
import { fromZoho } from 'account-village/zoho'

const village = createVillage({
  account: 'Acme',
  stakeholders: [
    { id: 'ann', roles: ['user', 'champion'] },
    { id: 'bo', roles: ['economicBuyer'] },
  ],
  observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment: 0.4, via: 'interview' }],
  decisions: [{ id: 'deal', name: 'First order', kind: 'new', value: { amount: 100_000, currency: 'EUR' } }],
})
const report = accountReport(snapshot(parseVillage(JSON.parse(JSON.stringify(village))), '2026-03-02'))
assert.equal(report.people.length, 2)
assert.ok(report.probabilityOfYes > 0.9)
assert.equal(toSvg(report).match(/data-person/g).length, 2)

assert.equal(passProbability('ann', new Map([['ann', 0.25]])).probability, 0.25)

const seen = snapshot(village, '2026-03-02')
assert.equal(toGraph(seen).order, betweenness(seen).length)
assert.ok(nextInterviews(seen).length > 0)
assert.deepEqual(explainRollUp([], []), [])
assert.equal(typeof calibrate, 'function')
assert.equal(typeof recordMove, 'function')

/** What an entry loads, chunks and packages. */
function loadedBy(entry, found = new Set()) {
  const text = readFileSync(new URL(entry, import.meta.resolve('account-village')), 'utf8')
  for (const [, name] of text.matchAll(/(?:from|import) ["']([\w@./-]+)["']/g)) {
    if (found.has(name)) continue
    found.add(name)
    if (name.startsWith('.')) loadedBy(name, found)
  }
  return [...found]
}
const entries = readdirSync(new URL('.', import.meta.resolve('account-village'))).filter(
  name => /^[a-z]+\.js$/.test(name) && name !== 'cli.js',
)
const loading = entries.filter(entry => loadedBy(`./${entry}`).some(name => name.startsWith('graphology')))
assert.deepEqual(loading, ['graph.js'], 'only the entry of the graph loads graphology')

assert.match(toGexf(village), /mode="dynamic"/)
assert.match(toGraphml(seen, { yed: true }), /y:ShapeNode/)
assert.equal(toCytoscape(seen).elements.nodes.length, 2)
assert.equal(toNodeLink(seen).nodes.length, 2)
assert.equal(toCsv(seen).people.split('\r\n').length, 4)
assert.match(toHtmlReport(report), /^<!doctype html>/)
assert.match(toMermaid(report), /^flowchart BT\n/)
assert.match(toDot(report), /^digraph village \{\n/)
assert.match(toTimelineSvg(village, { to: '2026-03-02' }), /<svg /)

const records = readdirSync('examples/salesforce')
  .filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(`examples/salesforce/${name}`, 'utf8')))
const { villages } = fromSalesforce(records)
assert.ok(villages.length >= 1)
assert.equal(fromDynamics({ accounts: { value: [{ accountid: 'a1', name: 'Acme' }] } }).villages.length, 1)
const answers = readFileSync('examples/surveys/nps.csv', 'utf8')
assert.ok(fromSurveys(answers, { known: villages }).villages.flatMap(added => added.observations).length >= 3)

const contact = { id: '51', properties: { associatedcompanyid: '9', hs_buying_role: 'CHAMPION' } }
const [tessmer] = fromHubSpot({ companies: [{ id: '9', properties: { name: 'Tessmer' } }], contacts: [contact] }).villages
assert.equal(tessmer.roles[0].role, 'champion')
assert.deepEqual(toHubSpot(tessmer).batches[0].body.inputs, [{ id: '51', properties: { hs_buying_role: 'CHAMPION' } }])
assert.equal(fromPipedrive({ organizations: { success: true, data: [{ id: 7, name: 'Lindqvist' }] } }).villages.length, 1)
assert.equal(fromAttio({ companies: { data: [{ id: { record_id: '1' }, values: { name: 'Brennfeld' } }] } }).villages.length, 1)
assert.equal(fromZoho({ Accounts: { data: [{ id: '1', Account_Name: 'Brennfeld' }] } }).villages.length, 1)

const require = createRequire(import.meta.url)
assert.equal(require('account-village/schema.json').title, 'Village')
assert.equal(require('account-village/report.schema.json').title, 'AccountReport')

// The script for functions of SQL gives the row of the library.
const script = readFileSync(require.resolve('account-village/udf/village.js'), 'utf8')
const row = runInNewContext(`${script}; standing(json, asOf)`, { json: JSON.stringify(village), asOf: '2026-03-02' })
assert.equal(row, JSON.stringify(standingOf(village, { asOf: '2026-03-02' })))
assert.equal(typeof require('account-village').createVillage, 'function', 'require() of ESM works')

const program = args => execFileSync('npx', ['--no-install', 'village', ...args], { encoding: 'utf8' })
assert.match(program(['--version']), /^\d+\.\d+\.\d+\n$/)
assert.match(program(['--help']), /report/)
process.stdout.write('every entry and the program work\n')
