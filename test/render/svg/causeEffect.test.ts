import { accountReport, createVillage, explainChange, type Finding, record, snapshot, whatIf } from 'account-village'
import { toCauseEffect } from 'account-village/render'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apportioned } from '../../../src/render/svg/causes/apportion.js'
import { changeBones } from '../../../src/render/svg/causes/changeBones.js'
import { foundry } from '../../support/foundry.js'
import { harbour } from '../../support/harbour.js'
import { always } from '../../support/law.js'
import { inputOf, scenes, viewOf } from '../../support/villages.js'
import { descendants, readXml } from '../../support/xml.js'

const textsOf = (svg: string): string[] => descendants(readXml(svg)).flatMap(({ name, text }) => (name === 'text' ? [text] : []))
const thousandths = (figure: string): number => Math.round(Number(figure.replace('−', '-')) * 1000)

const village = createVillage(foundry)
const [before, after] = [snapshot(village, '2025-03-02'), snapshot(village, '2026-03-02')]
const NOBODY = {
  account: '',
  units: new Map<string, string>(),
  people: new Map<string, string>(),
  present: new Set<string>(),
  unknown: new Set<string>(),
}

const NAMES = new Map([
  ['ageing', 'readings grown older'],
  ['newReading', 'new readings'],
  ['person', 'people joined or left'],
  ['weight', 'weights shifted'],
])

describe('amounts in whole numbers', () => {
  it('sum to the total, each off by less than one', () => {
    expect(apportioned([0.5, 0.3, 0.2], 1)).toEqual([1, 0, 0])
    expect(apportioned([-1.4, 2.4], 1)).toEqual([-1, 2])
    expect(apportioned([-1e-17], 0)).toEqual([0])
    expect(apportioned([], 0)).toEqual([])
    always(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 9 }), amounts => {
      const sum = amounts.reduce((total, amount) => total + amount, 0)
      for (const total of [Math.floor(sum), Math.ceil(sum)]) {
        const whole = apportioned(amounts, total)
        expect(whole.reduce((all, each) => all + each, 0)).toBe(total + 0)
        for (const [i, each] of whole.entries()) expect(Math.abs(each - (amounts[i] ?? 0))).toBeLessThanOrEqual(1)
      }
    })
  })
})

describe('a change as causes and effect', () => {
  it('has a branch for each kind of reason and a twig for each person, the largest first', () => {
    const change = explainChange(before, after)
    const sums = new Map<string, number>()
    for (const { kind, amount } of change.contributions) sums.set(kind, (sums.get(kind) ?? 0) + amount)
    const kinds = [...sums].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    const { branches, head } = changeBones(change, NOBODY, undefined)
    expect(branches.map(({ name }) => name)).toEqual(kinds.map(([kind]) => NAMES.get(kind)))
    expect(kinds.map(([kind]) => kind).sort()).toEqual([...NAMES.keys()])
    for (const [i, { figure = '' }] of branches.entries()) {
      expect(Math.abs(thousandths(figure) / 1000 - (kinds[i]?.[1] ?? 0))).toBeLessThanOrEqual(0.001)
    }
    expect(Math.abs(thousandths(head.figure ?? '') / 1000 - change.total)).toBeLessThanOrEqual(0.001)
    for (const { twigs } of branches) expect(twigs.length).toBeLessThanOrEqual(6)
  })

  it('shows figures that sum to the figures shown, whatever the village', () => {
    always(
      scenes,
      scene => {
        const { asOf, options } = viewOf(scene)
        const [start, end] = [snapshot(createVillage(inputOf(scene)), '2026-01-20'), snapshot(createVillage(inputOf(scene)), asOf, options)]
        const { head, branches } = changeBones(explainChange(start, end), NOBODY, undefined)
        const sum = (all: readonly { readonly figure?: string }[]): number =>
          all.reduce((total, { figure = '' }) => total + thousandths(figure), 0)
        if (branches.length > 0) expect(sum(branches)).toBe(thousandths(head.figure ?? ''))
        for (const branch of branches) expect(sum(branch.twigs)).toBe(thousandths(branch.figure ?? ''))
        const [from, to] = (/^from (\S+) to (\S+)$/.exec(head.notes[0] ?? '') ?? []).slice(1).map(thousandths)
        expect((to ?? 0) - (from ?? 0)).toBe(thousandths(head.figure ?? ''))
      },
      150,
    )
  })

  it('draws them all, with the names that the report has', () => {
    const report = accountReport(after)
    const texts = textsOf(toCauseEffect(explainChange(before, after), report))
    const bones = changeBones(explainChange(before, after), { ...NOBODY, account: 'Falkenberg Foundries' }, '2026-03-02')
    for (const { name, figure = '', twigs } of bones.branches) {
      expect(texts).toContain(name)
      expect(texts).toContain(figure)
      for (const twig of twigs) expect(texts).toContain(twig.figure)
    }
    expect(texts).toContain('Falkenberg Foundries · why sentiment changed')
    expect(texts).toContain('Oskar Wendt')
    expect(textsOf(toCauseEffect(explainChange(before, after)))).toContain('p11')
  })

  it('tells a supposition and other beliefs from what was heard', () => {
    const now = snapshot(createVillage(harbour), '2026-03-02', { decision: 'renewal' })
    const kinds = (svg: string): string[] => textsOf(svg)
    expect(kinds(toCauseEffect(explainChange(now, whatIf(now, { meet: 'e-1' }))))).toContain('suppositions')
    const other = snapshot(village, '2026-03-02', { settings: { sentiment: { halfLifeDays: 60 } } })
    expect(kinds(toCauseEffect(explainChange(after, other)))).toContain('other settings')
  })

  it('says so when nothing has changed', () => {
    const texts = textsOf(toCauseEffect(explainChange(after, after)))
    expect(texts).toContain('nothing has changed')
    expect(texts).toContain('0.000')
  })
})

describe('a finding as causes and effect', () => {
  const report = accountReport(snapshot(createVillage(harbour), '2026-03-02', { decision: 'renewal' }))
  const find = (rule: string): Finding => report.risks.find(each => each.rule === rule) ?? expect.fail(rule)

  it('has the message at its head, and branches for what it rests on and whom it is about', () => {
    const asked = ['ada', 'dia'].map(stakeholder => ({ stakeholder, at: '2026-03-01', sentiment: 0.9, via: 'survey' as const }))
    const apart = record(createVillage(harbour), {
      observations: [...asked, { stakeholder: 'fay', at: '2026-03-01', sentiment: -0.6, via: 'survey' }],
    })
    const told = accountReport(snapshot(apart, '2026-03-02', { decision: 'renewal' }))
    const texts = textsOf(toCauseEffect(told.risks.find(({ rule }) => rule === 'diverging') ?? expect.fail(), told))
    expect(texts.join(' ')).toContain('Users think much better of us than the people who decide.')
    for (const text of [
      'Harbour & Söhne · Users and deciders diverge',
      'sentiment by class',
      'users',
      'deciders',
      'whom it is about',
      'Fay Ito',
      'info',
    ]) {
      expect(texts, text).toContain(text)
    }
  })

  it('never takes the unheard for neutral', () => {
    const texts = textsOf(toCauseEffect(find('deciderUnheard'), report))
    expect(texts).toContain('never heard')
    expect(texts.filter(text => /neutral|^[+−]?0\.\d\d$/.test(text))).toEqual([])
  })

  it('calls people by id without a report, and says nothing of what they think', () => {
    const texts = textsOf(toCauseEffect(find('deciderUnheard')))
    expect(texts).toContain('ida')
    expect(texts.filter(text => text === 'never heard')).toHaveLength(1)
  })

  it('has room for rules of others', () => {
    const evidence = Array.from({ length: 40 }, (_, i) => ({ measure: `their.measure${i % 20}`, value: i / 3, stakeholder: `p${i}` }))
    const svg = toCauseEffect({
      id: '["theirRule"]',
      rule: 'theirRule',
      severity: 'info',
      subjects: [],
      stakeholders: evidence.map(({ stakeholder }) => stakeholder),
      message: 'Something is odd. '.repeat(40),
      evidence,
    })
    const texts = textsOf(svg)
    for (const text of ['their measure0', 'further evidence', 'whom it is about', 'their rule', '0.333'])
      expect(texts, text).toContain(text)
    expect(texts.filter(text => /^and \d+ more$/.test(text)).length).toBe(2)
    expect(texts.some(text => text.endsWith('…'))).toBe(true)
  })
})
