import { accountSentiment, power, record, snapshot, timeline } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, instant } from '../support/days.js'
import { exact } from '../support/exact.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always } from '../support/law.js'
import { differences, played, seen } from '../support/measures.js'
import { surprise, timeless } from '../support/surprises.js'
import { scenes, viewOf } from '../support/villages.js'

const later = fc.integer({ min: 0, max: 400 }).map(quarters => quarters / 4)

describe('what lies ahead', () => {
  const surprises = fc.record({
    scene: scenes,
    person: fc.nat(11),
    newcomer: fc.oneof(
      { arbitrary: fc.constant('newcomer'), weight: 9 },
      { arbitrary: fc.constantFrom(...HOSTILE_IDS.filter(id => !id.includes('?'))), weight: 1 },
    ),
    by: later,
  })

  test('does not change any measure: facts that become true after the moment', () => {
    always(surprises, ({ scene, person, newcomer, by }) => {
      const { village, s } = played(scene)
      const facts = surprise(village, person, newcomer, { at: instant(scene.view.asOf + 1 + by) })
      expect(differences(seen(record(village, facts), scene), s)).toEqual([])
    })
  })

  test('does not change any measure: facts that we learned after the moment, however long they had been true', () => {
    always(surprises, ({ scene, person, newcomer, by }) => {
      const { village, s } = played(scene)
      const moment = scene.view.knownOn ?? scene.view.asOf
      const learned = { recordedAt: instant(moment + 1 + by) }
      const facts = {
        ...surprise(village, person, newcomer, { at: instant(moment - by), ...learned }),
        ...timeless(village, person, learned),
      }
      expect(differences(seen(record(village, facts), scene), s)).toEqual([])
      expect(exact(seen(record(village, facts), scene))).toBe(exact(s))
    })
  })
})

describe('a timeline', () => {
  test('is the same as snapshots taken one by one', () => {
    const steps = fc.oneof(
      fc.integer({ min: 20, max: 200 }).map(days => ({ days })),
      fc.integer({ min: 4, max: 20 }).map(weeks => ({ weeks })),
      fc.integer({ min: 1, max: 5 }).map(months => ({ months })),
    )
    always(fc.record({ scene: scenes, step: steps, length: fc.integer({ min: 0, max: 300 }) }), ({ scene, step, length }) => {
      const { village } = played(scene)
      const { asOf, asDay } = scene.view
      const { options } = viewOf(scene)
      const moment = (n: number): string => (asDay ? day(Math.floor(n)) : instant(n))
      const series = timeline(village, s => exact([power(s), accountSentiment(s)]), {
        from: moment(asOf),
        to: moment(asOf + length),
        step,
        ...options,
      })
      expect(series[0]?.at).toBe(moment(asOf))
      for (const { at, value } of series) {
        const s = snapshot(village, at, options)
        expect(value).toBe(exact([power(s), accountSentiment(s)]))
      }
    })
  })
})
