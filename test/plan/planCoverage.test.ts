import { assessRisk, createVillage, expectationImpact, power, snapshot, type VillageInput } from 'account-village'
import { offeringFlow, openComments } from 'account-village/listening'
import { type PlanCoverage, planCoverage } from 'account-village/moves'
import { describe, expect, test } from 'vitest'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { scenes } from '../support/villages.js'

type MoveInput = NonNullable<VillageInput['moves']>[number]
type Answer = NonNullable<MoveInput['answers']>[number]
const NOW = '2026-03-02'
const see = (input: Omit<VillageInput, 'account'>) => snapshot(createVillage({ account: 'Acme', ...input }), NOW)
const move = (id: string, more: Partial<MoveInput> = {}): MoveInput => ({ id, statement: 'a move', ...more })
const answering = (kind: Answer['kind'], ...ids: readonly string[]): MoveInput =>
  move(`to ${kind}`, { answers: ids.map(id => ({ kind, id })) })
const done = (at: string): Partial<MoveInput> => ({ status: [{ at, state: 'done' }] })

const base = {
  stakeholders: [
    { id: 'ann', roles: ['user' as const] },
    { id: 'bo', roles: ['economicBuyer' as const] },
    { id: 'cy', roles: ['user' as const] },
    { id: 'gone', roles: ['user' as const], leftAt: '2026-02-01' },
  ],
  comments: [{ id: 'c1', at: '2026-02-20', stakeholder: 'ann', text: 'Late again.' }],
  decisions: [{ id: 'deal', name: 'First order', kind: 'new' as const, rule: 'bo' }],
}

describe('the people whom moves answer', () => {
  const people = (moves: readonly MoveInput[], more: Partial<VillageInput> = {}): PlanCoverage['people'] =>
    planCoverage(see({ ...base, ...more, moves: [...moves] })).people
  const open = (...given: Parameters<typeof people>) => people(...given).open.map(({ stakeholder }) => stakeholder)
  const shares = new Map(power(see(base)).map(({ stakeholder, share }) => [stakeholder, share]))

  test('are those with power who hold a seat or a veto or have said something, by their share of power', () => {
    const { covered, open: rows } = people([move('m', { with: ['bo'] })])
    const [ann = 0, bo = 0] = ['ann', 'bo'].map(id => shares.get(id))
    expect(rows).toEqual([{ stakeholder: 'ann', weight: ann }])
    expect(covered).toBeCloseTo(bo / (ann + bo), 12)
    expect(open([])).toEqual(['bo', 'ann'])
    // Who never said anything and decides nothing is owed nothing, until they do.
    expect(open([], { vetoes: [{ stakeholder: 'cy' }] })).toContain('cy')
    const said = { stakeholder: 'cy', at: '2026-02-02' }
    expect(open([], { observations: [{ ...said, sentiment: 0.1, via: 'survey' }] })).toContain('cy')
    expect(open([], { expectations: [{ id: 'e', stakeholder: 'cy', statement: 'x', importance: 0.5, status: [] }] })).toContain('cy')
    expect(open([], { interviews: [{ id: 'i', ...said, plan: 'p', answers: [] }] })).toContain('cy')
    expect(open([], { comments: [{ id: 'c2', ...said, text: 'x' }] })).toContain('cy')
    expect(open([], { comments: [{ id: 'c2', ...said, stakeholder: 'gone', at: '2026-01-02', text: 'x' }] })).toEqual(['bo'])
  })

  test('count where several decisions are open with the seats of each', () => {
    const other = { id: 'other', name: 'Second', kind: 'new' as const, rule: 'cy' }
    expect(open([], { decisions: [...base.decisions, other], comments: [] })).toEqual(['bo', 'cy'])
    expect(open([], { decisions: [other], comments: [] })).toEqual(['cy'])
  })

  test('are answered by a move with them, by one that answers something of theirs, and for a while by one that is done', () => {
    const interviews = [{ id: 'i', at: '2026-02-02', stakeholder: 'ann', plan: 'p', answers: [] }]
    const expectations = [
      { id: 'e', stakeholder: 'ann', statement: 'x', importance: 0.5, status: [{ at: '2026-02-02', state: 'met' as const }] },
    ]
    const openTo = (each: MoveInput) => open([each], { interviews, expectations })
    for (const answer of [answering('comment', 'c1'), answering('interview', 'i'), answering('expectation', 'e')]) {
      expect(openTo(answer)).toEqual(['bo'])
    }
    const question: Answer = { kind: 'question', id: 'who pays', stakeholder: 'ann' }
    expect(openTo(move('m', { answers: [question] }))).toEqual(['bo'])
    expect(openTo(answering('question', 'c1'))).toEqual(['bo', 'ann'])
    expect(openTo(move('m', { byThem: 'ann' }))).toEqual(['bo', 'ann'])
    expect(openTo(move('m', { with: ['ann'], ...done('2026-02-20') }))).toEqual(['bo'])
    // settings.risk.days are 90.
    expect(openTo(move('m', { with: ['ann'], ...done('2025-12-03') }))).toEqual(['bo'])
    expect(openTo(move('m', { with: ['ann'], ...done('2025-12-02') }))).toEqual(['bo', 'ann'])
    expect(openTo(move('m', { with: ['ann'], status: [{ at: '2026-02-20', state: 'dropped' }] }))).toEqual(['bo', 'ann'])
    expect(openTo(move('m', { with: ['ann'], status: [{ at: '2026-02-20', state: 'started' }] }))).toEqual(['bo'])
  })
})

describe('what moves answer', () => {
  const expectation = (id: string, importance: number, state: 'open' | 'missed' | 'met' = 'open', stakeholder = 'bo') => ({
    id,
    stakeholder,
    statement: id,
    importance,
    status: [{ at: '2026-01-02', state }],
  })

  test('of expectations: those open or missed, by what they do to the chance of yes', () => {
    const expectations = [
      expectation('e1', 0.9),
      expectation('e2', 0.2, 'missed'),
      expectation('e3', 1, 'met'),
      expectation('e4', 1, 'open', 'gone'),
    ]
    const s = see({ ...base, expectations, moves: [answering('expectation', 'e1')] })
    const weights = new Map(
      expectationImpact(s).map(({ expectation: id, difference }) => [id, Math.abs(difference.probabilityOfYes ?? Number.NaN)]),
    )
    const [e1 = 0, e2 = 0] = ['e1', 'e2'].map(id => weights.get(id))
    const { expectations: found } = planCoverage(s)
    expect(found.open).toEqual([{ expectation: 'e2', stakeholder: 'bo', weight: e2 }])
    expect(found.covered).toBeCloseTo(e1 / (e1 + e2), 12)
    // Without a decision none moves a chance: each weighs 1.
    const undecided = see({ ...base, decisions: [], expectations, moves: [answering('expectation', 'e1')] })
    expect(planCoverage(undecided).expectations).toEqual({ covered: 0.5, open: [{ expectation: 'e2', stakeholder: 'bo', weight: 1 }] })
  })

  test('of barriers: those in force, by what lifting them gains, 1 where nobody knows', () => {
    const barrier = (id: string, more = {}) => ({ id, kind: 'policy' as const, statement: id, blocks: 0.5, ...more })
    const input = {
      units: [{ id: 'works', name: 'Works', kind: 'site' as const }],
      stakeholders: [{ id: 'ann', unit: 'works' }],
      barriers: [
        barrier('fee', { unit: 'works' }),
        barrier('form', { unit: 'works', blocks: 0.2 }),
        barrier('old', { until: '2026-02-02' }),
      ],
      moves: [answering('barrier', 'fee')],
    }
    expect(planCoverage(see(input)).barriers).toEqual({ covered: 0.5, open: [{ barrier: 'form', weight: 1 }] })
    const used = see({ ...input, usage: [{ at: '2026-02-02', unit: 'works', level: 0.2 }] })
    const gains = new Map(offeringFlow(used).barriers.map(({ barrier: id, gain = Number.NaN }) => [id, gain]))
    const [fee = 0, form = 0] = ['fee', 'form'].map(id => gains.get(id))
    expect(fee).toBeGreaterThan(form)
    const { covered, open } = planCoverage(used).barriers
    expect(open).toEqual([{ barrier: 'form', weight: form }])
    expect(covered).toBeCloseTo(fee / (fee + form), 12)
  })

  test('of comments: the open ones, by the share of who made them, or their number where these have left', () => {
    const comments = [...base.comments, { id: 'c2', at: '2026-01-20', stakeholder: 'gone', text: 'Late.' }]
    const commentsOf = (...moves: MoveInput[]) => planCoverage(see({ ...base, comments, moves })).comments
    const { share = 0 } = openComments(see(base))[0] ?? {}
    expect(share).toBeGreaterThan(0)
    expect(commentsOf(answering('comment', 'c2'))).toMatchObject({ open: [{ comment: 'c1', stakeholder: 'ann', weight: share }] })
    expect(commentsOf(answering('comment', 'c1'))).toMatchObject({ open: [{ comment: 'c2', stakeholder: 'gone', weight: 0.5 }] })
    expect(commentsOf(answering('comment', 'c1')).covered).toBeCloseTo(share / (share + 0.5), 12)
    // A done move is an action, and whoever was told of it has an answer: nothing is open.
    const acted = { ...answering('comment', 'c1', 'c2'), ...done('2026-02-25') }
    expect(commentsOf(acted)).toMatchObject({ covered: 0 })
    const told = ['ann', 'gone'].map(stakeholder => ({ stakeholder, at: '2026-02-26' }))
    expect(commentsOf({ ...acted, sharedWith: told })).toEqual({ open: [] })
  })

  test('of findings: the critical ones and warnings, by their effect, 1 where nobody knows', () => {
    const input = {
      ...base,
      stakeholders: [...base.stakeholders, { id: 'di', roles: ['legalCompliance' as const] }],
      vetoes: [{ stakeholder: 'di' }],
      observations: [{ stakeholder: 'bo', at: '2026-02-25', sentiment: -0.6, via: 'meeting' as const }],
    }
    const all = assessRisk(see(input)).filter(({ severity }) => severity !== 'info')
    expect(assessRisk(see(input)).length).toBeGreaterThan(all.length)
    const [first, ...others] = all
    expect([first?.rule, others.length > 0]).toEqual(['deciderAgainst', true])
    const s = see({ ...input, moves: [answering('finding', first?.id ?? '')] })
    const { covered = 0, open } = planCoverage(s).findings
    const rest = others.map(({ id, rule, stakeholders, effect = 1 }) => ({ finding: id, rule, stakeholders, weight: effect }))
    expect(new Set(open)).toEqual(new Set(rest))
    const left = rest.reduce((sum, { weight }) => sum + weight, 0)
    expect(covered).toBeCloseTo((first?.effect ?? 0) / ((first?.effect ?? 0) + left), 12)
  })

  test('is scored by the mean of the aspects in which there is something to answer', () => {
    const { score, people, comments, findings, ...none } = planCoverage(see({ ...base, moves: [answering('comment', 'c1')] }))
    expect(none).toEqual({ expectations: { open: [] }, barriers: { open: [] } })
    expect(score).toBeCloseTo(((people.covered ?? NaN) + (comments.covered ?? NaN) + (findings.covered ?? NaN)) / 3, 12)
    const empty = { open: [] }
    const nobody = createVillage({ account: 'Acme' })
    const nothing = planCoverage(snapshot(nobody, NOW, { settings: { risk: { disabledRules: ['noDecider'] } } }))
    expect(nothing).toEqual({ people: empty, expectations: empty, barriers: empty, comments: empty, findings: empty })
  })

  test('is part of what there is, is told in order, and survives JSON', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const found = planCoverage(s)
      expect(JSON.parse(JSON.stringify(found))).toEqual(found)
      const { score, ...aspects } = found
      for (const { covered, open } of Object.values(aspects)) {
        const weights = open.map(({ weight }) => weight)
        expect(weights).toEqual([...weights].sort((a, b) => b - a))
        expect(weights.every(weight => weight >= 0)).toBe(true)
        if (covered === undefined) expect(open).toEqual([])
        else expect([covered >= 0 && covered <= 1, weights.length > 0 || covered === 1]).toEqual([true, true])
      }
      const parts = Object.values(aspects).flatMap(({ covered }) => covered ?? [])
      expect(score === undefined).toBe(parts.length === 0)
      expect(found.comments.open.length).toBeLessThanOrEqual(openComments(s).length)
    })
  })
})
