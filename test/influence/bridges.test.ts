import { createVillage, snapshot, type Tie } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { soleBridges } from '../../src/influence/bridges.js'
import { always } from '../support/law.js'

const ROLES = { user: 'user', decider: 'economicBuyer', gate: 'gatekeeper' } as const
type Kind = keyof typeof ROLES
type Way = readonly [from: number, to: number]

function bridges(kinds: readonly Kind[], ways: readonly Way[], kind: 'influence' | 'reportsTo' = 'influence') {
  const stakeholders = kinds.map((own, i) => ({ id: `p${i}`, roles: [ROLES[own]] }))
  const ties = ways.map(([from, to]): Tie => ({ from: `p${from}`, to: `p${to}`, kind }))
  return soleBridges(snapshot(createVillage({ account: 'Acme', stakeholders, ties }), '2026-03-02'))
}

/** Whether a way leads from somebody to one of the others, without somebody. */
function reaches(from: number, goals: readonly number[], ways: readonly Way[], without: number): boolean {
  const seen = new Set<number>()
  const walk = (here: number): boolean => {
    if (here === without || seen.has(here)) return false
    seen.add(here)
    return goals.includes(here) || ways.some(([a, b]) => a === here && walk(b))
  }
  return walk(from)
}

describe('a sole bridge', () => {
  test('is anybody without whom no other user reaches a decider, though one did, and who is not the only decider', () => {
    const kinds = fc.array(fc.constantFrom<Kind>('user', 'decider', 'gate', 'gate'), { minLength: 0, maxLength: 5 })
    const nets = kinds.chain(more => {
      const all: Kind[] = ['user', 'decider', ...more]
      const person = fc.nat(all.length - 1)
      return fc.record({
        kinds: fc.constant(all),
        ways: fc.array(
          fc.tuple(person, person).filter(([a, b]) => a !== b),
          { maxLength: 9, size: 'max' },
        ),
      })
    })
    always(nets, ({ kinds: all, ways }) => {
      const those = (kind: Kind): number[] => all.flatMap((own, i) => (own === kind ? [i] : []))
      const deciders = those('decider')
      const heeded = those('user').filter(user => reaches(user, deciders, ways, -1))
      const expected = all.flatMap((_, bridge) => {
        const others = heeded.filter(user => user !== bridge)
        const left = deciders.filter(decider => decider !== bridge)
        if (others.length === 0 || left.length === 0) return []
        return others.some(user => reaches(user, left, ways, bridge)) ? [] : [`p${bridge}`]
      })
      expect(bridges(all, ways)).toEqual(expected)
    })
  })

  test('carries what is reported as well as what is heard', () => {
    const ways: Way[] = [
      [0, 2],
      [2, 1],
    ]
    expect(bridges(['user', 'decider', 'gate'], ways)).toEqual(['p2'])
    const up = ways.map(([from, to]): Way => [to, from])
    expect(bridges(['user', 'decider', 'gate'], up, 'reportsTo')).toEqual(['p2'])
    expect(bridges(['user', 'decider', 'gate'], ways, 'reportsTo')).toEqual([])
  })

  test('is never a placeholder', () => {
    const s = snapshot(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }] }), '2026-03-02')
    expect(s.placeholders.length).toBeGreaterThan(0)
    expect(soleBridges(s)).toEqual([])
  })
})
