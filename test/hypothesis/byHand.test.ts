import {
  accountSentiment,
  createVillage,
  expectationImpact,
  type Snapshot,
  sensitivity,
  snapshot,
  type VillageInput,
  whatIf,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { callLoosely, refused } from '../support/refusal.js'
import { richVillage } from '../support/richVillage.js'
import { scenes } from '../support/villages.js'

const DAY = '2026-03-02'
const input: VillageInput = {
  account: 'acme',
  stakeholders: [
    { id: 'ann', roles: ['user'] },
    { id: 'bo', roles: ['economicBuyer'] },
    { id: 'cy', roles: ['champion'] },
  ],
  vetoes: [{ stakeholder: 'bo' }, { stakeholder: 'cy' }],
  ties: [
    { from: 'ann', to: 'bo', kind: 'influence' },
    { from: 'bo', to: 'cy', kind: 'informs' },
    { from: 'ann', to: 'cy', kind: 'informs' },
  ],
  motives: ['bo', 'cy'].map(id => ({ id, stakeholder: id, kind: 'risk', statement: 's' })),
  observations: [
    { stakeholder: 'ann', at: DAY, sentiment: 0.6, via: 'interview' },
    { stakeholder: 'bo', at: DAY, sentiment: -0.2, via: 'survey' },
  ],
}
const of = (more: Partial<VillageInput> = {}): Snapshot => snapshot(createVillage({ ...input, ...more }), DAY)

describe('what is supposed', () => {
  test('of somebody who leaves takes away what hangs on them, and nothing else', () => {
    const { vetoes, ties, motives } = whatIf(of(), { lose: 'bo' })
    expect(vetoes.map(({ stakeholder }) => stakeholder)).toEqual(['cy'])
    expect(ties.map(({ from, to }) => [from, to])).toEqual([['ann', 'cy']])
    expect(motives.map(({ id }) => id)).toEqual(['cy'])
  })

  test('holds no field that nobody gave', () => {
    expect(Object.keys(whatIf(of(), { hear: 'bo', sentiment: 0 }).observations.at(-1) ?? {})).not.toContain('sd')
    expect(whatIf(of(), { hear: 'bo', sentiment: 0, sd: 0.1 }).observations.at(-1)).toMatchObject({ sd: 0.1 })
  })

  test('is refused where somebody is swayed by what is no number', () => {
    expect(refused(() => callLoosely(whatIf, of(), { sway: 'ann', by: '0.5' })).paths).toEqual(['by'])
  })

  test('and then heard moves nobody of whom all was known', () => {
    const known = { stakeholder: 'ann', at: DAY, sentiment: 0.6, via: 'interview', sd: 1e-9 } as const
    const { value, sd } = accountSentiment(
      whatIf(of({ observations: [known] }), [
        { sway: 'ann', by: -0.2 },
        { hear: 'ann', sentiment: 0 },
      ]),
    )
    expect([Number.isFinite(value), Number.isFinite(sd)]).toEqual([true, true])
  })
})

test('what hangs on expectations is told dearest first, and holds nothing that JSON would leave out', () => {
  const check = (s: Snapshot): void => {
    const told = expectationImpact(s)
    expect(told).toStrictEqual(JSON.parse(JSON.stringify(told)))
    const dear = told.map(({ difference }) => Math.abs(difference.probabilityOfYes ?? difference.accountSentiment))
    expect(dear).toEqual([...dear].sort((a, b) => b - a))
  }
  for (const decision of [undefined, 'renewal', 'rollout', 'pilot']) check(snapshot(richVillage(), DAY, { decision }))
  always(scenes, scene => check(played(scene).s), 40)
})

test('what hangs on beliefs holds nothing that JSON would leave out', () => {
  const decisions = [{ id: 'd', name: 'D', kind: 'new' as const }]
  for (const s of [of(), of({ decisions }), of({ observations: [] })]) {
    const told = sensitivity(s)
    expect(told).toStrictEqual(JSON.parse(JSON.stringify(told)))
  }
})

describe('what hangs on beliefs', () => {
  const rowOf = (s: Snapshot, belief: string, range: readonly [number, number]) =>
    sensitivity(s, { ranges: { [belief]: range } }).beliefs.find(each => each.belief === belief)

  test('is told also where one end is what is believed now', () => {
    const s = of()
    expect(rowOf(s, 'sentiment.priorMean', [0, 0.3])?.sentiment?.[0]).toBe(accountSentiment(s).value)
    expect(rowOf(s, 'sentiment.priorMean', [-0.3, 0])?.sentiment?.[1]).toBe(accountSentiment(s).value)
  })

  test('is no swing where an end has no number', () => {
    // With an error of thousands nothing is left of what was heard.
    const row = rowOf(of(), 'sentiment.readingSd', [1, 10_000])
    expect(row).toMatchObject({ swing: 0, state: [expect.any(String), 'insufficientSignal'] })
    expect(row).not.toHaveProperty('sentiment')
  })

  test('of the mass of a class is what a snapshot with that mass says', () => {
    const s = of()
    const { economicBuyer, decisionMaker, approver } = s.settings.authority.roleMass
    const roleMass = { economicBuyer: economicBuyer / 2, decisionMaker: decisionMaker / 2, approver: approver / 2 }
    const halved = snapshot(createVillage(input), DAY, { settings: { authority: { roleMass } } })
    expect(rowOf(s, 'authority.roleMass.decider', [0.5, 1])?.sentiment).toEqual([accountSentiment(halved).value, accountSentiment(s).value])
  })
})
