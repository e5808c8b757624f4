import { createVillage, type DecisionKind, recordSentiment, snapshot, type Village, type VillageInput } from 'account-village'
import { type BacktestScores, backtest } from 'account-village/forecast'
import { pairedDifference, refitted } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { USUAL_SCORES } from '../../src/forecast/rivals.js'
import { NINETY_PERCENT } from '../../src/support/normal.js'
import { day } from '../support/days.js'
import { exact, strangeNumbers } from '../support/exact.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { shuffled } from '../support/shuffle.js'
import { BOARD_BELIEFS, boards } from './boards.js'
import { simulated } from './simulated.js'

const scored = (villages: readonly Village[], options: object = {}): BacktestScores =>
  backtest(villages, { leads: [30], ...options }).leads[0]?.scores ?? expect.fail('nothing was judged')
const rival = ({ rivals }: BacktestScores, wanted: string) => rivals.find(({ name }) => name === wanted) ?? expect.fail(wanted)

describe('what people go by', () => {
  const village = createVillage({
    account: 'Acme',
    stakeholders: [
      { id: 'ann', roles: ['user'] },
      { id: 'bo', roles: ['economicBuyer'] },
      { id: 'cy', roles: ['decisionMaker'] },
      { id: 'di', roles: ['economicBuyer'], leftAt: day(60) },
      { id: 'ed', roles: ['executiveSponsor'] },
    ],
    observations: [
      { stakeholder: 'ann', at: day(10), sentiment: -1, via: 'survey' },
      { stakeholder: 'ann', at: day(20), sentiment: 0.8, via: 'text' },
      { stakeholder: 'bo', at: day(15), sentiment: -0.6, via: 'survey' },
      { stakeholder: 'cy', at: day(16), sentiment: 0.2, via: 'meeting' },
      { stakeholder: 'cy', at: day(17), sentiment: 0.9, via: 'survey', confidence: 0 },
      { stakeholder: 'di', at: day(18), sentiment: 1, via: 'survey' },
    ],
    interviews: [{ id: 'i', stakeholder: 'bo', at: day(30), sentiment: 0.4, answers: [] }],
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new' }],
  })
  const scoresOn = (at: string) => Object.fromEntries(USUAL_SCORES.map(([name, scoreOf]) => [name, scoreOf(snapshot(village, at))]))

  test('is the latest reading of each person who is there, counted by hand', () => {
    expect(scoresOn(day(50))).toEqual({
      meanOfLatest: expect.closeTo((0.8 + 0.4 + 0.2 + 1) / 4, 15),
      decidersOnly: expect.closeTo((0.4 + 0.2 + 1) / 3, 15),
      signatory: expect.closeTo((0.4 + 1) / 2, 15),
      nps: (1 + 0 - 1 + 1) / 4,
    })
    expect(scoresOn(day(70))).toEqual({
      meanOfLatest: expect.closeTo((0.8 + 0.4 + 0.2) / 3, 15),
      decidersOnly: expect.closeTo((0.4 + 0.2) / 2, 15),
      signatory: 0.4,
      nps: 0,
    })
  })

  test('is not there while nobody was heard, and nobody of those who count', () => {
    expect(scoresOn(day(5))).toEqual({ meanOfLatest: undefined, decidersOnly: undefined, signatory: undefined, nps: undefined })
    expect(scoresOn(day(12))).toEqual({ meanOfLatest: -1, decidersOnly: undefined, signatory: undefined, nps: -1 })
  })

  test('has promoters from 0.75 and detractors up to 0.25, both included', () => {
    const nps = (sentiment: number) => {
      const heard = createVillage({
        account: 'Acme',
        stakeholders: [{ id: 'ann' }],
        observations: [{ stakeholder: 'ann', at: day(1), sentiment, via: 'survey' }],
      })
      return USUAL_SCORES.find(([name]) => name === 'nps')?.[1](snapshot(heard, day(2)))
    }
    expect([0.75, 0.749, 0.251, 0.25].map(nps)).toEqual([1, 0, 0, -1])
  })
})

describe('the rivals', () => {
  const world = boards(3, 200)
  const scores = scored(world, {
    settings: BOARD_BELIEFS,
    scores: { stage: () => undefined, chance: (_: Village, __: string, at: string) => Date.parse(at) },
  })
  const { forecasts } = backtest(world, { leads: [30], settings: BOARD_BELIEFS }).leads[0] ?? expect.fail()
  const came = forecasts.map(({ outcome }) => (outcome === 'won' ? 1 : 0))

  test("are the usual ones, ours refitted, and after them one's own in their order", () => {
    const usual = ['meanOfLatest', 'decidersOnly', 'signatory', 'nps', 'kindRate', 'baseRate', 'oursRefitted']
    expect(scores.rivals.map(({ name }) => name)).toEqual([...usual, 'stage', 'chance'])
    expect(strangeNumbers(scores)).toEqual([])
  })

  test('are beaten in a world whose rule and ageing we know, and which the mean of the deciders forgets', () => {
    for (const name of ['meanOfLatest', 'decidersOnly', 'signatory', 'nps', 'kindRate', 'baseRate']) {
      expect([name, rival(scores, name).better]).toEqual([name, 'yes'])
    }
    expect(scores.skill).toBeGreaterThan(0.1)
    expect(rival(scores, 'oursRefitted').better).not.toBe('no')
  })

  test('stand against ours on the same decisions: scores, difference and its 90 % interval follow from the forecasts', () => {
    const ours = forecasts.map(({ probabilityOfYes }, i) => (probabilityOfYes - (came[i] ?? 0)) ** 2)
    const accounts = forecasts.map(({ account }) => account)
    const rows = forecasts.map(({ account, at, probabilityOfYes }, i) => {
      const s = snapshot(world.find(village => village.account.id === account) ?? expect.fail(), at, { decision: 'deal' })
      const values = Object.fromEntries(USUAL_SCORES.map(([name, scoreOf]) => [name, scoreOf(s)]))
      return {
        account,
        came: came[i] ?? 0,
        values: { ...values, chance: Date.parse(at), oursRefitted: Math.log(probabilityOfYes / (1 - probabilityOfYes)) },
      }
    })
    for (const name of ['meanOfLatest', 'decidersOnly', 'signatory', 'nps', 'baseRate', 'oursRefitted', 'chance']) {
      const chances = refitted(rows.map(({ account, came: each, values }) => ({ account, came: each, score: Reflect.get(values, name) })))
      const theirs = chances.map((chance, i) => (chance - (came[i] ?? 0)) ** 2)
      const { brier, difference, better } = rival(scores, name)
      const { value, standardError } = pairedDifference(ours, theirs, accounts)
      expect(brier.value).toBeCloseTo(theirs.reduce((sum, each) => sum + each, 0) / theirs.length, 12)
      expect([difference.value, difference.standardError]).toEqual([expect.closeTo(value, 12), expect.closeTo(standardError, 12)])
      const [low, high] = difference.interval
      expect([low, high]).toEqual([
        expect.closeTo(value - NINETY_PERCENT * standardError, 12),
        expect.closeTo(value + NINETY_PERCENT * standardError, 12),
      ])
      expect(low <= difference.value && difference.value <= high).toBe(true)
      expect(better).toBe(low > 0 ? 'yes' : high < 0 ? 'no' : 'unclear')
    }
    expect(rival(scores, 'stage')).toEqual({ ...rival(scores, 'baseRate'), name: 'stage' })
    expect(scores.skill).toBeCloseTo(1 - scores.brier.value / rival(scores, 'baseRate').brier.value, 14)
  })

  test('tell what could be shown: 2.49 standard errors of the difference from the best of them', () => {
    const others = scores.rivals.filter(({ name }) => name !== 'oursRefitted')
    const best = others.reduce((a, b) => (b.brier.value < a.brier.value ? b : a))
    expect(scores.detectable).toBeCloseTo(2.49 * best.difference.standardError, 15)
  })

  test('are better where they know more, and unclear where they know the same', () => {
    const truth = new Map(world.map(({ account, decisions }) => [account.id, decisions[0]?.outcome?.result === 'won' ? 1 : 0]))
    const said = new Map(forecasts.map(({ account, probabilityOfYes }) => [account, Math.log(probabilityOfYes / (1 - probabilityOfYes))]))
    const found = scored(world, {
      settings: BOARD_BELIEFS,
      scores: { oracle: ({ account }: Village) => truth.get(account.id), copy: ({ account }: Village) => said.get(account.id) },
    })
    expect(rival(found, 'oracle').better).toBe('no')
    expect(rival(found, 'oracle').brier.value).toBeLessThan(0.02)
    expect(rival(found, 'copy')).toEqual({ ...rival(found, 'oursRefitted'), name: 'copy' })
    expect(found.detectable).toBeCloseTo(2.49 * rival(found, 'oracle').difference.standardError, 15)
  })

  test('show ours refitted to be better where our beliefs are wrong', () => {
    const villages = simulated(4, { halfLifeDays: 120, priorSd: 0.3, threshold: 0.1, lead: 30 }, { accounts: 300, gaps: [120, 40, 10] })
    expect(rival(scored(villages, { settings: { decision: { yesThreshold: { new: 0.6 } } } }), 'oursRefitted').better).toBe('no')
  })

  test('count the share won of each kind in the other folds alone, and one half for a kind that is nowhere else', () => {
    const kinds: readonly DecisionKind[] = ['new', 'new', 'renewal', 'new', 'renewal']
    const villages = Array.from({ length: 30 }, (_, i) =>
      one(`a${i + 10}`, { kind: i === 29 ? 'expansion' : kinds[i % 5], won: i % 3 !== 0 }),
    )
    const rows = villages.map(({ decisions: [deal] }, i) => ({
      kind: deal?.kind,
      came: deal?.outcome?.result === 'won' ? 1 : 0,
      fold: i % 10,
    }))
    const squares = rows.map(row => {
      const others = rows.filter(({ kind, fold }) => kind === row.kind && fold !== row.fold)
      return ((others.reduce((sum, each) => sum + each.came, 0) + 0.5) / (others.length + 1) - row.came) ** 2
    })
    expect(rival(scored(villages), 'kindRate').brier.value).toBeCloseTo(squares.reduce((sum, each) => sum + each, 0) / 30, 14)
    expect(squares[29]).toBe(0.25)
  })

  test('come out the same bit for bit in any order of accounts, at any call, and up to a moment whatever came later', () => {
    const some = world.slice(0, 40)
    const options = {
      leads: [30, 60],
      until: day(632),
      settings: BOARD_BELIEFS,
      scores: { heard: (village: Village) => village.observations.length + village.decisions.length + village.stakeholders.length },
    }
    const found = backtest(some, options)
    expect(found.leads.map(({ judged }) => judged)).toEqual([true, true])
    expect(exact(backtest(some, options))).toBe(exact(found))
    for (const seed of [1, 2]) expect(exact(backtest(shuffled(some, seed), options))).toBe(exact(found))
    const fallen = found.leads[0]?.forecasts.map(({ account }) => account) ?? []
    const before = backtest(
      world.filter(({ account }) => fallen.includes(account.id)),
      options,
    )
    expect(fallen).toHaveLength(32)
    expect(exact(before)).toBe(exact(found))
    const later = some.map(village => recordSentiment(village, { stakeholder: 'bo', at: day(632), sentiment: -1, via: 'interview' }))
    expect(exact(backtest(later, options))).toBe(exact(found))
  })

  test('may stand for accounts with any ids', () => {
    const villages = HOSTILE_IDS.slice(0, 60).map((id, i) => one(id, { won: i % 2 === 0 }))
    const found = scored(villages, { scores: Object.fromEntries(HOSTILE_NAMES.map(name => [name, () => 1])) })
    expect(strangeNumbers(found)).toEqual([])
    expect(found.rivals.slice(7).map(({ name }) => name)).toEqual(Object.keys(Object.fromEntries(HOSTILE_NAMES.map(name => [name, 0]))))
  })
})

/** What has a function `then` passes for a promise. */
const HOSTILE_NAMES = HOSTILE_IDS.filter(name => name !== 'then').slice(0, 20)

/** An account with one decision. */
function one(
  id: string,
  { won, kind = 'new' }: { readonly won: boolean; readonly kind?: DecisionKind | undefined },
  more: Partial<VillageInput> = {},
): Village {
  return createVillage({
    account: { id, name: id },
    stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
    observations: [{ stakeholder: 'bo', at: day(0), sentiment: (id.length % 5) / 5, via: 'interview' }],
    decisions: [{ id: 'deal', name: 'Deal', kind, outcome: { result: won ? 'won' : 'lost', at: day(100) } }],
    ...more,
  })
}
