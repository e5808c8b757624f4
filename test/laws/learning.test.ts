import { type FactArray, InvalidArgumentError, retract, revise, snapshot, type Village } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, instant } from '../support/days.js'
import { ARRAYS } from '../support/facts.js'
import { always } from '../support/law.js'
import { differences, played } from '../support/measures.js'
import { surprise, timeless } from '../support/surprises.js'
import { scenes } from '../support/villages.js'

const later = fc.integer({ min: 0, max: 400 }).map(quarters => quarters / 4)

describe('what we have learned', () => {
  const changes = fc.record({ scene: scenes, fact: fc.nat(), at: fc.integer({ min: 0, max: 400 }), before: later, asDay: fc.boolean() })

  test('does not change what we knew before: a fact that is retracted', () => {
    always(changes, ({ scene, fact, ...when }) => {
      const { village } = played(scene)
      const chosen = choose(village, fact)
      if (chosen === undefined) return
      const changed = unlessTooEarly(village, () => retract(village, chosen.id, { recordedAt: instant(when.at), kind: chosen.name }))
      expectSameBefore(village, changed, when)
    })
  })

  test('does not change what we knew before: a fact that is revised', () => {
    always(changes, ({ scene, fact, ...when }) => {
      const { village } = played(scene)
      const chosen = choose(village, fact)
      if (chosen === undefined) return
      const facts = { [chosen.name]: [{ ...chosen.fact, source: 'a better source', confidence: 0.5 }] }
      const changed = unlessTooEarly(village, () => revise(village, facts, { recordedAt: instant(when.at) }))
      expectSameBefore(village, changed, when)
    })
  })

  test('does not change what we knew before: a fact that comes in a revision and is new', () => {
    always(changes, ({ scene, fact, ...when }) => {
      const { village } = played(scene)
      const facts = { ...surprise(village, fact, 'newcomer', { at: instant(when.at - 50) }), ...timeless(village, fact, {}) }
      expectSameBefore(village, revise(village, facts, { recordedAt: instant(when.at) }), when)
    })
  })

  test('is what a snapshot of that moment sees from then on', () => {
    always(changes, ({ scene, fact, at }) => {
      const { village } = played(scene)
      const chosen = choose(village, fact)
      if (chosen === undefined) return
      const changed = unlessTooEarly(village, () => retract(village, chosen.id, { recordedAt: instant(at), kind: chosen.name }))
      if (changed === village) return
      const facts: readonly { readonly id: string }[] = Reflect.get(snapshot(changed, instant(at)), chosen.name)
      expect(facts.map(({ id }) => id)).not.toContain(chosen.id)
    })
  })
})

function choose(village: Village, fact: number): { readonly name: FactArray; readonly id: string; readonly fact: object } | undefined {
  const facts = ARRAYS.flatMap(name => village[name].map(each => ({ name, id: each.id, fact: each })))
  return facts[fact % Math.max(1, facts.length)]
}

/** What the change gives, or the same village when the fact had not yet been learned. */
function unlessTooEarly(village: Village, change: () => Village): Village {
  try {
    return change()
  } catch (error) {
    if (error instanceof InvalidArgumentError && error.message.includes('was learned on')) return village
    throw error
  }
}

/** Expects a moment, as we knew it before `at`, to look the same in both villages. */
function expectSameBefore(
  village: Village,
  changed: Village,
  { at, before, asDay }: { readonly at: number; readonly before: number; readonly asDay: boolean },
): void {
  const knownOn = new Date(Date.parse(instant(at)) - 1 - before * 86_400_000).toISOString()
  const asOf = asDay ? day(at + 10) : instant(at - before)
  expect(differences(snapshot(changed, asOf, { knownOn }), snapshot(village, asOf, { knownOn }))).toEqual([])
}
