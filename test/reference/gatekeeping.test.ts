import { createVillage, type Gatekeeper, gatekeepers, power, type Snapshot, snapshot, type Tie, totalInfluence } from 'account-village'
import { friedkinJohnsen } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference/gatekeeping.json' with { type: 'json' }
import golden from '../fixtures/reference/goldenVillage.json' with { type: 'json' }
import { day } from '../support/days.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

const sum = (values: Iterable<number>): number => [...values].reduce((total, each) => total + each, 0)
const lostBy = (found: readonly Gatekeeper[]): ReadonlyMap<string, number> => new Map(found.map(({ stakeholder, lost }) => [stakeholder, lost]))

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
    const users = [...power(s).values()].filter(each => each.class === 'user')
    expect(sum(users.map(({ share }) => share))).toBeCloseTo(reference.usersSay, 12)
    const lost = lostBy(gatekeepers(s))
    expect([...lost.keys()].sort()).toEqual(Object.keys(reference.lost).sort())
    for (const [id, expected] of Object.entries(reference.lost)) expect(lost.get(id)).toBeCloseTo(expected, 12)
  })

  test('has its gatekeepers in order of what is lost without them, and by id where that is the same', () => {
    const order = Object.entries(reference.lost).sort(([, a], [, b]) => b - a)
    expect(gatekeepers(goldenSnapshot()).map(({ stakeholder }) => stakeholder).slice(2)).toEqual(order.slice(2).map(([id]) => id).filter(id => !id.startsWith('user')).slice(-3))
  })
})
