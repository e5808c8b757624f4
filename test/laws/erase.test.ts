import {
  accountSentiment,
  createVillage,
  decisionOutlook,
  eraseStakeholder,
  parseVillage,
  power,
  record,
  sentiments,
  snapshot,
  type Village,
  vetoHolders,
} from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isErased } from '../../src/village/isErased.js'
import { instant } from '../support/days.js'
import { exact } from '../support/exact.js'
import { ARRAYS, NAMED } from '../support/facts.js'
import { always } from '../support/law.js'
import { refused } from '../support/refusal.js'
import { inputOf, type Scene, scenes, viewOf } from '../support/villages.js'

/** A village and the number of one of its people. */
const erasures = fc.record({ scene: scenes, person: fc.nat() })

interface Erasure {
  readonly scene: Scene
  readonly person: number
}

/** What becomes of a village without one of its people; nothing where it has none. */
function erasing({ scene, person }: Erasure) {
  const before = createVillage(inputOf(scene))
  const chosen = before.stakeholders[person % Math.max(1, before.stakeholders.length)]
  if (chosen === undefined) return undefined
  const { village, receipt } = eraseStakeholder(before, chosen.id)
  return { before, id: chosen.id, village, receipt }
}

/** Whether a fact has a text in it, other than as its own id and as that of a unit or a decision. */
function mentions(value: unknown, text: string): boolean {
  if (typeof value !== 'object' || value === null) return value === text
  const parts = Object.entries(value).filter(([field]) => !['id', 'unit', 'parent', 'decision'].includes(field))
  return parts.some(([, part]) => mentions(part, text))
}

function isAbout(village: Village, name: (typeof ARRAYS)[number], id: string): readonly boolean[] {
  return village[name].map(fact => mentions(fact, id) || (name === 'stakeholders' && fact.id === id))
}

describe('erasing a person', () => {
  test('leaves no fact about them, every other one as it was, and the shared ones under their ids', () => {
    always(
      erasures,
      erasure => {
        const erased = erasing(erasure)
        if (erased === undefined) return
        const { before, id, village, receipt } = erased
        for (const name of ARRAYS) {
          const about = isAbout(before, name, id)
          const others = before[name].filter((_, i) => about[i] === false).map(fact => JSON.stringify(fact))
          const known = new Set(before[name].map(fact => fact.id))
          const left = village[name].map(fact => JSON.stringify(fact))
          expect(isAbout(village, name, id)).not.toContain(true)
          expect(left.filter(fact => others.includes(fact))).toEqual(others)
          expect(village[name].every(fact => known.has(fact.id))).toBe(true)
          expect(before[name].length - village[name].length).toBe(receipt.removed[name] ?? 0)
          expect(left.length - others.length).toBe(receipt.changed[name] ?? 0)
        }
        expect(receipt.tombstones.length).toBe(1)
      },
      200,
    )
  })

  test('leaves a village that reads as before, on every day and as JSON, and erasing again changes nothing', () => {
    always(
      erasures,
      erasure => {
        const erased = erasing(erasure)
        if (erased === undefined) return
        const { id, village } = erased
        const { asOf, options } = viewOf(erasure.scene)
        for (const day of [asOf, instant(-100), instant(50), instant(300)]) {
          const s = snapshot(village, day, { ...(options.settings !== undefined && { settings: options.settings }) })
          // Where nobody has the id of a placeholder, the placeholder has it.
          if (s.placeholders.includes(id)) continue
          expect(s.stakeholders.concat(s.former).map(person => person.id)).not.toContain(id)
          const answers = [sentiments(s), accountSentiment(s), power(s), vetoHolders(s), decisionOutlook(s)]
          expect(mentions(answers, id)).toBe(false)
        }
        const read = parseVillage(JSON.parse(JSON.stringify(village)))
        expect(exact(read)).toBe(exact(village))
        expect(eraseStakeholder(village, id).village).toBe(village)
        expect(exact(eraseStakeholder(read, id).village)).toBe(exact(village))
      },
      100,
    )
  })

  test('keeps them out: what was known of them is refused in any order, and the rest is known already', () => {
    always(
      erasures,
      erasure => {
        const erased = erasing(erasure)
        if (erased === undefined) return
        const { before, id, village } = erased
        expect(isErased(village, { id })).toBe(true)
        expect(village.stakeholders.filter(person => isErased(village, person))).toEqual([])
        expect(refused(() => record(village, { stakeholders: [{ id }] })).name).toBe('ErasedStakeholderError')
        expect(refused(() => record(before, village)).code).toMatch(/erasedStakeholder|invalidVillage|conflictingFact/)
        const facts = ARRAYS.map(name => {
          const about = isAbout(before, name, id)
          return [name, before[name].filter((_, i) => about[i] === false)]
        })
        expect(record(village, Object.fromEntries(facts))).toBe(village)
        for (const name of ARRAYS.slice(NAMED.length)) {
          const about = isAbout(before, name, id)
          const theirs = before[name].filter((_, i) => about[i])
          if (theirs.length > 0) expect(refused(() => record(village, { [name]: theirs })).message).not.toContain(JSON.stringify(id))
        }
      },
      200,
    )
  })

  test('of several people leaves the same village in any order', () => {
    always(
      fc.record({ scene: scenes, one: fc.nat(), other: fc.nat() }),
      ({ scene, one, other }) => {
        const before = createVillage(inputOf(scene))
        const [a, b] = [one, other].map(n => before.stakeholders[n % Math.max(1, before.stakeholders.length)]?.id)
        if (a === undefined || b === undefined) return
        const inTurn = (ids: readonly string[]) => ids.reduce((village, id) => eraseStakeholder(village, id).village, before)
        expect(exact(inTurn([a, b]))).toBe(exact(inTurn([b, a])))
      },
      100,
    )
  })
})
