import { createVillage, snapshot, type Tie } from 'account-village'
import { betweenness } from 'account-village/graph'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import published from '../fixtures/reference/influence.json' with { type: 'json' }
import { always } from '../support/law.js'

/** A village of so many people who hear each other; `p0` is a user and `p1` decides, so that nobody is missing. */
function heard(size: number, ways: readonly (readonly [from: number, to: number])[], weight = 1) {
  const ties = ways.map(([from, to]): Tie => ({ from: `p${from}`, to: `p${to}`, kind: 'influence', weight }))
  const stakeholders = Array.from({ length: size }, (_, i) => ({
    id: `p${i}`,
    ...(i < 2 && { roles: [i === 0 ? ('user' as const) : ('economicBuyer' as const)] }),
  }))
  return snapshot(createVillage({ account: 'Acme', stakeholders, ties }), '2026-03-02')
}
const found = (s: ReturnType<typeof heard>) => betweenness(s).map(each => each.betweenness)

describe('betweenness', () => {
  test("is that of Krackhardt's kite", () => {
    const { edges, degree } = published.kite
    const ways = edges.flatMap(([a = -1, b = -1]) => [[a, b] as const, [b, a] as const])
    // D. Krackhardt, "Assessing the political landscape", Administrative Science Quarterly 35 (1990), as NetworkX has it.
    const kite = [0.023148, 0.023148, 0, 0.101852, 0, 0.231481, 0.231481, 0.388889, 0.222222, 0]
    expect(found(heard(degree.length, ways))).toEqual(kite.map(value => expect.closeTo(value, 6)))
  })

  test('is the share of shortest ways between two others that lead through somebody, whatever their weight', () => {
    const networks = fc.integer({ min: 3, max: 7 }).chain(size =>
      fc.record({
        size: fc.constant(size),
        ways: fc.uniqueArray(
          fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([a, b]) => a !== b),
          {
            maxLength: 16,
            size: 'max',
            selector: way => way.join(),
          },
        ),
        weight: fc.constantFrom(0.5, 1, 7),
      }),
    )
    always(networks, ({ size, ways, weight }) => {
      const expected = Array.from({ length: size }, (_, person) => shareThrough(person, size, ways) / ((size - 1) * (size - 2)))
      expect(found(heard(size, ways, weight))).toEqual(expected.map(value => expect.closeTo(value, 12)))
    })
  })

  test('is 0 where there are fewer than three people, and of those whom no tie reaches', () => {
    expect(found(heard(2, [[0, 1]]))).toEqual([0, 0])
    expect(found(heard(3, []))).toEqual([0, 0, 0])
    expect(
      found(
        heard(3, [
          [0, 2],
          [2, 1],
        ]),
      ),
    ).toEqual([0, 0, 0.5])
  })

  test('is in order of id, however the people are given, and safe for any id', () => {
    const stakeholders = ['toString', 'b', '__proto__', 'a'].map(id => ({ id, roles: ['user' as const] }))
    const s = snapshot(createVillage({ account: 'Acme', stakeholders }), '2026-03-02')
    // A snapshot has its placeholders last.
    expect(betweenness(s).map(({ stakeholder }) => stakeholder)).toEqual(['?decider', '__proto__', 'a', 'b', 'toString'])
  })
})

/** Over all pairs of others, the share of their shortest ways on which somebody is, by walking step by step. */
function shareThrough(person: number, size: number, ways: readonly (readonly [number, number])[]): number {
  let sum = 0
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) {
      if (from === to || from === person || to === person) continue
      const shortest = shortestWays(from, to, size, ways)
      if (shortest.length > 0) sum += shortest.filter(way => way.includes(person)).length / shortest.length
    }
  }
  return sum
}

function shortestWays(from: number, to: number, size: number, ways: readonly (readonly [number, number])[]): number[][] {
  let open = [[from]]
  for (let steps = 0; steps < size; steps++) {
    const arrived = open.filter(way => way.at(-1) === to)
    if (arrived.length > 0) return arrived
    open = open.flatMap(way => ways.flatMap(([a, b]) => (a === way.at(-1) && !way.includes(b) ? [[...way, b]] : [])))
  }
  return []
}
