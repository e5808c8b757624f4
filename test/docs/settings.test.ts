import { readFileSync } from 'node:fs'
import { parseVillage } from 'account-village'
import { fromSalesforce } from 'account-village/salesforce'
import { expect, test } from 'vitest'
import { settingsPage } from './settingsPage.js'

test('the page of settings says what the source says, and what each setting does to an account', async () => {
  const names = ['Account', 'Contact', 'AccountContactRelation', 'OpportunityContactRole', 'Opportunity', 'Task', 'Event', 'User']
  const tables = Object.fromEntries(names.map(name => [name, JSON.parse(readFileSync(`docs/examples/salesforce/${name}.json`, 'utf8'))]))
  const [village] = fromSalesforce(tables, {
    subsidiaries: 'units',
    sentimentScale: [1, 5],
    fields: { sentiment: 'Sentiment__c', veto: 'Veto__c', drivenBy: 'Driven_By__c' },
  }).villages
  if (village === undefined) throw new Error('no account')
  const page = settingsPage(parseVillage(JSON.parse(JSON.stringify(village))), '2026-11-20', '`npm run demo`')
  await expect(page).toMatchFileSnapshot('../../docs/settings.md')
})
