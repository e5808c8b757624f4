import { createVillage, type Snapshot, snapshot, type VillageInput } from 'account-village'
import { EXPECTATION_SET_LIMITS, expectationSets } from 'account-village/listening'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exact, strangeNumbers } from '../support/exact.js'
import { reordered } from '../support/facts.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always } from '../support/law.js'
import { callLoosely, refused } from '../support/refusal.js'

const DAY = '2026-03-02'
const inputOf = (wants: Readonly<Record<string, readonly string[]>>, account = 'acme'): VillageInput => ({
  account,
  stakeholders: Object.keys(wants).map(id => ({ id })),
  expectations: Object.entries(wants).flatMap(([stakeholder, themes]) =>
    themes.map((theme, i) => ({ id: `${stakeholder} ${i}`, stakeholder, statement: 's', importance: 1, status: [], themes: [theme] })),
  ),
})
const see = (input: VillageInput): Snapshot => snapshot(createVillage(input), DAY)
const sets = (wants: Readonly<Record<string, readonly string[]>>, options = {}) => expectationSets(see(inputOf(wants)), options)
const groups = (wants: Readonly<Record<string, readonly string[]>>, options = {}) =>
  sets(wants, options).sets.map(({ members }) => members.map(({ stakeholder = '' }) => stakeholder))

describe('groups by expectation', () => {
  test('hold those who share half of what they expect', () => {
    const wants = { a: ['x', 'y'], b: ['X ', 'y'], c: ['x', 'y', 'z'], d: ['p'], e: ['p', 'q'], f: ['lone'], g: [] }
    // Of a and c two of three are shared, of d and e one of two: distances of 1/3 and 1/2.
    expect(groups(wants)).toEqual([['a', 'b', 'c'], ['d', 'e'], ['f']])
    expect(groups(wants, { cut: 0.4 })).toEqual([['a', 'b', 'c'], ['d'], ['e'], ['f']])
    expect(groups(wants, { cut: 0 })).toEqual([['a', 'b'], ['c'], ['d'], ['e'], ['f']])
    expect(groups(wants, { cut: 1 })).toEqual([['a', 'b', 'c', 'd', 'e', 'f']])
    expect(sets(wants).withoutExpectations).toBe(1)
  })

  test('say what they expect, how many of them do, and what power is behind it', () => {
    const [first] = sets({ a: ['x', 'Y'], b: ['x', 'y'], c: ['x', 'y', 'z'] }).sets
    expect(first?.expectations).toEqual([
      { theme: 'x', share: 1 },
      { theme: 'Y', share: 1 },
      { theme: 'z', share: expect.closeTo(1 / 3, 12) },
    ])
    // Two placeholders stand beside three people whose role nobody knows.
    expect(first?.power).toBeCloseTo(1 / (1 + 1 + 6), 12)
  })

  test('take the statement where an expectation has no theme, and leave out what was met', () => {
    const expectation = (id: string, statement: string, state: 'open' | 'met' | 'missed') => ({
      id,
      stakeholder: id,
      statement,
      importance: 1,
      status: [{ at: '2026-01-01', state }],
    })
    const s = see({
      account: 'acme',
      stakeholders: ['a', 'b', 'c'].map(id => ({ id })),
      expectations: [
        expectation('a', 'Live by May', 'open'),
        expectation('b', 'live by  may', 'missed'),
        expectation('c', 'live by may', 'met'),
      ],
    })
    expect(expectationSets(s).sets.map(({ members }) => members.length)).toEqual([2])
    expect(expectationSets(s).withoutExpectations).toBe(1)
  })

  test('are stable where they are clear, and say so', () => {
    const wants = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`p${i}`, i < 6 ? ['x', 'y'] : ['p', 'q']]))
    expect(sets(wants).sets.map(({ stability }) => stability)).toEqual([1, 1])
    // Nine who share each two of three wants with the next, in a ring: where the ring breaks is a matter of who is drawn.
    const ring = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`p${i}`, [`w${i}`, `w${(i + 1) % 9}`, `w${(i + 2) % 9}`]]))
    const stabilities = sets(ring).sets.flatMap(({ stability }) => stability ?? [])
    expect(Math.min(...stabilities)).toBeLessThan(0.85)
  })

  test('may be of accounts, each with all that its people expect', () => {
    const accounts = [
      inputOf({ a: ['x'], b: ['y'] }, 'one'),
      inputOf({ c: ['x', 'y'] }, 'two'),
      inputOf({ d: ['z'] }, 'three'),
      inputOf({ e: [] }, 'four'),
    ].map(see)
    const found = expectationSets(accounts, { of: 'accounts' })
    expect(found.sets.map(({ members }) => members)).toEqual([[{ account: 'one' }, { account: 'two' }], [{ account: 'three' }]])
    expect(found.withoutExpectations).toBe(1)
  })

  test('do not depend on the order of facts, whatever the ids and the words', () => {
    const word = fc.constantFrom('x', 'y', 'z', ...HOSTILE_IDS.slice(0, 6))
    const people = fc.uniqueArray(fc.constantFrom(...HOSTILE_IDS), { minLength: 1, maxLength: 8 })
    always(
      fc.record({
        people,
        wants: fc.array(fc.array(word, { maxLength: 3 }), { minLength: 8, maxLength: 8 }),
        seed: fc.nat(),
        cut: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      ({ people: ids, wants, seed, cut }) => {
        const input: VillageInput = {
          account: 'acme',
          stakeholders: ids.map(id => ({ id })),
          expectations: ids.map((id, i) => ({ id, stakeholder: id, statement: 's', importance: 1, status: [], themes: wants[i] ?? [] })),
        }
        const found = expectationSets(see(input), { cut })
        expect(exact(expectationSets(see(reordered(input, seed)), { cut }))).toBe(exact(found))
        expect(strangeNumbers(found)).toEqual([])
        const grouped = found.sets.flatMap(({ members }) => members.map(({ stakeholder = '' }) => stakeholder))
        expect([...grouped].sort()).toEqual([...ids].sort())
      },
      150,
    )
  })

  test('refuse what makes no sense, and too many', () => {
    expect(refused(() => sets({ a: ['x'] }, { cut: 1.1 })).paths).toEqual(['cut'])
    expect(refused(() => callLoosely(expectationSets, see(inputOf({})), { of: 'units' })).paths).toEqual(['of'])
    const crowd = Object.fromEntries(Array.from({ length: EXPECTATION_SET_LIMITS.members + 1 }, (_, i) => [`p${i}`, ['x']]))
    expect(refused(() => sets(crowd)).name).toBe('LimitExceededError')
    expect(sets({}).sets).toEqual([])
  })
})
