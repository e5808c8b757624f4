import { detectHandover, type HandoverEvent, type HandoverOptions, type StructuralEvent } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { HIGHEST, LEVELS, RISING } from '../../src/math/handoverHabits.js'
import reference from '../fixtures/reference/handover.json' with { type: 'json' }

const CLOSE = 1e-9
const CLOSE_DAYS = 1e-7
const { habits, long, short } = reference

function expectClose(found: number | undefined, wanted: number | undefined, within = CLOSE): void {
  if (wanted === undefined) expect(found).toBeUndefined()
  else expect(Math.abs((found ?? Number.NaN) - wanted)).toBeLessThanOrEqual(within)
}

/** The structural events of a series; their side is one of two words. */
function structuralOf(events: readonly { readonly day: number; readonly to: string; readonly probability: number }[]): StructuralEvent[] {
  return events.map(event => ({ ...event, to: event.to === 'deciders' ? 'deciders' : 'users' }))
}

describe('the habits', () => {
  test('are those of the source', () => {
    expect(LEVELS).toEqual(habits.levels)
    expect(RISING).toHaveLength(habits.pairs)
    expect(HIGHEST.map(level => LEVELS[level])).toEqual(habits.withoutRise)
    for (const { before, after, isHandover } of RISING) {
      const [low = Number.NaN, high = Number.NaN] = [LEVELS[before], LEVELS[after]]
      expect(high - low).toBeGreaterThan(habits.leastRise - CLOSE)
      expect(isHandover).toBe(high >= habits.leads)
    }
  })

  test('have priors that sum to 1 with those without a rise', () => {
    const rising = RISING.reduce((sum, { prior }) => sum + prior, 0)
    expectClose(rising + HIGHEST.length / LEVELS.length, 1)
  })
})

describe.each(short.map((series, i) => [i, series] as const))('short series %i', (_, { events, structural, options, path }) => {
  const at = (day: number) => detectHandover(events, { ...options, structural: structuralOf(structural), day: day + 0.999 })

  test('gives what its source gives after every day', () => {
    for (const { day, probability, share, leads, ...given } of path) {
      const found = at(day)
      expectClose(found.probability, probability)
      expectClose(found.noChange, 1 - probability)
      expectClose(found.decidersLead, leads)
      expectClose(found.share?.now, share)
      expectClose(found.share?.before, 'before' in given ? given.before : undefined)
      expectClose(found.share?.after, 'after' in given ? given.after : undefined)
    }
  })

  test('dates it as its source does', () => {
    for (const { day, ...given } of path) {
      const found = at(day).date
      const wanted = 'date' in given ? given.date : undefined
      expectClose(found?.day, wanted?.day, CLOSE_DAYS)
      expectClose(found?.interval[0], wanted?.interval[0], CLOSE_DAYS)
      expectClose(found?.interval[1], wanted?.interval[1], CLOSE_DAYS)
    }
  })

  test('has the path of its source, the defaults being those of the source', () => {
    const found = detectHandover(events, { structural: structuralOf(structural), day: 1e4 })
    expect(found).toEqual(detectHandover(events, { ...options, structural: structuralOf(structural), day: 1e4 }))
    expect(found.path.map(({ day }) => day)).toEqual(path.map(({ day }) => day))
    found.path.forEach(({ probability, share }, i) => {
      expectClose(probability, path[i]?.probability)
      expectClose(share, path[i]?.share)
    })
  })
})

describe('the long series', () => {
  const events: readonly HandoverEvent[] = long.events
  const options: HandoverOptions = { ...long.options, day: long.events.at(-1)?.day ?? 0 }
  const found = detectHandover(events, options)

  test('has the path of its source', () => {
    expect(found.path.map(({ day }) => day)).toEqual(long.path.map(({ day }) => day))
    found.path.forEach(({ probability }, i) => {
      expectClose(probability, long.path[i]?.probability)
    })
  })

  test('turns when its source does', () => {
    expect(found.turns).toEqual(long.turns)
    expect([found.flagged, found.flaggedDay]).toEqual([true, 565])
    for (const [day, flagged, flaggedDay] of [
      [177, false, undefined],
      [178, true, 178],
      [417, true, 178],
      [418, false, undefined],
      [564, false, undefined],
    ] as const) {
      const then = detectHandover(events, { ...options, day: day + 0.999 })
      expect([then.flagged, then.flaggedDay]).toEqual([flagged, flaggedDay])
    }
  })
})
