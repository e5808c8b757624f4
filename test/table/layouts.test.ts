import { readFileSync } from 'node:fs'
import { fromTable, suggestMapping } from 'account-village/table'
import { describe, expect, it } from 'vitest'
import { groupedBy } from '../../src/support/grouping.js'

interface Expected {
  /** The parts of the mapping that are only proposed. */
  readonly doubtful?: readonly string[]
  /** Roles by name. */
  readonly roles?: Readonly<Record<string, string>>
  /** Sentiments by name. */
  readonly sentiments?: Readonly<Record<string, number>>
  /** Who reports to whom. */
  readonly reports?: readonly string[]
  readonly titles?: number
  readonly decisions?: readonly string[]
  /** The codes of issues. */
  readonly issues?: readonly string[]
}

/**
 * Layouts that are public, with rows of our own: registers of PMI and of project kits, the grid of Mendelow, RACI in three shapes, MEDDPICC by
 * deal, organisation charts as programs import them, maps of relationships, and the same in other languages.
 */
const LAYOUTS: Readonly<Record<string, Expected>> = {
  'register.csv': {
    titles: 3,
    sentiments: { 'Ada Berger': 0.5, 'Bo Lindahl': 0, 'Cleo Marsh': -0.5 },
    // Nobody in it has a role through which influence counts.
    issues: ['missingValue'],
  },
  'register-roles.csv': { titles: 3, roles: { 'Ada Berger': 'executiveSponsor', 'Bo Lindahl': 'economicBuyer', 'Cleo Marsh': 'user' } },
  'power-interest.csv': { roles: { 'Ada Berger': 'decisionMaker', 'Bo Lindahl': 'approver', 'Cleo Marsh': 'user' } },
  'rag.csv': { titles: 3, sentiments: { 'Ada Berger': 0.7, 'Bo Lindahl': 0, 'Cleo Marsh': -0.7 } },
  'raci-tasks.csv': {
    roles: { 'Ada Berger': 'influencer user', 'Bo Lindahl': 'decisionMaker', 'Cleo Marsh': 'influencer', 'Dov Ott': 'influencer user' },
  },
  'raci-marks.csv': { roles: { 'Ada Berger': 'user', 'Bo Lindahl': 'decisionMaker', 'Cleo Marsh': 'influencer' } },
  'raci-matrix.csv': {
    doubtful: ['people'],
    roles: { 'Ada Berger': 'decisionMaker influencer user', 'Bo Lindahl': 'decisionMaker', 'Cleo Marsh': 'influencer user' },
  },
  'meddpicc.csv': {
    roles: { 'Ada Berger': 'champion', 'Bo Lindahl': 'economicBuyer', 'Cleo Marsh': 'champion' },
    decisions: ['Renewal 2027: renewal 120000 EUR', 'Second site: new 45000 EUR'],
    titles: 1,
  },
  'org-chart.csv': { titles: 4, reports: ['Bo Lindahl > Ada Berger', 'Cleo Marsh > Ada Berger', 'Dov Ott > Cleo Marsh'] },
  'org-chart-mails.csv': { titles: 3, reports: ['Bo Lindahl > Ada Berger', 'Cleo Marsh > Ada Berger'] },
  'relationship-map.csv': {
    titles: 3,
    roles: { 'Ada Berger': 'champion', 'Bo Lindahl': 'economicBuyer', 'Cleo Marsh': 'technicalBuyer' },
    sentiments: { 'Ada Berger': 0.5, 'Bo Lindahl': 0, 'Cleo Marsh': -4 / 7 },
  },
  'account-plan.csv': {
    titles: 3,
    reports: ['Ada Berger > Bo Lindahl', 'Cleo Marsh > Bo Lindahl'],
    sentiments: { 'Ada Berger': 4 / 7, 'Bo Lindahl': -1 / 7, 'Cleo Marsh': 1 },
    issues: ['missingValue'],
  },
  'engagement.csv': { sentiments: { 'Ada Berger': 0.5, 'Bo Lindahl': -0.5, 'Dov Ott': 1 } },
  'german.csv': {
    titles: 3,
    roles: { 'Ada Berger': 'decisionMaker', 'Bo Lindahl': 'economicBuyer', 'Cleo Marsh': 'user' },
    sentiments: { 'Ada Berger': 0.5, 'Bo Lindahl': 0, 'Cleo Marsh': -0.5 },
  },
  'french.csv': {
    titles: 3,
    roles: { 'Ada Berger': 'decisionMaker', 'Bo Lindahl': 'economicBuyer', 'Cleo Marsh': 'user' },
    sentiments: { 'Ada Berger': 0.5, 'Bo Lindahl': 0, 'Cleo Marsh': -0.5 },
  },
  'spanish.csv': {
    doubtful: ['sentiment'],
    titles: 3,
    roles: { 'Ada Berger': 'executiveSponsor', 'Bo Lindahl': 'economicBuyer', 'Cleo Marsh': 'user' },
    sentiments: { 'Ada Berger': 0.5, 'Bo Lindahl': 0, 'Cleo Marsh': -0.5 },
  },
  'smileys.csv': { titles: 3, sentiments: { 'Ada Berger': 0.7, 'Bo Lindahl': 0, 'Cleo Marsh': -0.7 } },
  'percent.csv': {
    titles: 3,
    reports: ['Bo Lindahl > Ada Berger', 'Cleo Marsh > Ada Berger'],
    sentiments: { 'Ada Berger': 0.6, 'Bo Lindahl': 0, 'Cleo Marsh': -0.8 },
  },
  'unclear.csv': {
    doubtful: ['sentiment.scale', 'at'],
    sentiments: { 'Ada Berger': 0.5, 'Bo Lindahl': 0, 'Cleo Marsh': -1 },
  },
}

describe('a public layout', () => {
  it.each(Object.entries(LAYOUTS))('comes in as it is, or with a proposal to look over: %s', (file, expected) => {
    const csv = readFileSync(new URL(`../fixtures/tables/${file}`, import.meta.url), 'utf8')
    const { mapping, doubtful } = suggestMapping(csv)
    expect(doubtful.map(({ use }) => use)).toEqual(expected.doubtful ?? [])
    const { sentiment } = mapping
    const dated =
      typeof sentiment === 'object' && sentiment.at === undefined ? { ...mapping, sentiment: { ...sentiment, at: '2026-03-01' } } : mapping
    const { villages, issues, unmapped } = fromTable(csv, dated, { account: 'Halden Logistik', dayOrder: 'dmy' })
    const [village, ...others] = villages
    if (village === undefined || others.length > 0) throw new Error('it is one account')
    const nameOf = (id: string): string => village.stakeholders.find(person => person.id === id)?.name ?? id
    const roles = groupedBy(village.roles, ({ stakeholder }) => nameOf(stakeholder))
    expect({
      account: village.account.name,
      roles: Object.fromEntries([...roles].map(([name, own]) => [name, [...new Set(own.map(({ role }) => role))].sort().join(' ')])),
      sentiments: Object.fromEntries(village.observations.map(({ stakeholder, sentiment: found }) => [nameOf(stakeholder), found])),
      reports: village.ties.flatMap(({ kind, from, to }) => (kind === 'reportsTo' ? [`${nameOf(from)} > ${nameOf(to)}`] : [])).sort(),
      titles: village.stakeholders.filter(({ title }) => title !== undefined).length,
      decisions: village.decisions.map(({ name, kind, value }) => `${name}: ${kind} ${value?.amount} ${value?.currency}`),
      issues: issues.map(({ code }) => code),
      unmapped,
    }).toEqual({
      account: 'Halden Logistik',
      roles: expected.roles ?? {},
      sentiments: Object.fromEntries(Object.entries(expected.sentiments ?? {}).map(([name, value]) => [name, expect.closeTo(value, 12)])),
      reports: expected.reports ?? [],
      titles: expected.titles ?? 0,
      decisions: expected.decisions ?? [],
      issues: expected.issues ?? [],
      unmapped: [],
    })
  })
})
