import { describe, expect, test } from 'vitest'
import { samePlaces } from '../../src/account/samePlaces.js'
import type { Valued } from '../../src/account/valuedTree.js'

const who = (id: string, weight: number, mean = 0): Valued => ({ kind: 'stakeholder', id, weight, mean, children: [] })
const part = (id: string, weight: number, ...children: readonly Valued[]): Valued => ({
  kind: 'unit',
  id,
  weight,
  mean: children.reduce((sum, child) => sum + child.weight * child.mean, 0),
  children,
})
/** What stands in what, and with which share of it. */
const outline = ({ id, weight, children }: Valued): string =>
  `${id} ${weight}${children.length === 0 ? '' : ` (${children.map(outline).join(', ')})`}`

describe('two trees', () => {
  test('come back as they are where everybody is in the same place', () => {
    const tree = (mean: number): Valued => part('all', 1, part('a', 0.5, who('ann', 1, mean)), who('bo', 0.5))
    const [before, after] = [tree(0.2), tree(0.8)]
    const [one, other] = samePlaces(before, after)
    expect(one).toBe(before)
    expect(other).toBe(after)
  })

  test('have whoever moved in the lowest part that holds both of their places, and all else as it was', () => {
    const stays = part('d', 0.5, who('ed', 0.5, 0.1), who('flo', 0.5, 0.3))
    const di = who('di', 1, 0.4)
    const before = part('all', 1, part('z', 0.5, part('y', 0.5, who('ann', 0.5, 0.8), who('cy', 0.5)), part('x', 0.5, di)), stays)
    const after = part('all', 1, part('z', 0.5, part('y', 0.25, who('cy', 1)), part('x', 0.75, di, who('ann', 0, -1))), stays)
    const [one, other] = samePlaces(before, after)
    // Ann had an eighth of the whole, which is a quarter of the part.
    expect(outline(one)).toBe('all 1 (d 0.5 (ed 0.5, flo 0.5), z 0.5 (x 0.5 (di 1), y 0.25 (cy 1), ann 0.25))')
    expect(outline(other)).toBe('all 1 (d 0.5 (ed 0.5, flo 0.5), z 0.5 (x 0.75 (di 1), y 0.25 (cy 1), ann 0))')
    expect([one.mean, other.mean]).toEqual([expect.closeTo(before.mean, 12), expect.closeTo(after.mean, 12)])
    for (const tree of [one, other]) expect(tree.children[0]?.children).toBe(stays.children)
  })

  test('have whoever was in a part of which nobody is left in the part around it', () => {
    const before = part('all', 1, part('a', 1, part('b', 0.5, who('bo', 1)), who('cy', 0.5)))
    const after = part('all', 1, part('a', 1, who('cy', 1)))
    expect(samePlaces(before, after).map(outline)).toEqual(['all 1 (a 1 (bo 0.5, cy 0.5))', 'all 1 (a 1 (cy 1))'])
  })

  test('have those who stand in a part without a share divide it equally', () => {
    const tree = (one: string, other: string): Valued =>
      part('all', 1, part('a', 0, part('b', 0.25, who(one, 1)), part('c', 0.75, who(other, 1))), who('di', 1))
    expect(samePlaces(tree('ann', 'bo'), tree('bo', 'ann')).map(outline)).toEqual(
      Array.from({ length: 2 }, () => 'all 1 (a 0 (ann 0.5, bo 0.5), di 1)'),
    )
  })
})
