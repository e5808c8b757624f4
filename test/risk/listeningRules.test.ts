import { assessRisk, createVillage, type DeepPartial, type Finding, type Settings, snapshot, type VillageInput } from 'account-village'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { soundFindings } from '../support/soundFindings.js'

const NOW = 100
const heard = (stakeholder: string, sentiment = 0.5) => ({ stakeholder, at: day(NOW), sentiment, via: 'interview' as const })
const UNITS = [
  { id: 'lab', name: 'Lab', kind: 'department' },
  { id: 'works', name: 'Works', kind: 'site' },
] as const
const BASE = {
  account: { id: 'acme', name: 'Acme', value: ['functional'] },
  units: UNITS,
  stakeholders: [
    { id: 'ann', unit: 'lab', roles: ['user'] },
    { id: 'bo', roles: ['economicBuyer'] },
    { id: 'cy', unit: 'works', roles: ['champion'] },
  ],
  decisions: [{ id: 'deal', name: 'Deal', kind: 'new', value: { amount: 1000, currency: 'EUR' } }],
  observations: [heard('ann'), heard('bo'), heard('cy')],
} as const satisfies VillageInput
const find = (rule: string, input: Partial<VillageInput>, settings: DeepPartial<Settings> = {}): Finding[] =>
  soundFindings(snapshot(createVillage({ ...BASE, ...input }), day(NOW), { settings })).filter(finding => finding.rule === rule)

describe('likedUnused and blockedByPolicy', () => {
  const usage = [{ at: day(90), unit: 'works', level: 0.1 }]
  const barrier = (kind: 'policy' | 'technical') => [{ id: 'b', kind, statement: 'secret words', unit: 'works', blocks: 0.8 }]

  test('tell a unit that likes us and does not use what was bought, and what holds it back', () => {
    expect(find('likedUnused', { usage })).toMatchObject([
      {
        severity: 'info',
        stakeholders: ['cy'],
        subjects: ['works'],
        message: expect.stringContaining('nothing that we know explains it'),
        evidence: [
          { measure: 'offeringFlow.use', value: 0.1, at: expect.any(String) },
          {},
          { measure: 'offeringFlow.unit', value: 'works' },
        ],
      },
    ])
    expect(find('likedUnused', { usage, barriers: barrier('technical') })[0]?.message).toContain('something holds it back')
    expect(find('likedUnused', { usage, barriers: barrier('technical') })[0]?.evidence).toContainEqual({
      measure: 'offeringFlow.barriers',
      value: 'b',
    })
    expect(find('likedUnused', { usage, observations: [heard('cy', -0.5)] })).toEqual([])
    expect(find('likedUnused', { usage: [{ at: day(90), unit: 'works', level: 0.5 }] })).toEqual([])
    expect(find('likedUnused', {})).toEqual([])
  })

  test('tell a policy once, and leave the unit to it', () => {
    expect(find('blockedByPolicy', { usage, barriers: barrier('policy') })).toMatchObject([
      {
        severity: 'info',
        stakeholders: ['cy'],
        subjects: ['b'],
        evidence: [
          { measure: 'offeringFlow.barriers', value: 'b' },
          { measure: 'offeringFlow.barriers.gain', value: expect.any(Number) },
          { value: 'works' },
        ],
      },
    ])
    expect(find('likedUnused', { usage, barriers: barrier('policy') })).toEqual([])
    expect(find('blockedByPolicy', { usage, barriers: barrier('technical') })).toEqual([])
    expect(find('blockedByPolicy', { barriers: barrier('policy') })).toEqual([])
  })

  test('follow their settings', () => {
    expect(find('likedUnused', { usage }, { listening: { unusedUpTo: 0.09 } })).toEqual([])
    expect(find('likedUnused', { usage }, { listening: { likedFrom: 0.9 } })).toEqual([])
  })
})

describe('boughtForAnotherReason and motiveUnknown', () => {
  const motive = (stakeholder: string, kind: 'functional' | 'reputation') => ({ stakeholder, kind, statement: 'secret words' })

  test('tell powerful people who want something else than we sell', () => {
    const motives = [motive('bo', 'reputation'), motive('ann', 'functional'), motive('cy', 'functional')]
    expect(find('boughtForAnotherReason', { motives })).toMatchObject([{ severity: 'info', stakeholders: ['bo'], subjects: ['bo'] }])
    expect(find('boughtForAnotherReason', { motives })[0]?.evidence).toEqual([
      { measure: 'power.share', value: expect.any(Number), stakeholder: 'bo' },
      { measure: 'motives', value: 'reputation', stakeholder: 'bo' },
    ])
    const since = motives.map(each => ({ ...each, since: '2026-01-05' }))
    expect(find('boughtForAnotherReason', { motives: since })[0]?.evidence[1]?.at).toBe('2026-01-05T00:00:00.000Z')
    expect(find('boughtForAnotherReason', { motives }, { listening: { powerfulFrom: 1 } })).toEqual([])
    expect(find('boughtForAnotherReason', { motives: [...motives, motive('bo', 'functional')] })).toEqual([])
    expect(find('boughtForAnotherReason', { motives, account: 'Acme' })).toEqual([])
  })

  test('tell whoever is as powerful as the setting says', () => {
    const [found] = find('boughtForAnotherReason', { motives: [motive('bo', 'reputation')] })
    const powerfulFrom = Number(found?.evidence[0]?.value)
    expect(find('boughtForAnotherReason', { motives: [motive('bo', 'reputation')] }, { listening: { powerfulFrom } })).toHaveLength(1)
    expect(find('motiveUnknown', { motives: [motive('ann', 'functional')] }, { listening: { powerfulFrom } })).toMatchObject([
      { stakeholders: ['bo'] },
    ])
  })

  test('tell powerful people of whom nobody knows why, once anybody asks for motives', () => {
    expect(find('motiveUnknown', {})).toEqual([])
    expect(find('motiveUnknown', { motives: [motive('ann', 'functional')] })).toMatchObject([
      {
        severity: 'info',
        stakeholders: ['bo', 'cy'],
        subjects: [],
        evidence: ['bo', 'cy'].map(stakeholder => ({ measure: 'power.share', value: expect.any(Number), stakeholder })),
      },
    ])
    expect(find('motiveUnknown', { motives: [motive('ann', 'functional')] }, { listening: { powerfulFrom: 0.5 } })).toMatchObject([
      { stakeholders: ['bo'] },
    ])
  })
})

describe('recurring and loopOpen', () => {
  const comment = (id: string, stakeholder: string, n: number, more: object = {}) => ({
    id,
    at: day(n),
    stakeholder,
    text: 'secret words',
    themes: ['secret theme'],
    ...more,
  })
  const acted = comment('c1', 'ann', 10, { actions: [{ at: day(20), by: 'us', statement: 'secret words' }], sharedBackAt: day(21) })

  test('tell what came up again after an action, by fact and not by theme', () => {
    const comments = [acted, comment('c2', 'cy', 95, { sharedBackAt: day(96) })]
    const found = find('recurring', { comments })
    expect(found).toMatchObject([
      {
        severity: 'info',
        stakeholders: ['cy'],
        subjects: ['c1'],
        evidence: [
          { value: 'c1', at: expect.stringContaining('2026') },
          { value: 'c2', stakeholder: 'cy' },
        ],
      },
    ])
    expect(JSON.stringify(found)).not.toContain('secret')
    expect(find('recurring', { comments: [acted] })).toEqual([])
    const often = Array.from({ length: 7 }, (_, i) => comment(`d${i}`, 'cy', 80 + i))
    expect(find('recurring', { comments: [acted, ...often] })[0]?.evidence).toHaveLength(1 + 5)
  })

  test('tell who waits for an answer for more business days than the setting', () => {
    // Day 72 of 2026 is 14 March, a Saturday; twenty business days after it is Friday 10 April, day 99.
    const waiting = (n: number) => find('loopOpen', { comments: [comment('c', 'ann', n)] })
    expect(waiting(72)).toEqual([])
    expect(waiting(71)).toEqual([])
    expect(waiting(70)).toMatchObject([{ severity: 'info', stakeholders: ['ann'], subjects: [], evidence: [{ value: 'c' }] }])
    expect(find('loopOpen', { comments: [comment('c', 'ann', 70)] }, { listening: { answerDays: 21 } })).toEqual([])
    expect(find('loopOpen', { comments: [acted, comment('c', 'ann', 30)] })).toEqual([])
    const many = Array.from({ length: 7 }, (_, i) => comment(`d${i}`, 'cy', 30 + i))
    expect(find('loopOpen', { comments: many })[0]?.evidence.map(({ value }) => value)).toEqual(['d0', 'd1', 'd2', 'd3', 'd4'])
    // Who has left waits no longer.
    const stakeholders = [...BASE.stakeholders, { id: 'al', leftAt: day(60) }]
    const both = find('loopOpen', { stakeholders, comments: [comment('a', 'al', 20), comment('c', 'ann', 30)] })
    expect(both).toMatchObject([{ stakeholders: ['ann'], evidence: [{ value: 'c' }] }])
  })
})

describe('listeningOverdue', () => {
  const interviews = [{ id: 'i', at: day(99), stakeholder: 'ann', answers: [] }]
  const late = (n: number) => [heard('ann'), heard('cy'), { ...heard('bo'), at: day(n) }]

  test('tells powerful people who are overdue, where interviews or comments are kept at all', () => {
    // Twenty business days and five of grace are five weeks.
    expect(find('listeningOverdue', { interviews, observations: late(60) })).toMatchObject([
      { severity: 'info', stakeholders: ['bo'], subjects: [], evidence: [{ measure: 'listeningCadence.businessDays', stakeholder: 'bo' }] },
    ])
    const comments = [{ id: 'c', at: day(99), stakeholder: 'ann', text: 'well done' }]
    expect(find('listeningOverdue', { interviews, comments, observations: late(60) })).toHaveLength(1)
    const stakeholders = [...BASE.stakeholders, { id: 'al', roles: ['champion' as const] }]
    const observations = [...late(60), { ...heard('al'), at: day(59) }]
    const [both] = find('listeningOverdue', { interviews, stakeholders, observations }, { listening: { powerfulFrom: 0.01 } })
    expect(both?.stakeholders).toEqual(['bo', 'al'])
    expect(both?.evidence.map(({ at }) => at?.slice(0, 10))).toEqual([day(60), day(59)])
    expect(find('listeningOverdue', { interviews, observations: late(70) })).toEqual([])
    expect(find('listeningOverdue', { observations: late(60) })).toEqual([])
    expect(find('listeningOverdue', { interviews, observations: late(60) }, { listening: { powerfulFrom: 0.99 } })).toEqual([])
  })
})

describe('interviewsUnfinished', () => {
  const interview = (more: object) => [{ id: 'i', at: day(99), stakeholder: 'ann', answers: [], ...more }]

  test('tells a plan from which nothing was concluded, or nobody sees to it', () => {
    expect(find('interviewsUnfinished', { interviews: interview({ plan: 'spring' }) })).toMatchObject([
      {
        severity: 'info',
        subjects: ['spring'],
        message: 'Interviews were held by a plan, and nobody wrote down what follows from them.',
        evidence: [{ value: 'spring' }, { value: 1 }],
      },
    ])
    const conclusion = { statement: 's', implication: 'i' }
    expect(find('interviewsUnfinished', { interviews: interview({ plan: 'spring', conclusions: [conclusion] }) })).toMatchObject([
      { message: 'Conclusions from interviews have nobody who sees to them.' },
    ])
    expect(
      find('interviewsUnfinished', { interviews: interview({ plan: 'spring', conclusions: [{ ...conclusion, owner: 'eva' }] }) }),
    ).toEqual([])
    expect(find('interviewsUnfinished', { interviews: interview({}) })).toEqual([])
  })
})

test('findings hold with hostile ids, and their sentences name nobody', () => {
  for (const id of HOSTILE_IDS.slice(0, 40)) {
    const found = assessRisk(
      snapshot(
        createVillage({
          account: { id: 'acme', name: 'Acme', value: ['functional'] },
          units: [{ id, name: 'Works', kind: 'site' }],
          stakeholders: [{ id, name: 'Xavier', unit: id, roles: ['economicBuyer'] }],
          observations: [heard(id, 0.9)],
          motives: [{ stakeholder: id, kind: 'risk', statement: 'secret words' }],
          usage: [{ at: day(90), unit: id, level: 0 }],
          barriers: [{ id, kind: 'policy', statement: 'secret words', unit: id, blocks: 1 }],
          comments: [{ id, at: day(1), stakeholder: id, text: 'secret words', themes: ['secret theme'] }],
          interviews: [{ id, plan: 'spring', at: day(2), stakeholder: id, answers: [] }],
        }),
        day(NOW),
      ),
    )
    expect(found.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['blockedByPolicy', 'boughtForAnotherReason', 'loopOpen', 'interviewsUnfinished']),
    )
    expect(JSON.stringify(found)).not.toMatch(/secret|Xavier/)
  }
})
