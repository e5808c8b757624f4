import { assessRisk, createVillage, RISK_RULES, snapshot, type VillageInput } from 'account-village'
import { relationships, touchpointConsistency } from 'account-village/moves'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { always } from '../support/law.js'
import { seen } from '../support/measures.js'
import { ruleFindings } from '../support/ruleFindings.js'
import { inputOf, scenes } from '../support/villages.js'

const NOW = 200
const BASE: Omit<VillageInput, 'account'> = {
  stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }, { id: 'cy', roles: ['champion'] }, { id: 'dee' }],
  teammates: [{ id: 'kim' }, { id: 'lee' }],
}
const level = (teammate: string, stakeholder: string, value: number) => ({ teammate, stakeholder, level: value })
const { village, see, find, found, spans } = ruleFindings(BASE, NOW, { around: 120, days: 5 })

describe('touchpointsDiffer', () => {
  const heard = (stakeholder: string, n: number, sentiment: number, more: object) =>
    ({ stakeholder, at: day(n), sentiment, via: 'interview', ...more }) as const
  const about = (n: number, lyon: number, turin: number) =>
    ['ann', 'bo'].flatMap(who => [heard(who, n, lyon, { touchpoint: 'Lyon' }), heard(who, n + 1, turin, { touchpoint: 'Turin' })])

  test('tells that the same people say different things of different places, and which', () => {
    const input = { observations: about(NOW - 5, -0.4, 0.6) }
    const { pValue, groups } = touchpointConsistency(see(input), { groupBy: 'touchpoint' })
    expect(find('touchpointsDiffer', input)).toMatchObject([
      {
        id: '["touchpointsDiffer","touchpoint"]',
        severity: 'info',
        stakeholders: [],
        evidence: [
          { value: pValue },
          { value: 'Lyon' },
          { value: groups[0]?.difference },
          { value: 'Turin' },
          { value: groups[1]?.difference },
        ],
      },
    ])
    expect(find('touchpointsDiffer', { observations: about(NOW - 5, 0.1, 0.2) })).toEqual([])
    expect(find('touchpointsDiffer', { observations: about(NOW - 5, -0.4, 0.6).slice(0, 1) })).toEqual([])
  })

  test('compares those who reported it by team and by location, and nobody by themselves', () => {
    const reported = ['ann', 'bo', 'cy'].flatMap(who => [heard(who, NOW - 3, -0.5, { by: 'kim' }), heard(who, NOW - 2, 0.6, { by: 'lee' })])
    const ids = (teammates: VillageInput['teammates']) =>
      find('touchpointsDiffer', { observations: reported, teammates }).map(({ subjects }) => subjects)
    expect(ids([{ id: 'kim' }, { id: 'lee' }])).toEqual([])
    expect(
      ids([
        { id: 'kim', team: 'sales' },
        { id: 'lee', team: 'support' },
      ]),
    ).toEqual([['team']])
    expect(
      ids([
        { id: 'kim', location: 'Lyon' },
        { id: 'lee', location: 'Turin' },
      ]),
    ).toEqual([['location']])
  })

  test('is silent about more places than can be compared', () => {
    const observations = Array.from({ length: 1001 }, (_, i) => heard('ann', NOW - 1, 0.1, { touchpoint: `place ${i}` }))
    expect(find('touchpointsDiffer', { observations })).toEqual([])
  })

  test('ends when what was said has aged', () => {
    const history = spans('touchpointsDiffer', { observations: about(NOW - 100, -0.4, 0.6) })
    expect(history).toEqual([['["touchpointsDiffer","touchpoint"]', day(NOW - 95), day(NOW + 80)]])
  })
})

describe('nobodyKnowsThem', () => {
  test('tells the powerful whom nobody of ours knows well, where people of ours are recorded', () => {
    const known = { relationships: [level('kim', 'ann', 0.9), level('lee', 'bo', 0.29), level('kim', 'cy', 0.3)] }
    const settings = { listening: { powerfulFrom: 0.05 }, moves: { coldChance: 0.3 } }
    const whom = (other: object) => found('nobodyKnowsThem', known, { settings: { ...settings, ...other } })[0]?.[2]
    expect(found('nobodyKnowsThem', known, { settings })).toEqual([['["nobodyKnowsThem"]', 'info', ['bo', 'dee']]])
    expect(whom({ moves: { coldChance: 0.2 } })).toEqual(['dee'])
    expect(whom({ listening: { powerfulFrom: 0.4 } })).toEqual(['bo'])
    expect(find('nobodyKnowsThem', { teammates: [] }, { settings })).toEqual([])
  })

  test('ends when one of us gets to know them', () => {
    const relationships = ['ann', 'bo', 'cy', 'dee'].map(id => ({ ...level('kim', id, 0.5), since: day(NOW) }))
    expect(spans('nobodyKnowsThem', { relationships })).toEqual([['["nobodyKnowsThem"]', day(NOW - 120), day(NOW)]])
  })
})

describe('ourSingleThread', () => {
  const three = [level('kim', 'ann', 0.5), level('kim', 'bo', 0.5), level('kim', 'cy', 0.6)]

  test('tells that one of us holds nearly all relationships', () => {
    expect(find('ourSingleThread', { relationships: [...three, level('lee', 'ann', 0.4)] })).toMatchObject([
      {
        id: '["ourSingleThread","kim"]',
        severity: 'info',
        stakeholders: [],
        evidence: [{ value: 'kim' }, { value: expect.closeTo(0.8, 12) }],
      },
    ])
    expect(find('ourSingleThread', { relationships: [...three, level('lee', 'ann', 0.41)] })).toEqual([])
    expect(
      find('ourSingleThread', { relationships: [...three, level('lee', 'ann', 0.41)] }, { settings: { risk: { singleThread: 0.7 } } }),
    ).toHaveLength(1)
    // Of one or two relationships nobody can say so.
    expect(find('ourSingleThread', { relationships: three.slice(0, 2) })).toEqual([])
    expect(find('ourSingleThread', {})).toEqual([])
  })

  test('ends when others of us know them, too', () => {
    const other = ['ann', 'bo'].map(id => ({ ...level('lee', id, 0.5), since: day(NOW) }))
    expect(spans('ourSingleThread', { relationships: [...three, ...other] })).toEqual([
      ['["ourSingleThread","kim"]', day(NOW - 120), day(NOW)],
    ])
  })
})

describe('teammateLeft', () => {
  const left = (n = NOW - 10, more: Partial<VillageInput> = {}) => ({ ...more, teammates: [{ id: 'kim', leftAt: day(n) }, { id: 'lee' }] })
  const met = (n: number, who: string, ours: string) => ({
    id: `${n} ${who} ${ours}`,
    at: day(n),
    kind: 'meeting' as const,
    participants: [who],
    ours: [ours],
  })

  test('tells one of us who has left and knew people here well then', () => {
    const known = { relationships: [level('kim', 'ann', 0.5), level('kim', 'bo', 0.9), level('kim', 'cy', 0.49)] }
    expect(find('teammateLeft', left(NOW - 10, known))).toMatchObject([
      {
        id: '["teammateLeft","kim"]',
        severity: 'warning',
        stakeholders: ['bo', 'ann'],
        evidence: [
          { value: 'kim', at: expect.any(String) },
          { value: 0.9, stakeholder: 'bo' },
          { value: 0.5, stakeholder: 'ann' },
        ],
      },
    ])
    expect(find('teammateLeft', left(NOW + 1, known))).toEqual([])
    expect(find('teammateLeft', left(NOW - 90, known))).toEqual([])
    expect(find('teammateLeft', left(NOW - 89, known))).toHaveLength(1)
    expect(find('teammateLeft', left(NOW - 10, { relationships: [level('kim', 'cy', 0.49)] }))).toEqual([])
  })

  test('counts contacts and levels as they were on that day, and nobody who is gone', () => {
    const interactions = [1, 2, 3].map(i => met(NOW - 80 - i, 'ann', 'kim'))
    const onThatDay = relationships(snapshot(village({ interactions }), day(NOW - 80))).map(({ strength }) => strength)
    expect(find('teammateLeft', left(NOW - 80, { interactions }), { settings: { moves: { contactsForHalf: 2 } } })).toHaveLength(1)
    expect(onThatDay[0]).toBeLessThan(0.5)
    expect(find('teammateLeft', left(NOW - 80, { interactions }))).toEqual([])
    // What ended with them was there when they left.
    const ended = { relationships: [{ ...level('kim', 'ann', 0.9), since: day(NOW - 81), until: day(NOW - 80) }] }
    expect(find('teammateLeft', left(NOW - 80, ended))).toHaveLength(1)
    const gone = { relationships: [level('kim', 'ann', 0.9)], stakeholders: [{ id: 'ann', leftAt: day(NOW - 5) }, { id: 'bo' }] }
    expect(find('teammateLeft', left(NOW - 10, gone))).toEqual([])
  })

  test('is less grave where others of ours know them as well', () => {
    const known = (value: number) => ({ relationships: [level('kim', 'ann', 0.7), level('lee', 'ann', value)] })
    expect(find('teammateLeft', left(NOW - 10, known(0.5)))).toMatchObject([
      { severity: 'info', message: 'One of us has left who knew people there well.' },
    ])
    expect(find('teammateLeft', left(NOW - 10, known(0.4)))).toMatchObject([{ severity: 'warning' }])
  })

  test('ends some time after they left', () => {
    const history = spans('teammateLeft', left(NOW - 40, { relationships: [level('kim', 'ann', 0.7)] }))
    expect(history).toEqual([['["teammateLeft","kim"]', day(NOW - 40), day(NOW + 50)]])
  })
})

test('a village without moves and teammates has no finding on either', () => {
  const rules = new Set(RISK_RULES.map(({ id }) => id).slice(RISK_RULES.findIndex(({ id }) => id === 'moveOverdue')))
  expect(rules.size).toBe(8)
  always(
    scenes,
    scene => {
      const { moves: _, teammates: __, relationships: ___, ...input } = inputOf(scene)
      const interactions = input.interactions?.map(({ ours: ____, ...each }) => each) ?? []
      const observations = input.observations?.map(({ by: ____, ...each }) => each) ?? []
      const s = seen(createVillage({ ...input, interactions, observations }), scene)
      expect(assessRisk(s).filter(({ rule }) => rules.has(rule))).toEqual([])
    },
    200,
  )
})
