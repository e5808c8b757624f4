import { createVillage, nextMoves, type Snapshot, snapshot } from 'account-village'
import { movesAcross } from 'account-village/moves'
import { describe, expect, test } from 'vitest'
import { gatherMoves } from '../../src/plan/movesAcross.js'
import { PLANTED, PLANTED_ON } from '../support/planted.js'
import { callLoosely, refused } from '../support/refusal.js'

const accounts = PLANTED.map(({ input }) => snapshot(createVillage(input), PLANTED_ON))

/** An account of which the decision is worth so much. */
function worth(account: string, amount: number, currency: string): Snapshot {
  const [, missed] = PLANTED
  const { decisions = [], ...rest } = missed?.input ?? { account }
  const priced = decisions.map(each => ({ ...each, value: { amount, currency } }))
  return snapshot(createVillage({ ...rest, account, decisions: priced }), PLANTED_ON)
}

describe('moves across accounts', () => {
  test('are of each account some of its own, and fill one budget by what an hour is worth in money', () => {
    const { moves, hoursLeft } = movesAcross(accounts, { hours: 40, limit: 12 })
    expect(moves.length).toBeGreaterThan(5)
    expect(hoursLeft).toBeCloseTo(40 - moves.reduce((sum, { effort }) => sum + effort, 0), 9)
    for (const { account, ...move } of moves) {
      const s = accounts.find(each => each.account.id === account)
      if (s !== undefined) expect(nextMoves(s, { hours: 40, limit: 12 }).moves).toContainEqual(move)
    }
    // Worth in money before what has none, and that by worth an hour.
    const priced = new Set(accounts.flatMap(s => (nextMoves(s).after.revenueAtRisk === undefined ? [] : [s.account.id])))
    const firm = moves.filter(({ account }) => priced.has(account))
    expect(firm.length).toBeGreaterThan(0)
    expect(moves.slice(0, firm.length)).toEqual(firm)
  })

  test('prefer the dearer of two accounts that are alike', () => {
    const [first] = movesAcross([worth('small', 1000, 'EUR'), worth('large', 9000, 'EUR')], { hours: 8, limit: 1 }).moves
    expect(first).toMatchObject({ account: 'large', id: 'meet:uptime' })
  })

  test('compare no currency with another: they take turns', () => {
    const two = movesAcross([worth('yen', 9e9, 'JPY'), worth('euro', 1000, 'EUR')], { hours: 16, limit: 2 }).moves
    expect(two.map(({ account, id }) => [account, id])).toEqual([
      ['euro', 'meet:uptime'],
      ['yen', 'meet:uptime'],
    ])
  })

  test('are the same in any order of accounts, and none of no account', () => {
    expect(movesAcross([...accounts].reverse(), { hours: 30, limit: 9 })).toEqual(movesAcross(accounts, { hours: 30, limit: 9 }))
    expect(movesAcross([])).toEqual({ moves: [], hoursLeft: 16 })
  })

  test('are of the accounts that a teammate works with', () => {
    const { moves } = movesAcross(accounts, { by: 'kim', hours: 40 })
    expect(new Set(moves.map(({ account }) => account))).toEqual(new Set(['Bridge']))
    expect(refused(() => movesAcross(accounts, { by: 'Kim' }))).toMatchObject({ name: 'InvalidArgumentError', paths: ['by'] })
  })

  test.each([
    [[accounts[0], accounts[0]], ['snapshots']],
    [[accounts[0], {}], ['snapshots[1]']],
    ['Acme', ['']],
  ])('refuse %# by name', (given, paths) => {
    expect(refused(() => callLoosely(movesAcross, given))).toMatchObject({ name: 'InvalidArgumentError', paths })
  })
})

describe('moves of accounts that come one at a time', () => {
  test('are those of all of them at once, whatever was forgotten on the way', () => {
    const many = Array.from({ length: 40 }, (_, i) => worth(`account ${i}`, 1000 + ((i * 7919) % 97), i % 3 === 0 ? 'EUR' : 'USD'))
    for (const budget of [
      { hours: 16, limit: 5 },
      { hours: 9, limit: 3 },
      { hours: 200, limit: 12 },
    ]) {
      const gathered = gatherMoves(budget, 10)
      for (const s of many) gathered.add(s)
      expect(gathered.chosen()).toEqual(movesAcross(many, budget))
    }
  })
})
