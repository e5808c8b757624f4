import {
  accountSentiment,
  blockingCoalitions,
  byStakeholder,
  createVillage,
  decisionOutlook,
  decisionOutlooks,
  explainChange,
  type Hypothesis,
  opinionEquilibrium,
  power,
  record,
  recordDeparture,
  recordSentiment,
  retract,
  type Snapshot,
  sentiments,
  snapshot,
  type Village,
  type VillageInput,
  vetoHolders,
  votingPower,
  whatIf,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { supposedId } from '../../src/hypothesis/hypothesis.js'
import { meanSentiments } from '../../src/sentiment/state.js'
import { comparable, disagreements } from '../support/agreement.js'
import { strangeNumbers } from '../support/exact.js'
import { harbour } from '../support/harbour.js'
import { HOSTILE_IDS, LOOKALIKES } from '../support/hostileIds.js'
import { frozen } from '../support/ideas.js'
import { influenceMatrix } from '../support/influenceMatrix.js'
import { allMeasures } from '../support/measures.js'
import { callLoosely, refused } from '../support/refusal.js'

const AT = '2026-03-02'
const NOW = '2026-03-02T00:00:00.000Z'
const input: VillageInput = {
  account: 'Acme',
  units: [{ id: 'ops', name: 'Operations', kind: 'department' }],
  stakeholders: [
    { id: 'ann', unit: 'ops', roles: ['user'] },
    { id: 'bo', roles: ['economicBuyer'] },
    { id: 'cy', unit: 'ops', roles: ['technicalBuyer'], veto: true },
    { id: 'di', roles: ['influencer'] },
  ],
  ties: [
    { id: 't1', from: 'ann', to: 'cy', kind: 'influence', weight: 2 },
    { id: 't2', from: 'ann', to: 'cy', kind: 'influence', weight: 1 },
    { id: 't3', from: 'di', to: 'bo', kind: 'reportsTo' },
    { id: 't4', from: 'ann', to: 'bo', kind: 'influence', weight: 0.5 },
  ],
  observations: [
    { stakeholder: 'ann', at: '2026-02-02', sentiment: 0.6, via: 'interview' },
    { stakeholder: 'bo', at: '2026-01-12', sentiment: -0.2, via: 'meeting' },
  ],
  decisions: [{ id: 'deal', name: 'First order', kind: 'new', value: { amount: 100_000, currency: 'EUR' }, expectedAt: '2026-06-30' }],
  expectations: [
    { id: 'e1', stakeholder: 'ann', statement: 'live by May', importance: 0.8, status: [{ at: '2026-02-01', state: 'open' }] },
  ],
  barriers: [{ id: 'b1', statement: 'a charge for each use', kind: 'policy', blocks: 0.4, unit: 'ops' }],
  interactions: [{ at: '2026-02-02', kind: 'meeting', participants: ['ann', 'bo'], drivenBy: 'ann' }],
}
const village = createVillage(input)
const s = snapshot(village, AT)
const heard = (stakeholder: string, sentiment: number, more: object = {}) =>
  ({ stakeholder, at: NOW, sentiment, via: 'interview', ...more }) as const

describe('what would be so', () => {
  const tied = (weight?: number): Village => {
    const without = ['t1', 't2'].reduce((before, id) => retract(before, id, { recordedAt: AT }), village)
    return weight === undefined ? without : record(without, { ties: [{ from: 'ann', to: 'cy', kind: 'influence', weight }] })
  }
  const cases: [string, Hypothesis | Hypothesis[], Village][] = [
    ['hear', { hear: 'bo', sentiment: 0.7 }, recordSentiment(village, heard('bo', 0.7))],
    ['hear by another source', { hear: 'bo', sentiment: 0.7, via: 'text' }, recordSentiment(village, heard('bo', 0.7, { via: 'text' }))],
    ['hear with an error of their own', { hear: 'di', sentiment: -1, sd: 0.4 }, recordSentiment(village, heard('di', -1, { sd: 0.4 }))],
    [
      'hear twice',
      [
        { hear: 'di', sentiment: 0.1 },
        { hear: 'di', sentiment: 0.3 },
      ],
      recordSentiment(village, [heard('di', 0.1), heard('di', 0.3)]),
    ],
    [
      'hear the same twice',
      [
        { hear: 'di', sentiment: 0.1 },
        { hear: 'di', sentiment: 0.1 },
      ],
      recordSentiment(village, [heard('di', 0.1, { id: 'x' }), heard('di', 0.1, { id: 'y' })]),
    ],
    ['lose the only decider', { lose: 'bo' }, recordDeparture(village, 'bo', AT)],
    ['lose the only user', { lose: 'ann' }, recordDeparture(village, 'ann', AT)],
    ['lose who has a veto', { lose: 'cy' }, recordDeparture(village, 'cy', AT)],
    [
      'add a decider with a veto in a unit',
      { add: { id: 'eve', unit: 'ops', roles: ['approver'], veto: true, openness: 0.8 } },
      record(village, { stakeholders: [{ id: 'eve', unit: 'ops', roles: ['approver'], veto: true, openness: 0.8 }] }),
    ],
    [
      'add one with rights of their own',
      { add: { id: 'eve', roles: [{ role: 'coach', authority: 7 }] } },
      record(village, { stakeholders: [{ id: 'eve', roles: [{ role: 'coach', authority: 7 }] }] }),
    ],
    ['add one without a role', { add: { id: 'eve' } }, record(village, { stakeholders: [{ id: 'eve' }] })],
    ['grant a veto', { grantVeto: 'di' }, record(village, { vetoes: [{ stakeholder: 'di' }] })],
    ['grant a second veto', { grantVeto: 'cy' }, record(village, { vetoes: [{ stakeholder: 'cy', scope: 'another' }] })],
    [
      'lift a veto',
      { liftVeto: 'cy' },
      createVillage({ ...input, stakeholders: input.stakeholders?.map(({ veto: _, ...each }) => each) ?? [] }),
    ],
    ['lift a barrier', { liftBarrier: 'b1' }, createVillage({ ...input, barriers: [] })],
    [
      'add a tie',
      { tie: { from: 'cy', to: 'bo', weight: 1.5 } },
      record(village, { ties: [{ from: 'cy', to: 'bo', kind: 'influence', weight: 1.5 }] }),
    ],
    [
      'add a reporting line beside an influence',
      { tie: { from: 'ann', to: 'cy', kind: 'reportsTo', weight: 2 } },
      record(village, { ties: [{ from: 'ann', to: 'cy', kind: 'reportsTo', weight: 2 }] }),
    ],
    ['replace all ties of the kind by one', { tie: { from: 'ann', to: 'cy', weight: 0.25 } }, tied(0.25)],
    ['cut all ties of the kind', { tie: { from: 'ann', to: 'cy', weight: 0 } }, tied()],
    ['cut a tie that is not there', { tie: { from: 'cy', to: 'ann', weight: 0 } }, village],
    [
      'several after one another',
      [
        { add: { id: 'eve', roles: ['executiveSponsor'] } },
        { tie: { from: 'eve', to: 'bo', weight: 4 } },
        { hear: 'eve', sentiment: 0.9 },
        { lose: 'ann' },
      ],
      recordDeparture(
        recordSentiment(
          record(record(village, { stakeholders: [{ id: 'eve', roles: ['executiveSponsor'] }] }), {
            ties: [
              {
                from: 'eve',
                to: 'bo',
                kind: 'influence',
                weight: 4,
              },
            ],
          }),
          heard('eve', 0.9),
        ),
        'ann',
        AT,
      ),
    ],
  ]

  test.each(cases)('to %s gives the measures of the village in which it is', (_, hypothesis, real) => {
    expect(disagreements(comparable(whatIf(s, hypothesis)), comparable(snapshot(real, AT)))).toEqual([])
  })

  test('is nothing where nothing is supposed', () => {
    expect(whatIf(s, [])).toBe(s)
  })

  test('reaches as far as a role or a veto in the decision in view, and no further', () => {
    const two = createVillage({ ...input, decisions: [...(input.decisions ?? []), { id: 'other', name: 'Another', kind: 'renewal' }] })
    const person = { id: 'eve', roles: [{ role: 'economicBuyer', decision: 'other' }], veto: { decision: 'other' } } as const
    for (const decision of ['deal', 'other']) {
      const supposed = whatIf(snapshot(two, AT, { decision }), { add: person })
      expect(disagreements(comparable(supposed), comparable(snapshot(record(two, { stakeholders: [person] }), AT, { decision })))).toEqual(
        [],
      )
    }
  })

  test('leaves out of a newcomer what has not begun or is over, as a village does', () => {
    const person = { id: 'eve', roles: [{ role: 'economicBuyer', since: '2027-01-01' }], veto: { until: '2020-01-01' } } as const
    expect(
      disagreements(comparable(whatIf(s, { add: person })), comparable(snapshot(record(village, { stakeholders: [person] }), AT))),
    ).toEqual([])
  })

  test('is seen on a day with readings of that day, too', () => {
    const late = recordSentiment(village, { stakeholder: 'di', at: '2026-03-02T15:00:00Z', sentiment: 0.4, via: 'meeting' })
    const supposed = whatIf(snapshot(late, AT), { hear: 'bo', sentiment: 0.5 })
    const real = snapshot(recordSentiment(late, { ...heard('bo', 0.5), at: '2026-03-02T15:00:00Z' }), AT)
    expect(disagreements(comparable(supposed), comparable(real))).toEqual([])
  })

  test('holds for the large account as well', () => {
    const large = createVillage(harbour)
    const seen = snapshot(large, AT, { decision: 'renewal' })
    const supposed = whatIf(seen, [{ lose: 'cem' }, { hear: 'hal', sentiment: 0.4, via: 'meeting' }, { grantVeto: 'gus' }])
    const gone = recordDeparture(large, 'cem', AT)
    const told = recordSentiment(gone, heard('hal', 0.4, { via: 'meeting' }))
    const real = snapshot(record(told, { vetoes: [{ stakeholder: 'gus' }] }), AT, { decision: 'renewal' })
    expect(disagreements(comparable(supposed), comparable(real))).toEqual([])
  })
})

describe('a hypothesis', () => {
  const each: Hypothesis[] = [
    { hear: 'ann', sentiment: -0.4 },
    { lose: 'bo' },
    { add: { id: 'eve', roles: ['approver'], veto: true } },
    { meet: 'e1' },
    { miss: 'e1' },
    { sway: 'bo', by: 0.3 },
    { grantVeto: 'ann' },
    { liftVeto: 'cy' },
    { liftBarrier: 'b1' },
    { tie: { from: 'ann', to: 'di', weight: 2 } },
    { tie: { from: 'ann', to: 'cy', weight: 0 } },
  ]

  test.each(each.map(hypothesis => [hypothesis] as const))('%j touches neither the village nor the snapshot', hypothesis => {
    const own = createVillage(input)
    const given = frozen(snapshot(own, AT))
    frozen([own, hypothesis])
    const before = JSON.stringify([own, given, comparable(given)])
    const supposed = whatIf(given, hypothesis)
    expect(supposed).not.toBe(given)
    comparable(supposed)
    expect(JSON.stringify([own, given, comparable(given)])).toBe(before)
    expect(JSON.stringify(comparable(snapshot(own, AT)))).toBe(JSON.stringify(comparable(given)))
    expect(whatIf(given, hypothesis)).toEqual(supposed)
  })

  test('works on what an earlier one gave', () => {
    expect(whatIf(whatIf(whatIf(s, { lose: 'bo' }), { meet: 'e1' }), { grantVeto: 'di' })).toEqual(
      whatIf(s, [{ lose: 'bo' }, { meet: 'e1' }, { grantVeto: 'di' }]),
    )
  })
})

describe('a placeholder', () => {
  const ids = (of: Snapshot): string[] => of.stakeholders.map(({ id }) => id)

  test('comes when the last of a class leaves and goes when somebody of it comes', () => {
    expect(s.placeholders).toEqual([])
    const without = whatIf(s, [{ lose: 'bo' }, { lose: 'ann' }])
    expect(without.placeholders).toEqual(['?economicBuyer', '?user'])
    expect(byStakeholder(power(without)).get('?economicBuyer')?.authority).toBeGreaterThan(0.5)
    const again = whatIf(without, { add: { id: 'eve', roles: ['economicBuyer'] } })
    expect(again.placeholders).toEqual(['?user'])
    expect(ids(again)).not.toContain('?economicBuyer')
    expect(whatIf(again, { add: { id: 'fay', roles: ['initiator'] } }).placeholders).toEqual([])
  })

  test('can be heard, tied and granted a veto as whoever it stands for', () => {
    const without = whatIf(s, { lose: 'bo' })
    const supposed = whatIf(without, [
      { hear: '?economicBuyer', sentiment: 0.8 },
      { grantVeto: '?economicBuyer' },
      { tie: { from: 'ann', to: '?economicBuyer', weight: 3 } },
    ])
    expect(byStakeholder(sentiments(supposed)).get('?economicBuyer')?.value).toBeCloseTo((0.8 * 0.25) / 0.2725, 12)
    expect(vetoHolders(supposed).find(({ stakeholder }) => stakeholder === '?economicBuyer')?.basis).toBe('granted')
    expect(byStakeholder(power(supposed)).get('ann')?.share).toBeGreaterThan(byStakeholder(power(without)).get('ann')?.share ?? 1)
  })

  test('takes its ties and vetoes with it', () => {
    const without = whatIf(s, { lose: 'bo' })
    const eve = { add: { id: 'eve', roles: ['economicBuyer'] } } as const
    const supposed = whatIf(without, [
      { tie: { from: '?economicBuyer', to: 'cy', weight: 9 } },
      { tie: { from: 'di', to: '?economicBuyer', weight: 9 } },
      { grantVeto: '?economicBuyer' },
      eve,
    ])
    expect(supposed.ties.flatMap(({ from, to }) => [from, to])).not.toContain('?economicBuyer')
    expect(supposed.vetoes.map(({ stakeholder }) => stakeholder)).not.toContain('?economicBuyer')
    expect(disagreements(comparable(supposed), comparable(whatIf(without, eve)))).toEqual([])
  })

  test('moves nobody once it is gone', () => {
    const without = whatIf(s, { lose: 'bo' })
    const eve = { add: { id: 'eve', roles: ['economicBuyer'] } } as const
    const tied = whatIf(without, [{ tie: { from: '?economicBuyer', to: 'cy', weight: 9 } }, eve])
    const free = whatIf(without, eve)
    expect(influenceMatrix(tied).matrix).toEqual(influenceMatrix(free).matrix)
    expect([...power(tied)]).toEqual([...power(free)])
  })

  test('does not vote by a veto once it is gone, where the decision has a rule of its own', () => {
    const ruled = createVillage({
      ...input,
      stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'cy' }],
      ties: [],
      observations: [],
      interactions: [],
      decisions: [{ id: 'deal', name: 'D', kind: 'new', rule: 'ann' }],
    })
    const supposed = whatIf(snapshot(ruled, AT), [{ grantVeto: '?decider' }, { add: { id: 'eve', roles: ['approver'] } }])
    expect(votingPower(supposed).players.map(({ stakeholder }) => stakeholder)).toEqual(['ann'])
    expect(decisionOutlook(supposed).probabilityOfYes).toBeCloseTo(0.5, 12)
  })

  test('that comes back has forgotten what was supposed of the one before', () => {
    const supposed = whatIf(s, [
      { lose: 'bo' },
      { hear: '?economicBuyer', sentiment: 0.9 },
      { add: { id: 'eve', roles: ['approver'] } },
      { lose: 'eve' },
    ])
    const [placeholder = ''] = supposed.placeholders
    expect(byStakeholder(sentiments(supposed)).get(placeholder)).toMatchObject({ value: undefined, readings: 0 })
  })

  test('keeps its id, and what was supposed of it, while others come and go', () => {
    const future = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'cy', roles: ['coach'] },
        { id: '?decider', joinedAt: '2027-01-01', recordedAt: '2026-01-01' },
      ],
    })
    const before = snapshot(future, AT)
    expect(before.placeholders).toEqual(['??decider'])
    for (const change of [{ add: { id: 'eve', roles: ['user'] } }, { lose: 'cy' }] satisfies Hypothesis[]) {
      const supposed = whatIf(before, [{ hear: '??decider', sentiment: 0.5 }, change])
      expect(supposed.placeholders).toEqual(['??decider'])
      expect(byStakeholder(sentiments(supposed)).get('??decider')?.readings).toBe(1)
    }
  })

  test('cannot leave', () => {
    const without = whatIf(s, { lose: 'bo' })
    expect(refused(() => whatIf(without, { lose: '?economicBuyer' }))).toMatchObject({ name: 'InvalidArgumentError', paths: ['lose'] })
  })
})

describe('somebody who comes', () => {
  test('can be named by whatever is supposed next, and leave again', () => {
    const supposed = whatIf(s, [
      { add: { id: 'eve', roles: ['coach'] } },
      { hear: 'eve', sentiment: -0.5 },
      { tie: { from: 'eve', to: 'bo', weight: 2 } },
      { grantVeto: 'eve' },
      { liftVeto: 'eve' },
      { lose: 'eve' },
    ])
    // What she was heard to say stays, as that of everybody who left.
    const others = disagreements(comparable(supposed), comparable(s)).filter(
      each => !/graph|nodes|edges|risks|planCoverage|consistency/.test(each),
    )
    expect(others).toEqual([])
    expect(supposed.former.map(({ id }) => id)).toEqual(['eve'])
    expect(refused(() => whatIf(supposed, { hear: 'eve', sentiment: 0 })).name).toBe('UnknownStakeholderError')
  })

  test('stands in a unit that there is', () => {
    expect(refused(() => whatIf(s, { add: { id: 'eve', unit: 'nowhere' } })).message).toContain('nowhere')
  })

  test('brings roles and vetoes in decisions that there are', () => {
    expect(refused(() => whatIf(s, { add: { id: 'eve', roles: [{ role: 'user', decision: 'nothing' }] } })).message).toContain('nothing')
  })

  test('is held where a snapshot holds people: in order of id, placeholders last', () => {
    const without = whatIf(s, { lose: 'bo' })
    const supposed = whatIf(without, { add: { id: 'abe', roles: ['user'] } })
    expect(supposed.stakeholders.map(({ id }) => id)).toEqual(['abe', 'ann', 'cy', 'di', '?economicBuyer'])
    const leaves = accountSentiment(whatIf(s, { add: { id: 'abe', roles: ['user'] } })).tree.children.filter(
      ({ kind }) => kind === 'stakeholder',
    )
    expect(leaves.map(({ id }) => id)).toEqual(['abe', 'bo', 'di'])
  })
})

describe('an expectation that is supposed to be met or missed', () => {
  const mean = (of: Snapshot, id: string): number => {
    const { value } = byStakeholder(sentiments(of)).get(id) ?? {}
    return value ?? expect.fail(`${id} was never heard`)
  }

  test("moves its owner by the setting, and the others by the owner's part in their settled opinion", () => {
    const all = whatIf(
      s,
      ['bo', 'cy', 'di'].map(hear => ({ hear, sentiment: 0.1 })),
    )
    const { ids, matrix } = influenceMatrix(all)
    const column = ids.indexOf('ann')
    for (const [hypothesis, step] of [
      [{ meet: 'e1' }, 0.8 * 0.15],
      [{ miss: 'e1' }, -0.8 * 0.15 * 2.25],
    ] as const) {
      const supposed = whatIf(all, hypothesis)
      expect(mean(supposed, 'ann') - mean(all, 'ann')).toBeCloseTo(step, 12)
      for (const id of ['bo', 'cy', 'di']) {
        expect(mean(supposed, id) - mean(all, id)).toBeCloseTo(step * (matrix[ids.indexOf(id)]?.[column] ?? Number.NaN), 12)
      }
    }
    // From the ties by hand: all that cy and bo hear, and of what di hears from bo, at half the openness, what bo has from ann.
    expect(['bo', 'cy', 'di'].map(id => matrix[ids.indexOf(id)]?.[column])).toEqual(
      [0.3, 0.3, 0.15 * 0.3].map(each => expect.closeTo(each, 12)),
    )
  })

  test('moves nothing twice', () => {
    for (const change of [{ meet: 'e1' }, { miss: 'e1' }])
      expect(disagreements(comparable(whatIf(s, [change, change])), comparable(whatIf(s, change)))).toEqual([])
  })

  test('leaves whoever was never heard unheard', () => {
    const supposed = whatIf(s, { meet: 'e1' })
    for (const id of ['cy', 'di'])
      expect(byStakeholder(sentiments(supposed)).get(id)).toMatchObject({ readings: byStakeholder(sentiments(s)).get(id)?.readings })
    expect(byStakeholder(sentiments(supposed)).get('di')?.value).toBeUndefined()
    expect(byStakeholder(sentiments(supposed)).get('ann')?.reliability).toBe(byStakeholder(sentiments(s)).get('ann')?.reliability)
  })

  test('is believed less than what is heard afterwards', () => {
    const almostExactly = { hear: 'ann', sentiment: 0.2, sd: 1e-4 }
    expect(mean(whatIf(s, [{ meet: 'e1' }, almostExactly]), 'ann')).toBeCloseTo(0.2, 3)
    expect(mean(whatIf(s, [{ miss: 'e1' }, almostExactly]), 'ann')).toBeCloseTo(0.2, 3)
  })

  test.each([
    ['before', [{ hear: 'ann', sentiment: 1, sd: 0.01 }, { meet: 'e1' }]],
    ['after', [{ meet: 'e1' }, { hear: 'ann', sentiment: 1, sd: 0.01 }]],
  ] as const)('takes nobody beyond 1 who is heard at 1 %s', (_, changes) => {
    expect(mean(whatIf(s, changes), 'ann')).toBeLessThanOrEqual(1)
    expect(byStakeholder(opinionEquilibrium(whatIf(s, changes)).byStakeholder).get('ann')?.value).toBeLessThanOrEqual(1)
  })

  test('sways its owner by the setting, as though that were supposed of them', () => {
    for (const [hypothesis, by] of [
      [{ meet: 'e1' }, 0.8 * 0.15],
      [{ miss: 'e1' }, -0.8 * 0.15 * 2.25],
    ] as const) {
      const [settled, swayed] = [whatIf(s, hypothesis), whatIf(s, { sway: 'ann', by })]
      expect(settled.shifts).toEqual(swayed.shifts)
      expect(decisionOutlook(settled).probabilityOfYes).toBe(decisionOutlook(swayed).probabilityOfYes)
      expect([settled.expectations[0]?.status.length, swayed.expectations[0]?.status.length]).toEqual([2, 1])
    }
  })

  test('of somebody who has left moves nobody', () => {
    const without = whatIf(s, { lose: 'ann' })
    const settled = whatIf(without, { meet: 'e1' })
    expect(settled.expectations[0]?.status.at(-1)?.state).toBe('met')
    expect([...sentiments(settled)]).toEqual([...sentiments(without)])
  })

  test('is the only thing that is called a hypothesis when the change is explained', () => {
    const kinds = (changes: Hypothesis | readonly Hypothesis[]): string[] => [
      ...new Set(explainChange(s, whatIf(s, changes)).contributions.map(({ kind }) => kind)),
    ]
    expect(kinds({ meet: 'e1' })).toEqual(['hypothesis'])
    expect(kinds({ miss: 'e1' })).toEqual(['hypothesis'])
    expect(kinds({ hear: 'bo', sentiment: 0.9 })).toContain('newReading')
    expect(kinds({ add: { id: 'eve', roles: ['approver'] } })).toContain('person')
    expect(kinds({ lose: 'bo' })).toContain('person')
    expect(kinds({ tie: { from: 'di', to: 'bo', weight: 9 } })).toEqual(['weight'])
    // All that bo hears is ann, whatever the weight.
    expect(kinds({ tie: { from: 'ann', to: 'bo', weight: 9 } })).toEqual([])
    expect(kinds([{ grantVeto: 'di' }, { liftBarrier: 'b1' }])).toEqual([])
  })
})

describe('somebody who is supposed to be swayed', () => {
  const shift = (by: number, id = 'ann', of = s): readonly (readonly [string, number])[] =>
    (whatIf(of, { sway: id, by }).shifts ?? []).map(({ stakeholder, amount }) => [stakeholder, amount])

  test('is moved no further than the scale goes, and moves others by what they are moved', () => {
    const ann = meanSentiments(s)[0] ?? Number.NaN
    const close = (rows: readonly (readonly [string, number])[]): unknown => rows.map(([id, amount]) => [id, expect.closeTo(amount, 12)])
    const up = 1 - ann
    const shares = [['ann', 1] as const, ['bo', 0.3] as const, ['cy', 0.3] as const, ['di', 0.15 * 0.3] as const]
    expect(shift(2)).toEqual(close(shares.map(([id, share]) => [id, up * share])))
    expect(shift(-2)).toEqual(close(shares.map(([id, share]) => [id, (-1 - ann) * share])))
    expect(shift(0.1)).toEqual(close(shares.map(([id, share]) => [id, 0.1 * share])))
    expect(shift(0)).toEqual([])
  })

  test('counts at the vote as far as it has not faded by then', () => {
    // Against numbers computed apart: no ties, the vote 91 days ahead.
    const dated = snapshot(
      createVillage({
        account: 'Acme',
        stakeholders: [
          { id: 'ann', roles: ['economicBuyer'] },
          { id: 'bo', roles: ['user'], veto: true },
        ],
        observations: [
          { stakeholder: 'ann', at: '2026-09-21', sentiment: -0.1, via: 'interview' },
          { stakeholder: 'bo', at: '2026-03-01', sentiment: 0.2, via: 'meeting' },
        ],
        decisions: [{ id: 'd', name: 'First order', kind: 'new', expectedAt: '2026-12-31' }],
      }),
      '2026-10-01',
    )
    const met = whatIf(dated, { sway: 'ann', by: 0.8 * 0.15 })
    expect(decisionOutlook(dated).probabilityOfYes).toBeCloseTo(0.2320911659, 10)
    expect(decisionOutlook(met).probabilityOfYes).toBeCloseTo(0.2320911659 + 0.047139703, 10)
  })

  test('may be a placeholder, or of another decision', () => {
    const without = whatIf(s, { lose: 'bo' })
    expect(shift(0.2, '?economicBuyer', without)).toEqual([['?economicBuyer', 0.2]])
    const two = createVillage({
      ...input,
      stakeholders: [{ id: 'ann', roles: [{ role: 'economicBuyer', decision: 'deal' }] }],
      ties: [],
      observations: [],
      interactions: [],
      decisions: [...(input.decisions ?? []), { id: 'other', name: 'Another', kind: 'new' }],
    })
    const [all, deal, other] = [snapshot(two, AT), snapshot(two, AT, { decision: 'deal' }), snapshot(two, AT, { decision: 'other' })]
    const chance = (of: Snapshot): number => decisionOutlook(of).probabilityOfYes ?? Number.NaN
    const sway = { sway: 'ann', by: 0.2 }
    expect(chance(whatIf(deal, sway))).toBeGreaterThan(chance(deal))
    expect(decisionOutlooks(whatIf(all, sway)).map(({ probabilityOfYes }) => probabilityOfYes)).toEqual([
      chance(whatIf(deal, sway)),
      chance(other),
    ])
    const [placeholder = ''] = other.placeholders
    expect(chance(whatIf(other, { sway: placeholder, by: 0.2 }))).toBeGreaterThan(chance(other))
  })
})

describe('a veto that is granted or lifted', () => {
  test('stops the decision, and no longer', () => {
    const granted = whatIf(s, { grantVeto: 'ann' })
    expect(blockingCoalitions(granted).coalitions).toContainEqual(['ann'])
    expect(blockingCoalitions(s).coalitions).not.toContainEqual(['ann'])
    expect(disagreements(comparable(whatIf(granted, { liftVeto: 'ann' })), comparable(s))).toEqual([])
  })

  test('is lifted with all that somebody was granted, and not where it is theirs by role', () => {
    expect(whatIf(s, [{ grantVeto: 'cy' }, { liftVeto: 'cy' }]).vetoes).toEqual([])
    expect(refused(() => whatIf(s, { liftVeto: 'bo' }))).toMatchObject({ name: 'InvalidArgumentError', paths: ['liftVeto'] })
  })
})

describe('what cannot be so', () => {
  const unknown = ['nobody', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty']
  test.each(unknown)('about a stakeholder %j is refused by name', id => {
    const hypotheses: Hypothesis[] = [
      { hear: id, sentiment: 0 },
      { lose: id },
      { grantVeto: id },
      { liftVeto: id },
      { sway: id, by: 0.1 },
      { tie: { from: id, to: 'ann', weight: 1 } },
      { tie: { from: 'ann', to: id, weight: 0 } },
    ]
    for (const hypothesis of hypotheses) {
      const { name, code, message } = refused(() => whatIf(s, hypothesis))
      expect([name, code]).toEqual(['UnknownStakeholderError', 'unknownStakeholder'])
      expect(message).toContain(`whatIf: changes: there is no stakeholder ${JSON.stringify(id)}`)
    }
  })

  test.each(unknown)('about an expectation or a barrier %j is refused by name', id => {
    for (const [path, hypothesis] of [
      ['meet', { meet: id }],
      ['miss', { miss: id }],
      ['liftBarrier', { liftBarrier: id }],
    ] as const) {
      const { name, paths, message } = refused(() => whatIf(s, hypothesis))
      expect([name, paths]).toEqual(['InvalidArgumentError', [path]])
      expect(message).toContain(JSON.stringify(id))
    }
  })

  test.each([
    ['a sentiment of 2', { hear: 'ann', sentiment: 2 }, 'sentiment'],
    ['a sentiment that is no number', { hear: 'ann', sentiment: Number.NaN }, 'sentiment'],
    ['no sentiment', { hear: 'ann' }, 'sentiment'],
    ['an unknown source', { hear: 'ann', sentiment: 0, via: 'rumour' }, 'via'],
    ['an error of 0', { hear: 'ann', sentiment: 0, sd: 0 }, 'sd'],
    ['a sway beyond the scale', { sway: 'ann', by: 2.1 }, 'by'],
    ['a sway that is no number', { sway: 'ann', by: Number.NaN }, 'by'],
    ['no sway', { sway: 'ann' }, 'by'],
    ['a newcomer without id', { add: {} }, 'id'],
    ['a newcomer with an empty id', { add: { id: '' } }, 'id'],
    ['a newcomer with an unknown role', { add: { id: 'eve', roles: ['king'] } }, 'role'],
    ['a newcomer open without end', { add: { id: 'eve', openness: 1 } }, 'openness'],
    ['a newcomer with an unknown field', { add: { id: 'eve', selfWeight: 2 } }, 'stakeholders'],
    ['a tie of negative weight', { tie: { from: 'ann', to: 'bo', weight: -1 } }, 'weight'],
    ['a tie whose weight is no number', { tie: { from: 'ann', to: 'bo', weight: Number.NaN } }, 'weight'],
    ['a tie of endless weight', { tie: { from: 'ann', to: 'bo', weight: Number.POSITIVE_INFINITY } }, 'weight'],
    ['a tie of an unknown kind', { tie: { from: 'ann', to: 'bo', kind: 'love', weight: 1 } }, 'kind'],
  ])('with %s is refused, and says where', (_, hypothesis, field) => {
    const { name, message, paths } = refused(() => callLoosely(whatIf, s, hypothesis))
    expect(name).toBe('InvalidVillageError')
    expect(message).toMatch(/^whatIf: /)
    expect(paths.some(path => path.includes(field))).toBe(true)
  })

  test('is somebody who is there already, or was, or stands for somebody', () => {
    const gone = whatIf(s, { lose: 'bo' })
    for (const [of, id] of [
      [s, 'ann'],
      [gone, 'bo'],
      [gone, '?economicBuyer'],
    ] as const) {
      expect(refused(() => whatIf(of, { add: { id } }))).toMatchObject({ name: 'InvalidArgumentError', paths: ['add.id'] })
      expect(refused(() => whatIf(of, { add: { id } })).message).toContain(JSON.stringify(id))
    }
  })

  test('is a tie of somebody to themselves', () => {
    expect(refused(() => whatIf(s, { tie: { from: 'ann', to: 'ann', weight: 1 } }))).toMatchObject({ paths: ['tie'] })
  })

  test.each([[{}], [{ hears: 'ann' }], [null], ['lose'], [7]])('is %j, which is no hypothesis', change => {
    expect(refused(() => callLoosely(whatIf, s, change)).name).toBe('InvalidArgumentError')
    expect(refused(() => callLoosely(whatIf, s, [{ meet: 'e1' }, change])).name).toBe('InvalidArgumentError')
  })

  test.each([
    [{ add: { id: 'eve', unit: 'moon' } }, 'add.unit'],
    [{ add: { id: 'eve', roles: [{ role: 'user', decision: 'none' }] } }, 'add'],
    [{ add: 3 }, 'add'],
    [{ tie: 'ann' }, 'tie'],
    [{}, 'changes'],
  ])('is %j, which is refused where it stands', (change, path) => {
    const { paths, message } = refused(() => callLoosely(whatIf, s, change))
    expect(paths).toEqual([path])
    expect(message).toMatch(new RegExp(`^whatIf: ${path}: \\S+ `))
  })

  test('is more than ten thousand changes at once', () => {
    expect(refused(() => whatIf(s, Array<Hypothesis>(10_001).fill({ meet: 'e1' }))).message).toMatch(/^whatIf: .*changes/)
  })

  test('is refused at the second of several, too, and changes nothing', () => {
    const before = JSON.stringify(s)
    expect(refused(() => whatIf(s, [{ lose: 'bo' }, { lose: 'bo' }])).name).toBe('UnknownStakeholderError')
    expect(JSON.stringify(s)).toBe(before)
  })
})

describe('hostile ids', () => {
  test('can come, be heard, tied, granted a veto and leave, each for itself', () => {
    const plain = snapshot(createVillage({ account: 'Acme', stakeholders: [{ id: 'a plain user', roles: ['user', 'approver'] }] }), AT)
    const hostile = HOSTILE_IDS.slice(0, 40)
    const all = whatIf(
      plain,
      hostile.map(id => ({ add: { id, roles: ['decisionMaker'] } })),
    )
    expect(all.stakeholders).toHaveLength(hostile.length + 1)
    for (const id of HOSTILE_IDS.slice(0, 40)) {
      const supposed = whatIf(all, [{ hear: id, sentiment: 0.5 }, { grantVeto: id }, { tie: { from: id, to: 'a plain user', weight: 1 } }])
      expect([...sentiments(supposed)].filter(({ value }) => value !== undefined).map(({ stakeholder: each }) => each)).toEqual([id])
      expect(supposed.vetoes.map(({ stakeholder }) => stakeholder)).toEqual([id])
      expect(whatIf(supposed, { lose: id }).former.map(each => each.id)).toEqual([id])
    }
    expect(strangeNumbers(allMeasures(whatIf(all, { lose: hostile[0] ?? '' })))).toEqual([])
  })

  test.each(LOOKALIKES)('%j and %j are two people', (one = '', other = '') => {
    const both = snapshot(createVillage({ account: 'Acme', stakeholders: [{ id: one, roles: ['user'] }, { id: other }] }), AT)
    expect(
      [...sentiments(whatIf(both, { hear: one, sentiment: 0.5 }))].flatMap(({ stakeholder: id, readings }) => (readings > 0 ? [id] : [])),
    ).toEqual([one])
    expect(whatIf(both, { lose: other }).stakeholders.map(({ id }) => id)).toContain(one)
  })

  test('of facts that look like supposed ones stay apart from them', () => {
    const ids = ['supposed:0', 'supposed:1', 'supposed:2']
    const facts = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann', roles: ['user'] }],
      observations: ids.map(id => ({ id, stakeholder: 'ann', at: '2026-03-01', sentiment: 0.5, via: 'interview' })),
    })
    const supposed = whatIf(snapshot(facts, AT), [
      { hear: 'ann', sentiment: 0.2 },
      { hear: 'ann', sentiment: 0.1 },
    ])
    expect(new Set(supposed.observations.map(({ id }) => id)).size).toBe(5)
    expect(explainChange(snapshot(facts, AT), supposed).contributions.filter(({ kind }) => kind === 'newReading')).toHaveLength(2)
  })
})

describe('the facts of what is supposed', () => {
  test('have ids that no other fact has', () => {
    expect([supposedId([]), supposedId([{ id: 'supposed:1' }]), supposedId([{ id: 'supposed:2' }, { id: 'supposed:3' }])]).toEqual([
      'supposed:0',
      'supposed:2',
      'supposed:4',
    ])
  })

  test('are gone with whoever leaves, and theirs alone', () => {
    const motives = ['ann', 'bo'].map(stakeholder => ({ stakeholder, kind: 'risk' as const, statement: 's' }))
    const all = snapshot(createVillage({ ...input, motives }), AT)
    const gone = whatIf(all, { lose: 'cy' })
    expect([gone.vetoes, gone.ties.map(({ id }) => id), gone.motives.map(({ stakeholder }) => stakeholder).sort()]).toEqual([
      [],
      ['t3', 't4'],
      ['ann', 'bo'],
    ])
    expect(gone.former.map(({ id, leftAt }) => [id, leftAt])).toEqual([['cy', all.agedTo]])
    expect(whatIf(all, { lose: 'ann' }).motives.map(({ stakeholder }) => stakeholder)).toEqual(['bo'])
    expect(whatIf(all, { lose: 'ann' }).ties.map(({ id }) => id)).toEqual(['t3'])
    expect(whatIf(all, { lose: 'bo' }).vetoes.map(({ stakeholder }) => stakeholder)).toEqual(['cy'])
  })

  test('are of a newcomer those that hold now, from their first moment to their last', () => {
    const later = '2026-03-02T00:00:00.001Z'
    const roles = [
      { role: 'user' as const, since: NOW },
      { role: 'coach' as const, since: later },
      { role: 'champion' as const, until: NOW },
      { role: 'approver' as const, until: later },
    ]
    const first = snapshot(village, NOW)
    const came = whatIf(first, { add: { id: 'eve', roles } })
    expect(
      came.roles
        .filter(({ stakeholder }) => stakeholder === 'eve')
        .map(({ role }) => role)
        .sort(),
    ).toEqual(['approver', 'user'])
  })

  test('put the new state of an expectation last, and leave the other barriers', () => {
    const met = whatIf(s, { meet: 'e1' }).expectations[0]?.status
    expect(met).toEqual([...(s.expectations[0]?.status ?? []), { at: s.agedTo, state: 'met' }])
    const status = [
      { at: '2026-01-01', state: 'open' as const },
      { at: '2026-03-02T15:00:00Z', state: 'missed' as const },
      { at: '2026-01-02', state: 'open' as const },
    ]
    const late = snapshot(
      createVillage({ ...input, expectations: [{ id: 'e1', stakeholder: 'ann', statement: 's', importance: 1, status }] }),
      AT,
    )
    expect(whatIf(late, { meet: 'e1' }).expectations[0]?.status.at(-1)).toEqual({ at: '2026-03-02T15:00:00.000Z', state: 'met' })
    const b2 = { id: 'b2', statement: 's', kind: 'technical' as const, blocks: 0.2, unit: 'ops' }
    const usage = [{ id: 'u', at: '2026-02-20', unit: 'ops', level: 0.3 }]
    const blocked = snapshot(createVillage({ ...input, barriers: [...(input.barriers ?? []), b2], usage }), AT)
    const open = whatIf(blocked, { liftBarrier: 'b1' })
    expect(open.barriers.map(({ id }) => id)).toEqual(['b2'])
    expect(open.usage.map(({ id }) => id)).toEqual(['u', 'supposed:1:0', 'supposed:1:1'])
    expect(open.usage[1]?.level).toBeGreaterThan(0.3)
  })

  test('that were expected count for less once the person is heard, and for those who sway with them', () => {
    const unit = { id: 'ops', name: 'Operations', kind: 'department' as const }
    const stakeholders = [
      { id: 'ann', unit: 'ops', roles: ['user' as const] },
      { id: 'bo', unit: 'ops', roles: ['economicBuyer' as const] },
      { id: 'cy', roles: ['coach' as const] },
    ]
    const expectations = [{ id: 'e1', stakeholder: 'ann', statement: 's', importance: 1, status: [] }]
    const met = whatIf(snapshot(createVillage({ account: 'Acme', units: [unit], stakeholders, expectations }), NOW), { meet: 'e1' })
    const shiftsIn = (of: Snapshot) => {
      const sums = new Map<string, number>()
      for (const { stakeholder, amount } of of.shifts ?? []) sums.set(stakeholder, (sums.get(stakeholder) ?? 0) + amount)
      return Object.fromEntries(sums)
    }
    expect(shiftsIn(met)).toEqual({ ann: 0.15 })
    // An interview leaves 0.0225 / 0.2725 of the variance; 0.3 is the correlation within a unit.
    const gain = 0.25 / 0.2725
    const heardOf = (hear: string) => shiftsIn(whatIf(met, { hear, sentiment: 0.4 }))
    expect(heardOf('ann')).toEqual({ ann: expect.closeTo(0.15 * (1 - gain), 12), bo: expect.closeTo(-0.15 * gain * 0.3, 12) })
    expect(heardOf('bo')).toEqual({ ann: 0.15 })
  })
})
