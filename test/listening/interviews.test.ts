import { byStakeholder, createVillage, type Snapshot, sentiments, snapshot, type VillageInput } from 'account-village'
import { conclusions, type HeldInterview, interviewGuide, interviewProgramme, recordInterview, themes } from 'account-village/listening'
import { describe, expect, test } from 'vitest'
import { quotasOf } from '../../src/listening/quotas.js'
import { strangeNumbers } from '../support/exact.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { callLoosely, refused } from '../support/refusal.js'
import { scenes } from '../support/villages.js'

const DAY = '2026-03-02'
const see = (input: VillageInput): Snapshot => snapshot(createVillage(input), DAY)
const survey = (stakeholder: string, sentiment: number) => ({ stakeholder, at: '2026-02-20', sentiment, via: 'survey' as const })
const talk = (id: string, stakeholder: string, more: object = {}) => ({ id, at: '2025-06-01', stakeholder, answers: [], ...more })
const account = (id: string, people: number, input: Partial<VillageInput> = {}): Snapshot =>
  see({ account: id, stakeholders: Array.from({ length: people }, (_, i) => ({ id: `p${i}`, roles: ['user' as const] })), ...input })

describe('the plan of interviews', () => {
  test('asks ten at first, spread over profiles and accounts', () => {
    const accounts = ['a', 'b', 'c'].map(id =>
      account(id, 8, { observations: [survey('p0', 0.8), survey('p1', 0.8), survey('p2', -0.8), survey('p3', -0.8)] }),
    )
    const { interviews, state, target, quotas } = interviewProgramme(accounts, { quotas: { happy: 1, troubled: 1 } })
    expect([state, target, interviews.length]).toEqual(['first', 10, 10])
    expect(quotas.map(({ profile, wanted, planned, available }) => [profile, wanted, planned, available])).toEqual([
      ['new', 0, 0, 0],
      ['longStanding', 0, 0, 0],
      ['happy', 5, 5, 6],
      ['troubled', 5, 5, 6],
      ['lapsed', 0, 0, 0],
    ])
    const counts = ['a', 'b', 'c'].map(id => interviews.filter(each => each.account === id).length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  })

  test('knows new, long-standing, happy, troubled and lapsed customers', () => {
    const profile = (input: Partial<VillageInput>, id = 'bo') =>
      interviewProgramme(see({ account: 'acme', stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }], ...input })).interviews.find(
        each => each.stakeholder === id,
      )?.profile
    const fallen = (result: 'won' | 'lost', at: string) => [{ id: 'd', name: 'D', kind: 'new' as const, outcome: { result, at } }]
    expect(profile({})).toBeUndefined()
    expect(profile({ stakeholders: [{ id: 'bo', joinedAt: '2026-01-10' }] })).toBe('new')
    expect(profile({ decisions: fallen('won', '2026-01-10') })).toBe('new')
    expect(profile({ stakeholders: [{ id: 'bo', joinedAt: '2023-01-10' }] })).toBe('longStanding')
    expect(profile({ interactions: [{ at: '2024-01-10', kind: 'call', participants: ['bo'] }] })).toBe('longStanding')
    expect(profile({ observations: [survey('bo', 0.8)] })).toBe('happy')
    expect(profile({ observations: [survey('bo', -0.8)] })).toBe('troubled')
    expect(
      profile({
        expectations: [{ id: 'e', stakeholder: 'bo', statement: 's', importance: 1, status: [{ at: '2026-01-01', state: 'missed' }] }],
      }),
    ).toBe('troubled')
    expect(profile({ decisions: fallen('lost', '2025-01-10') })).toBe('lapsed')
    const units = [{ id: 'u', name: 'U', kind: 'team' as const }]
    const usage = [0.9, 0.1].map((level, i) => ({ at: `2026-0${i + 1}-01`, unit: 'u', level }))
    expect(profile({ units, usage, stakeholders: [{ id: 'bo', unit: 'u' }] })).toBe('lapsed')
  })

  test('leaves in peace who was asked lately, who was in the plan, and who refused last time', () => {
    const interviews = [
      talk('i0', 'p0', { at: '2026-01-20' }),
      talk('i1', 'p1', { plan: 'spring' }),
      talk('i2', 'p2', { consent: { given: true, at: '2025-05-01' } }),
      talk('i3', 'p2', { at: '2025-07-01', consent: { given: false, at: '2025-07-01' } }),
      talk('i4', 'p3'),
    ]
    const asked = (plan?: string) =>
      interviewProgramme(account('a', 5, { interviews }), plan === undefined ? {} : { plan }).interviews.map(
        ({ stakeholder }) => stakeholder,
      )
    expect(asked('spring')).toEqual(['p3', 'p4'])
    expect(asked()).toEqual(['p1', 'p3', 'p4'])
  })

  const held = (themes: readonly (readonly string[])[]) =>
    themes.map((own, i) =>
      talk(`i${String(i).padStart(2, '0')}`, `p${i}`, {
        at: `2025-06-${String(i + 1).padStart(2, '0')}`,
        plan: 'spring',
        answers: [{ question: 'q', summary: 's', themes: own }],
      }),
    )
  const common = (count: number) => Array.from({ length: count }, () => ['price', 'speed'])
  const spring = (themes: readonly (readonly string[])[], input: Partial<VillageInput> = {}, people = 40) =>
    interviewProgramme(account('a', people, { interviews: held(themes), ...input }), { plan: 'spring' })

  test('goes on for ten when one of ten said something of their own, then two by two, and is unfinished without conclusions', () => {
    const first = spring(common(6))
    expect(first).toMatchObject({ held: 6, state: 'first', target: 10, reasons: [] })
    expect(first.interviews).toHaveLength(4)
    const enough = spring(common(10))
    expect(enough).toMatchObject({ held: 10, state: 'enough', target: 10, reasons: [], interviews: [], finished: false, coverage: 1 })
    const likely = spring([['canteen'], ...common(9)])
    expect(likely).toMatchObject({ held: 10, state: 'more', target: 20, reasons: ['newsLikely'], news: { withNews: 1, share: 0.1 } })
    expect(likely.interviews).toHaveLength(10)
    expect(spring(common(13))).toMatchObject({ state: 'more', target: 20, reasons: [] })
    expect(spring([['canteen'], ...common(19)])).toMatchObject({ state: 'enough', target: 20, reasons: [] })
    const two = spring([...common(19), ['canteen']])
    expect(two).toMatchObject({ state: 'more', target: 22, reasons: ['newInLastRun'] })
    expect(two.interviews).toHaveLength(2)
    const options = { plan: 'spring', first: 4, more: 2, run: 1, newsLimit: 1 }
    expect(interviewProgramme(account('a', 40, { interviews: held(common(6)) }), options)).toMatchObject({ state: 'enough', target: 6 })
  })

  test('goes on while a question of the plan is open, in whichever account, and ends with it', () => {
    const question = { id: 'q', plan: 'spring', question: 'Who pays?' }
    expect(spring(common(10), { questions: [question] })).toMatchObject({ state: 'more', target: 20, reasons: ['openQuestions'] })
    expect(spring(common(10), { questions: [{ ...question, plan: 'autumn' }] })).toMatchObject({ state: 'enough', questions: [] })
    for (const settled of [{ answered: { at: '2026-01-10', statement: 'IT' } }, { dropped: '2026-01-10' }]) {
      expect(spring(common(10), { questions: [{ ...question, ...settled }] }).state).toBe('enough')
    }
    const other = account('b', 1, { questions: [question] })
    const both = interviewProgramme([account('a', 40, { interviews: held(common(10)) }), other], { plan: 'spring' })
    expect(both).toMatchObject({
      state: 'more',
      questions: [{ account: 'b', id: 'q', plan: 'spring', question: 'Who pays?', state: 'open' }],
    })
  })

  test('is exhausted when nobody is left to ask, and says what for', () => {
    expect(spring([...common(9), ['canteen']], {}, 10)).toMatchObject({
      state: 'exhausted',
      target: 10,
      reasons: ['newInLastRun', 'newsLikely'],
      interviews: [],
    })
    expect(spring(common(10), {}, 10).state).toBe('enough')
    expect(interviewProgramme(account('a', 2, { interviews: [] })).interviews).toHaveLength(2)
    expect(interviewProgramme([])).toMatchObject({ held: 0, target: 0, state: 'exhausted', interviews: [], questions: [] })
  })

  test('counts interviews in order of time and then id over all accounts, and none that was refused', () => {
    const said = (id: string, at: string, themes: readonly string[], more: object = {}) =>
      talk(id, 'p0', { at, answers: [{ question: 'q', summary: 's', themes }], ...more })
    const a = account('a', 1, { interviews: [said('z', '2025-06-02', ['Price']), said('x', '2025-06-03', ['price', 'speed'])] })
    const refusal = { consent: { given: false, at: '2025-06-01' }, answers: [] }
    const b = account('b', 1, { interviews: [said('y', '2025-06-02', ['price ', 'canteen']), talk('r', 'p0', refusal)] })
    const { held: count, news } = interviewProgramme([b, a])
    expect([count, news.newPerInterview, news.withNews]).toEqual([3, [2, 0, 1], 2])
  })

  test('divides numbers by largest remainders', () => {
    const numbers = (quotas: Parameters<typeof quotasOf>[0], size: number) => [...quotasOf(quotas, size).values()]
    expect(numbers({ new: 1, happy: 1, troubled: 1 }, 10)).toEqual([4, 0, 3, 3, 0])
    expect(numbers({ new: 0.5, lapsed: 1.5 }, 10)).toEqual([3, 0, 0, 0, 7])
    expect(numbers({}, 10)).toEqual([0, 0, 0, 0, 0])
  })

  test('refuses what makes no sense', () => {
    expect(refused(() => interviewProgramme([], { first: 0 })).paths).toEqual(['first'])
    expect(refused(() => callLoosely(interviewProgramme, [], { quotas: { angry: 1 } })).paths).toEqual(['quotas.angry'])
    expect(refused(() => interviewProgramme([], { quotas: { happy: 0 } })).paths).toEqual(['quotas'])
    expect(refused(() => interviewProgramme([account('a', 1), account('a', 2)])).paths).toEqual(['snapshots'])
  })

  test('asks nobody twice, whatever the village', () => {
    always(
      scenes,
      scene => {
        const { s } = played(scene)
        const plan = interviewProgramme(s)
        const asked = plan.interviews.map(({ stakeholder }) => stakeholder)
        expect(new Set(asked).size).toBe(asked.length)
        expect(asked.every(id => s.stakeholders.some(person => person.id === id) && !s.placeholders.includes(id))).toBe(true)
        expect(asked.length).toBeLessThanOrEqual(Math.max(0, plan.target - plan.held))
        expect(asked.length === 0).toBe(plan.state === 'enough' || plan.state === 'exhausted')
        expect(strangeNumbers(plan)).toEqual([])
      },
      200,
    )
  })
})

describe('the guide', () => {
  const BASE: VillageInput = {
    account: { id: 'acme', name: 'Acme', value: ['functional'] },
    stakeholders: [
      { id: 'ann', name: 'Ann', roles: ['user'] },
      { id: 'bo', name: 'Bo', roles: ['economicBuyer'] },
    ],
  }
  const topics = (input: Partial<VillageInput>, id = 'ann') =>
    interviewGuide(see({ ...BASE, ...input }), id)
      .questions.filter(({ scope }) => scope === 'specific')
      .map(({ topic }) => topic)

  test('goes from the general to the specific, and ends with whom else to ask', () => {
    const { questions } = interviewGuide(see(BASE), 'ann')
    expect(questions.map(({ topic }) => topic).slice(0, 3)).toEqual(['consent', 'work', 'goals'])
    expect(questions.slice(-2).map(({ topic }) => topic)).toEqual(['close', 'close'])
    for (const { question } of questions) expect(question).toMatch(/[?.]$/)
    expect(JSON.stringify(questions)).not.toMatch(/Ann|Bo"/)
  })

  test('asks for what is not known, and not for what is', () => {
    const motives = [{ id: 'm', stakeholder: 'ann', kind: 'functional' as const, statement: 's' }]
    expect(topics({})).toContain('motive')
    expect(topics({ motives })).not.toContain('motive')
    expect(
      interviewGuide(see({ ...BASE, motives: [{ id: 'm', stakeholder: 'ann', kind: 'risk', statement: 's' }] }), 'ann').questions,
    ).toContainEqual(expect.objectContaining({ topic: 'motive', about: ['m'] }))
    expect(topics({ observations: [survey('ann', 0.5)] })).not.toContain('sentiment')
    expect(topics({ observations: [survey('ann', 0.5), survey('bo', 0.5)] })).not.toContain('decision')
    expect(topics({ observations: [survey('ann', 0.5)] })).toContain('decision')
    expect(topics({}, 'bo')).toContain('veto')
    expect(topics({})).not.toContain('veto')
  })

  test('comes back to what they said, expect, and cannot use', () => {
    const comments = [{ id: 'c', at: '2026-02-01', stakeholder: 'ann', text: 'late' }]
    expect(topics({ comments })[0]).toBe('feedback')
    const expectation = (state: 'open' | 'met' | 'missed') => ({
      expectations: [{ id: 'e', stakeholder: 'ann', statement: 's', importance: 1, status: [{ at: '2026-01-01', state }] }],
    })
    const about = (input: Partial<VillageInput>) =>
      interviewGuide(see({ ...BASE, ...input }), 'ann')
        .questions.filter(({ topic }) => topic === 'expectation')
        .map(({ why }) => why)
    expect(about(expectation('missed'))).toEqual(['An expectation was missed.'])
    expect(about(expectation('open'))).toEqual(['An expectation is open.'])
    expect(about(expectation('met'))).toEqual([])
    const units = [{ id: 'u', name: 'U', kind: 'team' as const }]
    const stakeholders = [{ id: 'ann', unit: 'u', roles: ['user' as const] }]
    const usage = [{ at: '2026-02-01', unit: 'u', level: 0 }]
    expect(topics({ units, stakeholders, usage, observations: [survey('ann', 0.9)] })).toContain('barrier')
    expect(topics({ units, stakeholders, barriers: [{ id: 'b', statement: 's', kind: 'policy', blocks: 1 }] })).toContain('barrier')
    expect(topics({ units, stakeholders, usage })).not.toContain('barrier')
  })

  test('is refused for nobody', () => {
    expect(refused(() => interviewGuide(see(BASE), 'eve')).name).toBe('UnknownStakeholderError')
    expect(refused(() => callLoosely(interviewGuide, see(BASE))).message).toMatch('there is no stakeholder "undefined"')
    const s = see({ account: 'acme', stakeholders: [{ id: 'ann', roles: ['user'] }] })
    expect(refused(() => interviewGuide(s, '?decider')).name).toBe('UnknownStakeholderError')
  })
})

describe('recording an interview', () => {
  const village = createVillage({ account: 'acme', stakeholders: [{ id: 'ann', roles: ['user'] }] })
  const held: HeldInterview = {
    id: 'i1',
    at: DAY,
    stakeholder: 'ann',
    plan: 'spring',
    source: 'notes',
    consent: { given: true, at: '2026-03-01', scope: 'notes' },
    answers: [{ question: 'q', summary: 's', themes: ['speed'] }],
    sentiment: 0.6,
    sd: 0.05,
    expectations: [
      { statement: 'live by May', importance: 1, themes: ['go-live'] },
      { id: 'own', statement: 'calm', importance: 0.2, status: [] },
    ],
    comments: [{ text: 'the invoice is wrong', themes: ['invoice'] }],
    motives: [{ kind: 'career', statement: 'to be promoted' }],
  }

  test('keeps all that was learned at once, of the same person and source', () => {
    const after = recordInterview(village, held)
    expect(after.interviews[0]).toMatchObject({ id: 'i1', sd: 0.05, consent: { given: true, at: '2026-03-01T00:00:00.000Z' } })
    expect(after.expectations.map(({ id, stakeholder, source, status }) => [id, stakeholder, source, status.length])).toEqual([
      ['i1:expectation:1', 'ann', 'notes', 1],
      ['own', 'ann', 'notes', 0],
    ])
    expect(after.comments[0]).toMatchObject({ id: 'i1:comment:1', stakeholder: 'ann', via: 'interview', at: '2026-03-02T00:00:00.000Z' })
    expect(after.motives[0]).toMatchObject({ id: 'i1:motive:1', since: '2026-03-02T00:00:00.000Z', source: 'notes' })
    expect(recordInterview(after, held)).toBe(after)
    expect(snapshot(after, '2026-03-01').expectations).toEqual([])
    expect(snapshot(after, DAY).expectations).toHaveLength(2)
  })

  test('weighs the sentiment by its own error', () => {
    // A reading with error r pulls a prior of sd 0.5 by 0.25 / (0.25 + r^2).
    const value = (sd: number | undefined) =>
      byStakeholder(sentiments(snapshot(recordInterview(village, { ...held, ...(sd === undefined ? {} : { sd }) }), DAY))).get('ann')?.value
    expect(value(0.05)).toBeCloseTo((0.6 * 0.25) / (0.25 + 0.0025), 12)
    expect(value(0.5)).toBeCloseTo(0.3, 12)
    const { sd: _, ...usual } = held
    expect(byStakeholder(sentiments(snapshot(recordInterview(village, usual), DAY))).get('ann')?.value).toBeCloseTo(
      (0.6 * 0.25) / (0.25 + 0.0225),
      12,
    )
  })

  test('is refused as a whole when a part is wrong', () => {
    const wrong = { ...held, comments: [{ text: 'x', at: 'yesterday' }] }
    expect(refused(() => recordInterview(village, wrong)).message).toContain('comments[0].at: "yesterday" is not a date')
    expect(village.interviews).toEqual([])
  })

  test('keeps nothing of what was said without consent', () => {
    const refusal = { given: false, at: DAY }
    const { name, paths } = refused(() => recordInterview(village, { ...held, consent: refusal }))
    expect([name, ...paths]).toEqual(['InvalidVillageError', 'interviews[0].consent'])
    const after = recordInterview(village, { id: 'i1', at: DAY, stakeholder: 'ann', answers: [], consent: refusal })
    expect(after.interviews).toHaveLength(1)
  })
})

describe('conclusions', () => {
  const conclusion = (owner?: string) => ({
    statement: 'they cannot afford to call',
    implication: 'a flat fee',
    ...(owner !== undefined && { owner }),
  })

  test('stand plan by plan, with what follows and who sees to it', () => {
    const s = account('a', 3, {
      interviews: [
        talk('i1', 'p0', { plan: 'spring', conclusions: [conclusion('eva')], consent: { given: true, at: '2025-06-01' } }),
        talk('i2', 'p1', { plan: 'spring' }),
        talk('i3', 'p2', { plan: 'autumn', conclusions: [conclusion()] }),
        talk('i4', 'p2'),
      ],
    })
    const found = conclusions(s)
    expect(found.map(({ plan, interviews, finished, missing }) => [plan, interviews, finished, missing])).toEqual([
      [undefined, 1, false, 'conclusions'],
      ['autumn', 1, false, 'owners'],
      ['spring', 2, true, undefined],
    ])
    expect(found[2]?.conclusions).toEqual([
      {
        account: 'a',
        interview: 'i1',
        stakeholder: 'p0',
        statement: 'they cannot afford to call',
        implication: 'a flat fee',
        owner: 'eva',
      },
    ])
    expect(found[2]?.withoutConsent).toEqual(['i2'])
    expect(interviewProgramme(s, { plan: 'spring' }).finished).toBe(true)
    expect(interviewProgramme(s, { plan: 'autumn' }).finished).toBe(false)
  })
})

describe('themes', () => {
  const s = see({
    account: 'acme',
    stakeholders: [
      { id: 'ann', roles: ['user'] },
      { id: 'bo', roles: ['economicBuyer'] },
      { id: 'ed', roles: ['champion'], leftAt: '2026-02-25' },
    ],
    observations: [{ ...survey('ann', 0.5), themes: ['Speed', ' speed '] }],
    comments: [
      { id: 'c1', at: '2026-02-22', stakeholder: 'ann', text: 'x', themes: ['speed'] },
      { id: 'c2', at: '2026-02-23', stakeholder: 'ed', text: 'x', themes: ['SPEED', 'price'] },
    ],
    interviews: [
      {
        id: 'i1',
        at: '2026-02-24',
        stakeholder: 'bo',
        answers: [
          { question: 'q', summary: 's', themes: ['audit', 'price'] },
          { question: 'q', summary: 's', themes: ['Audit'] },
        ],
      },
    ],
  })

  test('count people and not mentions, and stand with what most brought up first', () => {
    const found = themes(s)
    expect(found.themes.map(({ theme, people, mentions, rare }) => [theme, people, mentions, rare])).toEqual([
      ['price', 2, 2, false],
      ['Speed', 2, 3, false],
      ['audit', 1, 1, true],
    ])
    expect(found.themes[1]).toMatchObject({
      bySource: { observation: 1, comment: 2, interview: 0 },
      byClass: [
        { class: 'advocate', people: 1 },
        { class: 'user', people: 1 },
      ],
      firstAt: '2026-02-20T00:00:00.000Z',
      lastAt: '2026-02-23T00:00:00.000Z',
      voices: [
        { account: 'acme', stakeholder: 'ann' },
        { account: 'acme', stakeholder: 'ed' },
      ],
    })
    expect(found.rare.map(({ theme }) => theme)).toEqual(['audit'])
    expect(found.people).toBe(3)
    expect(found.richness).toMatchObject({ observed: 3, estimate: 3 })
  })

  test('of several accounts are of all their people, with the mean of their shares', () => {
    const other = see({
      account: 'b',
      stakeholders: [{ id: 'ann', roles: ['user'] }],
      comments: [{ id: 'c', at: '2026-02-22', stakeholder: 'ann', text: 'x', themes: ['speed'] }],
    })
    const speed = (of: Parameters<typeof themes>[0]) => themes(of).themes.find(({ theme }) => theme === 'Speed' || theme === 'speed')
    expect(speed([s, other])?.people).toBe(3)
    expect(speed([other, s])).toEqual(speed([s, other]))
    expect(speed([s, other])?.share).toBeCloseTo(((speed(s)?.share ?? 0) + (speed(other)?.share ?? 0)) / 2, 12)
  })

  test('are none where nobody brought anything up, and survive hostile words', () => {
    expect(themes(account('a', 1))).toEqual({ people: 0, themes: [], rare: [], saturation: { ratios: [] } })
    for (const word of HOSTILE_IDS) {
      const found = themes(account('a', 1, { comments: [{ id: 'c', at: DAY, stakeholder: 'p0', text: 'x', themes: [word] }] }))
      expect(found.themes.map(({ theme }) => theme)).toEqual([word])
    }
  })
})
