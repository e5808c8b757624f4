import { accountSentiment, coverage, power, type SentimentNode, type Snapshot, sentiments, type Village } from 'account-village'
import { describe, expect, test } from 'vitest'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { jointly } from '../support/sentimentEvents.js'
import { scenes } from '../support/villages.js'

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

describe('the nested roll-up', () => {
  test('divides every voice completely among its parts', () => {
    always(scenes, scene => {
      const { tree } = accountSentiment(played(scene).s)
      expect([tree.weight, tree.share]).toEqual([1, 1])
      for (const { share, children } of nodesOf(tree)) {
        if (children.length === 0) continue
        expect(total(children.map(child => child.weight))).toBeCloseTo(1, 9)
        for (const child of children) {
          expect(child.weight).toBeGreaterThanOrEqual(0)
          expect(child.share).toBeCloseTo(share * child.weight, 12)
        }
      }
      expect(total(leavesOf(tree).map(leaf => leaf.share))).toBeCloseTo(1, 9)
    })
  })

  test('gives every part the sum of what its own parts contribute', () => {
    always(scenes, scene => {
      for (const { contribution, children } of nodesOf(accountSentiment(played(scene).s).tree)) {
        if (children.length > 0) expect(contribution).toBeCloseTo(total(children.map(child => child.contribution)), 12)
      }
    })
  })

  test('is the same level by level and by the share that each person has of the whole', () => {
    always(scenes, scene => {
      const { village, s } = played(scene)
      const { tree, coverage: covered } = accountSentiment(s)
      const { mean } = directly(s, village)
      const at = (leaf: SentimentNode): number => (leaf.kind === 'stakeholder' ? (mean.get(leaf.id) ?? Number.NaN) : 0)
      const byPath = total(leavesOf(tree).map(leaf => leaf.share * at(leaf)))
      expect(byPath).toBeCloseTo(tree.contribution, 11)
      expect(levelByLevel(tree, at)).toBeCloseTo(byPath, 11)
      expect(levelByLevel(tree, leaf => leaf.coverage)).toBeCloseTo(covered, 11)
    })
  })

  test('takes mean, variance and reliability from the joint distribution that filterSentiment gives', () => {
    always(scenes, scene => {
      const { village, s } = played(scene)
      const { tree, sd } = accountSentiment(s)
      const { mean, covariance } = directly(s, village)
      const people = leavesOf(tree).filter(leaf => leaf.kind === 'stakeholder')
      const silent = leavesOf(tree).filter(leaf => leaf.kind === 'unit')
      const own = total(people.flatMap(a => people.map(b => a.share * b.share * covariance(a.id, b.id))))
      const prior = s.settings.sentiment.priorSd ** 2
      expect(sd).toBeCloseTo(Math.sqrt(own + total(silent.map(({ share }) => share * share * prior))), 9)
      for (const { stakeholder: id, value, sd, reliability } of sentiments(s)) {
        if (value !== undefined) expect(value).toBeCloseTo(mean.get(id) ?? Number.NaN, 9)
        expect(sd).toBeCloseTo(Math.sqrt(covariance(id, id)), 9)
        expect(reliability).toBeCloseTo(1 - covariance(id, id) / prior, 9)
      }
    })
  })

  test('weighs people by their power where no unit has a share of its own', () => {
    always(scenes, scene => {
      const { s } = played({ ...scene, plot: { ...scene.plot, units: scene.plot.units.map(unit => ({ ...unit, share: null })) } })
      const shares = new Map(leavesOf(accountSentiment(s).tree).map(({ id, share }) => [id, share]))
      for (const { stakeholder: id, share } of power(s)) expect(shares.get(id)).toBeCloseTo(share, 12)
    })
  })
})

describe('what stands beside the sentiment', () => {
  test('is a coverage between knowing nothing and knowing all', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const account = accountSentiment(s)
      const rows = [coverage(s).total, ...Object.values(coverage(s).byClass), ...coverage(s).byUnit]
      const parts = [account, ...nodesOf(account.tree), ...Object.values(account.byClass), ...rows]
      for (const each of parts) {
        expect(each.coverage).toBeGreaterThanOrEqual(0)
        expect(each.coverage).toBeLessThanOrEqual(1 + 1e-12)
      }
      for (const { known, heard, stale, share, shareHeard } of rows) {
        expect(known).toBeGreaterThanOrEqual(heard)
        expect(heard).toBeGreaterThanOrEqual(stale)
        for (const each of [share, shareHeard]) expect(Math.abs(each - 0.5)).toBeLessThanOrEqual(0.5 + 1e-12)
      }
    })
  })

  test('are bounds and an interval that hold the value', () => {
    always(scenes, scene => {
      const { value, sd, interval, bounds, tree } = accountSentiment(played(scene).s)
      expect(-1 <= bounds[0] && bounds[0] <= bounds[1] && bounds[1] <= 1).toBe(true)
      expect(interval === undefined).toBe(value === undefined)
      if (value === undefined || interval === undefined) return
      const onScale = (end: number): number => Math.min(Math.max(end, -1), 1)
      const reach = 1.6448536269514722 * sd
      expect(value).toBeCloseTo(onScale(tree.contribution), 12)
      expect(interval).toEqual([onScale(tree.contribution - reach), onScale(tree.contribution + reach)].map(end => expect.closeTo(end, 12)))
      const ends = [bounds[0], interval[0], value, interval[1], bounds[1]]
      expect(ends).toEqual([...ends].sort((a, b) => a - b))
    })
  })
})

/** Expected sentiments and covariances of everybody in a snapshot, by the kernel and with nothing in between. */
function directly(s: Snapshot, village: Village) {
  const everybody = [...s.stakeholders, ...s.former]
  const people = everybody.map(({ id }) => id)
  const state = jointly(s, village)
  const index = new Map(people.map((id, i) => [id, i]))
  return {
    mean: new Map(people.map((id, i) => [id, state.mean[i] ?? Number.NaN])),
    covariance: (a: string, b: string): number => state.covariance[index.get(a) ?? -1]?.[index.get(b) ?? -1] ?? Number.NaN,
  }
}

function nodesOf(node: SentimentNode): SentimentNode[] {
  return [node, ...node.children.flatMap(nodesOf)]
}

function leavesOf(node: SentimentNode): SentimentNode[] {
  return nodesOf(node).filter(({ children }) => children.length === 0)
}

function levelByLevel(node: SentimentNode, leaf: (leaf: SentimentNode) => number): number {
  return node.children.length === 0 ? leaf(node) : total(node.children.map(child => child.weight * levelByLevel(child, leaf)))
}
