import {
  accountSentiment,
  createVillage,
  decisionOutlook,
  exportSubject,
  parseVillage,
  power,
  record,
  sentiments,
  snapshot,
  type Village,
  type VillageInput,
  vetoHolders,
} from 'account-village'
import { standingOf } from 'account-village/portfolio'
import { applyRetention, pseudonymise } from 'account-village/store'
import { describe, expect, test } from 'vitest'
import { planted, plantings } from '../support/canaries.js'
import { exact } from '../support/exact.js'
import { always } from '../support/law.js'
import { nearly } from '../support/nearly.js'
import { refused } from '../support/refusal.js'
import { viewOf } from '../support/villages.js'

const SALT = 'drawn at random: 7f3a'
const sungIn = (value: unknown, canaries: readonly string[]): string[] => {
  const written = JSON.stringify(value).normalize('NFC')
  return canaries.filter(each => written.includes(JSON.stringify(each).slice(1, -1)))
}

/** What measures say of a village, by people in the order of their ids. */
function measured(village: Village, planting: Parameters<typeof planted>[0]) {
  const { asOf, options } = viewOf(planting.scene)
  const s = snapshot(village, asOf, options)
  const standing = standingOf(village, { asOf, ...options })
  const { state, ...outlook } = decisionOutlook(s)
  return {
    people: [sentiments(s), power(s), vetoHolders(s)],
    figures: [accountSentiment(s).value, state, outlook.probabilityOfYes],
    // Texts of others that named the person do so no longer, and of seats that are alike the order of ids puts one first.
    standing: { ...standing, name: '', segment: '', weakestSeat: standing.weakestSeat?.share },
  }
}

/** The same with a person under another id: rows in order of what they say, since ids order them. */
function renamed(value: unknown, from: string, to: string): unknown {
  if (value === from) return to
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, renamed(part, from, to)]))
  const items = value.map((each: unknown) => renamed(each, from, to))
  const key = (item: unknown): string => (typeof item === 'object' && item !== null ? String(Reflect.get(item, 'stakeholder')) : '')
  return items.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

describe('pseudonymise', () => {
  test('leaves no name, no sentence and no id of a person, and what measures say of everybody', () => {
    always(
      plantings,
      planting => {
        const { village, person, canaries } = planted(planting)
        const { village: after, stakeholder } = pseudonymise(village, person, { salt: SALT })
        // Labels, by which measures group, are no sentences.
        const labels = new Set(canaries.filter(each => sungIn(labelsIn(village), [each]).length > 0))
        expect(
          sungIn(
            after,
            canaries.filter(each => !labels.has(each)),
          ),
        ).toEqual([])
        expect(after.stakeholders.some(({ id }) => id === person)).toBe(false)
        expect(exact(parseVillage(JSON.parse(JSON.stringify(after))))).toBe(exact(after))
        const [one, other] = [measured(village, planting), measured(after, planting)]
        expect(renamed(other, '', '')).toEqual(nearly(renamed(one, person, stakeholder)))
        expect(refused(() => record(after, { stakeholders: [{ id: person }] })).name).toBe('ErasedStakeholderError')
        expect(refused(() => pseudonymise(after, person, { salt: SALT })).name).toBe('UnknownStakeholderError')
      },
      60,
    )
  })

  test('gives other ids with another salt, and none that the village tells', () => {
    const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }] })
    const [one, same, other] = [SALT, SALT, `${SALT} too`].map(salt => pseudonymise(village, 'ann', { salt }).stakeholder)
    expect([one === same, one === other]).toEqual([true, false])
    expect(one).toMatch(/^stakeholder-[0-9a-f]{32}$/)
    const [erasures] = pseudonymise(village, 'ann', { salt: SALT }).village.erasures ?? []
    expect(erasures?.salt).not.toContain(SALT)
    expect(pseudonymise(village, 'ann', { salt: erasures?.salt ?? '' }).stakeholder).not.toBe(one)
    expect(refused(() => pseudonymise(village, 'ann', { salt: 'short' })).paths).toEqual(['salt'])
  })
})

/** The texts in fields that are labels. */
function labelsIn(value: unknown, isLabel = false): unknown[] {
  const labels = ['source', 'by', 'owner', 'themes', 'touchpoint', 'profile', 'plan', 'question', 'group', 'scope', 'reason', 'reasons']
  if (typeof value !== 'object' || value === null) return isLabel ? [value] : []
  const isPlan = Reflect.get(value, 'kind') === 'plan'
  return Object.entries(value).flatMap(([field, part]) =>
    labelsIn(part, Array.isArray(value) ? isLabel : labels.includes(field) || (isPlan && field === 'id')),
  )
}

describe('exportSubject', () => {
  test('holds every text of a person, and of others only facts that name them', () => {
    always(
      plantings,
      planting => {
        const { village, person, canaries } = planted(planting)
        const held = exportSubject(village, person)
        expect(sungIn(held, canaries)).toEqual(sungIn(village, canaries))
        const known = new Map(held.facts.map(each => [each.fact, each]))
        expect(known.size).toBe(held.facts.length)
        for (const { fact, about } of held.facts) {
          if (about === 'others') expect(sungIn(fact, canaries).length).toBeGreaterThan(0)
          else expect(JSON.stringify(fact)).toContain(JSON.stringify(person).slice(1, -1))
        }
        expect(Object.isFrozen(held)).toBe(true)
      },
      40,
    )
  })

  test('tells both times and the source of each version', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann' }],
      roles: [
        { id: 'r', stakeholder: 'ann', role: 'user', since: '2026-01-01', until: '2026-02-01', recordedAt: '2026-03-01', source: 'crm' },
      ],
    })
    expect(exportSubject(village, 'ann').facts.find(({ array }) => array === 'roles')).toMatchObject({
      from: '2026-01-01T00:00:00.000Z',
      until: '2026-02-01T00:00:00.000Z',
      knownFrom: '2026-03-01T00:00:00.000Z',
      source: 'crm',
      about: 'person',
    })
    expect(refused(() => exportSubject(village, 'bo')).name).toBe('UnknownStakeholderError')
  })
})

describe('applyRetention', () => {
  const old = '2022-03-02'
  const late = '2026-03-02'
  const input: VillageInput = {
    account: 'Acme',
    units: [{ id: 'u', name: 'IT', kind: 'department', recordedAt: old }],
    stakeholders: [
      {
        id: 'ann',
        roles: [
          { role: 'user', since: old },
          { role: 'champion', since: old, until: '2022-06-01' },
        ],
      },
      { id: 'bo', name: 'Bo Lind', leftAt: '2022-05-01' },
      { id: 'cy', name: 'Cy', recordedAt: '2021-01-01', retractedAt: '2022-01-01' },
      { id: 'cy', name: 'Cyd', recordedAt: '2022-01-01' },
    ],
    observations: [old, late].map(at => ({ stakeholder: 'ann', at, sentiment: 0.4, via: 'survey' as const })),
    comments: [
      { id: 'c1', stakeholder: 'ann', at: old, text: 'Ask Bo Lind', sharedBackAt: late },
      { id: 'c2', stakeholder: 'ann', at: old, text: 'x' },
    ],
    interactions: [{ id: 'm', at: late, kind: 'meeting', participants: ['ann', 'bo'] }],
    expectations: [
      { id: 'e1', stakeholder: 'ann', statement: 'x', importance: 1, status: [{ at: old, state: 'met' }] },
      { id: 'e2', stakeholder: 'ann', statement: 'x', importance: 1, status: [{ at: old, state: 'open' }] },
      {
        id: 'e3',
        stakeholder: 'ann',
        statement: 'x',
        importance: 1,
        status: [
          { at: late, state: 'missed' },
          { at: old, state: 'open' },
        ],
      },
    ],
    moves: [
      { id: 'g1', statement: 'x', plannedAt: old, status: [{ at: old, state: 'done' }] },
      { id: 'g2', statement: 'x', plannedAt: old, dependsOn: ['g1'], answers: [{ kind: 'comment', id: 'c2' }] },
    ],
    decisions: [{ id: 'd', name: 'D', kind: 'new', outcome: { result: 'won', at: old } }],
  }
  const before = createVillage(input)

  test('takes what was over, in all versions, and who left, and leaves what is still true', () => {
    const { village, receipt } = applyRetention(before, { olderThan: '2024-01-01' })
    expect(village.stakeholders.map(({ id, name }) => [id, name])).toEqual([
      ['ann', undefined],
      ['cy', 'Cyd'],
    ])
    expect(village.roles.map(({ role }) => role)).toEqual(['user'])
    expect(village.observations.map(({ at }) => at.slice(0, 10))).toEqual([late])
    expect(village.comments.map(({ id, text }) => [id, text])).toEqual([['c1', 'Ask [erased]']])
    expect(village.interactions.map(({ participants }) => participants)).toEqual([['ann']])
    expect(village.expectations.map(({ id }) => id)).toEqual(['e2', 'e3'])
    expect(village.moves).toEqual([{ id: 'g2', statement: 'x', plannedAt: '2022-03-02T00:00:00.000Z', dependsOn: [], answers: [] }])
    expect([village.units.length, village.decisions.length, village.erasures]).toEqual([1, 1, undefined])
    expect(receipt).toEqual({
      olderThan: '2024-01-01T00:00:00.000Z',
      removed: { stakeholders: 2, roles: 1, observations: 1, expectations: 1, comments: 1, moves: 1 },
    })
    expect(applyRetention(village, { olderThan: '2024-01-01' }).village).toBe(village)
    expect(exact(parseVillage(JSON.parse(JSON.stringify(village))))).toBe(exact(village))
    expect(record(village, { stakeholders: [{ id: 'bo' }] }).stakeholders).toHaveLength(3)
  })

  test('looks at the arrays asked for alone', () => {
    const { receipt } = applyRetention(before, { olderThan: '2024-01-01', kinds: ['observations'] })
    expect(receipt.removed).toEqual({ observations: 1 })
    expect(refused(() => applyRetention(before, { olderThan: 'x' })).name).toBe('InvalidDateError')
    expect(refused(() => applyRetention(before, { olderThan: old, kinds: ['units'] })).paths).toEqual(['kinds[0]'])
  })

  test('of any village leaves no fact that was over, all others, and one that reads as before', () => {
    always(
      plantings,
      planting => {
        const { village } = planted(planting)
        for (const olderThan of ['1990-01-01', '2026-02-01', '2040-01-01']) {
          const { village: left } = applyRetention(village, { olderThan })
          expect(exact(parseVillage(JSON.parse(JSON.stringify(left))))).toBe(exact(left))
          expect(left.observations.map(({ at }) => at < olderThan)).not.toContain(true)
          const readings = village.observations.filter(({ at, retractedAt, stakeholder }) => {
            const isThere = left.stakeholders.some(({ id }) => id === stakeholder)
            return at >= olderThan && (retractedAt === undefined || retractedAt >= olderThan) && isThere
          })
          expect(left.observations).toHaveLength(readings.length)
          expect(exact(applyRetention(left, { olderThan }).village)).toBe(exact(left))
        }
      },
      40,
    )
  })
})
