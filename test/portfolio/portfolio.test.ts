import { createVillage, snapshot } from 'account-village'
import {
  type AccountStanding,
  analyseAccounts,
  type CurrencyRates,
  portfolio,
  type StandingMoney,
  standingOf,
} from 'account-village/portfolio'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainChange } from '../../src/account/explainChange.js'
import { gatherPortfolio } from '../../src/portfolio/gatherPortfolio.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always } from '../support/law.js'
import { richVillage } from '../support/richVillage.js'

const DAY = '2026-03-02'
const bare = standingOf(createVillage({ account: 'Acme' }), { asOf: DAY })

function row(account: string, fields: Partial<AccountStanding>): AccountStanding {
  return { ...bare, account, name: account, openDecisions: 1, ...fields }
}

const judged = (currency: string, revenueAtRisk: number, notJudged?: number): StandingMoney => ({
  currency,
  revenueAtRisk,
  interval: [revenueAtRisk / 2, revenueAtRisk * 2],
  ...(notJudged !== undefined && { notJudged }),
})

/** Whole or not, and so that sums lose digits. */
const amount = fc.oneof(fc.nat(1_000_000), fc.double({ min: 0, max: 1e12, noNaN: true }))

/** Rows drawn with every part in and out, and ids that are names of an object's own in one of ten. */
const rows = fc
  .uniqueArray(fc.oneof({ arbitrary: fc.string({ minLength: 1 }), weight: 9 }, { arbitrary: fc.constantFrom(...HOSTILE_IDS), weight: 1 }), {
    maxLength: 30,
  })
  .chain(ids =>
    fc.tuple(
      ...ids.map(id =>
        fc
          .record({
            money: fc.uniqueArray(
              fc.record({
                currency: fc.constantFrom('EUR', 'USD', 'CHF'),
                risk: fc.option(amount, { nil: undefined }),
                notJudged: fc.option(amount, { nil: undefined }),
              }),
              { selector: ({ currency }) => currency, maxLength: 3 },
            ),
            owner: fc.option(fc.constantFrom('kim', 'lou', '__proto__'), { nil: undefined }),
            people: fc.nat(20),
            verdict: fc.constantFrom('favourable', 'neutral', 'unfavourable', 'undecided', 'insufficientSignal'),
          })
          .map(({ money, ...fields }) =>
            row(id, {
              ...fields,
              money: money
                .filter(({ risk, notJudged }) => risk !== undefined || notJudged !== undefined)
                .map(({ currency, risk, notJudged }) => (risk === undefined ? { currency, notJudged } : judged(currency, risk, notJudged))),
            }),
          ),
      ),
    ),
  )

describe('the ranking of a base', () => {
  it('has accounts that are judged first, by their revenue at risk, and then the others, by what is not judged', () => {
    const { rankings } = portfolio([
      row('small', { money: [judged('EUR', 10)] }),
      row('unheard', { money: [{ currency: 'EUR', notJudged: 900 }] }),
      row('stale', { money: [{ currency: 'EUR', notJudged: 1000 }] }),
      row('large', { money: [judged('EUR', 300, 5), judged('USD', 1)] }),
    ])
    const order = (i: number) => rankings[i]?.accounts.map(({ rank, judged: is, standing }) => [rank, standing.account, is])
    expect(order(0)).toEqual([
      [1, 'large', true],
      [2, 'small', true],
      [3, 'stale', false],
      [4, 'unheard', false],
    ])
    expect(order(1)).toEqual([[1, 'large', true]])
    expect(rankings.map(({ currency, count, total }) => [currency, count, total])).toEqual([
      ['EUR', 4, { currency: 'EUR', revenueAtRisk: 310, interval: [155, 620], notJudged: 1905 }],
      ['USD', 1, judged('USD', 1)],
    ])
  })

  it('adds currencies by the rates that were given alone, and lists apart what has none', () => {
    const rates: CurrencyRates = { base: 'CHF', at: DAY, per: [{ currency: 'EUR', rate: 0.9 }] }
    const base = portfolio([row('a', { money: [judged('CHF', 10), judged('EUR', 100)] }), row('b', { money: [judged('USD', 1)] })], {
      rates,
    })
    expect(base.rankings.map(({ currency, total }) => [currency, total.revenueAtRisk])).toEqual([['CHF', 100]])
    expect(base.unranked).toEqual({ count: 1, accounts: [{ account: 'b', name: 'b', reason: 'noRate' }] })
    expect(base.rates).toEqual(rates)
    for (const per of [
      [{ currency: 'CHF', rate: 1 }],
      [{ currency: 'EUR', rate: 0 }],
      [
        { currency: 'EUR', rate: 1 },
        { currency: 'EUR', rate: 2 },
      ],
    ])
      expect(() => portfolio([], { rates: { ...rates, per } })).toThrow(/^portfolio: rates\.per\[/)
  })

  it('keeps apart what is not known from what is neutral, and what has no worth from what has a small one', () => {
    const base = portfolio([
      row('silent', { verdict: 'insufficientSignal', openDecisions: 0 }),
      row('calm', { verdict: 'neutral', money: [judged('EUR', 0)] }),
      row('unpriced', { verdict: 'undecided' }),
    ])
    expect(base.tooLittleKnown).toEqual({ count: 1, accounts: [{ account: 'silent', name: 'silent' }] })
    expect(base.unranked.accounts.map(({ account, reason }) => [account, reason])).toEqual([
      ['silent', 'noOpenDecision'],
      ['unpriced', 'decisionWithoutValue'],
    ])
    expect(base.coverage.verdicts).toEqual({ favourable: 0, neutral: 1, undecided: 1, unfavourable: 0, insufficientSignal: 1 })
  })

  it('refuses an account that is given twice, and what is no row', () => {
    expect(() => portfolio([bare, bare])).toThrow('portfolio: standings: "Acme" is given twice')
    expect(() => portfolio(JSON.parse('[{}]'))).toThrow(/^portfolio: standings\[0\]: is an object, not a standing/)
  })
})

describe('laws of a base', () => {
  it('has groups that sum to the total of each currency, and counts everybody once, whatever the order and how few are listed', () => {
    always(fc.tuple(rows, fc.integer({ min: 1, max: 5 })), ([drawn, most]) => {
      const whole = portfolio(drawn, { by: 'owner', most: Number.POSITIVE_INFINITY })
      const few = portfolio([...drawn].reverse(), { by: 'owner', most })
      const sums = new Map<string, number>()
      for (const { money } of whole.groups)
        for (const { currency, revenueAtRisk = 0, notJudged = 0 } of money)
          sums.set(currency, (sums.get(currency) ?? 0) + revenueAtRisk + notJudged)
      for (const { currency, total, count, accounts } of whole.rankings) {
        expect(sums.get(currency)).toBeCloseTo((total.revenueAtRisk ?? 0) + (total.notJudged ?? 0), 1)
        expect(accounts).toHaveLength(count)
        const same = few.rankings.find(each => each.currency === currency)
        expect(same?.accounts).toEqual(accounts.slice(0, most))
        expect([same?.count, same?.total]).toEqual([count, total])
      }
      expect(few.groups).toEqual(whole.groups)
      const ranked = new Set(whole.rankings.flatMap(({ accounts }) => accounts.map(({ standing }) => standing.account)))
      expect(ranked.size + whole.unranked.count).toBe(drawn.length)
      expect(whole.groups.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(drawn.length)
      expect(Object.values(few.coverage.verdicts).reduce((sum, number) => sum + number, 0)).toBe(drawn.length)
    })
  })

  it('is the same put together an account at a time, also where more came than are held', () => {
    const many = Array.from({ length: 3000 }, (_, i) => row(`a${i}`, { money: [judged('EUR', (i * 7919) % 3000)] }))
    const gathered = gatherPortfolio('portfolio', { most: 3 })
    for (const each of many) gathered.add(each)
    expect(gathered.portfolio().rankings[0]?.accounts.map(({ money }) => money.revenueAtRisk)).toEqual([2999, 2998, 2997])
    expect(gathered.portfolio()).toEqual(portfolio(many, { most: 3 }))
  })
})

describe('what moved', () => {
  it('is explained to the last reason, and listed by how far', () => {
    const village = richVillage()
    const standing = standingOf(village, { asOf: DAY, since: '2025-06-01' })
    const change = explainChange(snapshot(village, '2025-06-01'), snapshot(village, DAY))
    expect(standing.change).toMatchObject({ from: '2025-06-01', total: change.total, main: change.contributions[0] })
    expect(standing.change?.byKind.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(change.total, 12)
    const calm = row('calm', { change: { from: DAY, before: 0, after: 0.01, total: 0.01, byKind: [] } })
    const { movers } = portfolio([calm, bare, standing])
    expect(movers.map(({ account }) => account)).toEqual([standing.account, 'calm'])
  })
})

describe('accounts that come one at a time', () => {
  it('are asked in their order, and lines that are no village are told with their place', async () => {
    const lines = [
      JSON.stringify(createVillage({ account: 'One' })),
      '',
      '{"broken',
      '{"schemaVersion":1}',
      createVillage({ account: 'Two' }),
    ]
    const found = []
    for await (const each of analyseAccounts(lines, { measure: village => standingOf(village, { asOf: DAY }).people })) found.push(each)
    expect(found.map(each => ('issues' in each ? [each.place, each.issues[0]?.message] : [each.place, each.account, each.result]))).toEqual(
      [
        [1, 'One', 0],
        [3, 'is not JSON'],
        [4, expect.any(String)],
        [5, 'Two', 0],
      ],
    )
  })

  it('are read no further than they are asked for', async () => {
    let read = 0
    function* endless() {
      for (;;) yield createVillage({ account: `Account ${++read}` })
    }
    for await (const each of analyseAccounts(endless(), { measure: () => 0 })) if (each.place === 3) break
    expect(read).toBe(3)
  })
})
