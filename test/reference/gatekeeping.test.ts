import { byStakeholder, type Gatekeeper, gatekeepers, power, type Snapshot, snapshot } from 'account-village'
import { betweenness } from 'account-village/graph'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listenerOf } from '../../src/village/weighedTies.js'
import { amended } from '../../src/village/work.js'
import reference from '../fixtures/reference/goldenVillageListening.json' with { type: 'json' }
import { day } from '../support/days.js'
import { goldenVillage } from '../support/golden.js'
import { influenceMatrix } from '../support/influenceMatrix.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

const sum = (values: Iterable<number>): number => [...values].reduce((total, each) => total + each, 0)
const lostBy = (found: readonly Gatekeeper[]): ReadonlyMap<string, number> =>
  new Map(found.map(({ stakeholder, lost }) => [stakeholder, lost]))

const goldenSnapshot = (): Snapshot => snapshot(goldenVillage(), day(60))

describe('the golden village', () => {
  test("loses as much of its users' say with others without each person as its source says", () => {
    const lost = lostBy(gatekeepers(goldenSnapshot()))
    expect([...lost.keys()].sort()).toEqual(Object.keys(reference.gatekeepers).sort())
    for (const [id, expected] of Object.entries(reference.gatekeepers)) expect(lost.get(id)).toBeCloseTo(expected, 12)
  })

  test('has its gatekeepers in order of what is lost without them', () => {
    const [first, second, ...rest] = gatekeepers(goldenSnapshot()).map(({ stakeholder }) => stakeholder)
    // The two users are alike, so that only rounding tells which of them comes first.
    expect([first, second, new Set(rest.slice(0, 2)), ...rest.slice(2)]).toEqual([
      'exec',
      'it',
      new Set(['user1', 'user2']),
      'finance',
      'security',
    ])
  })
})

describe('in any village', () => {
  test('what is lost without somebody is what the class loses of its say with others where they listen to nobody', () => {
    always(
      fc.record({ scene: scenes, from: fc.constantFrom('user', 'advocate', 'gate', 'decider', 'unknown') }),
      ({ scene, from }) => {
        const { s } = played(scene)
        const found = lostBy(gatekeepers(s, { from }))
        const classes = new Map(power(s).map(row => [row.stakeholder, row.class]))
        for (const { id } of s.stakeholders) {
          const speakers = s.stakeholders.flatMap(other => (classes.get(other.id) === from && other.id !== id ? [other.id] : []))
          const deciding = s.stakeholders.flatMap(other => (classes.get(other.id) !== from && other.id !== id ? [other.id] : []))
          const listeningToNobody = amended(s, { ties: s.ties.filter(tie => tie.kind === 'conflict' || listenerOf(tie) !== id) })
          const say = sayOf(s, speakers, deciding)
          if (say <= 1e-15) {
            expect(found.has(id)).toBe(false)
            continue
          }
          // In so small a say the difference of two is nothing but rounding.
          if (say > 1e-9) expect(found.get(id)).toBeCloseTo(1 - sayOf(listeningToNobody, speakers, deciding) / say, 6)
        }
      },
      400,
    )
  })

  test('nothing is lost without whoever listens to nobody, and never more than all', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const listeners = new Set(s.ties.filter(({ kind }) => kind !== 'conflict').map(listenerOf))
      for (const { stakeholder, lost } of gatekeepers(s)) {
        expect(lost).toBeGreaterThanOrEqual(0)
        expect(lost).toBeLessThanOrEqual(1)
        if (!listeners.has(stakeholder)) expect(lost).toBeCloseTo(0, 12)
      }
      for (const row of betweenness(s)) {
        expect(row.betweenness).toBeGreaterThanOrEqual(0)
        expect(row.betweenness).toBeLessThanOrEqual(1)
      }
    })
  })
})

/** The part that some people's first opinions have in what others decide: their rights, as total influence hands them on. */
function sayOf(s: Snapshot, speakers: readonly string[], deciding: readonly string[]): number {
  const { ids, matrix } = influenceMatrix(s)
  const known = byStakeholder(power(s))
  const rights = new Map(deciding.map(id => [id, known.get(id)?.authority ?? Number.NaN]))
  return sum(speakers.map(id => sum(ids.map((own, i) => (rights.get(own) ?? 0) * (matrix[i]?.[ids.indexOf(id)] ?? Number.NaN)))))
}
