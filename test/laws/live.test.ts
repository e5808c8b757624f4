import { createVillage, liveVillage, parseVillage, record, snapshot } from 'account-village'
import { standingOf } from 'account-village/portfolio'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exact } from '../support/exact.js'
import { always } from '../support/law.js'
import { differences } from '../support/measures.js'
import { shuffled } from '../support/shuffle.js'
import { inputOf, scenes, viewOf } from '../support/villages.js'

const streams = fc.record({ scene: scenes, seed: fc.nat(), size: fc.integer({ min: 1, max: 4 }), late: fc.boolean() })

describe('a live village', () => {
  test('says to the bit what a village read anew says, whatever came in, in whatever order and whoever looked meanwhile', () => {
    always(
      streams,
      ({ scene, seed, size, late }) => {
        const { observations = [], interviews = [], requests = [], ...rest } = inputOf(scene)
        const { asOf, options } = viewOf(scene)
        const view = { ...options, asOf }
        const live = liveVillage(createVillage(rest), view)
        const facts = [
          ...observations.map(each => ({ at: String(each.at), facts: { observations: [each] } })),
          ...interviews.map(each => ({ at: String(each.at), facts: { interviews: [each] } })),
          ...requests.map(each => ({ at: String(each.at), facts: { requests: [each] } })),
        ]
        const stream = late ? shuffled(facts, seed) : facts.sort((a, b) => (a.at < b.at ? -1 : 1))
        const before = live.village
        const first = exact(live.standing())
        stream.forEach((each, i) => {
          live.record(each.facts)
          if (i % size === 0) live.standing()
        })
        const anew = parseVillage(JSON.parse(JSON.stringify(live.village)))
        expect(exact(live.village)).toBe(exact(createVillage(inputOf(scene))))
        expect(exact(live.standing())).toBe(exact(standingOf(anew, view)))
        expect(differences(live.snapshot(), snapshot(anew, asOf, options))).toEqual([])
        // The village before says what it said.
        expect(exact(standingOf(before, view))).toBe(first)
      },
      120,
    )
  })

  test('leaves a village as it is when facts are refused, and is the same when nothing is new', () => {
    const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] })
    const live = liveVillage(village, { asOf: '2026-03-02' })
    expect(() => live.record({ observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment: 0, via: 'text' }] })).toThrow(/^record: /)
    expect(live.village).toBe(village)
    expect(live.record({})).toBe(village)
    const reading = { stakeholder: 'ann', at: '2026-03-01', sentiment: 0.4, via: 'survey' } as const
    expect(live.record({ observations: [reading] })).toEqual(record(village, { observations: [reading] }))
    expect(live.standing('2026-02-28').heard).toBe(0)
    expect(live.standing().heard).toBe(1)
    expect(live.snapshot('2026-02-28').asOf).toBe('2026-02-28')
  })
})
