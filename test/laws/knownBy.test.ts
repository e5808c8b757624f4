import { createVillage, parseVillage, record, retract, revise, snapshot, type Village } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { knownBy } from '../../src/village/knownBy.js'
import { day, instant } from '../support/days.js'
import { exact } from '../support/exact.js'
import { always, inProportion } from '../support/law.js'
import { differences, played, seen } from '../support/measures.js'
import { surprise, timeless } from '../support/surprises.js'
import { scenes } from '../support/villages.js'

const known = (village: Village, moment: string) => knownBy('test', village, Date.parse(moment))

describe('a village as it was known', () => {
  const later = fc.integer({ min: 0, max: 400 }).map(quarters => quarters / 4)
  const news = fc.record({ scene: scenes, person: fc.nat(11), by: later })

  test('has snapshots that are the same in every measure, and is a village that can be written and read', () => {
    let smaller = 0
    always(scenes, scene => {
      const { village, s } = played(scene)
      const moment = instant(Math.max(scene.view.asOf, scene.view.knownOn ?? 0) + 1)
      const then = known(village, moment)
      expect(differences(seen(then, scene), s)).toEqual([])
      if (then !== village) smaller++
      expect(exact(known(then, moment))).toBe(exact(then))
    })
    expect(smaller).toBeGreaterThan(inProportion(300))
  })

  test('is the same whatever came or was learned later', () => {
    always(news, ({ scene, person, by }) => {
      const { village } = played(scene)
      const { asOf } = scene.view
      const learned = { recordedAt: instant(asOf + 1 + by) }
      const after = record(village, {
        ...surprise(village, person, 'newcomer', { at: instant(asOf - by), ...learned }),
        ...timeless(village, person, learned),
      })
      expect(exact(known(after, instant(asOf)))).toBe(exact(known(village, instant(asOf))))
    })
  })

  const village = createVillage({
    account: 'Acme',
    stakeholders: [{ id: 'ann', title: 'Engineer' }],
    observations: [{ id: 'o', stakeholder: 'ann', at: day(10), sentiment: 0.5, via: 'survey' }],
    expectations: [
      {
        id: 'e',
        stakeholder: 'ann',
        statement: 'fast',
        importance: 1,
        status: [
          { at: day(5), state: 'open' },
          { at: day(60), state: 'missed' },
        ],
      },
    ],
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new', outcome: { result: 'won', at: day(80) } }],
  })

  test('holds what was retracted or revised later as it was believed, and no outcome that lies ahead', () => {
    const retracted = retract(village, 'o', { recordedAt: day(40) })
    const revised = revise(retracted, { stakeholders: [{ id: 'ann', title: 'Head of IT' }] }, { recordedAt: day(50) })
    const then = known(revised, day(30))
    expect(then.observations).toEqual(village.observations)
    expect(then.stakeholders).toEqual(village.stakeholders)
    expect(then.decisions).toEqual([{ id: 'deal', name: 'Deal', kind: 'new' }])
    expect(then.expectations[0]?.status).toEqual([{ at: instant(5), state: 'open' }])
    expect(known(revised, day(45)).observations).toEqual(retracted.observations)
    expect(known(revised, day(90))).toBe(revised)
  })

  test('has of somebody who is named before they were known the id alone', () => {
    const named = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann' }, { id: 'bo', title: 'Head of IT', recordedAt: day(50) }],
      ties: [{ from: 'bo', to: 'ann', kind: 'influence' }],
    })
    const then = known(named, day(30))
    expect(then.stakeholders).toEqual([{ id: 'ann' }, { id: 'bo' }])
    expect(snapshot(then, day(30)).stakeholders.map(({ id }) => id)).toEqual(snapshot(named, day(30)).stakeholders.map(({ id }) => id))
    expect(parseVillage(JSON.parse(JSON.stringify(then)))).toEqual(then)
  })
})
