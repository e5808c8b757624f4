import {
  type AccountReport,
  accountHistory,
  accountReport,
  createVillage,
  explainChange,
  type Snapshot,
  snapshot,
  type VillageInput,
} from 'account-village'
import { describe, expect, it } from 'vitest'
import { plain } from '../../../src/render/plain.js'
import { attentionPicture } from '../../../src/render/svg/attention/attentionPicture.js'
import { type Picture, pictureFile } from '../../../src/render/svg/picture.js'
import { timelinePicture } from '../../../src/render/svg/timeline/timelinePicture.js'
import { causeEffectPicture } from '../../../src/render/svg/toCauseEffect.js'
import { sentimentTreePicture } from '../../../src/render/svg/tree/sentimentTreePicture.js'
import { foundry } from '../../support/foundry.js'
import { harbour } from '../../support/harbour.js'
import { ENDLESS_LABEL, HOSTILE_LABELS } from '../../support/hostileLabels.js'
import { always } from '../../support/law.js'
import { inOtherOrder } from '../../support/otherOrder.js'
import { inputOf, scenes, viewOf } from '../../support/villages.js'
import { descendants, readXml, type XmlElement } from '../../support/xml.js'

const DAY = '2026-03-02'

/** Every picture of a village, as files. */
function picturesOf(input: VillageInput, decision?: string): Map<string, string> {
  const village = createVillage(input)
  const options = decision === undefined ? {} : { decision }
  const history = accountHistory(village, DAY, { ...options, step: { months: 3 }, steps: 8 })
  return files([
    ...ofTwo(snapshot(village, '2025-06-01'), snapshot(village, DAY, options)),
    ['timeline', timelinePicture(history, { account: village.account.name })],
  ])
}

function ofTwo(before: Snapshot, after: Snapshot): [string, Picture][] {
  const report = accountReport(after)
  return [
    ['tree', sentimentTreePicture(report)],
    ['attention', attentionPicture(report)],
    ['change', causeEffectPicture(explainChange(before, after), report)],
    ['change without names', causeEffectPicture(explainChange(before, after))],
    ...report.risks.map((finding, i): [string, Picture] => [`finding ${i}`, causeEffectPicture(finding, report)]),
  ]
}

function files(pictures: readonly (readonly [string, Picture])[]): Map<string, string> {
  return new Map(pictures.map(([name, picture]) => [name, pictureFile(picture)]))
}

/** A village in which everything has one name. */
const named: VillageInput = {
  account: { id: 'acc', name: 'Quux' },
  units: [{ id: 'u-1', name: 'Quux', kind: 'site' }],
  stakeholders: [
    { id: 'ann', name: 'Quux', title: 'Quux', unit: 'u-1', roles: ['economicBuyer'] },
    { id: 'bo', name: 'Quux', unit: 'u-1', roles: ['user'] },
    { id: 'out', name: 'Quux', roles: ['champion'], leftAt: '2026-02-01' },
  ],
  observations: [{ stakeholder: 'bo', at: '2026-02-20', sentiment: 0.8, via: 'interview' }],
  interactions: [{ at: '2026-02-20', kind: 'meeting', participants: ['bo'], drivenBy: 'bo' }],
  decisions: [{ id: 'deal', name: 'Quux', kind: 'new', value: { amount: 100_000, currency: 'EUR' } }],
}

/** The pictures of that village under another name. A report carries foreign text as it is, so that the text can be put in there. */
const picturesNamed: (label: string) => Map<string, string> = (() => {
  const village = createVillage(named)
  const [before, after] = [snapshot(village, '2025-06-01'), snapshot(village, DAY)]
  const [written, change] = [JSON.stringify(accountReport(after)), explainChange(before, after)]
  const history = accountHistory(village, DAY, { steps: 3 })
  return label => {
    const report: AccountReport = JSON.parse(written.replaceAll('Quux', () => JSON.stringify(label).slice(1, -1)))
    return files([
      ['timeline', timelinePicture(history, { account: label })],
      ['tree', sentimentTreePicture(report)],
      ['attention', attentionPicture(report)],
      ['change', causeEffectPicture(change, report)],
      ...report.risks.map((finding, i): [string, Picture] => [`finding ${i}`, causeEffectPicture(finding, report)]),
    ])
  }
})()

const shapeOf = (svg: string): string[] =>
  descendants(readXml(svg)).map(({ name, attributes }) => `${name} ${[...attributes.keys()].join(' ')}`)

describe('a picture', () => {
  const villages: readonly [string, VillageInput, string?][] = [
    ['nobody', { account: 'Acme' }],
    ['one person', { account: 'Acme', stakeholders: [{ id: 'ann' }] }],
    ['a harbour', harbour, 'renewal'],
    ['a foundry', foundry],
  ]

  it.each(villages)('of %s is XML without numbers that are none, styles of single elements or scripts', (_, input, decision) => {
    for (const [name, svg] of picturesOf(input, decision)) {
      const root = readXml(svg)
      expect(problemsOf(root), name).toEqual([])
      expect(root.text, name).not.toMatch(/NaN|Infinity|undefined/)
    }
  })

  it('is that whatever the village and its ids', () => {
    always(
      scenes,
      scene => {
        const { asOf, options } = viewOf(scene)
        const village = createVillage(inputOf(scene))
        const history = accountHistory(village, asOf, { ...options, steps: 3 })
        const pictures = [
          ...ofTwo(
            snapshot(village, '2026-02-01', { ...(options.settings && { settings: options.settings }) }),
            snapshot(village, asOf, options),
          ),
          ['timeline', timelinePicture(history)] as const,
        ]
        for (const [name, svg] of files(pictures)) expect(problemsOf(readXml(svg)), name).toEqual([])
      },
      25,
    )
  })

  it('has the same elements whatever things are called', () => {
    const usual = picturesNamed('Quux')
    for (const [name, svg] of usual) expect(svg, name).toContain('Quux')
    const shapes = new Map([...usual].map(([name, svg]) => [name, shapeOf(svg)]))
    for (const label of [...HOSTILE_LABELS, ENDLESS_LABEL]) {
      const renamed = new Map([...picturesNamed(label)].map(([name, svg]) => [name, shapeOf(svg)]))
      expect(renamed, JSON.stringify(label.slice(0, 40))).toEqual(shapes)
    }
  })

  it('shows a short name as it is', () => {
    for (const label of HOSTILE_LABELS.filter(each => [...each].length <= 12)) {
      const texts = descendants(readXml(picturesNamed(label).get('tree') ?? '')).flatMap(({ name, text }) =>
        name === 'text' ? [text] : [],
      )
      expect(texts.filter(text => text === plain(label)).length, JSON.stringify(label)).toBeGreaterThanOrEqual(3)
    }
  })

  it('is the same bytes whatever the order of facts', () => {
    expect(picturesOf(inOtherOrder(harbour, 5), 'renewal')).toEqual(picturesOf(harbour, 'renewal'))
    expect(picturesOf(inOtherOrder(foundry, 7))).toEqual(picturesOf(foundry))
  })

  it('lies within its frame', () => {
    for (const [name, svg] of picturesOf(foundry)) {
      const root = readXml(svg)
      const [width = 0, height = 0] = (root.attributes.get('viewBox') ?? '').split(' ').slice(2).map(Number)
      for (const { attributes } of descendants(root)) {
        for (const [key, limit] of [
          ['x', width],
          ['x1', width],
          ['x2', width],
          ['cx', width],
          ['y', height],
          ['y1', height],
          ['y2', height],
          ['cy', height],
        ] as const) {
          const value = Number(attributes.get(key) ?? 0)
          expect(value >= 0 && value <= limit, `${name}: ${key} ${value}`).toBe(true)
        }
      }
    }
  })
})

/** What no picture may hold. */
function problemsOf(root: XmlElement): string[] {
  const rules = descendants(root).find(({ name }) => name === 'style')?.text ?? ''
  const defined = new Set([...rules.matchAll(/--(\w+):/g)].map(([, name]) => name))
  const used = [...rules.matchAll(/var\(--(\w+)\)/g)].flatMap(([, name]) => (defined.has(name) ? [] : [`no colour ${name}`]))
  const colours = rules.split('.picture')[0] ?? ''
  const fixed = /#[\da-f]{3,8}\b/i.test(rules.slice(colours.length)) ? ['a colour without a name'] : []
  const elements = descendants(root).flatMap(({ name, attributes }) => {
    const wrong = [...attributes].filter(
      ([key, value]) =>
        /^on|^style$|href/i.test(key) || /NaN|Infinity|undefined|null/.test(key === 'class' || key === 'aria-labelledby' ? '' : value),
    )
    const colour = [...attributes]
      .filter(([key]) => key === 'fill' || key === 'stroke' || key === 'id')
      .filter(([, value]) => !value.startsWith('picture-'))
    return [
      ...(/^(script|foreignObject|image|a|use|iframe)$/.test(name) ? [name] : []),
      ...[...wrong, ...colour].map(([key, value]) => `${name} ${key}="${value}"`),
    ]
  })
  const classes = descendants(root).flatMap(({ attributes }) =>
    (attributes.get('class') ?? '').split(' ').filter(name => name !== '' && !rules.includes(`.${name}`)),
  )
  return [...used, ...fixed, ...elements, ...classes.map(name => `no rule for ${name}`)]
}
