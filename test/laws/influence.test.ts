import { power, type Snapshot, type Tie } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { network } from '../../src/influence/network.js'
import { listenerOf } from '../../src/village/weighedTies.js'
import { amended } from '../../src/village/work.js'
import { influenceMatrix } from '../support/influenceMatrix.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)
const shares = (s: Snapshot): number[] => power(s).map(({ share }) => share)
const close = (values: readonly number[]) => values.map(value => expect.closeTo(value, 12))
/** The susceptibility of each, in the order of the rows of power. */
const susceptibilities = (s: Snapshot): number[] => {
  const { susceptibility } = network(s)
  const own = new Map(s.stakeholders.map(({ id }, i) => [id, susceptibility[i] ?? Number.NaN]))
  return power(s).map(({ stakeholder }) => own.get(stakeholder) ?? Number.NaN)
}

describe('influence', () => {
  test('does not change when all weights, those of a kind, or those of a kind to one listener are multiplied by a number', () => {
    const factors = fc.constantFrom(1e-9, 0.01, 1 / 3, 7, 100, 1e12)
    always(fc.record({ scene: scenes, factor: factors, of: fc.nat(59) }), ({ scene, factor, of }) => {
      const { s } = played(scene)
      const chosen = s.ties[of % Math.max(1, s.ties.length)]
      const isAlike = (tie: Tie): boolean => tie.kind === chosen?.kind
      const some: readonly ((tie: Tie) => boolean)[] = [
        () => true,
        isAlike,
        tie => isAlike(tie) && chosen !== undefined && listenerOf(tie) === listenerOf(chosen),
      ]
      for (const isMeant of some) {
        const ties = s.ties.map(tie => (isMeant(tie) && tie.weight !== undefined ? { ...tie, weight: tie.weight * factor } : tie))
        expect(shares(amended(s, { ties }))).toEqual(close(shares(s)))
      }
    })
  })

  test('leaves everybody what of their rights they do not give to others', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const open = susceptibilities(s)
      power(s).forEach(({ share, authority }, i) => {
        expect(share).toBeGreaterThanOrEqual((1 - (open[i] ?? Number.NaN)) * authority - 1e-12)
      })
    })
  })

  test('gives whoever has no rights, all together, at most what those who have some are open for', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const open = susceptibilities(s)
      const rows = power(s)
      const without = sum(rows.map(({ share, authority }) => (authority === 0 ? share : 0)))
      const given = sum(rows.map(({ authority }, i) => authority * (open[i] ?? Number.NaN)))
      expect(without).toBeLessThanOrEqual(given + 1e-12)
      expect(given).toBeLessThanOrEqual(Math.max(...open) + 1e-12)
    })
  })

  test('is moved no further by one more tie of a kind and confidence that the listener has', () => {
    always(
      fc.record({ scene: scenes, of: fc.nat(59), speaker: fc.nat(59), weight: fc.integer({ min: 1, max: 900 }).map(n => n / 100) }),
      ({ scene, of, speaker, weight }) => {
        const { s } = played(scene)
        const heard = s.ties.filter(({ kind }) => kind !== 'conflict')
        const like = heard[of % Math.max(1, heard.length)]
        const id = s.stakeholders[speaker % s.stakeholders.length]?.id
        if (like === undefined || id === undefined || id === listenerOf(like)) return
        const ends = like.kind === 'reportsTo' ? { from: like.from, to: id } : { from: id, to: like.to }
        const more = amended(s, { ties: [...s.ties, { ...like, ...ends, id: 'one more', weight }] })
        expect(susceptibilities(more)).toEqual(close(susceptibilities(s)))
      },
    )
  })

  test('makes up every settled opinion, and all power, completely', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      for (const row of influenceMatrix(s).matrix) expect(sum(row)).toBeCloseTo(1, 12)
      expect(sum(shares(s))).toBeCloseTo(1, 12)
    })
  })

  test('leaves who decides alone the same power, however many others advise them', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const decider = s.stakeholders.find((_, i) => power(s)[i]?.class === 'decider')?.id ?? s.stakeholders[0]?.id ?? ''
      const others = s.stakeholders.map(({ id }) => id).filter(id => id !== decider)
      const powers = others.map((_, k) => {
        const ties = others
          .slice(0, k + 1)
          .map((from, i): Snapshot['ties'][number] => ({ id: `t${i}`, from, to: decider, kind: 'influence' }))
        return power(amended(s, { ties })).find(({ stakeholder }) => stakeholder === decider)?.share ?? Number.NaN
      })
      expect(powers).toEqual(close(powers.map(() => powers[0] ?? Number.NaN)))
    })
  })
})
