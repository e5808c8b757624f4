import {
  accountSentiment,
  createVillage,
  decisionOutlook,
  handoverReadiness,
  revenueAtRisk,
  sentiments,
  snapshot,
  type VillageInput,
  vetoHolders,
} from 'account-village'
import { standingOf } from 'account-village/portfolio'
import { describe, expect, it } from 'vitest'
import { villageOf } from '../bench/villages.js'
import { BOARD_DAY } from '../support/boards.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { richVillage } from '../support/richVillage.js'

const DAY = '2026-03-02'
const deals: VillageInput = {
  account: { id: 'acme', name: 'Acme', parent: 'group', annualRevenue: { amount: 500, currency: 'CHF' } },
  stakeholders: [
    { id: 'ann', roles: ['user'] },
    { id: 'bo', roles: ['economicBuyer'] },
    { id: 'cy', veto: { decision: 'first' } },
  ],
  observations: [
    { stakeholder: 'bo', at: DAY, sentiment: -0.3, via: 'interview' },
    { stakeholder: 'ann', at: '2026-02-27', sentiment: 0.6, via: 'survey' },
  ],
  decisions: [
    { id: 'first', name: 'First', kind: 'new', value: { amount: 100, currency: 'EUR' }, expectedAt: '2026-05-31' },
    { id: 'second', name: 'Second', kind: 'new', value: { amount: 10, currency: 'EUR' } },
    { id: 'third', name: 'Third', kind: 'new', value: { amount: 1000, currency: 'EUR' }, rule: 'cy' },
    { id: 'fourth', name: 'Fourth', kind: 'new' },
    { id: 'lost', name: 'Lost', kind: 'new', outcome: { result: 'lost', at: '2025-06-01' } },
    { id: 'won', name: 'Won', kind: 'new', outcome: { result: 'won', at: '2025-07-01' } },
  ],
}

describe('the standing of an account', () => {
  const village = richVillage()

  it.each([undefined, 'renewal', 'rollout'])('says what its measures say, with %s in view', decision => {
    const s = snapshot(village, BOARD_DAY, { decision })
    const [sentiment, outlook, known, holders] = [accountSentiment(s), decisionOutlook(s), sentiments(s), vetoHolders(s)]
    expect(standingOf(village, { asOf: BOARD_DAY, decision })).toMatchObject({
      account: s.account.id,
      name: s.account.name,
      asOf: s.asOf,
      sentiment: sentiment.value,
      sentimentInterval: sentiment.interval,
      verdict: sentiment.state,
      coverage: sentiment.coverage,
      vetoAware: sentiment.vetoAware.value,
      divergence: sentiment.divergence?.value,
      decision,
      state: outlook.state,
      expectedAt: s.decision?.expectedAt,
      probabilityOfYes: outlook.probabilityOfYes,
      probabilityInterval: outlook.interval,
      basis: outlook.basis,
      people: s.stakeholders.length - s.placeholders.length,
      heard: known.filter(({ readings }) => readings > 0).length,
      lastHeardAt: known
        .map(({ lastHeardAt = '' }) => lastHeardAt)
        .sort()
        .at(-1),
      decidersHeard: handoverReadiness(s).aspects.decidersHeard,
      vetoHolders: holders.length,
    })
  })

  it('tells money that is judged, with evidence, from money that is not', () => {
    const dealt = createVillage(deals)
    const { money, openDecisions, state, probabilityOfYes, lastOutcome } = standingOf(dealt, { asOf: DAY })
    const atRisk = revenueAtRisk(snapshot(dealt, DAY)).byDecision.filter(({ basis }) => basis === 'evidence')
    expect(atRisk.map(({ decision }) => decision)).toEqual(['first', 'second'])
    const worst = decisionOutlook(snapshot(dealt, DAY, { decision: 'third' })).range?.[0] ?? Number.NaN
    expect(money).toEqual([
      {
        currency: 'EUR',
        revenueAtRisk: atRisk.reduce((sum, { amount }) => sum + amount, 0),
        interval: [0, 1].map(end => atRisk.reduce((sum, { interval }) => sum + (interval[end] ?? Number.NaN), 0)),
        notJudged: 1000 * (1 - worst),
      },
    ])
    expect([openDecisions, state, probabilityOfYes]).toEqual([4, 'severalDecisions', undefined])
    expect(lastOutcome).toEqual({ decision: 'won', result: 'won', at: '2025-07-01T00:00:00.000Z' })
  })

  it('counts who can stop a decision by what they would say, and names the seat on which most of a no hangs', () => {
    const row = standingOf(createVillage(deals), { asOf: DAY, decision: 'first' })
    expect(row).toMatchObject({ vetoHolders: 2, vetoHoldersAgainst: 1, vetoHoldersUnheard: 1, parent: 'group' })
    const seats = decisionOutlook(snapshot(createVillage(deals), DAY, { decision: 'first' })).byStakeholder
    const most = Math.max(...seats.map(({ share = 0 }) => share))
    expect(seats.find(({ stakeholder }) => stakeholder === row.weakestSeat?.stakeholder)?.share).toBe(most)
  })

  it('has no number where nothing is known', () => {
    const row = JSON.parse(JSON.stringify(standingOf(createVillage({ account: 'Acme' }), { asOf: DAY })))
    expect(row).toEqual({
      account: 'Acme',
      name: 'Acme',
      asOf: DAY,
      verdict: 'insufficientSignal',
      coverage: 0,
      state: 'noDecision',
      openDecisions: 0,
      money: [],
      people: 0,
      heard: 0,
      decidersHeard: 0,
      vetoHolders: 1,
      vetoHoldersAgainst: 0,
      vetoHoldersUnheard: 1,
    })
  })

  it('is under 1 KB as JSON, and whole under hostile ids', () => {
    const usual = standingOf(villageOf({ people: 12, ties: 25, observations: 60, units: 4 }), { asOf: '2026-11-20' })
    expect(JSON.stringify(usual).length).toBeLessThan(1024)
    for (const id of HOSTILE_IDS) {
      const decisions = [{ id, name: id, kind: 'new' as const, value: { amount: 1, currency: 'EUR' } }]
      const row = standingOf(createVillage({ account: id, stakeholders: [{ id, roles: ['economicBuyer'] }], decisions }), { asOf: DAY })
      expect([row.account, row.name, row.decision, row.weakestSeat?.stakeholder]).toEqual([id, id, id, id])
    }
  })
})
