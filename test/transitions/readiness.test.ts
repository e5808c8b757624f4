import {
  accountSentiment,
  createVillage,
  decisionOutlook,
  gatekeepers,
  type HandoverReadiness,
  handoverReadiness,
  type Interaction,
  type Observation,
  type ReadinessItem,
  record,
  type Settings,
  snapshot,
  type VillageInput,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'

const NOW = 100
const TODAY = day(NOW)
const see = (input: Partial<VillageInput>, account: Partial<Settings['account']> = {}) =>
  snapshot(createVillage({ account: 'Acme', ...input }), TODAY, { settings: { account } })
const of = (input: Partial<VillageInput>, account: Partial<Settings['account']> = {}): HandoverReadiness =>
  handoverReadiness(see(input, account))
const heard = (stakeholder: string, n = NOW, rest: Partial<Observation> = {}): Observation => ({
  stakeholder,
  at: day(n),
  sentiment: 0.5,
  via: 'interview',
  ...rest,
})
const met = (...participants: string[]): Interaction => ({ at: day(50), kind: 'meeting', participants })
const itemsOf = ({ items }: HandoverReadiness, kind: ReadinessItem['kind']) => items.filter(item => item.kind === kind)
const chance = (input: Partial<VillageInput>): number => decisionOutlook(see(input)).probabilityOfYes ?? Number.NaN
const kinds = ({ items }: HandoverReadiness) => items.map(({ kind }) => kind).sort()

const ANN = { id: 'ann', roles: ['user'] } as const
const BO = { id: 'bo', roles: ['economicBuyer'] } as const
/** Ann uses, Bo decides; both were heard and met, so that nothing would be lost; nobody speaks for us. */
const READY: Partial<VillageInput> = {
  stakeholders: [ANN, BO],
  observations: [heard('ann'), heard('bo')],
  interactions: [met('ann', 'bo')],
}

describe('an account', () => {
  test('of which nothing is known has nobody to hand over to, and little else to judge', () => {
    const { score, aspects, unknown, items } = of({})
    expect(aspects).toEqual({
      decidersHeard: 0,
      mattersShared: undefined,
      bridges: undefined,
      decidersAddressed: undefined,
      champions: undefined,
    })
    expect([score, unknown]).toEqual([0, ['mattersShared', 'bridges', 'decidersAddressed', 'champions']])
    expect(items.map(({ kind, stakeholders }) => [kind, stakeholders])).toEqual([
      ['deciderUnknown', ['?decider']],
      ['noChampion', []],
    ])
    for (const { message } of items) expect(message).toMatch(/^[A-Z].*\.$/)
    // Deciders without any power were not heard, either.
    const roles = [{ role: 'economicBuyer' as const, authority: 0 }]
    expect(of({ ...READY, stakeholders: [ANN, { id: 'bo', roles }] }).aspects.decidersHeard).toBe(0)
  })

  test('in which nothing would be lost is ready', () => {
    const shared = ['ann', 'bo'].map(id => heard(id, NOW, { themes: ['speed'] }))
    const cy = { id: 'cy', roles: ['champion'] } as const
    const ties = ['ann', 'cy'].map(from => ({ from, to: 'bo', kind: 'influence' as const }))
    expect(of({ ...READY, stakeholders: [ANN, BO, cy], ties, observations: shared })).toEqual({
      score: 1,
      aspects: { decidersHeard: 1, mattersShared: 1, bridges: 1, decidersAddressed: 1, champions: 1 },
      unknown: [],
      items: [],
    })
  })

  test('has a score that is the mean of the aspects that can be judged', () => {
    const { score, aspects, unknown } = of({
      ...READY,
      stakeholders: [ANN, BO, { id: 'cy', roles: ['approver'] }],
      interactions: [met('ann')],
    })
    // Bo has 6 of the deciders' 10 parts of power; nobody spoke of matters, has a say with others or speaks for us.
    expect(aspects).toEqual({
      decidersHeard: expect.closeTo(0.6, 12),
      mattersShared: undefined,
      bridges: undefined,
      decidersAddressed: 0,
      champions: undefined,
    })
    expect(unknown).toEqual(['mattersShared', 'bridges', 'champions'])
    expect(score).toBeCloseTo(0.6 / 2, 12)
  })

  test('without a champion has an item that says so, which costs nothing that is known', () => {
    const { items, aspects } = of(READY)
    expect(items).toEqual([
      { kind: 'noChampion', stakeholders: [], message: expect.any(String), price: { coverage: 0, probabilityOfYes: 0 } },
    ])
    expect(aspects.champions).toBeUndefined()
    // Even one who is about to leave is one.
    const leaving = of({ ...READY, stakeholders: [ANN, BO, { id: 'cy', roles: ['champion'], leftAt: day(NOW + 30) }] })
    expect([itemsOf(leaving, 'noChampion'), leaving.aspects.champions]).toEqual([[], 0])
  })
})

describe('a decider', () => {
  test('who was never heard is an item, priced by what an interview would add to coverage', () => {
    const input = {
      ...READY,
      units: [{ id: 'board', name: 'Board', kind: 'division' as const }],
      stakeholders: [ANN, { ...BO, unit: 'board' }, { id: 'cy', unit: 'board', roles: ['approver' as const] }],
      interactions: [met('bo', 'cy')],
      observations: [heard('ann'), heard('bo', 60)],
    }
    const equal = of({
      ...READY,
      stakeholders: [ANN, ...['z', 'a'].map(id => ({ id, roles: ['approver' as const] }))],
      observations: [],
      interactions: [],
    })
    expect(equal.items.slice(0, 4).map(({ kind, stakeholders: [id] }) => `${kind} ${id}`)).toEqual([
      'deciderUnheard a',
      'deciderUnheard z',
      'nothingAddressed a',
      'nothingAddressed z',
    ])
    const [item, ...others] = itemsOf(of(input), 'deciderUnheard')
    expect(others).toEqual([])
    expect(item?.stakeholders).toEqual(['cy'])
    // What Cy says also tells a little about Bo, who is of the same unit.
    const before = createVillage({ account: 'Acme', ...input })
    const after = record(before, { observations: [heard('cy', NOW, { sentiment: -0.7 })] })
    const gain = accountSentiment(snapshot(after, TODAY)).coverage - accountSentiment(snapshot(before, TODAY)).coverage
    expect(item?.price).toEqual({ coverage: expect.closeTo(gain, 10), probabilityOfYes: 0 })
    expect(gain).toBeGreaterThan(0.1)
  })

  test('who was heard long ago is one from the stale reliability on, and then was not heard', () => {
    const old = { ...READY, observations: [heard('ann'), heard('bo', 0)] }
    const reliability = (0.25 / 0.2725) * 4 ** (-NOW / 180)
    const stale = of(old, { staleReliability: reliability + 1e-9 })
    expect(kinds(stale)).toEqual(['deciderStale', 'noChampion'])
    expect(itemsOf(stale, 'deciderStale')[0]?.stakeholders).toEqual(['bo'])
    expect(itemsOf(stale, 'deciderStale')[0]?.price.coverage).toBeGreaterThan(0)
    expect(stale.aspects.decidersHeard).toBe(0)
    const fresh = of(old, { staleReliability: reliability - 1e-9 })
    expect([fresh.score, kinds(fresh)]).toEqual([1, ['noChampion']])
  })

  test('to whom nothing was ever addressed is one', () => {
    const alone = of({ ...READY, interactions: [met('ann')] })
    expect(kinds(alone)).toEqual(['noChampion', 'nothingAddressed'])
    expect(itemsOf(alone, 'nothingAddressed')[0]).toMatchObject({ stakeholders: ['bo'], price: { probabilityOfYes: 0 } })
    expect(itemsOf(alone, 'nothingAddressed')[0]?.price.coverage).toBeGreaterThanOrEqual(0)
    expect(alone.aspects.decidersAddressed).toBe(0)
  })

  test('whom nobody knows is one', () => {
    const { items, aspects } = of({ stakeholders: [ANN], observations: [heard('ann')], interactions: [met('ann')] })
    expect(items.map(({ kind, stakeholders }) => [kind, stakeholders])).toEqual([
      ['deciderUnknown', ['?decider']],
      ['noChampion', []],
    ])
    expect(aspects).toMatchObject({ decidersHeard: 0, decidersAddressed: 0 })
  })
})

describe('what users want', () => {
  const speed = { themes: ['speed'] }

  test.each([
    ['a theme of a reading', { observations: [heard('ann', NOW, speed), heard('bo')] }, 'speed'],
    ['a theme of a comment', { comments: [{ id: 'c', at: TODAY, stakeholder: 'ann', text: 'slow', ...speed }] }, 'speed'],
    [
      'a theme of an interview',
      { interviews: [{ id: 'i', at: TODAY, stakeholder: 'ann', answers: [{ question: 'q', summary: 's', ...speed }] }] },
      'speed',
    ],
    [
      'an expectation that is open',
      {
        expectations: [
          { id: 'e', stakeholder: 'ann', statement: 'faster', importance: 1, status: [{ at: day(1), state: 'open' as const }] },
        ],
      },
      'faster',
    ],
    [
      'an expectation without a status',
      { expectations: [{ id: 'e', stakeholder: 'ann', statement: 'faster', importance: 1, status: [] }] },
      'faster',
    ],
  ])('is an item as long as only they have voiced it: %s', (_, facts, matter) => {
    const found = of({ ...READY, ...facts })
    expect(kinds(found)).toEqual(['noChampion', 'onlyUsersVoice'])
    // What we know of Ann is what would be lost.
    const { tree, byClass } = accountSentiment(see({ ...READY, ...facts }))
    expect(byClass.user?.value).toBeDefined()
    const own = tree.children.find(({ id }) => id === 'ann')
    expect(found.items[0]).toMatchObject({
      stakeholders: ['ann'],
      matter,
      price: { coverage: expect.closeTo((own?.share ?? 0) * (own?.coverage ?? 0), 10), probabilityOfYes: 0 },
    })
    expect(found.aspects.mattersShared).toBe(0)
  })

  test('is none once somebody who decides or guards a gate has voiced it too, however it is written', () => {
    const gate = { id: 'di', roles: ['procurement'] } as const
    for (const who of ['bo', 'di']) {
      const found = of({
        ...READY,
        stakeholders: [ANN, BO, gate],
        observations: [heard('ann', NOW, { themes: ['Time  to value'] }), heard('bo'), heard(who, 99, { themes: [' time to VALUE'] })],
      })
      expect([kinds(found), found.aspects.mattersShared]).toEqual([['noChampion'], 1])
    }
    const more = of({
      ...READY,
      stakeholders: [ANN, BO, { id: 'abe', roles: ['initiator'] }],
      observations: [heard('ann', NOW, speed), heard('abe', NOW, speed), heard('bo')],
    })
    expect(itemsOf(more, 'onlyUsersVoice')[0]?.stakeholders).toEqual(['abe', 'ann'])
  })

  test('is none when deciders alone have voiced it, and when the expectation was met or missed', () => {
    const theirs = of({ ...READY, observations: [heard('ann'), heard('bo', NOW, speed)] })
    expect([kinds(theirs), theirs.aspects.mattersShared]).toEqual([['noChampion'], undefined])
    for (const state of ['met', 'missed'] as const) {
      const status = [
        { at: day(1), state: 'open' as const },
        { at: day(2), state },
      ]
      const settled = of({ ...READY, expectations: [{ id: 'e', stakeholder: 'ann', statement: 'faster', importance: 1, status }] })
      expect(kinds(settled)).toEqual(['noChampion'])
    }
  })

  test('is as large a part of their matters as nobody else has voiced', () => {
    const found = of({
      ...READY,
      observations: [heard('ann', NOW, { themes: ['speed', 'price', 'support', 'tone'] }), heard('bo', NOW, speed)],
    })
    expect(found.aspects.mattersShared).toBeCloseTo(1 / 4, 12)
    expect(itemsOf(found, 'onlyUsersVoice').map(({ matter }) => matter)).toEqual(['price', 'support', 'tone'])
  })

  test('is none of somebody who has left', () => {
    const gone = { id: 'abe', roles: ['user'], leftAt: day(80) } as const
    const observations = [heard('ann'), heard('bo'), heard('abe', 70, speed)]
    expect(kinds(of({ ...READY, stakeholders: [ANN, BO, gone], observations }))).toEqual(['noChampion'])
    const both = of({ ...READY, stakeholders: [ANN, BO, gone], observations: [...observations, heard('ann', 60, speed)] })
    expect(itemsOf(both, 'onlyUsersVoice').map(({ stakeholders }) => stakeholders)).toEqual([['ann']])
  })

  test('is one and the same wherever it was voiced, an open expectation another, and those of champions are of users', () => {
    const found = of({
      ...READY,
      stakeholders: [ANN, BO, { id: 'cy', roles: ['champion'] }],
      observations: [heard('ann'), heard('bo'), heard('cy', 60, speed)],
      comments: [{ id: 'c', at: day(60), stakeholder: 'ann', text: 'x', themes: ['Speed'] }],
      interviews: [
        {
          id: 'i',
          at: day(60),
          stakeholder: 'cy',
          answers: [
            { question: 'q', summary: 's', themes: ['SPEED', 'tone'] },
            { question: 'p', summary: 's' },
          ],
        },
      ],
      expectations: [
        { id: 'e', stakeholder: 'ann', statement: 'speed', importance: 1, status: [] },
        ...(['met', 'open'] as const).map((state, i) => ({
          id: `e${i}`,
          stakeholder: 'ann',
          statement: state,
          importance: 1,
          status: (['open', 'missed', state] as const).map((each, j) => ({ at: day(j + 1), state: each })),
        })),
      ],
    })
    const items = itemsOf(found, 'onlyUsersVoice').map(({ matter, stakeholders, message }) => [
      matter,
      stakeholders.join(' '),
      message.includes('this theme;') ? 'theme' : message.includes('this expectation;') ? 'expectation' : message,
    ])
    expect(items.sort()).toEqual([
      ['open', 'ann', 'expectation'],
      ['speed', 'ann cy', 'theme'],
      ['speed', 'ann', 'expectation'],
      ['tone', 'cy', 'theme'],
    ])
  })
})

describe('a sole bridge', () => {
  const through = {
    ...READY,
    stakeholders: [ANN, BO, { id: 'eve', roles: ['gatekeeper' as const] }],
    ties: [
      { from: 'ann', to: 'eve', kind: 'influence' as const },
      { from: 'eve', to: 'bo', kind: 'influence' as const },
    ],
  }

  test('from users to deciders is an item, priced by what it carries of what was heard of users', () => {
    const found = of(through)
    expect(kinds(found)).toEqual(['noChampion', 'soleBridge'])
    const lost = gatekeepers(see(through)).find(({ stakeholder }) => stakeholder === 'eve')?.lost ?? Number.NaN
    const ann = accountSentiment(see(through)).tree.children.find(({ id }) => id === 'ann')
    expect(found.items[0]).toMatchObject({
      stakeholders: ['eve'],
      price: { coverage: expect.closeTo(lost * (ann?.share ?? 0) * (ann?.coverage ?? 0), 10), probabilityOfYes: 0 },
    })
    expect(found.aspects.bridges).toBeCloseTo(1 - lost, 12)
    expect(lost).toBeGreaterThan(0)
  })

  test('carries what was heard of others than itself, as far as it is lost without it', () => {
    // Eve, a user herself, is the way to Bo; Gil, who guards a gate, listens to Ann as well.
    const bridged: Partial<VillageInput> = {
      ...through,
      stakeholders: [ANN, BO, { id: 'eve', roles: ['user'] }, { id: 'gil', roles: ['gatekeeper'] }],
      ties: [...through.ties, { from: 'ann', to: 'gil', kind: 'influence' }],
      observations: [heard('ann'), heard('bo'), heard('eve')],
    }
    const lost = gatekeepers(see(bridged)).find(({ stakeholder }) => stakeholder === 'eve')?.lost ?? Number.NaN
    const ann = accountSentiment(see(bridged)).tree.children.find(({ id }) => id === 'ann')
    const [bridge] = itemsOf(of(bridged), 'soleBridge')
    expect([bridge?.stakeholders, lost > 0.1 && lost < 0.99]).toEqual([['eve'], true])
    expect(bridge?.price.coverage).toBeCloseTo(lost * (ann?.share ?? 0) * (ann?.coverage ?? 0), 12)
  })

  test('is none with a second way around it, nor where no way leads to a decider at all', () => {
    const second = [...through.ties, { from: 'ann', to: 'bo', kind: 'reportsTo' as const }]
    // Ann reports to Bo, so that Bo moves Ann, and not the other way round.
    expect(kinds(of({ ...through, ties: second }))).toEqual(['noChampion', 'soleBridge'])
    const around = [...through.ties, { from: 'ann', to: 'bo', kind: 'influence' as const }]
    const bridged = (ties: VillageInput['ties']) => {
      const found = of({ ...through, ...(ties !== undefined && { ties }) })
      return [kinds(found), found.aspects.bridges]
    }
    expect(bridged(around)).toEqual([['noChampion'], 1])
    expect(bridged(through.ties.slice(0, 1))).toEqual([['noChampion'], 1])
  })

  test('cannot be judged where nobody listens to any user', () => {
    expect(of({ ...through, ties: through.ties.slice(1) })).toMatchObject({ unknown: ['mattersShared', 'bridges', 'champions'] })
  })
})

describe('a champion', () => {
  const champion = { id: 'cy', roles: ['champion' as const] }
  const heeded = [{ from: 'cy', to: 'bo', kind: 'influence' as const }]
  const withChampion = {
    ...READY,
    stakeholders: [ANN, BO, champion],
    observations: [heard('ann'), heard('bo'), heard('cy')],
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new' as const }],
  }

  test('who stays and is listened to is none', () => {
    expect(of({ ...withChampion, ties: heeded })).toMatchObject({ items: [], aspects: { champions: 1 } })
    // Whoever else leaves, and though nobody listens to a champion who decides themselves.
    const left = { ...ANN, leftAt: day(NOW + 30) }
    expect(of({ ...withChampion, ties: heeded, stakeholders: [left, BO, champion] }).aspects.champions).toBe(1)
    const deciding = { id: 'cy', roles: ['champion' as const, 'approver' as const] }
    expect(of({ ...withChampion, stakeholders: [ANN, BO, deciding] }).aspects.champions).toBe(1)
  })

  test('who is about to leave is one, priced by what goes with them', () => {
    const leaving = { ...withChampion, ties: heeded, stakeholders: [ANN, BO, { ...champion, leftAt: day(NOW + 30) }] }
    const found = of(leaving)
    expect(kinds(found)).toEqual(['championLeaving'])
    expect(found.aspects.champions).toBe(0)
    // If somebody unknown had the seat, nothing of Cy would have been heard.
    const unheard = { ...leaving, observations: [heard('ann'), heard('bo')] }
    const cost = chance(leaving) - chance(unheard)
    const coverage = accountSentiment(see(leaving)).coverage - accountSentiment(see(unheard)).coverage
    expect(found.items[0]).toMatchObject({
      stakeholders: ['cy'],
      price: { coverage: expect.closeTo(coverage, 10), probabilityOfYes: expect.closeTo(Math.max(cost, 0), 10) },
    })
    expect(coverage).toBeGreaterThan(0)
  })

  test('who is about to leave costs probability of yes where the decision hangs on them', () => {
    const input = {
      ...withChampion,
      ties: heeded,
      stakeholders: [ANN, BO, { ...champion, leftAt: day(NOW + 30), veto: true }],
    }
    const unheard = { ...input, observations: [heard('ann'), heard('bo')] }
    const cost = chance(input) - chance(unheard)
    expect(cost).toBeGreaterThan(0.3)
    expect(of(input).items[0]?.price.probabilityOfYes).toBeCloseTo(cost, 10)
  })

  test('who decides, and listens to a user, is not without influence', () => {
    const deciding = {
      ...READY,
      stakeholders: [
        ANN,
        { id: 'bo', roles: ['economicBuyer' as const, 'champion' as const] },
        { id: 'di', roles: ['influencer' as const] },
      ],
      ties: [
        { from: 'ann', to: 'bo', kind: 'influence' as const },
        { from: 'bo', to: 'di', kind: 'influence' as const },
      ],
    }
    expect(itemsOf(of(deciding), 'championWithoutInfluence')).toEqual([])
  })

  test('to whom nobody listens is one', () => {
    const found = of(withChampion)
    expect(kinds(found)).toEqual(['championWithoutInfluence'])
    expect(found.items[0]?.stakeholders).toEqual(['cy'])
    expect(found.aspects.champions).toBe(0)
    const two = of({ ...withChampion, ties: heeded, stakeholders: [ANN, BO, champion, { id: 'dan', roles: ['champion'] }] })
    expect(two.aspects.champions).toBe(0.5)
  })
})

describe('the items', () => {
  const input: Partial<VillageInput> = {
    stakeholders: [
      ANN,
      BO,
      { id: 'eve', roles: ['coach'] },
      { id: 'sponsor', roles: ['executiveSponsor'] },
      { id: 'cy', roles: ['champion'], leftAt: day(NOW + 9) },
    ],
    ties: [
      { from: 'ann', to: 'eve', kind: 'influence' },
      { from: 'eve', to: 'bo', kind: 'influence' },
    ],
    observations: [heard('ann', NOW, { themes: ['speed'] }), heard('bo', -200), heard('cy')],
  }

  test('stand in order of price, and name nobody in their message', () => {
    const { items, score } = of(input)
    expect(new Set(items.map(({ kind }) => kind))).toEqual(
      new Set([
        'deciderUnheard',
        'deciderStale',
        'nothingAddressed',
        'onlyUsersVoice',
        'soleBridge',
        'championLeaving',
        'championWithoutInfluence',
      ]),
    )
    const prices = items.map(({ price }) => price.coverage + price.probabilityOfYes)
    expect(prices).toEqual([...prices].sort((a, b) => b - a))
    for (const { message, price } of items) {
      expect(message).not.toMatch(/\b(ann|bo|eve|sponsor|cy)\b/i)
      expect(message).toMatch(/^[A-Z].*\.$/)
      expect(price.coverage).toBeGreaterThanOrEqual(0)
      expect(price.probabilityOfYes).toBeGreaterThanOrEqual(0)
    }
    expect(score).toBeGreaterThanOrEqual(0)
    expect(score).toBeLessThan(0.5)
  })
})
