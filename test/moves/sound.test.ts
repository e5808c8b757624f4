import { createVillage, nextMoves, type Snapshot, snapshot } from 'account-village'
import {
  introductionPaths,
  moveEffects,
  ourReach,
  planCoverage,
  planSchedule,
  progressReport,
  relationships,
  touchpointConsistency,
  touchpoints,
} from 'account-village/moves'
import { expect, test } from 'vitest'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { PLAN_DAY, planned } from '../support/planned.js'
import { PLANTED, PLANTED_ON } from '../support/planted.js'
import { scenes } from '../support/villages.js'

/** A village with a plan, those in which one thing is wrong, and villages as they are drawn. */
function everywhere(check: (s: Snapshot) => void): void {
  check(snapshot(createVillage(planned), PLAN_DAY))
  for (const { input } of PLANTED) check(snapshot(createVillage(input), PLANTED_ON))
  always(scenes, scene => check(played(scene).s), 30)
}

/** Something of the first who is known by name. */
const ofSomeone =
  (measure: (s: Snapshot, id: string) => unknown) =>
  (s: Snapshot): unknown => {
    const person = s.stakeholders.find(({ id }) => !s.placeholders.includes(id))
    return person === undefined ? [] : measure(s, person.id)
  }

test.each(
  Object.entries({
    introductionPaths: ofSomeone(introductionPaths),
    moveEffects,
    nextMoves,
    ourReach,
    planCoverage,
    planSchedule,
    progressReport: ofSomeone((s, id) => progressReport(s, { with: id })),
    relationships,
    touchpointConsistency: (s: Snapshot) => touchpointConsistency(s, { groupBy: 'via' }),
    touchpoints,
  }),
)('%s holds nothing that JSON would leave out', (_, measure) => {
  everywhere(s => {
    const told = measure(s)
    expect(told).toStrictEqual(JSON.parse(JSON.stringify(told)))
  })
})

test('what to do next is said in a sentence, and why in others', () => {
  everywhere(s => {
    for (const { statement, why } of nextMoves(s).moves) {
      expect(statement).toMatch(/^[A-Z][a-z]+ ./s)
      expect(why).toMatch(/^[A-Z].*\w[).%"]?\.$/s)
      expect(why).not.toMatch(/undefined|NaN| {2}|; *\.|\.\./)
    }
  })
})
