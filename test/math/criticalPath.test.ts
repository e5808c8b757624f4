import { type Activity, criticalPath } from 'account-village/math'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { always } from '../support/law.js'
import { callLoosely, refused } from '../support/refusal.js'

/** Activities that wait only for those before them; times are whole, so that sums are exact. */
const plans = fc.array(
  fc.record({
    duration: fc.nat(9),
    after: fc.array(fc.nat(20), { maxLength: 3 }),
    start: fc.option(fc.nat(20), { nil: undefined, freq: 3 }),
    due: fc.option(fc.integer({ min: -5, max: 40 }), { nil: undefined, freq: 3 }),
  }),
  { maxLength: 7 },
)
const activitiesOf = (drawn: typeof plans extends fc.Arbitrary<infer Drawn> ? Drawn : never): Activity[] =>
  drawn.map(({ after, ...each }, i) => ({ id: `a${i}`, ...each, after: i === 0 ? ['elsewhere'] : after.map(before => `a${before % i}`) }))
const untils = fc.option(fc.nat(40), { nil: undefined })

/** All ways that end at an activity, each as its activities in order. */
function waysTo(activities: readonly Activity[], id: string): Activity[][] {
  const own = activities.find(each => each.id === id)
  if (own === undefined) return []
  const before = (own.after ?? []).flatMap(each => waysTo(activities, each))
  return [[own], ...before.map(way => [...way, own])]
}

const lengthOf = (way: readonly Activity[]): number => way.reduce((sum, { duration }) => sum + duration, Math.max(0, way[0]?.start ?? 0))

describe('the critical path', () => {
  test('is the longest way of all, and what is latest leaves each way back its time', () => {
    always(fc.tuple(plans, untils), ([drawn, until]) => {
      const activities = activitiesOf(drawn)
      const { end, activities: found } = criticalPath(activities, { until })
      const longest = new Map(activities.map(({ id }) => [id, Math.max(...waysTo(activities, id).map(lengthOf))]))
      expect(found.map(({ id, ef }) => [id, ef])).toEqual([...longest])
      expect(end).toBe(Math.max(0, ...longest.values()))
      const isDue = until !== undefined || activities.some(({ due }) => due !== undefined)
      for (const { id, lf = Number.POSITIVE_INFINITY } of found) {
        const bounds = activities.flatMap(last =>
          waysTo(activities, last.id).flatMap(way => {
            const at = way.findIndex(each => each.id === id)
            const deadline = Math.min(last.due ?? Number.POSITIVE_INFINITY, until ?? (isDue ? Number.POSITIVE_INFINITY : end))
            return at < 0 ? [] : [way.slice(at + 1).reduce((left, { duration }) => left - duration, deadline)]
          }),
        )
        expect(lf).toBe(Math.min(...bounds))
      }
      const slacks = found.flatMap(({ slack }) => slack ?? [])
      expect(found.filter(({ critical }) => critical).map(({ slack }) => slack)).toEqual(
        slacks.filter(each => each === Math.min(...slacks)),
      )
    })
  })

  test('has slack 0 where nothing is due, and grows with the unit of time', () => {
    always(plans, drawn => {
      const activities = activitiesOf(drawn).map(({ due: _, ...each }) => each)
      const plan = criticalPath(activities)
      if (activities.length > 0) expect(Math.min(...plan.activities.map(({ slack = Number.NaN }) => slack))).toBe(0)
      expect(plan).not.toHaveProperty('chance')
      const hours = criticalPath(activities.map(each => ({ ...each, duration: 8 * each.duration, start: 8 * (each.start ?? 0) })))
      expect(hours.end).toBe(8 * plan.end)
      expect(hours.activities.map(({ slack, critical }) => [slack, critical])).toEqual(
        plan.activities.map(({ slack = 0, critical }) => [8 * slack, critical]),
      )
    })
  })

  test('is in time the more likely the later all is due, and for certain where nothing is uncertain', () => {
    always(fc.tuple(plans, fc.nat(30)), ([drawn, until]) => {
      const activities = activitiesOf(drawn)
      const chance = (day: number, spread: number) => criticalPath(activities, { until: day, spread }).chance
      if (activities.length === 0) return
      expect(chance(until + 5, 0.3) ?? 0).toBeGreaterThanOrEqual(chance(until, 0.3) ?? 1)
      const { end } = criticalPath(activities)
      const isInTime = end <= until && criticalPath(activities).activities.every(({ ef }, i) => ef <= (activities[i]?.due ?? ef))
      expect(chance(until, 0)).toBe(isInTime ? 1 : 0)
    })
  })

  test('counts of equally long ways the more uncertain one', () => {
    const split = [
      { id: 'a', duration: 4 },
      { id: 'b', duration: 4 },
      { id: 'long', duration: 8 },
      { id: 'end', duration: 0, after: ['b', 'long'] },
    ]
    const chain = split.map(each => (each.id === 'b' ? { ...each, after: ['a'] } : each))
    expect(criticalPath(chain, { until: 10, spread: 0.25 }).chance).toBeCloseTo(0.8413447460685429, 12)
  })

  test('takes what is twice in `after` once, and forgives a last digit', () => {
    const thirds = [
      { id: 'a', duration: 0.1 },
      { id: 'b', duration: 0.2, after: ['a', 'a'] },
      { id: 'c', duration: 0.3, after: ['b'] },
    ]
    expect(criticalPath(thirds).activities.map(({ critical }) => critical)).toEqual([true, true, true])
  })

  test('is refused for circles, with the chain, and for ids given twice', () => {
    const waiting = (...pairs: readonly (readonly [string, string])[]) => pairs.map(([id, each]) => ({ id, duration: 1, after: [each] }))
    const { message, name } = refused(() => criticalPath(waiting(['a', 'c'], ['b', 'a'], ['c', 'b'])))
    expect([name, message.startsWith('criticalPath: '), message.includes('a > c > b > a')]).toEqual(['InvalidArgumentError', true, true])
    expect(refused(() => criticalPath(waiting(['a', 'x'], ['a', 'x']))).paths).toEqual(['activities[1].id'])
    for (const wrong of [{ duration: -1 }, { duration: Number.NaN }, { start: '1' }, { due: Number.POSITIVE_INFINITY }]) {
      expect(refused(() => callLoosely(criticalPath, [{ id: 'a', duration: 1, ...wrong }])).paths).toEqual([
        `activities[0].${Object.keys(wrong)}`,
      ])
    }
    expect(refused(() => criticalPath([], { spread: -0.1 })).paths).toEqual(['spread'])
  })

  test('may be long', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => ({ id: `${i}`, duration: 1, after: [`${i - 1}`] }))
    expect(criticalPath(chain.reverse()).end).toBe(20_000)
  })
})
