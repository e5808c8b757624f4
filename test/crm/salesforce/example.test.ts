import { readdirSync, readFileSync } from 'node:fs'
import { accountSentiment, byStakeholder, sentiments, snapshot, vetoHolders } from 'account-village'
import { fromSalesforce, type SalesforceOptions } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { long, onlyOf } from './records.js'

const FOLDER = 'docs/examples/salesforce'
const files = readdirSync(FOLDER).filter(file => file.endsWith('.json'))
const texts = files.map(file => readFileSync(`${FOLDER}/${file}`, 'utf8'))
const tables = Object.fromEntries(files.map((file, i) => [file.replace('.json', ''), JSON.parse(texts[i] ?? '')]))

const options: SalesforceOptions = {
  subsidiaries: 'units',
  sentimentScale: [1, 5],
  fields: { sentiment: 'Sentiment__c', veto: 'Veto__c', drivenBy: 'Driven_By__c' },
}
const result = fromSalesforce(tables, options)
const village = onlyOf(result)
const now = snapshot(village, '2026-11-20')
const titled = (title: string): string => now.stakeholders.find(person => person.title === title)?.id ?? title

describe('the example export', () => {
  it('has a file for each object', () => {
    expect(files.sort()).toEqual(
      ['Account', 'AccountContactRelation', 'Contact', 'Event', 'Individual', 'Opportunity', 'OpportunityContactRole', 'Task', 'User'].map(
        object => `${object}.json`,
      ),
    )
  })

  it('has only ids with the right last three characters', () => {
    const ids = texts.join('').match(/(?<=")[0-9]\w{17}(?=")/g) ?? []
    expect(ids.length).toBeGreaterThan(400)
    expect(ids.filter(each => long(each.slice(0, 15)) !== each)).toEqual([])
  })

  it('is imported without an issue, but for a label that is no role', () => {
    expect(result.issues).toEqual([])
    expect(result.unmapped).toEqual([{ field: 'OpportunityContactRole.Role', value: 'Blocker', count: 1 }])
  })

  it('is one company with two subsidiaries, fourteen people and three years of activities', () => {
    expect(village.stakeholders).toHaveLength(14)
    expect(village.units.filter(unit => unit.kind === 'subsidiary')).toHaveLength(2)
    expect(village.interactions.length).toBeGreaterThan(50)
    expect(village.interactions.at(0)?.at.slice(0, 7)).toBe('2023-11')
    expect(village.interactions.at(-1)?.at.slice(0, 7)).toBe('2026-11')
  })

  it('lacks roles, as exports do', () => {
    expect(result.coverage.accounts[0]?.peopleWithRole).toBe(10)
  })

  it('leaves out whoever is to be forgotten', () => {
    expect(result.coverage.leftOut).toMatchObject({ shouldForget: 1, leads: 1, openTasks: 0, childEvents: 1 })
    expect(texts.join('')).toContain('Lindqvist')
    expect(JSON.stringify(result)).not.toContain('Lindqvist')
  })

  it('has a renewal in view, an expansion won and one lost', () => {
    expect(now.decision).toMatchObject({
      kind: 'renewal',
      value: { amount: 412_000, currency: 'EUR' },
      expectedAt: '2027-02-26T00:00:00.000Z',
    })
    expect(
      village.decisions
        .filter(decision => decision.kind === 'expansion')
        .map(decision => decision.outcome?.result)
        .sort(),
    ).toEqual(['lost', 'won'])
  })

  it('is the story of an account that cools from the top', () => {
    const value = sentiments(now)
    expect(byStakeholder(value).get(titled('Shift Lead'))?.value).toBeGreaterThan(0.5)
    expect(byStakeholder(value).get(titled('Chief Financial Officer'))?.value).toBeLessThan(0)
    expect(byStakeholder(value).get(titled('Chief Financial Officer'))?.readings).toBe(3)
    expect(accountSentiment(snapshot(village, '2025-03-01', { settings: { account: { leastCoverage: 0.1 } } })).value).toBeGreaterThan(
      accountSentiment(now).value ?? 1,
    )
    expect(
      vetoHolders(now)
        .find(holder => holder.stakeholder === titled('Head of IT Security'))
        ?.lastHeardAt?.slice(0, 4),
    ).toBe('2024')
  })

  it('makes three villages when subsidiaries are accounts', () => {
    const { villages } = fromSalesforce(tables, { ...options, subsidiaries: 'accounts' })
    expect(villages.map(each => each.account.name).sort()).toEqual([
      'Tarnwerk Castings GmbH',
      'Tarnwerk Hydraulika s.r.o.',
      'Tarnwerk Industries SE',
    ])
  })
})
