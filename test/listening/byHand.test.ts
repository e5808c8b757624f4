import { createVillage, type Snapshot, snapshot, type VillageInput, whatIf } from 'account-village'
import {
  answerQuestion,
  conclusions,
  expectationSets,
  type HeldInterview,
  interviewGuide,
  interviewProgramme,
  listeningCadence,
  nextInterviews,
  recordInterview,
  reporters,
  saturation,
  suggestRoles,
  themes,
  tiesFromNominations,
  unanswered,
} from 'account-village/listening'
import { describe, expect, test } from 'vitest'
import { candidates } from '../../src/listening/candidates.js'
import { heldInTime } from '../../src/listening/heldInTime.js'
import { lastHeard } from '../../src/listening/lastHeard.js'
import { mentions } from '../../src/listening/mentions.js'
import { pathTo } from '../../src/listening/paths.js'
import { profiles } from '../../src/listening/profiles.js'
import { quotasOf } from '../../src/listening/quotas.js'
import { heardOf, inPercent, isFirm } from '../../src/listening/reasons.js'
import { firing, wordsOf } from '../../src/listening/titleWords.js'
import { callLoosely, refused } from '../support/refusal.js'
import { richVillage } from '../support/richVillage.js'

const DAY = '2026-03-02'
const people = ['ann', 'bo'].map(id => ({ id, roles: ['user' as const] }))
const see = (input: Partial<VillageInput> = {}, day = DAY): Snapshot =>
  snapshot(createVillage({ account: 'acme', stakeholders: people, ...input }), day)
const said = (stakeholder: string, at: string, sentiment = 0.5, more: object = {}) => ({
  stakeholder,
  at,
  sentiment,
  via: 'survey' as const,
  ...more,
})
const talk = (id: string, stakeholder: string, at: string, more: object = {}) => ({ id, at, stakeholder, answers: [], ...more })

describe('profiles', () => {
  const of = (input: Partial<VillageInput> = {}, id = 'ann') => [...(profiles(see(input)).get(id) ?? [])]
  const fell = (...outcomes: readonly (readonly ['won' | 'lost', string])[]) => ({
    decisions: outcomes.map(([result, at], i) => ({ id: `d${i}`, name: 'D', kind: 'new' as const, outcome: { result, at } })),
  })
  const since = (joinedAt: string) => ({ stakeholders: [{ id: 'ann', joinedAt }] })

  test('are by days: new for 180, and long-standing from 730 on', () => {
    expect([of(since('2025-09-03')), of(since('2025-09-02'))]).toEqual([['new'], []])
    expect([of(since('2024-03-02')), of(since('2024-03-03'))]).toEqual([['longStanding'], []])
  })

  test('begin with the first sign of somebody, of whichever kind and written down in whatever order', () => {
    const [early, late] = ['2024-01-10', '2026-02-10']
    const comment = (id: string, at: string) => ({ id, at, stakeholder: 'ann', text: 'x' })
    expect(of({ observations: [said('ann', late), said('ann', early)] })).toContain('longStanding')
    expect(of({ interviews: [talk('i', 'ann', early)], observations: [said('ann', late)] })).toContain('longStanding')
    expect(of({ comments: [comment('c', late), comment('d', early)] })).toEqual(['longStanding'])
    expect(of({ observations: [said('bo', early, 0)] })).toEqual([])
    // Whoever took on a role of late is new, however long they have been there.
    const roles = [{ stakeholder: 'ann', role: 'champion' as const, since: late }]
    expect(of({ stakeholders: [{ id: 'ann' }], observations: [said('ann', early, 0)], roles })).toEqual(['new', 'longStanding'])
  })

  test('are of the whole account where it bought for the first time of late, or lost what fell last', () => {
    expect(of(fell(['won', '2026-01-10'], ['lost', '2026-01-05']))).toEqual(['new'])
    expect(of(fell(['won', '2026-01-10'], ['won', '2025-01-05']))).toEqual([])
    expect(of(fell(['lost', '2026-01-10'], ['won', '2025-01-05']))).toEqual(['lapsed'])
    expect(of(fell(['lost', '2024-01-10'], ['won', '2025-01-05']))).toEqual([])
    expect(of(fell(['won', '2025-01-05'], ['lost', '2025-01-05']))).toEqual(['lapsed'])
    expect(of({ decisions: [{ id: 'd', name: 'D', kind: 'new' }] })).toEqual([])
  })

  test('are troubled below the band that is neither, and by their own missed expectations alone', () => {
    expect([of({ observations: [said('ann', DAY, -0.1)] }), of({ observations: [said('ann', DAY, 0.1)] })]).toEqual([[], []])
    const expectation = (id: string, stakeholder: string, ...states: readonly ('open' | 'met' | 'missed')[]) => ({
      id,
      stakeholder,
      statement: 's',
      importance: 1,
      status: states.map((state, i) => ({ at: `2026-01-0${i + 1}`, state })),
    })
    const expectations = [
      expectation('a', 'ann', 'missed', 'met'),
      expectation('b', 'ann', 'open'),
      expectation('c', 'ann'),
      expectation('d', 'bo', 'open', 'missed'),
    ]
    expect([of({ expectations }), of({ expectations }, 'bo')]).toEqual([[], ['troubled']])
  })

  test('are lapsed where their unit used what was bought and no longer does', () => {
    const units = ['top', 'lab'].map(id => ({ id, name: id, kind: 'team' as const, ...(id === 'lab' && { parent: 'top' }) }))
    const stakeholders = [{ id: 'ann', unit: 'lab' }]
    const used = (...levels: readonly (readonly [level: number, of: object])[]) =>
      of({ units, stakeholders, usage: levels.map(([level, of], i) => ({ at: `2026-01-0${i + 1}`, level, ...of })) })
    const lab = { unit: 'lab' }
    expect(used([0.9, lab], [0.2, lab])).toEqual(['lapsed'])
    expect(used([0.9, { unit: 'top' }], [0.1, { unit: 'top' }])).toEqual(['lapsed'])
    expect(used([0.2, lab], [0.1, lab])).toEqual([])
    expect(used([0.9, lab], [0.3, lab])).toEqual([])
    expect(used([0.9, {}], [0.1, lab])).toEqual([])
    expect(used([0.9, { stakeholder: 'ann' }], [0.1, lab])).toEqual([])
    expect(used([0.9, { ...lab, stakeholder: 'ann' }], [0.1, lab])).toEqual([])
  })
})

describe('whoever could be interviewed', () => {
  test('is worth their share of power times what is not known of them, and stands by id', () => {
    const s = see({ stakeholders: [...people].reverse(), observations: [said('ann', DAY)] })
    const found = candidates([s], undefined)
    const newcomer = whatIf(s, { add: { id: 'aaa', roles: ['user'] } })
    expect(candidates([newcomer], undefined).map(({ stakeholder }) => stakeholder)).toEqual(['aaa', 'ann', 'bo'])
    // Two users share a seventh, of one a survey leaves 0.0625 of the variance of 0.3125.
    expect(found.map(({ stakeholder, gain }) => [stakeholder, gain])).toEqual([
      ['ann', expect.closeTo((1 / 14) * 0.2, 12)],
      ['bo', expect.closeTo(1 / 14, 12)],
    ])
  })

  test('is who refused once and agreed since, and who rested for 90 days', () => {
    const asked = (given: boolean, at: string) => talk(at, 'ann', at, { consent: { given, at } })
    const free = (...interviews: ReturnType<typeof talk>[]) => candidates([see({ interviews })], undefined).map(each => each.stakeholder)
    expect(free(asked(false, '2025-01-10'), asked(true, '2025-02-10'))).toEqual(['ann', 'bo'])
    expect(free(asked(true, '2025-01-10'), asked(false, '2025-02-10'))).toEqual(['bo'])
    expect(free(talk('i', 'ann', '2025-12-02'))).toEqual(['ann', 'bo'])
    expect(free(talk('i', 'ann', '2025-12-03'))).toEqual(['bo'])
  })
})

describe('a programme of interviews', () => {
  test('gives the rests of a division to the largest, and of equals to the earlier', () => {
    const numbers = (quotas: Parameters<typeof quotasOf>[0], size: number) => [...quotasOf(quotas, size).values()]
    expect(numbers({ new: 1, longStanding: 2, happy: 4 }, 10)).toEqual([1, 3, 6, 0, 0])
    expect(numbers({ troubled: 2, lapsed: 1 }, 4)).toEqual([0, 0, 0, 3, 1])
    expect(numbers({ new: 0, happy: 0 }, 3)).toEqual([0, 0, 0, 0, 0])
  })

  const stakeholders = Array.from({ length: 6 }, (_, i) => ({ id: `p${i}`, roles: ['user' as const] }))
  const happy = ['p0', 'p1', 'p2'].map(id => said(id, '2026-02-20', 0.9))
  const held = (id: string, more: object) => talk(id, 'p5', '2025-06-01', more)

  test('fills the profile of fewest people first, less what was held for it, and then asks others', () => {
    const lost = said('p3', '2026-02-20', -0.9)
    const s = see({
      stakeholders,
      observations: [...happy, lost, said('p4', '2026-02-20', -0.1)],
      interviews: [held('i', { profile: 'happy' })],
    })
    const plan = interviewProgramme(s, { quotas: { happy: 2, troubled: 2 }, first: 4 })
    expect(plan.quotas.map(({ profile, wanted, held, planned, available }) => [profile, wanted, held, planned, available])).toEqual([
      ['new', 0, 0, 0, 0],
      ['longStanding', 0, 0, 0, 0],
      ['happy', 2, 1, 1, 3],
      ['troubled', 2, 0, 1, 1],
      ['lapsed', 0, 0, 0, 0],
    ])
    expect(plan.interviews.map(({ stakeholder, profile }) => [stakeholder, profile])).toEqual([
      ['p3', 'troubled'],
      ['p0', 'happy'],
      ['p5', undefined],
    ])
  })

  test('asks the account first of which fewest were asked, then whoever is worth most', () => {
    const account = (id: string, more: Partial<VillageInput> = {}) => see({ account: id, stakeholders, ...more })
    const one = account('one', { interviews: [held('i', {}), held('j', {})], observations: [said('p0', '2026-02-20', 0)] })
    const plan = interviewProgramme([one, account('two')], { first: 7 })
    expect(plan.interviews.map(each => [each.account, each.stakeholder])).toEqual([
      ['two', 'p0'],
      ['two', 'p1'],
      ['one', 'p1'],
      ['two', 'p2'],
      ['one', 'p2'],
    ])
    // Two people have more of the power each than six, and come after them where they were asked.
    const few = see({ account: 'few', stakeholders: stakeholders.slice(4), interviews: [held('i', {})] })
    expect(interviewProgramme([few, account('two')], { first: 2 }).interviews.map(each => each.account)).toEqual(['two'])
  })

  test('asks no more than are left of the round, and for the profile of which they are', () => {
    const s = see({ stakeholders, observations: happy, interviews: [held('i', {})] })
    expect(interviewProgramme(s, { quotas: { happy: 1 }, first: 2 }).interviews).toHaveLength(1)
    const joined = stakeholders.map(each => (each.id === 'p0' ? { ...each, joinedAt: '2026-02-01' } : each))
    const both = see({ stakeholders: joined.slice(0, 1), observations: happy.slice(0, 1) })
    expect(interviewProgramme(both, { quotas: { happy: 1 } }).interviews).toMatchObject([{ stakeholder: 'p0', profile: 'happy' }])
    expect(interviewProgramme(both, { quotas: { lapsed: 1 } }).interviews).toMatchObject([{ stakeholder: 'p0', profile: 'new' }])
  })

  test('tells the richness and the end of its own plan', () => {
    const interview = (id: string, plan: string, themes: readonly string[], conclusions: readonly object[] = []) =>
      held(id, { plan, answers: [{ question: 'q', summary: 's', themes }], conclusions })
    const conclusion = { statement: 's', implication: 'i', owner: 'eva' }
    const interviews = [interview('i', 'spring', ['price', 'speed'], [conclusion]), interview('j', 'autumn', ['price', 'noise'])]
    const comments = [{ id: 'c', at: '2026-01-10', stakeholder: 'p1', text: 'x', themes: ['canteen'] }]
    const s = see({ stakeholders, interviews, comments, observations: [said('p1', '2026-01-10', 0, { themes: ['parking'] })] })
    const told = (plan?: string) => {
      const { richness, finished, ...rest } = interviewProgramme(s, { plan })
      return [rest.plan, rest.held, richness?.observed, finished]
    }
    expect([told('spring'), told('autumn'), told('summer'), told()]).toEqual([
      ['spring', 1, 2, true],
      ['autumn', 1, 2, false],
      ['summer', 0, undefined, false],
      [undefined, 2, 3, false],
    ])
    const concluded = see({ stakeholders, interviews: interviews.slice(0, 1) })
    expect(interviewProgramme(concluded).finished).toBe(true)
    expect(conclusions(concluded)[0]).not.toHaveProperty('missing')
    expect(
      conclusions(see({ stakeholders, interviews: [interview('i', 'spring', [], [conclusion, { ...conclusion, owner: undefined }])] })),
    ).toMatchObject([{ finished: false, missing: 'owners' }])
    expect(
      interviewProgramme(see({ stakeholders, interviews: [held('i', { answers: [{ question: 'q', summary: 's' }] })] })).news
        .newPerInterview,
    ).toEqual([0])
    expect('richness' in interviewProgramme(see()) || 'plan' in interviewProgramme(see())).toBe(false)
  })

  test('takes quotas by profile, of which some may be 0 or absent', () => {
    expect(refused(() => callLoosely(interviewProgramme, [], { quotas: 7 }))).toMatchObject({
      paths: ['quotas'],
      message: expect.stringContaining('is a number, not an object'),
    })
    expect(refused(() => interviewProgramme([], { quotas: { happy: -1 } })).paths).toEqual(['quotas.happy'])
    expect(interviewProgramme([], { quotas: { happy: 0, new: 1, lapsed: undefined } }).held).toBe(0)
    expect(interviewProgramme([], { quotas: {} }).held).toBe(0)
  })
})

describe('what was learned in an interview', () => {
  const village = createVillage({ account: 'acme', stakeholders: people })
  const held: HeldInterview = { id: 'i', at: DAY, stakeholder: 'ann', answers: [] }
  const refusal = { given: false, at: DAY }

  test('carries who reported it and since when it is known, where the interview says so', () => {
    const learnt = { ...held, comments: [{ text: 'x' }], motives: [{ kind: 'risk' as const, statement: 's' }] }
    const { comments, motives } = recordInterview(village, { ...learnt, by: 'kim', source: 'notes', recordedAt: '2026-03-05' })
    expect(comments[0]).toMatchObject({ by: 'kim', source: 'notes', recordedAt: '2026-03-05T00:00:00.000Z' })
    expect(motives[0]).toMatchObject({ source: 'notes', recordedAt: '2026-03-05T00:00:00.000Z' })
    const plain = recordInterview(village, learnt)
    expect(Object.keys(plain.comments[0] ?? {}).sort()).toEqual(['at', 'id', 'stakeholder', 'text', 'via'])
  })

  test('is refused where it is no interview, has no id, or holds no objects', () => {
    for (const [wrong, path] of [
      [7, 'held'],
      [{ ...held, id: undefined }, 'id'],
      [{ ...held, comments: [7] }, 'comments[0]'],
      [{ ...held, motives: 'none' }, 'motives'],
      [
        {
          ...held,
          consent: {
            get given() {
              throw new Error('no')
            },
          },
        },
        'consent',
      ],
    ] as const)
      expect(refused(() => callLoosely(recordInterview, village, wrong))).toMatchObject({
        paths: [path],
        message: expect.stringMatching(/^recordInterview: /),
      })
  })

  test.each([
    { sentiment: 0 },
    { answers: [{ question: 'q', summary: 's' }] },
    { conclusions: [{ statement: 's', implication: 'i' }] },
    { expectations: [{ statement: 's', importance: 1 }] },
    { comments: [{ text: 'x' }] },
    { motives: [{ kind: 'risk' as const, statement: 's' }] },
  ])('is not kept without consent: %o', told => {
    expect(refused(() => recordInterview(village, { ...held, ...told, consent: refusal }))).toMatchObject({
      paths: ['interviews[0].consent'],
      message: expect.stringMatching(/^recordInterview: /),
    })
    expect(recordInterview(village, { ...held, comments: [], consent: refusal }).interviews).toHaveLength(1)
  })
})

test('wrong arguments are named by what they are', () => {
  const village = createVillage({ account: 'acme', stakeholders: people, questions: [{ id: 'q', plan: 'p', question: 'Who?' }] })
  expect(refused(() => callLoosely(answerQuestion, village, 'q', undefined)).paths).toEqual(['answer'])
  expect(refused(() => interviewGuide(see(), 'eve')).paths).toEqual(['stakeholder'])
  expect(refused(() => callLoosely(saturation, [7])).message).toMatch(/^saturation: /)
  expect(refused(() => callLoosely(suggestRoles, village, { rules: 7 })).message).toMatch(/^suggestRoles: /)
})

describe('words for whom to hear', () => {
  test('tell shares in whole percent, and what is not nothing not as nothing', () => {
    expect([0, 0.004, 0.005, 0.6, 1].map(inPercent)).toEqual(['0 %', 'less than 1 %', '1 %', '60 %', '100 %'])
  })

  test('say when somebody was last heard, in whole days', () => {
    const s = see({ observations: [said('ann', '2026-02-20T12:00:00Z')] })
    expect(['ann', 'bo', '?decider'].map(id => heardOf(s, id))).toEqual([
      'Last heard 9 days ago',
      'Never heard',
      'Nobody is known to be this yet',
    ])
  })

  test('tell a chance in percent only where it rests on what was heard, and on a day on which half of that is left', () => {
    const decider = [{ id: 'bo', roles: ['economicBuyer' as const] }]
    const decision = (expectedAt: string) => [{ id: 'd', name: 'D', kind: 'new' as const, expectedAt }]
    const firm = (expectedAt: string, heard = 'bo') =>
      see({ stakeholders: [...people.slice(0, 1), ...decider], decisions: decision(expectedAt), observations: [said(heard, DAY, 0.2)] })
    expect([firm('2026-08-28'), firm('2026-08-29'), firm('2026-04-01', 'ann')].map(isFirm)).toEqual([true, false, false])
    const reasons = nextInterviews(firm('2026-03-12'), { limit: 1 }).map(({ reason }) => reason)
    expect(reasons[0]).toMatch(
      /^Last heard 0 days ago, and from their no to their yes the chance rises by \d+ %; hearing them settles \d+ % of what is uncertain about the decision\.$/,
    )
    expect(nextInterviews(firm('2026-03-12'), { limit: 1, aim: 'account' })[0]?.reason).toContain('of all power')
    expect(nextInterviews(firm('2026-08-29'), { limit: 1 })[0]?.reason).toContain('of all power')
    expect(refused(() => nextInterviews(see(), { aim: 'decision' })).message).toContain('Name one')
    expect(nextInterviews(see(), { limit: 2, cost: () => 3 })).toMatchObject([{ cost: 3 }, { cost: 3 }])
  })
})

test('the way to somebody leads through the more powerful of those who know them, and of equals through the first by id', () => {
  const stakeholders = [
    { id: 'boss', roles: ['economicBuyer' as const] },
    { id: 'zoe', roles: ['technicalBuyer' as const] },
    ...['eli', 'dan', 'new'].map(id => ({ id, roles: ['user' as const] })),
  ]
  const heard = ['zoe', 'eli', 'dan'].map(id => said(id, DAY))
  const ties = (...from: readonly string[]) => from.map(id => ({ from: id, to: 'new', kind: 'informs' as const }))
  expect(pathTo(see({ stakeholders, observations: heard, ties: ties('eli', 'dan', 'zoe') }), 'new')).toEqual(['zoe'])
  expect(pathTo(see({ stakeholders, observations: heard, ties: ties('eli', 'dan') }), 'new')).toEqual(['dan'])
  const chain = [...ties('boss'), { from: 'eli', to: 'boss', kind: 'informs' as const }]
  expect(pathTo(see({ stakeholders, observations: heard, ties: chain }), 'new')).toEqual(['eli', 'boss'])
  expect(pathTo(see({ stakeholders, observations: heard, ties: chain }), 'eli')).toEqual([])
})

describe('when people were heard', () => {
  test('is the latest that counts, in whatever order it is written down', () => {
    const s = see({
      observations: [said('ann', '2026-02-20'), said('ann', '2026-02-25', 0, { confidence: 0 })],
      interviews: [talk('i', 'ann', '2026-02-10')],
      comments: [{ id: 'c', at: '2026-02-15', stakeholder: 'ann', text: 'x' }],
    })
    expect([...lastHeard(s)]).toEqual([['ann', '2026-02-20T00:00:00.000Z']])
  })

  test('of nobody is due from when they joined and we knew of it, whichever is later', () => {
    const stakeholders = [
      { id: 'ann', joinedAt: '2026-01-05', recordedAt: '2026-02-02' },
      { id: 'bo', joinedAt: '2026-02-10', recordedAt: '2026-01-12' },
    ]
    const { turns } = listeningCadence(see({ stakeholders }))
    expect(turns.map(({ stakeholder, dueOn }) => [stakeholder, dueOn])).toEqual([
      ['ann', '2026-02-02'],
      ['bo', '2026-02-10'],
    ])
  })

  test('never fades where the least reliability is 0', () => {
    const s = snapshot(createVillage({ account: 'acme', stakeholders: people, observations: [said('ann', '2026-02-27')] }), DAY, {
      settings: { account: { staleReliability: 0 }, listening: { cadenceDays: { user: 400 } } },
    })
    expect(listeningCadence(s).turns.find(({ stakeholder }) => stakeholder === 'ann')).toMatchObject({ reason: 'cadence' })
  })
})

test('silence moves the one who was asked, and nobody else', () => {
  const units = [{ id: 'u', name: 'U', kind: 'team' as const }]
  const stakeholders = people.map(each => ({ ...each, unit: 'u' }))
  const requests = [
    { id: 'q1', stakeholder: 'ann', at: '2025-12-01', via: 'interview' as const },
    { id: 'q2', stakeholder: 'bo', at: '2026-01-05', via: 'survey' as const },
  ]
  const both = unanswered(see({ units, stakeholders, requests }))
  const alone = (id: string) => unanswered(see({ units, stakeholders, requests: requests.filter(each => each.stakeholder === id) }))[0]
  expect(both.map(({ request, days }) => [request, days])).toEqual([
    ['q1', 91],
    ['q2', 56],
  ])
  for (const { stakeholder, effect } of both) {
    expect(effect).toBeLessThan(0)
    // The silence of the other weighs on them too, and is no part of theirs.
    expect(Math.abs(effect - (alone(stakeholder)?.effect ?? 0))).toBeLessThan(0.01)
  }
})

describe('themes and groups', () => {
  test('are called as they were first written, whatever kind of fact that was', () => {
    const s = see({
      observations: [said('ann', '2026-02-20', 0, { themes: ['SPEED'] })],
      comments: [{ id: 'c', at: '2026-02-10', stakeholder: 'bo', text: 'x', themes: ['Speed'] }],
      interviews: [talk('i', 'ann', '2026-02-05', { answers: [{ question: 'q', summary: 's' }] })],
    })
    expect(themes(s).themes).toMatchObject([{ theme: 'Speed', mentions: 2, bySource: { interview: 0 } }])
    const later = see({ account: 'a', comments: [{ id: 'c', at: '2026-02-15', stakeholder: 'bo', text: 'x', themes: ['sPeed'] }] })
    expect(themes([later, s]).themes[0]?.theme).toBe('Speed')
    const comment = (id: string, stakeholder: string, at: string) => ({ id, at, stakeholder, text: 'x', themes: ['x'] })
    const twice = see({
      comments: [comment('c', 'bo', '2026-02-10'), comment('b', 'ann', '2026-02-11'), comment('a', 'ann', '2026-02-11')],
    })
    expect(themes(twice).themes[0]?.voices.map(({ stakeholder }) => stakeholder)).toEqual(['ann', 'bo'])
    expect(mentions(twice).map(({ fact }) => fact)).toEqual(['c', 'a', 'b'])
    expect(mentions(snapshot(richVillage(), DAY)).map(({ at }) => at)).toEqual(
      mentions(snapshot(richVillage(), DAY))
        .map(({ at }) => at)
        .sort(),
    )
    const interviews = [talk('b', 'ann', '2026-02-01'), talk('a', 'ann', '2026-02-02'), talk('c', 'ann', '2026-02-01')]
    expect(heldInTime([see({ interviews })]).map(({ interview }) => interview.id)).toEqual(['b', 'c', 'a'])
  })

  const wanting = (account: string, wants: Readonly<Record<string, readonly string[]>>) =>
    see({
      account,
      stakeholders: Object.keys(wants).map(id => ({ id, roles: ['user'] })),
      expectations: Object.entries(wants).map(([id, own], i) => ({
        id: `${i} ${id}`,
        stakeholder: id,
        statement: 's',
        importance: 1,
        status: [],
        themes: own,
      })),
    })

  test('of accounts have the mean of their power, 1 each, and what the first by id wrote', () => {
    const found = expectationSets([wanting('b', { zoe: ['SPEED'], ann: ['Speed', 'speed '] }), wanting('a', { x: ['noise'] })], {
      of: 'accounts',
    })
    expect(found.sets).toEqual([
      { members: [{ account: 'a' }], expectations: [{ theme: 'noise', share: 1 }], power: 0.5 },
      { members: [{ account: 'b' }], expectations: [{ theme: 'Speed', share: 1 }], power: 0.5 },
    ])
    expect(found.method).toBe('averageLinkage, Jaccard distance, bootstrap')
  })

  test('tell what most expect first, and of equals by word', () => {
    const [set] = expectationSets(wanting('a', { ann: ['z', 'b', 'a'], bo: ['z', 'a', 'b'], cy: ['z', 'b', 'a', 'c'] })).sets
    expect(set?.expectations.map(({ theme }) => theme)).toEqual(['a', 'b', 'z', 'c'])
    const [larger] = expectationSets(wanting('a', { ann: ['x'], bo: ['y'], cy: ['y'] })).sets
    const powers = expectationSets(
      see({
        stakeholders: [...people, { id: 'zoe', roles: ['economicBuyer'] }],
        expectations: ['ann', 'zoe'].map(id => ({ id, stakeholder: id, statement: id, importance: 1, status: [] })),
      }),
    ).sets.map(({ members }) => members[0]?.stakeholder)
    expect(powers).toEqual(['zoe', 'ann'])
    expect(larger?.members.map(({ stakeholder }) => stakeholder)).toEqual(['bo', 'cy'])
  })

  test('of what is no snapshot are refused where it stands', () => {
    expect(refused(() => callLoosely(themes, [see(), 7])).paths).toEqual(['snapshots[1]'])
    expect(refused(() => callLoosely(themes, 7)).paths).toEqual([''])
    const endless = Object.defineProperty([], 'length', { value: 4e9 })
    expect(refused(() => callLoosely(themes, endless)).message).toContain('snapshots')
  })
})

describe('roles by title', () => {
  const titled = (title: string, more: object = {}) =>
    createVillage({ account: 'acme', stakeholders: ['zoe', 'ann'].map(id => ({ id, title, ...more })) })

  test('stand by id, and not for whom a role is known or who was taken back', () => {
    expect(suggestRoles(titled('CFO')).map(({ role }) => role.stakeholder)).toEqual(['ann', 'zoe'])
    const newcomer = whatIf(see(), { add: { id: 'aaa', title: 'CFO' } })
    const both = whatIf(newcomer, { add: { id: 'aa', title: 'CFO' } })
    expect(suggestRoles(both).map(({ role }) => role.stakeholder)).toEqual(['aa', 'aaa'])
    const at = { recordedAt: '2026-01-01', retractedAt: '2026-02-01' }
    expect(suggestRoles(titled('CFO', at))).toEqual([])
    const retracted = createVillage({
      account: 'acme',
      stakeholders: [{ id: 'ann', title: 'CFO' }, { id: 'bo' }],
      roles: [{ stakeholder: 'ann', role: 'user', ...at }],
    })
    expect(suggestRoles(retracted).map(({ role }) => role)).toEqual([
      { id: 'suggested:ann:economicBuyer', source: 'title', basis: 'inferred', stakeholder: 'ann', role: 'economicBuyer' },
    ])
  })

  test('are one of each kind, and of who buys or pays not that of a user', () => {
    const rules = [
      { id: 'one', role: 'economicBuyer', words: { en: ['cfo'] } },
      { id: 'two', role: 'economicBuyer', words: { en: ['money'] } },
      { id: 'three', role: 'user', words: { en: ['engineer'] } },
    ] as const
    expect(suggestRoles(titled('CFO money engineer'), { rules }).map(({ rule }) => rule)).toEqual(['one', 'one'])
    expect(suggestRoles(titled('engineer'), { rules }).map(({ rule }) => rule)).toEqual(['three', 'three'])
  })

  test('read words without case, accents and what stands between them', () => {
    expect(wordsOf(' Straße -- Łódź,É')).toEqual(['strasse', 'lodz', 'e'])
    const fires = (word: string, ...title: readonly string[]) => firing({ id: 'r', words: { en: [word] } }, title)?.words
    expect(['lead', 'leader', 'misleading'].map(word => fires('lead*', word))).toEqual(['lead*', 'lead*', undefined])
    expect(['lead', 'mislead', 'misleading'].map(word => fires('*lead', word))).toEqual(['*lead', '*lead', undefined])
    expect(['misleading', 'deal'].map(word => fires('*lead*', word))).toEqual(['*lead*', undefined])
    expect([fires('head of', 'head', 'of'), fires('head of', 'of', 'head'), fires('head of', 'head')]).toEqual([
      'head of',
      undefined,
      undefined,
    ])
    expect(firing({ id: 'r', words: { en: ['x'] }, except: ['y'] }, ['x', 'y'])).toBeUndefined()
  })
})

describe('reporters whose error is known exactly', () => {
  const of = (offset: number) =>
    reporters(
      snapshot(
        createVillage({
          account: 'acme',
          stakeholders: people,
          observations: ['2026-02-01', '2026-02-02', '2026-02-03'].map(at => said('ann', at, 0.5, { via: 'meeting', by: 'kim' })),
        }),
        DAY,
        { settings: { sentiment: { reporters: [{ by: 'kim', offset, sd: 0 }] } } },
      ),
    )[0]

  test('keep it over several accounts, beside others of whom more is learned', () => {
    const village = (account: string) =>
      createVillage({
        account,
        stakeholders: people,
        observations: ['zoe', 'kim', 'max'].flatMap(by =>
          ['2026-02-01', '2026-02-02', '2026-02-03'].map(at => said('ann', at, 0.5, { id: `${by} ${at}`, via: 'meeting', by })),
        ),
      })
    const settings = { sentiment: { reporters: [{ by: 'kim', offset: 0.3, sd: 0 }] } }
    const rows = reporters(['a', 'b'].map(account => snapshot(village(account), DAY, { settings })))
    expect(rows.map(({ by }) => by)).toEqual(['kim', 'max', 'zoe'])
    expect(rows[0]).toMatchObject({ bias: 0.3, sd: 0 })
    for (const { sd = 0 } of rows.slice(1)) expect(sd).toBeGreaterThan(0)
  })

  test('stand by id, then what names none by its source, each with what contradicts it', () => {
    const three = (sentiment: number, stakeholder: string, more: object) =>
      ['2026-02-01', '2026-02-02', '2026-02-03'].map(at =>
        said(stakeholder, at, sentiment, { id: JSON.stringify([at, stakeholder, more]), ...more }),
      )
    const observations = [
      said('ann', '2026-01-31', -0.9, { via: 'interview' }),
      ...three(0.1, 'bo', { via: 'text' }),
      ...three(0.1, 'bo', { via: 'meeting' }),
      ...three(0.9, 'ann', { via: 'meeting', by: 'zoe' }),
      ...three(0.1, 'bo', { via: 'meeting', by: 'kim' }),
    ]
    expect(reporters(see({ observations })).map(({ by, sources, contradictions }) => [by, sources, contradictions])).toEqual([
      ['kim', ['meeting'], 0],
      ['zoe', ['meeting'], 1],
      [undefined, ['meeting'], 0],
      [undefined, ['text'], 0],
    ])
  })

  test('are too rosy or not, for sure', () => {
    expect([of(0.2), of(0.1)].map(row => [row?.bias, row?.sd, row?.probabilityTooRosy])).toEqual([
      [0.2, 0, 1],
      [0.1, 0, 0],
    ])
  })
})

test('ties from nominations hold the latest word of each, and no field that nobody gave', () => {
  const stakeholders = ['ann', 'bo', 'cy'].map(id => ({ id }))
  const nominations = [
    { id: 'a', stakeholder: 'ann', at: '2026-02-10', nominates: ['cy'], confidence: 0.5 },
    { id: 'b', stakeholder: 'ann', at: '2026-01-10', nominates: ['bo'] },
  ]
  expect(tiesFromNominations(createVillage({ account: 'acme', stakeholders, nominations }))).toStrictEqual([
    { from: 'cy', to: 'ann', kind: 'influence', weight: 1, since: '2026-02-10', basis: 'stated', confidence: 0.5 },
  ])
  const [tie] = tiesFromNominations(createVillage({ account: 'acme', stakeholders, nominations: nominations.slice(1) }))
  expect(tie).toStrictEqual({ from: 'bo', to: 'ann', kind: 'influence', weight: 1, since: '2026-01-10', basis: 'stated' })
})
