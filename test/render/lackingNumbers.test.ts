import { accountHistory, accountReport, accountSentiment, createVillage, explainChange, rollUp, snapshot } from 'account-village'
import {
  toActivityNetwork,
  toCauseEffect,
  toDot,
  toHtmlReport,
  toMermaid,
  toMermaidPlan,
  toSvg,
  toTimelineSvg,
} from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { strangeNumbers } from '../support/exact.js'
import { type Place, placesIn, spoilt } from '../support/hostileValues.js'
import { callLoosely, refusal } from '../support/refusal.js'

const village = createVillage({
  account: { id: 'A', name: 'Acme', annualRevenue: { amount: 1000, currency: 'EUR' } },
  stakeholders: [
    { id: 'ann', roles: ['user'] },
    { id: 'bo', roles: ['economicBuyer'], veto: true },
  ],
  decisions: [{ id: 'd', name: 'Buy', kind: 'new', value: { amount: 100, currency: 'EUR' } }],
  observations: [
    { stakeholder: 'ann', at: '2026-02-01', sentiment: 0.4, via: 'interview' },
    { stakeholder: 'bo', at: '2026-02-05', sentiment: -0.4, via: 'interview' },
  ],
  moves: [
    { id: 'm', statement: 'Ask Bo', with: ['bo'] },
    { id: 'n', statement: 'Write', dependsOn: ['m'], dueAt: '2026-03-06' },
  ],
})
const s = snapshot(village, '2026-03-02')
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const report = stored(accountReport(s))
const history = stored(accountHistory(village, '2026-03-02', { steps: 1 }))
const change = stored(explainChange(snapshot(village, '2026-01-31'), s))

const CALLS: readonly (readonly [name: string, call: (...given: never[]) => unknown, given: readonly unknown[]])[] = [
  ['toHtmlReport', toHtmlReport, [report]],
  ['toSvg', toSvg, [report]],
  ['toDot', toDot, [report]],
  ['toMermaid', toMermaid, [report]],
  ['toMermaidPlan', toMermaidPlan, [report]],
  ['toActivityNetwork', toActivityNetwork, [report]],
  ['toTimelineSvg', toTimelineSvg, [history]],
  ['toCauseEffect', toCauseEffect, [change, report]],
]

/** One place for each field, whichever item of a list it is in. */
function fieldsIn(given: readonly unknown[]): Place[] {
  const fields = new Map(placesIn(given).map(place => [place.map(key => (typeof key === 'number' ? '#' : key)).join('.'), place]))
  return [...fields.values()].filter(place => typeof place.reduce<unknown>((at, key) => Reflect.get(Object(at), key), given) === 'number')
}

/** What is shown, without the data for the script of a page; nothing where the library refuses to. */
function shown(call: (...given: never[]) => unknown, given: readonly unknown[]): string {
  try {
    return String(callLoosely(call, ...given)).replace(/<script.*?<\/script>/gs, '')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return ''
    throw error
  }
}

describe('a stored answer that lacks a number', () => {
  it.each(CALLS)('is not shown with a NaN in its place by %s', (_, call, given) => {
    expect(shown(call, given)).not.toBe('')
    const strange = fieldsIn(given).flatMap(place =>
      [undefined, Number.NaN, 1.7e308].flatMap(value => {
        const [found] = /.{0,20}(?:NaN|Infinity).{0,10}/.exec(shown(call, spoilt(given, [[place, value]]))) ?? []
        return found === undefined ? [] : [[place.join('.'), value, found]]
      }),
    )
    expect(strange).toEqual([])
  })

  it('is refused by rollUp, and where it lacks the probability of yes by the page', () => {
    for (const place of [
      ['sentiment', 'sd'],
      ['sentiment', 'coverage'],
      ['sentiment', 'tree', 'contribution'],
      ['sentiment', 'shareHeard'],
      ['sentiment', 'bounds', 0],
      ['revenueAtRisk', 'amounts', 0, 'amount'],
    ]) {
      expect(refusal(() => callLoosely(rollUp, spoilt([report], [[[0, ...place], undefined]]))).code).toBe('invalidArgument')
    }
    expect(refusal(() => callLoosely(toHtmlReport, ...spoilt([report], [[[0, 'outlooks', 0, 'probabilityOfYes'], undefined]]))).code).toBe(
      'invalidArgument',
    )
  })
})

describe('numbers at the ends of what can be written', () => {
  it('are refused as money: nobody has so much, and sums of it are endless', () => {
    const account = { id: 'A', name: 'A', annualRevenue: { amount: 1.7e308, currency: 'EUR' } }
    expect(refusal(() => createVillage({ account })).message).toContain('account.annualRevenue.amount: 1.7e+308 is not at most 1e+21')
  })

  it('give finite sentiments as the shares of units', () => {
    const shares = createVillage({
      account: 'A',
      units: [0, 5e-324].map((share, i) => ({ id: `u${i}`, name: 'u', kind: 'team', share })),
      stakeholders: ['ann', 'bo'].map((id, i) => ({ id, unit: `u${i}`, roles: ['user'] })),
      observations: [{ stakeholder: 'bo', at: '2026-02-01', sentiment: 0.4, via: 'interview' }],
    })
    expect(strangeNumbers(accountSentiment(snapshot(shares, '2026-02-01')))).toEqual([])
  })
})
