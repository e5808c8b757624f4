// The main job, once: an export of Salesforce in, an honest account report out. It runs the program and shows what it runs.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const examples = 'docs/examples/salesforce'
const files = [
  'Account',
  'Contact',
  'AccountContactRelation',
  'OpportunityContactRole',
  'Opportunity',
  'Task',
  'Event',
  'Individual',
  'User',
]

mkdirSync(`${root}/demo`, { recursive: true })
village('import', 'salesforce', ...files.map(name => `${examples}/${name}.json`), ...fields(), '-o', 'demo/crm.json')
// What no CRM has: what people said in interviews, what they wait for, who moves whom, and what we do about it.
village('record', 'demo/crm.json', 'docs/examples/demo.ndjson', '-o', 'demo/village.json')
const when = ['--as-of', '2026-11-20', '--since', '2026-08-20']
village('report', 'demo/village.json', ...when, '--brief')
village('report', 'demo/village.json', ...when, '--html', 'demo/report.html', '--svg', 'demo/village.svg')
process.stdout.write(`\nThe page to look at: ${root}demo/report.html\n`)

function fields() {
  return [
    '--subsidiaries',
    'units',
    '--sentiment-field',
    'Sentiment__c',
    '--sentiment-scale',
    '1,5',
    '--veto-field',
    'Veto__c',
    '--driven-by-field',
    'Driven_By__c',
  ]
}

function village(...args) {
  process.stdout.write(`\n$ village ${args.join(' ')}\n\n`)
  const { status } = spawnSync(process.execPath, [`${root}/dist/cli.js`, ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
