import { gatekeepers, type Snapshot } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authority } from '../../src/influence/authority.js'
import { network } from '../../src/influence/network.js'
import { byPassingOn } from '../../src/math/settling.js'
import { CLASS_ORDER, type RoleClass } from '../../src/model/role.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

/** What is lost without each person, by solving the equations for each of them. */
function oneByOne(s: Snapshot, from: RoleClass): Map<string, number> {
  const { rights, classes } = authority(s)
  const { weights, susceptibility } = network(s)
  const system = byPassingOn(weights, susceptibility)
  const vectorBy = (value: (i: number) => number): Float64Array => Float64Array.from(s.stakeholders, (_, i) => value(i))
  const others = vectorBy(i => (classes[i] === from ? 0 : (rights[i] ?? Number.NaN)))
  const lost = s.stakeholders.flatMap(({ id }, j): [string, number][] => {
    const reached = system.solveTransposed(others.with(j, 0))
    const own = system.solveTransposed(vectorBy(i => Number(i === j)))
    const sum = (ways: Float64Array): number =>
      classes.reduce((all, each, i) => (each === from && i !== j ? all + (1 - (susceptibility[i] ?? 0)) * (ways[i] ?? 0) : all), 0)
    const carried = sum(reached)
    return carried > 1e-15 ? [[id, ((reached[j] ?? 0) / (own[j] ?? 0)) * (sum(own) / carried)]] : []
  })
  return new Map(lost)
}

describe('what passes through each person', () => {
  test('is what the equations say that are solved for each of them', () => {
    always(fc.record({ scene: scenes, from: fc.constantFrom(...CLASS_ORDER) }), ({ scene, from }) => {
      const { s } = played(scene)
      const expected = oneByOne(s, from)
      const found = gatekeepers(s, { from })
      expect(found.map(({ stakeholder }) => stakeholder).sort()).toEqual([...expected.keys()].sort())
      for (const { stakeholder, lost } of found) {
        const own = Math.min(expected.get(stakeholder) ?? Number.NaN, 1)
        expect(Math.abs(lost - own)).toBeLessThanOrEqual(1e-11 * own)
      }
    })
  })
})
