import {
  accountReport,
  createVillage,
  explainChange,
  explainRisk,
  joinVillages,
  power,
  record,
  type Snapshot,
  sentiments,
  snapshot,
  timeline,
  type Village,
  vetoHolders,
  whatIf,
} from 'account-village'
import { backtest, calibrate } from 'account-village/forecast'
import { describe, expect, it } from 'vitest'
import { workOf } from '../../src/village/work.js'
import { BOARD_DAY, board } from '../support/boards.js'
import { alive, collectGarbage, leftOf } from '../support/collected.js'
import { day } from '../support/days.js'

/** A village of five people, two of its snapshots, and what is remembered of it. */
function opened() {
  const village = createVillage(board(5))
  const [before, s] = [snapshot(village, '2025-06-01', { decision: 'renewal' }), snapshot(village, BOARD_DAY)]
  return { village, before, s, own: [village, before, s, ...remembered(village)] }
}

function remembered(village: Village): object[] {
  const work = workOf(village)
  return work === undefined ? [] : [work, work.visibleFacts, work.rows, work.found, work.shared]
}

describe('what is remembered of a village', () => {
  it('is kept as long as the village is', async () => {
    const { village } = opened()
    expect(await leftOf(() => remembered(village))).toBe(5)
  })

  it.each<readonly [string, () => readonly object[]]>([
    ['snapshots', () => opened().own],
    [
      'measures',
      () => {
        const { s, own } = opened()
        return [...own, accountReport(s), sentiments(s), power(s)]
      },
    ],
    [
      'explainChange',
      () => {
        const { before, s, own } = opened()
        return [...own, explainChange(before, s)]
      },
    ],
    [
      'explainRisk',
      () => {
        const { before, s, own } = opened()
        return [...own, explainRisk(before, s)]
      },
    ],
    [
      'whatIf',
      () => {
        const { s, own } = opened()
        const supposed = whatIf(s, { hear: 'p-000', sentiment: 0.5 })
        return [...own, supposed, power(supposed)]
      },
    ],
    [
      'timeline',
      () => {
        const { village, own } = opened()
        return [...own, timeline(village, power, { from: '2025-01-01', to: '2026-01-01', step: { months: 1 } })]
      },
    ],
    [
      'calibrate',
      () => {
        const { village, own } = opened()
        return [...own, calibrate([village])]
      },
    ],
    [
      'backtest',
      () => {
        const { village, own } = opened()
        return [...own, backtest([village])]
      },
    ],
    [
      'settings of its own',
      () => {
        const { village, own } = opened()
        const s = snapshot(village, BOARD_DAY, { settings: { sentiment: { halfLifeDays: 90 } } })
        return [...own, s, s.settings, sentiments(s)]
      },
    ],
    [
      'record and joinVillages',
      () => {
        const { village, own } = opened()
        const more = record(village, { stakeholders: [{ id: 'zed' }] })
        return [...own, more, ...remembered(more), joinVillages(more, village, { by: ['email'], recordedAt: BOARD_DAY })]
      },
    ],
  ])('goes with it after %s', async (_, make) => {
    expect(await leftOf(make)).toBe(0)
  })

  it('is bounded, however many snapshots there were', async () => {
    const village = createVillage(board(5))
    const refs = lookedAt(village, 2000)
    await collectGarbage()
    await collectGarbage()
    expect(alive(refs)).toBeLessThan(40)
    const work = workOf(village)
    const kept = [...(work?.shared.values() ?? [])]
    expect(kept.length).toBeGreaterThan(2)
    expect(kept.length).toBeLessThan(20)
    for (const answers of [...kept, work?.settings ?? []]) expect(answers.length).toBeLessThanOrEqual(8)
  })
})

/** References to all snapshots of a series that was looked at, to what they consist of and to what was found of them. */
function lookedAt(village: Village, count: number): readonly WeakRef<object>[] {
  return Array.from({ length: count }, (_, i) => {
    const settings = i % 4 === 0 ? { sentiment: { halfLifeDays: 100 + (i % 40) } } : {}
    const s = snapshot(village, day(i - count), { knownOn: day(i - count + (i % 30)), settings })
    return [s, s.settings, s.settings.sentiment, s.observations, s.stakeholders, ...foundOf(s)].map(each => new WeakRef(each))
  }).flat()
}

function foundOf(s: Snapshot): readonly object[] {
  return [sentiments(s), power(s), vetoHolders(s)]
}
