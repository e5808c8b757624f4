import { byStakeholder, createVillage, type Gatekeeper, gatekeepers, power, type Snapshot, snapshot, type Tie } from 'account-village'
import { betweenness } from 'account-village/graph'
import { friedkinJohnsen } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amended } from '../../src/village/work.js'
import reference from '../fixtures/reference/gatekeeping.json' with { type: 'json' }
import golden from '../fixtures/reference/goldenVillage.json' with { type: 'json' }
import { day } from '../support/days.js'
import { influenceMatrix } from '../support/influenceMatrix.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

const sum = (values: Iterable<number>): number => [...values].reduce((total, each) => total + each, 0)
const lostBy = (found: readonly Gatekeeper[]): ReadonlyMap<string, number> =>
  new Map(found.map(({ stakeholder, lost }) => [stakeholder, lost]))

const ROLES = ['user', 'user', 'technicalBuyer', 'approver', 'gatekeeper', 'economicBuyer'] as const

/** Who listens to whom becomes ties and self-weights, and decision rights become authority. */
function goldenSnapshot(): Snapshot {
  const { ids, listening, decisionRights } = golden
  const village = createVillage({
    account: 'Golden',
    stakeholders: ids.map((id, i) => ({
      id,
      selfWeight: listening[i]?.[i] ?? 0,
      roles: [{ role: ROLES[i] ?? 'user', authority: decisionRights[i] ?? 0 }],
    })),
    ties: listening.flatMap((row, i) =>
      row.flatMap((weight, j): Tie[] =>
        i === j || weight === 0 ? [] : [{ from: ids[j] ?? '', to: ids[i] ?? '', kind: 'influence', weight }],
      ),
    ),
  })
  return snapshot(village, day(60))
}

describe('the golden village', () => {
  test('loses as much of what its users say without each person as its source says', () => {
    const s = goldenSnapshot()
    const users = power(s).filter(each => each.class === 'user')
    expect(sum(users.map(({ share }) => share))).toBeCloseTo(reference.usersSay, 12)
    const lost = lostBy(gatekeepers(s))
    expect([...lost.keys()].sort()).toEqual(Object.keys(reference.lost).sort())
    for (const [id, expected] of Object.entries(reference.lost)) expect(lost.get(id)).toBeCloseTo(expected, 12)
  })

  test('has its gatekeepers in order of what is lost without them', () => {
    const [first, second, third, ...rest] = gatekeepers(goldenSnapshot()).map(({ stakeholder }) => stakeholder)
    // The two users are alike, so that only rounding tells which of them comes first.
    expect([first, new Set([second, third]), ...rest]).toEqual(['exec', new Set(['user1', 'user2']), 'it', 'finance', 'security'])
  })

  test('loses the same in the kernel when the susceptibility of one person is 0', () => {
    const { listening, decisionRights, susceptibility, ids } = golden
    const weights = listening.map(row => row.map(weight => weight / sum(row)))
    const say = (own: readonly number[], without: number): number => {
      const { totalInfluence: total } = friedkinJohnsen({ weights, susceptibility: [...own] })
      const users = [0, 1].filter(i => i !== without)
      return sum(users.map(user => sum(decisionRights.map((right, i) => right * (total[i]?.[user] ?? Number.NaN)))))
    }
    const lost = lostBy(gatekeepers(goldenSnapshot()))
    ids.forEach((id, j) => {
      const closed = susceptibility.map((own, i) => (i === j ? 0 : own))
      expect(lost.get(id)).toBeCloseTo(1 - say(closed, j) / say(susceptibility, j), 12)
    })
  })
})

describe('in any village', () => {
  test('what is lost without somebody is what the class loses of its say in a village in which they listen to nobody', () => {
    always(
      fc.record({ scene: scenes, from: fc.constantFrom('user', 'advocate', 'gate', 'decider', 'unknown') }),
      ({ scene, from }) => {
        const { s } = played(scene)
        const found = lostBy(gatekeepers(s, { from }))
        for (const { id } of s.stakeholders) {
          const others = [...power(s)].flatMap(({ stakeholder: other, ...each }) => (each.class === from && other !== id ? [other] : []))
          const listeningToNobody = amended(s, { ties: s.ties.filter(tie => tie.kind === 'conflict' || listenerOf(tie) !== id) })
          const say = sayOf(s, others)
          // Below that, the quotient of two sayings is nothing but rounding.
          if (say < 1e-12) continue
          expect(found.get(id)).toBeCloseTo(1 - sayOf(listeningToNobody, others) / say, 7)
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

function listenerOf({ kind, from, to }: Pick<Tie, 'kind' | 'from' | 'to'>): string {
  return kind === 'influence' ? to : from
}

/** What some people have to say: each right to decide, as total influence hands it on to them. */
function sayOf(s: Snapshot, people: readonly string[]): number {
  const { ids, matrix } = influenceMatrix(s)
  const known = byStakeholder(power(s))
  const rights = ids.map(id => known.get(id)?.authority ?? Number.NaN)
  return sum(people.map(id => sum(rights.map((right, i) => right * (matrix[i]?.[ids.indexOf(id)] ?? Number.NaN)))))
}
