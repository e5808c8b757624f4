import { createVillage, retract, setTie, snapshot, type Tie, type TieKind, type Village, type WantedTie } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { always } from '../support/law.js'

const LAST = 40
const people = fc.constantFrom('ann', 'bo', 'constructor')
const kinds = fc.constantFrom<TieKind>('influence', 'influence', 'conflict')
const span = { since: fc.option(fc.nat(LAST), { nil: undefined }), until: fc.option(fc.nat(LAST), { nil: undefined }) }
const ends = fc.record({ from: people, to: people, kind: kinds, ...span }).filter(isTie)
const told = fc.array(
  ends.chain(tie => fc.record({ tie: fc.constant(tie), weight: fc.integer({ min: 1, max: 3 }) })),
  { maxLength: 6 },
)
const wanted = fc.record({ tie: ends, weight: fc.nat(3), pause: fc.nat(3) })
const histories = fc.record({ told, changes: fc.array(wanted, { minLength: 1, maxLength: 4 }) })

interface Ends {
  readonly from: string
  readonly to: string
  readonly kind: TieKind
  readonly since?: number | undefined
  readonly until?: number | undefined
}

function isTie({ from, to, since = 0, until = LAST + 1 }: Ends): boolean {
  return from !== to && since < until
}

function dated({ from, to, kind, since, until }: Ends) {
  return { from, to, kind, ...(since !== undefined && { since: day(since) }), ...(until !== undefined && { until: day(until) }) }
}

/** Each change of a history, with the village before and after it. */
function changed({ told: before, changes }: typeof histories extends fc.Arbitrary<infer History> ? History : never) {
  const ties = before.map(({ tie, weight }, i) => ({ ...dated(tie), id: `t${i}`, weight, recordedAt: day(0) }))
  let village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }, { id: 'bo' }, { id: 'constructor' }], ties })
  let now = 0
  return changes.map(({ tie, weight, pause }) => {
    now += pause
    const [earlier, wish] = [village, { ...dated(tie), weight }]
    village = setTie(earlier, wish, { recordedAt: day(now) })
    return { earlier, later: village, tie, wish, now }
  })
}

const alike = (tie: Tie, { from, to, kind }: WantedTie | Ends): boolean =>
  tie.kind === kind && ((tie.from === from && tie.to === to) || (kind === 'conflict' && tie.from === to && tie.to === from))
const tiesOn = (village: Village, at: number, knownOn: number) => snapshot(village, day(at), { knownOn: day(knownOn) }).ties
const weights = (ties: readonly Tie[]): number[] => ties.map(({ weight = 1 }) => weight).sort()
/** What was believed on a day, without when that ceased: it could not be known then. */
const believed = (village: Village, at: number, knownOn: number) => tiesOn(village, at, knownOn).map(({ retractedAt: _, ...tie }) => tie)
const days = Array.from({ length: LAST + 2 }, (_, i) => i)

describe('setTie', () => {
  test('puts exactly the tie wanted in force, from the day wanted until it ends or the next begins, and leaves all other days as they were', () => {
    always(
      histories,
      history => {
        for (const { earlier, later, tie, wish, now } of changed(history)) {
          const before = new Map(days.map(at => [at, tiesOn(earlier, at, now).filter(each => alike(each, wish))]))
          const from = tie.since ?? Math.min(now, (tie.until ?? now + 1) - 1)
          const begins = (at: number): boolean => (before.get(at) ?? []).some(each => each.since?.startsWith(day(at)) === true)
          const next = days.find(at => at > from && begins(at)) ?? LAST + 2
          const end = Math.min(tie.until ?? LAST + 2, next)
          const start = tie.since ?? beginOf(before, from)
          for (const at of days) {
            const expected =
              at >= start && at < end
                ? wish.weight === 0
                  ? []
                  : [wish.weight]
                : weights((before.get(at) ?? []).filter(each => at < start || (each.since ?? '') >= day(from + 1)))
            expect([at, weights(tiesOn(later, at, now).filter(each => alike(each, wish)))]).toEqual([at, expected])
          }
        }
      },
      300,
    )
  })

  test('changes nothing of what was known before, nor any other tie', () => {
    always(
      histories,
      history => {
        for (const { earlier, later, wish, now } of changed(history)) {
          for (const at of [0, 9, 25, LAST]) {
            if (now > 0) expect(believed(later, at, now - 1)).toEqual(believed(earlier, at, now - 1))
            const others = (village: Village) => tiesOn(village, at, now).filter(each => !alike(each, wish))
            expect(others(later)).toEqual(others(earlier))
          }
        }
      },
      300,
    )
  })

  test('changes nothing when the same is set again, and gives the same village back', () => {
    always(
      histories,
      history => {
        for (const { later, wish, now } of changed(history)) expect(setTie(later, wish, { recordedAt: day(now) })).toBe(later)
      },
      300,
    )
  })
})

/** Back from a day: as long as nothing is in force that has ended by it, and, where something is in force on it, that is too. */
function beginOf(before: ReadonlyMap<number, readonly Tie[]>, now: number): number {
  const inForce = new Set((before.get(now) ?? []).map(({ id }) => id))
  let start = now
  for (let at = now; at >= 0; at--) {
    const there = before.get(at) ?? []
    const isAsNow = there.every(({ id }) => inForce.has(id)) && (inForce.size === 0 || there.length > 0)
    if (!isAsNow) break
    start = at
  }
  return start
}

describe('what setTie leaves behind', () => {
  test('is a village like any other: a tie set can be retracted', () => {
    const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }, { id: 'bo' }] })
    const set = setTie(village, { from: 'ann', to: 'bo', kind: 'influence', weight: 2 }, { recordedAt: day(1) })
    const gone = retract(set, set.ties[0]?.id ?? '', { recordedAt: day(2) })
    expect([tiesOn(gone, 1, 1).length, tiesOn(gone, 1, 2).length]).toEqual([1, 0])
    expect(weights(tiesOn(setTie(gone, { from: 'ann', to: 'bo', kind: 'influence', weight: 2 }, { recordedAt: day(3) }), 3, 3))).toEqual([
      2,
    ])
  })
})
