import { byStakeholder } from 'account-village'
import { blockingCoalitions, votingPower } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import published from '../fixtures/reference/votingPower.json' with { type: 'json' }

const fraction = (text: string): number => {
  const [above = '', below = '1'] = text.split('/')
  return Number(above) / Number(below)
}

describe.each(Object.entries(published))('%s', (_, game) => {
  const names = game.players.flatMap(({ type, count }) => Array.from({ length: count }, (_, i) => (count === 1 ? type : `${type} ${i}`)))
  const rule = { quota: game.quota, members: game.weights.map((weight, i) => ({ of: names[i] ?? '', weight })) }
  const { players, winningCoalitions } = votingPower(rule)
  const kinds = game.players.flatMap(kind => Array.from({ length: kind.count }, () => kind))

  test('has the exact counts and every index of the source, for all players', () => {
    expect(winningCoalitions).toBe(game.winningCoalitions)
    expect(players.length).toBe(names.length)
    kinds.forEach((kind, i) => {
      const power = byStakeholder(players).get(names[i] ?? '')
      expect(power?.shapleyShubik).toBeCloseTo(fraction(kind.shapleyShubik), 13)
      expect(power?.shapleyShubik).toBeCloseTo(kind.shapleyShubikDecimal, 11)
      expect((power?.banzhafAbsolute ?? 0) * 2 ** (names.length - 1)).toBeCloseTo(kind.swings, 9)
      expect(power?.banzhafAbsolute).toBeCloseTo(kind.banzhafAbsolute, 11)
      expect(power?.banzhaf).toBeCloseTo(kind.banzhaf, 11)
      expect(power?.preventive).toBeCloseTo(kind.preventive, 11)
      expect(power?.initiative).toBeCloseTo(kind.initiative, 11)
      expect(power?.veto).toBe(game.vetoPlayers.map(Number).includes(i))
      expect(power?.banzhafAbsolute === 0).toBe(game.dummies.map(Number).includes(i))
    })
  })

  test('has the indices as they were printed', () => {
    const printed = game.published.banzhaf.map(value => (typeof value === 'string' ? fraction(value) : value))
    const some = printed.length === names.length ? names : [names[0] ?? '', names.at(-1) ?? '']
    some.forEach((name, i) => {
      expect(byStakeholder(players).get(name)?.banzhaf).toBeCloseTo(printed[i] ?? Number.NaN, 6)
      expect(byStakeholder(players).get(name)?.shapleyShubik).toBeCloseTo(game.published.shapleyShubik[i] ?? Number.NaN, 6)
    })
  })

  test('is blocked by as many groups as counted', () => {
    const { coalitions, complete } = blockingCoalitions(rule)
    expect(complete).toBe(true)
    if ('minimalBlockingBySize' in game) {
      const bySize: Record<string, number> = {}
      for (const group of coalitions) bySize[group.length] = (bySize[group.length] ?? 0) + 1
      expect(bySize).toEqual(game.minimalBlockingBySize)
    } else {
      const groups = game.minimalBlocking.map(group => group.map(i => names[i] ?? '').sort())
      expect(coalitions.map(group => [...group].sort()).sort()).toEqual(groups.sort())
    }
  })
})
