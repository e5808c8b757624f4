import { accountReport, createVillage, explainChange, type SentimentNode, snapshot, type VillageInput } from 'account-village'
import { describe, expect, it } from 'vitest'
import { pictureFile } from '../../../src/render/svg/picture.js'
import { rowsOf } from '../../../src/render/svg/tree/rows.js'
import { sentimentTreePicture } from '../../../src/render/svg/tree/sentimentTreePicture.js'
import { foundry } from '../../support/foundry.js'
import { always } from '../../support/law.js'
import { inputOf, scenes, viewOf } from '../../support/villages.js'
import { descendants, readXml } from '../../support/xml.js'

const DAY = '2026-03-02'

function treeOf(input: VillageInput): SentimentNode {
  return accountReport(snapshot(createVillage(input), DAY)).sentiment.tree
}

function drawn(input: VillageInput): { texts: string[]; classes: string[] } {
  const all = descendants(readXml(pictureFile(sentimentTreePicture(accountReport(snapshot(createVillage(input), DAY))))))
  return {
    texts: all.flatMap(({ name, text }) => (name === 'text' ? [text] : [])),
    classes: all.flatMap(({ attributes }) => (attributes.get('class') ?? '').split(' ')),
  }
}

const crowd: VillageInput = {
  account: 'Acme',
  units: Array.from({ length: 12 }, (_, i) => ({
    id: `u${i}`,
    name: `Unit ${i}`,
    kind: 'team' as const,
    ...(i > 5 && { parent: `u${i - 6}` }),
  })),
  stakeholders: Array.from({ length: 150 }, (_, i) => ({
    id: `p${i}`,
    unit: `u${(i * 7) % 12}`,
    roles: [i % 9 === 0 ? ('economicBuyer' as const) : ('user' as const)],
  })),
  observations: Array.from({ length: 60 }, (_, i) => ({
    stakeholder: `p${2 * i}`,
    at: DAY,
    sentiment: ((i * 37) % 21) / 10 - 1,
    via: 'interview' as const,
  })),
}

describe('the rows of a sentiment tree', () => {
  it('are everything where that fits, each part right below the whole', () => {
    const rows = rowsOf(treeOf(foundry), 40)
    expect(rows).toHaveLength(1 + 9 + 26)
    expect(rows.slice(0, 4).map(({ kind, id }) => [kind, id])).toEqual([
      ['account', 'foundry'],
      ['unit', 'u-fin'],
      ['stakeholder', 'p00'],
      ['stakeholder', 'p23'],
    ])
  })

  it('are at most so many, and stand for everybody once', () => {
    for (const most of [1, 2, 5, 13, 40, 400]) {
      const rows = rowsOf(treeOf(crowd), most)
      expect(rows.length).toBeLessThanOrEqual(Math.max(most, 2))
      const leaves = rows.filter(
        ({ kind }, i) => kind === 'stakeholder' || kind === 'rest' || (rows[i + 1]?.depth ?? 0) <= (rows[i]?.depth ?? 0),
      )
      expect(leaves.reduce((sum, { people }) => sum + people, 0)).toBe(150)
      expect(leaves.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
    }
    expect(rowsOf(treeOf(crowd), 40).length).toBeGreaterThan(35)
  })

  it('sum what has no row of its own by share, and know nothing of those never heard', () => {
    const s = snapshot(createVillage(crowd), DAY)
    const [, rest] = rowsOf(treeOf(crowd), 2)
    expect([rest?.kind, rest?.people]).toEqual(['rest', 150])
    expect(rest?.value).toBeCloseTo(explainChange(s, s).after, 12)
    const silent = rowsOf(treeOf({ ...crowd, observations: [] }), 40)
    expect(new Set(silent.map(({ value }) => value))).toEqual(new Set([undefined]))
  })

  it('lie within what they are part of, next to each other', () => {
    always(
      scenes,
      scene => {
        const { asOf, options } = viewOf(scene)
        const { tree } = accountReport(snapshot(createVillage(inputOf(scene)), asOf, options)).sentiment
        for (const most of [4, 9, 40]) {
          const rows = rowsOf(tree, most)
          rows.forEach((row, i) => {
            const parts = rows
              .slice(i + 1, rows.findIndex((other, j) => j > i && other.depth <= row.depth) >>> 0)
              .filter(({ depth }) => depth === row.depth + 1)
            if (parts.length === 0) return
            let begin = row.start
            for (const part of parts) {
              expect(part.start).toBeCloseTo(begin, 12)
              begin += part.share
            }
            expect(begin).toBeCloseTo(row.start + row.share, 9)
          })
        }
      },
      60,
    )
  })
})

describe('the picture of a sentiment tree', () => {
  it('never takes what is unknown for neutral', () => {
    const { texts, classes } = drawn({
      account: 'Acme',
      stakeholders: [
        { id: 'ann', roles: ['user'] },
        { id: 'bo', roles: ['approver'] },
      ],
    })
    // One of each stands in the legend.
    expect(classes.filter(name => name === 'stance-neutral')).toHaveLength(1)
    expect(texts.filter(text => text === 'neutral')).toHaveLength(1)
    expect(texts.filter(text => text === 'never heard')).toHaveLength(3)
    expect(texts).toContain('not enough signal')
    expect(texts.filter(text => /^[+−]?\d\.\d\d$/.test(text.trim()))).toEqual([])
    expect(classes.filter(name => name === 'hatching')).toHaveLength(6)
  })

  it('takes the steps of stances that the library takes', () => {
    for (const [sentiment, stance] of [
      [-1, 'opponent'],
      [-0.4, 'nonSupporter'],
      [0, 'neutral'],
      [0.4, 'supporter'],
      [1, 'champion'],
    ] as const) {
      const { classes } = drawn({
        account: 'Acme',
        stakeholders: [{ id: 'ann', roles: ['user', 'economicBuyer'] }],
        observations: [{ stakeholder: 'ann', at: DAY, sentiment, sd: 0.01, via: 'interview' }],
      })
      // The account and its only person, each with a bar and a mark, and one in the legend.
      expect(classes.filter(name => name === `stance-${stance}`)).toHaveLength(5)
    }
  })
})
