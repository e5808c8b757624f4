import { type AccountReport, accountReport, createVillage, snapshot, type VillageInput } from 'account-village'
import { toActivityNetwork } from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { plain } from '../../../src/render/plain.js'
import { ENDLESS_LABEL, HOSTILE_LABELS } from '../../support/hostileLabels.js'
import { always } from '../../support/law.js'
import { PLAN_DAY, planned } from '../../support/planned.js'
import { refused } from '../../support/refusal.js'
import { inputOf, scenes, viewOf } from '../../support/villages.js'
import { elementsOf, readXml, withClass, type XmlElement } from '../../support/xml.js'

const reportOf = (input: VillageInput): AccountReport => accountReport(snapshot(createVillage(input), PLAN_DAY), { sensitivity: false })
const report = reportOf(planned)
const pictureOf = (input: VillageInput): XmlElement => readXml(toActivityNetwork(reportOf(input)))
const picture = readXml(toActivityNetwork(report))

const number = ({ attributes }: XmlElement, name: string): number => Number(attributes.get(name))
const textsIn = (root: XmlElement): string[] => elementsOf(root, 'text').map(({ text }) => text)

/** Where a box is: a rectangle, or the corners of one that is pointed. */
function roomOf(box: XmlElement): { left: number; right: number; top: number; bottom: number } {
  const d = box.attributes.get('d')
  if (d === undefined) {
    const [x, y] = [number(box, 'x'), number(box, 'y')]
    return { left: x, right: x + number(box, 'width'), top: y, bottom: y + number(box, 'height') }
  }
  const [left = 0, top = 0, right = 0, , , , bottom = 0] = [...d.matchAll(/-?[\d.]+/g)].map(Number)
  return { left, right, top, bottom }
}

/** Each box with the texts in it. */
function boxesIn(root: XmlElement) {
  return elementsOf(root, 'g').flatMap(group => {
    const [box] = group.children.filter(({ attributes }) => attributes.get('class')?.startsWith('an-box'))
    return box === undefined
      ? []
      : [{ ...roomOf(box), looks: box.attributes.get('class') ?? '', name: box.name, texts: textsIn(group), group }]
  })
}

describe('an activity network', () => {
  const boxes = boxesIn(picture)
  const boxWith = (text: string) => boxes.find(({ texts }) => texts.some(each => each.startsWith(text)))

  it('has a box for each move of the plan, with what, who, when and slack', () => {
    expect(boxes).toHaveLength(14)
    expect(boxWith('Get the figures')?.texts).toEqual([
      'planned · 1 day of slack',
      'Get the figures of dispatch',
      'Chidi Vasquez-Lund (theirs)',
      '2026-03-02 → 2026-03-10',
      'at the latest 2026-03-11',
    ])
    expect(boxWith('Show Dorte')?.texts[0]).toBe('planned · critical · 8 days late')
    expect(boxWith('Agree on')?.texts).toEqual(['done', 'Agree on how to count late', 'answers', 'Kim Ek', '2026-02-18'])
    expect(boxWith('section of')?.texts).toContain('nobody sees to it')
    expect(textsIn(picture)).toContain('Not shown: 1 move that is done or dropped.')
  })

  it('tells states by form and word', () => {
    const look = (text: string) => [boxWith(text)?.name, boxWith(text)?.looks, boxWith(text)?.texts[0]?.split(' · ')[0]]
    expect(look('Get the figures')).toEqual(['rect', 'an-box an-planned', 'planned'])
    expect(look('Ask Dorte')).toEqual(['rect', 'an-box an-started an-critical', 'under way'])
    expect(look('Agree on')).toEqual(['rect', 'an-box an-done', 'done'])
    expect(look('Invite')).toEqual(['rect', 'an-box an-dropped', 'dropped'])
    expect(look('Sign')).toEqual(['path', 'an-box an-planned', 'planned'])
    expect(withClass(boxWith('Agree on')?.group ?? picture, 'an-inner')).toHaveLength(1)
    expect(boxes.filter(({ group }) => withClass(group, 'an-warning').length > 0).map(({ texts }) => texts[1]?.slice(0, 6))).toEqual([
      'Ask Do',
      'Calcul',
      'Show D',
      'Answer',
    ])
  })

  it('makes the critical path bold and tells it in words, also to whoever cannot see it', () => {
    const told =
      'Critical path: Ask Dorte what would make the renewal pay → Calculate the case: what late answers cost … → Show Dorte the case.'
    expect(textsIn(picture).join(' ')).toContain(told)
    expect(elementsOf(picture, 'desc')[0]?.text).toBe(
      `14 moves: 9 planned, 2 under way, 2 done, 1 dropped; 4 late. ${told} Not shown: 1 move that is done or dropped.`,
    )
    expect(boxes.filter(({ looks }) => looks.includes('an-critical'))).toHaveLength(3)
    // One stands in the legend.
    expect(
      withClass(picture, 'an-hot').filter(({ name, attributes }) => name === 'path' && attributes.get('class')?.includes('an-link')),
    ).toHaveLength(3)
  })

  it('has what is waited for to the left of what waits, and what waits for nothing apart', () => {
    const left = (text: string): number => boxWith(text)?.left ?? Number.NaN
    for (const [before, after] of [
      ['Ask Dorte', 'Calculate'],
      ['Agree on', 'Calculate'],
      ['Calculate', 'Show'],
      ['Get the', 'Show'],
      ['Show', 'Sign'],
      ['Lift', 'Sign'],
      ['Emil', 'Sign'],
      ['Run', 'Emil'],
      ['Find', 'Lift'],
      ['Invite', 'Call'],
    ] as const)
      expect([before, left(before) < left(after)]).toEqual([before, true])
    const linked = boxes.filter(({ texts }) => !/^(Answer Amara|section of)/.test(texts[1] ?? ''))
    expect(Math.min(...['Answer', 'section'].map(text => boxWith(text)?.top ?? 0))).toBeGreaterThan(
      Math.max(...linked.map(({ bottom }) => bottom)),
    )
  })

  it('is the same of a report that was stored, and whatever the order of facts', () => {
    const svg = toActivityNetwork(report)
    expect(toActivityNetwork(JSON.parse(JSON.stringify(report)))).toBe(svg)
    expect(toActivityNetwork(reportOf({ ...planned, moves: [...(planned.moves ?? [])].reverse() }))).toBe(svg)
  })

  it('is a picture where nothing is planned, and where nothing is left to be done', () => {
    expect(textsIn(pictureOf({ account: 'Acme' }))).toEqual(['Acme · the plan', 'as of 2026-03-02', 'No move is planned.', ''])
    const done = [{ id: 'a', statement: 'a', status: [{ at: '2026-03-01', state: 'done' as const }] }]
    expect(textsIn(pictureOf({ account: 'Acme', moves: done }))).toContain('Nothing is left to be done.')
  })

  it('shows sixty moves at most, those that are critical first, and says how many are not', () => {
    const moves = Array.from({ length: 100 }, (_, i) => ({
      id: `m${String(i).padStart(2, '0')}`,
      statement: `move ${i}`,
      ...(i > 97 && { dueAt: PLAN_DAY }),
    }))
    const many = pictureOf({ account: 'Acme', moves })
    expect(boxesIn(many)).toHaveLength(60)
    expect(textsIn(many)).toEqual(expect.arrayContaining(['move 98', 'move 99', 'Not shown: 40 moves to be done.']))
  })

  it('draws no arrow that follows from others, so that a plan in which all wait for all before them is a chain', () => {
    const ids = Array.from({ length: 40 }, (_, i) => `m${String(i).padStart(2, '0')}`)
    const chain = pictureOf({
      account: 'Acme',
      moves: ids.map((id, i) => ({ id, statement: id, durationDays: 1, dependsOn: ids.slice(0, i) })),
    })
    expect(boxesIn(chain)).toHaveLength(40)
    // Those of the legend are two.
    expect(withClass(chain, 'an-link')).toHaveLength(39 + 2)
  })

  it('takes what is in a circle in a report that was changed', () => {
    const circle = JSON.parse(JSON.stringify(report), (key, value) =>
      key === 'dependsOn' && Array.isArray(value) && value.length > 0 ? ['m03', 'm02'] : value,
    )
    expect(boxesIn(readXml(toActivityNetwork(circle))).length).toBeGreaterThan(10)
    expect(refused(() => toActivityNetwork({ ...report, plan: JSON.parse('{"moves":[{}]}') })).message).toMatch(/^toActivityNetwork: /)
  })

  it('is well formed whatever texts hold, and shows them as they are where they fit', () => {
    const labels = [ENDLESS_LABEL, ...HOSTILE_LABELS].slice(0, 60)
    const hostile = pictureOf({
      account: { id: 'a', name: labels.join(' ') },
      teammates: labels.map((name, i) => ({ id: `t${i}`, name })),
      moves: labels
        .slice(0, 60)
        .map((statement, i) => ({ id: `m${i}`, statement, by: `t${i}`, ...(i % 3 > 0 && { dependsOn: [`m${i - 1}`] }) })),
    })
    expect(boxesIn(hostile)).toHaveLength(labels.length)
    for (const label of labels.filter(each => each.length < 16 && each.trim() === each && each !== '')) {
      expect(textsIn(hostile)).toContain(plain(label.replace(/\s+/g, ' ')))
    }
  })

  it('never lays a box on another or out of the picture', () => {
    always(
      scenes,
      scene => {
        const { asOf, options } = viewOf(scene)
        const input = inputOf(scene)
        const ids = (input.stakeholders ?? []).map(({ id }) => id)
        const moves = ids
          .slice(0, 12)
          .map((id, i) => ({ id, statement: `${id} `.repeat(i + 1), dependsOn: ids.slice(0, i).filter((_, j) => (i + j) % 3 === 0) }))
        const s = snapshot(createVillage({ ...input, moves }), asOf, options)
        const root = readXml(toActivityNetwork(accountReport(s, { sensitivity: false })))
        const all = boxesIn(root)
        expect(all).toHaveLength(moves.length)
        for (const [i, a] of all.entries()) {
          for (const b of all.slice(i + 1))
            expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true)
        }
        expect(Math.max(0, ...all.map(({ right }) => right))).toBeLessThan(number(root, 'width'))
      },
      40,
    )
  })
})
