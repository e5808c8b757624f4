import {
  accountSentiment,
  createVillage,
  type OrgUnit,
  record,
  revise,
  type SentimentNode,
  snapshot,
  VILLAGE_LIMITS,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { strangeNumbers } from '../support/exact.js'
import { allMeasures } from '../support/measures.js'
import { refused, within } from '../support/refusal.js'

const unit = (id: string, rest: Partial<OrgUnit> = {}): OrgUnit => ({ id, name: id, kind: 'team', ...rest })
const chain = (length: number): OrgUnit[] => Array.from({ length }, (_, i) => unit(`u${i}`, i === 0 ? {} : { parent: `u${i - 1}` }))
const circle = (length: number): OrgUnit[] => Array.from({ length }, (_, i) => unit(`u${i}`, { parent: `u${(i + 1) % length}` }))
const create = (units: readonly OrgUnit[]) => createVillage({ account: 'Acme', units })

describe('units', () => {
  test.each([1, 2, 3, 31, 32, 33, 34, 40, 100])('may not stand in a circle of %i', length => {
    const refusal = refused(() => create(circle(length)))
    expect(refusal).toMatchObject({ name: 'InvalidVillageError', code: 'invalidVillage' })
    expect(refusal.message).toContain('own ancestor')
  })

  test('that hang on a circle do not hide it', () => {
    const hanging = chain(10).map(each => ({ ...each, id: `x${each.id}`, parent: each.parent === undefined ? 'u0' : `x${each.parent}` }))
    expect(refused(() => create([...circle(40), ...hanging])).message).toContain('own ancestor')
    expect(refused(() => create([...hanging, ...circle(3)])).paths.length).toBeGreaterThan(0)
  })

  test('in a circle of a hundred thousand are refused, and not for ever', () => {
    const { name } = within(10, () => refused(() => create(circle(100_000))))
    expect(['InvalidVillageError', 'LimitExceededError']).toContain(name)
  })

  test('may close a circle neither by being recorded nor by being revised', () => {
    const village = create(chain(3))
    expect(refused(() => revise(village, { units: [unit('u0', { parent: 'u2' })] }, { recordedAt: '2026-03-02' })).message).toContain(
      'own ancestor',
    )
    expect(refused(() => record(village, { units: [unit('v', { parent: 'v' })] })).message).toContain('own ancestor')
  })

  test('may nest as deep as the limit and no deeper, a hundred thousand levels neither', () => {
    expect(create(chain(VILLAGE_LIMITS.unitDepth + 1)).units).toHaveLength(33)
    for (const levels of [VILLAGE_LIMITS.unitDepth + 2, 100_000]) {
      expect(within(20, () => refused(() => create(chain(levels))))).toMatchObject({ name: 'LimitExceededError', code: 'limitExceeded' })
    }
  })

  test('may promise a whole of their parent and no more', () => {
    const parts = (share: number) => [unit('a', { share }), unit('b', { share }), unit('c'), unit('a1', { parent: 'a', share: 1 })]
    create(parts(0.5))
    const refusal = refused(() => create(parts(0.51)))
    expect(refusal).toMatchObject({ name: 'InvalidVillageError', paths: ['units[1].share'] })
    expect(refusal.message).toContain('1.02')
    expect(refused(() => create([...parts(0.1), unit('a2', { parent: 'a', share: 0.2 })])).message).toContain('"a"')
    expect(create(Array.from({ length: 10 }, (_, i) => unit(`u${i}`, { share: 0.1 }))).units).toHaveLength(10)
  })

  test('that were revised count with the share believed last', () => {
    const village = create([unit('a', { share: 0.9 })])
    const revised = revise(village, { units: [unit('a', { share: 0.2 })] }, { recordedAt: '2026-03-02' })
    expect(record(revised, { units: [unit('b', { share: 0.8 })] }).units).toHaveLength(3)
    expect(refused(() => record(village, { units: [unit('b', { share: 0.8 })] })).paths).toEqual(['units[0].share'])
  })

  test('that once stood otherwise leave every moment a tree whose parts make up a whole', () => {
    const village = createVillage({
      account: 'Acme',
      units: [unit('a', { share: 0.9 }), unit('b', { parent: 'a' })],
      stakeholders: [
        { id: 'ann', unit: 'a', roles: ['user'] },
        { id: 'bo', unit: 'b', roles: ['approver'] },
      ],
    })
    // Learned one after another, each fits what is believed last; but looked at from between, `a` and `b` lie within each other, or shares exceed a whole.
    const turned = [
      { units: [unit('b')], at: '2026-03-01' },
      { units: [unit('a', { parent: 'b', share: 0.9 })], at: '2026-02-01' },
      { units: [unit('c', { share: 0.5, recordedAt: '2026-01-05' })], at: '2026-04-01' },
    ].reduce((before, { units, at }) => revise(before, { units }, { recordedAt: at }), village)
    expect(snapshot(turned, '2026-02-15').units.map(({ id, parent }) => [id, parent])).toEqual([
      ['a', 'b'],
      ['b', 'a'],
      ['c', undefined],
    ])
    for (const moment of ['2026-01-15', '2026-02-15', '2026-03-15', '2026-04-15']) {
      const s = snapshot(turned, moment)
      expect(strangeNumbers(allMeasures(s))).toEqual([])
      const nodes = nodesOf(accountSentiment(s).tree)
      expect(
        nodes
          .filter(({ kind }) => kind === 'stakeholder')
          .map(({ id }) => id)
          .sort(),
      ).toEqual(['ann', 'bo'])
      for (const { children } of nodes) {
        if (children.length > 0) expect(children.reduce((sum, child) => sum + child.weight, 0)).toBeCloseTo(1, 12)
      }
    }
  })
})

function nodesOf(node: SentimentNode): SentimentNode[] {
  return [node, ...node.children.flatMap(nodesOf)]
}
