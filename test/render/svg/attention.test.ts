import { accountReport, createVillage, snapshot, type VillageInput } from 'account-village'
import { describe, expect, it } from 'vitest'
import { attentionPicture } from '../../../src/render/svg/attention/attentionPicture.js'
import { pictureFile } from '../../../src/render/svg/picture.js'
import { descendants, readXml, type XmlElement } from '../../support/xml.js'

/** Two hours with Ann and one with Bo; by role Ann has a seventh of the say. */
const two: VillageInput = {
  account: 'Acme',
  stakeholders: [
    { id: 'ann', name: 'Ann', roles: ['user'] },
    { id: 'bo', name: 'Bo', roles: ['economicBuyer'] },
  ],
  interactions: [
    { at: '2026-02-02', kind: 'demo', participants: ['ann'], effort: 2 },
    { at: '2026-02-20', kind: 'meeting', participants: ['bo'], effort: 1 },
  ],
}

function drawn(input: VillageInput): XmlElement[] {
  return descendants(readXml(pictureFile(attentionPicture(accountReport(snapshot(createVillage(input), '2026-03-02'))))))
}

const textsOf = (all: readonly XmlElement[]): string[] => all.flatMap(({ name, text }) => (name === 'text' ? [text] : []))
const ofClass = (all: readonly XmlElement[], wanted: string): XmlElement[] =>
  all.filter(({ attributes }) => attributes.get('class') === wanted)

describe('the picture of attention', () => {
  it('shows what each class and person gets, should get, and gets beyond it', () => {
    const texts = textsOf(drawn(two))
    expect(texts).toContain('Users get 52 percentage points more of our attention than their share of power.')
    expect(texts).toContain('the 90 days up to 2026-03-02, counted in hours of 2 interactions')
    const figures = texts.filter(text => /^([+−]?\d+( %)?)$/.test(text) && !/^(\d|[2468]0|100) %$/.test(text))
    expect(figures).toEqual(['33 %', '86 %', '−52', '67 %', '14 %', '+52', '33 %', '86 %', '−52', '67 %', '14 %', '+52'])
  })

  it('puts dots and diamonds where the scale has them', () => {
    const all = drawn(two)
    const ticks = all.filter(({ name, text }) => name === 'text' && /^\d+ %$/.test(text) && !/^(33|86|67|14) %$/.test(text))
    const [zero, full] = ['0 %', '100 %'].map(text => Number(ticks.find(tick => tick.text === text)?.attributes.get('x')))
    const scale = (share: number): number => (zero ?? 0) + share * ((full ?? 0) - (zero ?? 0))
    const [dot] = ofClass(all, 'at-user').filter(({ name }) => name === 'circle')
    expect(Number(dot?.attributes.get('cx'))).toBeCloseTo(scale(2 / 3), 1)
    const diamonds = ofClass(all, 'at-power').map(({ attributes }) => Number(/^M([\d.]+),/.exec(attributes.get('d') ?? '')?.[1]))
    expect(diamonds[0]).toBeCloseTo(scale(6 / 7), 1)
    expect(diamonds[1]).toBeCloseTo(scale(1 / 7), 1)
  })

  it('without interactions shows power alone', () => {
    const all = drawn({ ...two, interactions: [] })
    expect(textsOf(all)).toContain('There was no interaction with anybody who is there in the last 90 days.')
    expect(all.filter(({ name }) => name === 'circle')).toHaveLength(1)
    expect(textsOf(all).filter(text => /^[+−]\d/.test(text))).toEqual([])
  })

  it('of a crowd sums those with little of either', () => {
    const stakeholders = Array.from({ length: 150 }, (_, i) => ({
      id: `p${i}`,
      roles: [i < 5 ? ('economicBuyer' as const) : ('user' as const)],
    }))
    const texts = textsOf(
      drawn({ account: 'Acme', stakeholders, interactions: [{ at: '2026-02-02', kind: 'demo', participants: ['p149'] }] }),
    )
    expect(texts.filter(text => /^p\d+$/.test(text))).toHaveLength(19)
    expect(texts).toContain('p149')
    expect(texts).toContain('and 131 more')
  })
})
