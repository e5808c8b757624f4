import { isDeepStrictEqual } from 'node:util'
import { createVillage, record, retract, revise, type Village, VillageError, type VillageFacts } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../support/days.js'
import { exact } from '../support/exact.js'
import { ARRAYS, NAMED, reordered } from '../support/facts.js'
import { always } from '../support/law.js'
import { differences, played, seen } from '../support/measures.js'
import { refusal } from '../support/refusal.js'
import { inputOf, type Scene, scenes } from '../support/villages.js'

const ordered = fc.record({ scene: scenes, seed: fc.nat() })

describe('record', () => {
  const merged = fc.record({
    scene: scenes,
    owners: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 40, maxLength: 40 }),
    retracted: fc.array(fc.record({ fact: fc.nat(), at: fc.integer({ min: 300, max: 400 }), by: fc.nat(2) }), { maxLength: 4 }),
  })

  test('changes nothing when nothing is new, and gives the same object back', () => {
    always(ordered, ({ scene, seed }) => {
      const village = createVillage(inputOf(scene))
      expect(record(village, village)).toBe(village)
      expect(record(village, reordered(inputOf(scene), seed))).toBe(village)
      expect(record(village, {})).toBe(village)
    })
  })

  test('is commutative', () => {
    always(merged, parts => {
      const [a, b] = threeVillages(parts)
      expect(isDeepStrictEqual(record(a, b), record(b, a))).toBe(true)
    })
  })

  test('is commutative in conflict too: two who revised the same village differently either agree in both orders or in neither', () => {
    const revision = fc.record({ fact: fc.nat(3), source: fc.constantFrom('one', 'other'), at: fc.integer({ min: 300, max: 303 }) })
    always(fc.record({ scene: scenes, mine: revision, yours: revision, later: revision }), ({ scene, mine, yours, later }) => {
      const village = createVillage(inputOf(scene))
      const [a, b] = [revised(revised(village, mine), later), revised(village, yours)]
      const [ab, ba] = [attempt(() => record(a, b)), attempt(() => record(b, a))]
      expect(isDeepStrictEqual(ab, ba)).toBe(true)
    })
  })

  test('is associative', () => {
    always(merged, parts => {
      const [a, b, c] = threeVillages(parts)
      const [left, right] = [record(record(a, b), c), record(a, record(b, c))]
      expect(isDeepStrictEqual(left, right)).toBe(true)
      expect(exact(left)).toBe(exact(right))
    })
  })

  test('leaves the village and the facts untouched when it fails', () => {
    const faults: readonly ((village: Village) => VillageFacts)[] = [
      () => ({ observations: [{ stakeholder: 'nobody at all', at: '2026-03-02', sentiment: 0, via: 'text' }] }),
      () => ({ roles: [{ stakeholder: 'nobody at all', role: 'user' }] }),
      () => ({ decisions: [{ id: 'new', name: 'New', kind: 'new', rule: { quota: 9, members: [{ of: 'nobody at all' }] } }] }),
      () => ({ units: [{ id: 'own parent', name: 'U', kind: 'team', parent: 'own parent' }] }),
      () => ({
        units: [
          { id: 'greedy', name: 'U', kind: 'team', share: 0.9 },
          { id: 'greedier', name: 'U', kind: 'team', share: 0.9 },
        ],
      }),
      () => ({ usage: [{ at: '2026-02-30', level: 1 }] }),
      () => ({ account: 'another account' }),
      village => ({
        stakeholders: village.stakeholders.slice(0, 1).map(person => ({ ...person, title: 'somebody else' })),
        account: 'another account',
      }),
    ]
    always(fc.record({ scene: scenes, fault: fc.nat(faults.length - 1) }), ({ scene, fault }) => {
      const village = createVillage(inputOf(scene))
      const before = exact(village)
      const good = { stakeholders: [{ id: 'somebody new' }], usage: [{ at: '2026-03-02', level: 0.5 }] }
      const facts = { ...good, ...faults[fault]?.(village) }
      const written = exact(facts)
      refusal(() => record(village, facts))
      expect(exact(village)).toBe(before)
      expect(exact(facts)).toBe(written)
    })
  })

  test('leaves what is remembered of a village untouched when it fails', () => {
    always(
      scenes,
      scene => {
        const village = createVillage(inputOf(scene))
        refusal(() =>
          record(village, { usage: [{ at: '2026-03-02', level: 0.5 }], roles: [{ stakeholder: 'nobody at all', role: 'user' }] }),
        )
        expect(differences(seen(village, scene), played(scene).s)).toEqual([])
      },
      100,
    )
  })
})

/** The village with one of its facts revised, if it was learned by then. */
function revised(village: Village, { fact, source, at }: { readonly fact: number; readonly source: string; readonly at: number }): Village {
  const facts = ARRAYS.flatMap(name => village[name].map(each => ({ name, content: each })))
  const chosen = facts[fact % Math.max(1, facts.length)]
  if (chosen === undefined) return village
  const change = attempt(() =>
    revise(village, { [chosen.name]: [{ ...withoutStamps(chosen.content), source }] }, { recordedAt: instant(at) }),
  )
  return typeof change === 'string' ? village : change
}

/** What a fact says, without when we learned it and when we ceased to believe it. */
function withoutStamps(fact: object): object {
  return Object.fromEntries(Object.entries(fact).filter(([field]) => field !== 'recordedAt' && field !== 'retractedAt'))
}

/** The village that comes of it, or what the error says. */
function attempt(act: () => Village): Village | string {
  try {
    return act()
  } catch (error) {
    // Where the new facts are is another place in the other order.
    if (error instanceof VillageError) return `${error.code}: ${error.issues.map(({ message }) => message).sort()}`
    throw error
  }
}

/** What three parties know: each a part of a village, overlapping, with some facts retracted by one of them. */
function threeVillages({
  scene,
  owners,
  retracted,
}: {
  readonly scene: Scene
  readonly owners: readonly number[]
  readonly retracted: readonly { readonly fact: number; readonly at: number; readonly by: number }[]
}): [Village, Village, Village] {
  const { account, units = [], stakeholders = [], decisions = [], teammates = [], ...rest } = createVillage(inputOf(scene))
  const base = createVillage({ account, units, stakeholders, decisions, teammates })
  const facts = ARRAYS.slice(NAMED.length).flatMap(name =>
    (Reflect.get(rest, name) ?? []).map((fact: { readonly id: string }) => ({ name, fact })),
  )
  const village = (bit: number): Village => {
    const own = facts.filter((_: unknown, i: number) => (owners[i % owners.length] ?? 0) & (1 << bit))
    const known = own.reduce((before: Village, { name, fact }: { name: string; fact: unknown }) => {
      const recorded = (): Village => record(before, { [name]: [fact] })
      if (name !== 'moves') return recorded()
      // Nobody knows a move that answers or waits for what they do not know.
      const next = attempt(recorded)
      return typeof next === 'string' ? before : next
    }, base)
    return retracted.reduce((before, { fact, at, by }) => {
      const chosen = own[fact % Math.max(1, own.length)]
      if (by !== bit || chosen === undefined) return before
      return believes(before, chosen.name, chosen.fact.id)
        ? retract(before, chosen.fact.id, { recordedAt: instant(at), kind: chosen.name })
        : before
    }, known)
  }
  return [village(0), village(1), village(2)]
}

function believes(village: Village, name: string, id: string): boolean {
  const facts: readonly { readonly id: string; readonly retractedAt?: string }[] = Reflect.get(village, name)
  return facts.some(fact => fact.id === id && fact.retractedAt === undefined)
}
