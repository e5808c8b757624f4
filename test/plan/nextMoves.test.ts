import {
  accountSentiment,
  assessRisk,
  createVillage,
  decisionOutlook,
  type NextMoves,
  nextMoves,
  RISK_RULES,
  record,
  type Snapshot,
  snapshot,
  type VillageInput,
  whatIf,
} from 'account-village'
import { plannedFrom, recordMove } from 'account-village/moves'
import { describe, expect, test } from 'vitest'
import { MENDED_BY } from '../../src/plan/mends.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { PLANTED, PLANTED_ON } from '../support/planted.js'
import { callLoosely, refused } from '../support/refusal.js'
import { scenes } from '../support/villages.js'

const deal = {
  id: 'd',
  name: 'First order',
  kind: 'new',
  value: { amount: 100_000, currency: 'EUR' },
  expectedAt: '2026-12-31',
} as const
/** Ann decides and wants something; Bo, who can stop it, was last heard long ago. */
const two: VillageInput = {
  account: 'acme',
  stakeholders: [
    { id: 'ann', name: 'Ann Ek', roles: ['economicBuyer'] },
    { id: 'bo', name: 'Bo Li', roles: ['user'], veto: true },
  ],
  observations: [
    { stakeholder: 'ann', at: '2026-09-21', sentiment: -0.1, via: 'interview' },
    { stakeholder: 'bo', at: '2026-03-01', sentiment: 0.2, via: 'meeting' },
  ],
  expectations: [{ id: 'e1', stakeholder: 'ann', statement: 'live by May', importance: 0.8, status: [] }],
  decisions: [deal],
}
const of = (facts: Partial<VillageInput> = {}, asOf = '2026-10-01'): Snapshot => snapshot(createVillage({ ...two, ...facts }), asOf)
const ids = ({ moves }: NextMoves) => moves.map(({ id }) => id)

describe('the next moves', () => {
  test('have the gain, the knowledge and the worth of the source', () => {
    const { probabilityOfYes, after, moves, hoursLeft } = nextMoves(of(), { hours: 10 })
    expect(probabilityOfYes).toBeCloseTo(0.2320911659, 10)
    expect(after.probabilityOfYes).toBeCloseTo(0.2792308689, 10)
    expect(moves.map(({ id, gain, knowledge, worth, perHour }) => [id, gain, knowledge, worth, perHour])).toEqual([
      ['hear:bo', 0, expect.closeTo(0.0603922613, 10), expect.closeTo(0.0150980653, 10), expect.closeTo(0.0075490327, 10)],
      ['meet:e1', expect.closeTo(0.047139703, 10), 0, expect.closeTo(0.047139703, 10), expect.closeTo(0.0058924629, 10)],
    ])
    expect(hoursLeft).toBe(0)
    expect(moves[1]?.money?.amount).toBeCloseTo(4713.9703, 3)
    expect(moves[0]?.knowledgeMoney?.amount).toBeCloseTo(6039.2261, 3)
  })

  test('have those of the source without shared errors, and after the first the gain of winning over the second', () => {
    const sharedSd = { interview: 0, survey: 0, meeting: 0, comment: 0, impression: 0, text: 0 }
    const s = snapshot(createVillage(two), '2026-10-01', { settings: { sentiment: { sharedSd } } })
    const { probabilityOfYes, moves } = nextMoves(s, { hours: 10 })
    expect(probabilityOfYes).toBeCloseTo(0.2338637164, 10)
    expect(moves.map(({ knowledge, gain }) => knowledge + gain)).toEqual([
      expect.closeTo(0.0594459056, 10),
      expect.closeTo(0.0474997232, 10),
    ])
    // Bo was heard too long ago to be won over: as a hypothesis after the expectation is met.
    const met = whatIf(of(), { meet: 'e1' })
    const won = whatIf(met, { sway: 'bo', by: 0.15 * 0.5 })
    const [before = Number.NaN, after = Number.NaN] = [met, won].map(each => decisionOutlook(each).probabilityOfYes)
    expect(after - before).toBeCloseTo(0.0225618279, 10)
  })

  test('say by when, how much each presses, what it answers, why, and what to ask', () => {
    const [hear, meet] = nextMoves(of(), { hours: 10 }).moves
    expect(hear).toMatchObject({
      statement: 'Hear Bo Li',
      with: ['bo'],
      decision: 'd',
      // Ten business days before the vote all is settled, and fifteen before that whoever is heard can still be won over.
      finishBy: '2026-11-26',
      startBy: '2026-11-12',
      urgency: 'now',
      why: 'Last heard 214 days ago; hearing them settles 17 % of what is uncertain about the decision.',
    })
    expect(hear?.answers).toContainEqual({ kind: 'finding', id: '["deciderStale","d","bo"]' })
    expect(hear?.ask).toContain('sentiment')
    expect(meet).toMatchObject({
      statement: 'Meet what Ann Ek expects: "live by May"',
      finishBy: '2026-12-17',
      sway: 0.12,
      why: 'Raises the chance of yes from 23 % to 28 %.',
    })
    const late = nextMoves(of({}, '2026-12-20'), { hours: 40 }).moves.find(({ id }) => id === 'meet:e1')
    expect(late).toMatchObject({ urgency: 'late', tooLate: true })
    expect(late?.why).toMatch(/Should have begun on 2026-11-19\.$/)
  })

  test('name no percentage and no amount where nothing firm is known of the chance', () => {
    const { moves, after } = nextMoves(of({ observations: [] }), { hours: 40 })
    expect(moves.length).toBeGreaterThan(1)
    for (const { why, money, knowledgeMoney } of moves) {
      expect([money, knowledgeMoney]).toEqual([undefined, undefined])
      expect(why).not.toMatch(/chance of yes|Says yes/)
    }
    expect(after.revenueAtRisk).toBeUndefined()
  })

  test('are judged by the next decision to fall where several are open and none is named, and by the account where none is', () => {
    const more = { ...deal, id: 'sooner', expectedAt: '2026-11-30' }
    expect(nextMoves(of({ decisions: [deal, more] })).decision).toBe('sooner')
    expect(
      nextMoves(
        of({
          decisions: [
            { ...deal, expectedAt: undefined },
            { ...deal, id: 'dear', value: { amount: 2e5, currency: 'EUR' }, expectedAt: undefined },
          ],
        }),
      ).decision,
    ).toBe('dear')
    const account = nextMoves(of({ decisions: [] }))
    expect([account.aim, account.decision, account.probabilityOfYes]).toEqual(['account', undefined, undefined])
    expect(account.moves.find(({ id }) => id === 'meet:e1')?.why).toMatch(/^Raises the account's sentiment by 0\.\d\d\.$/)
  })

  test('leave out what is under way, count it as done, and tell what it adds', () => {
    const s = of()
    const [hear] = nextMoves(s).moves
    const village = createVillage(two)
    const planned = record(village, { moves: hear === undefined ? [] : [plannedFrom(s, hear, { id: 'm1', dueAt: '2026-10-09' })] })
    const next = nextMoves(snapshot(planned, '2026-10-12'))
    expect(ids(next)).not.toContain('hear:bo')
    expect(next.underway).toMatchObject([
      { id: 'hear:bo', move: 'm1', statement: 'Hear Bo Li', state: 'planned', dueAt: '2026-10-09', overdue: true },
    ])
    expect(next.underway[0]?.knowledge).toBeGreaterThan(0.05)
    expect(next.overdue).toEqual([{ kind: 'move', id: 'm1', stakeholder: 'bo', dueAt: '2026-10-09', businessDays: 1 }])
    // What was done in vain is suggested again.
    expect(ids(nextMoves(snapshot(recordMove(planned, 'm1', { at: '2026-10-12', state: 'dropped' }), '2026-10-12')))).toContain('hear:bo')
  })

  test('are not suggested again, whatever a suggestion is about, once it is planned', () => {
    for (const { input } of PLANTED) {
      const village = createVillage(input)
      const s = snapshot(village, PLANTED_ON)
      const { moves } = nextMoves(s)
      const planned = record(village, { moves: moves.map((move, i) => plannedFrom(s, move, { id: `m${i}` })) })
      const { underway, ...next } = nextMoves(snapshot(planned, PLANTED_ON))
      expect(underway.map(({ id }) => id).sort()).toEqual(moves.map(({ id }) => id).sort())
      expect(ids({ underway, ...next }).filter(id => moves.some(move => move.id === id))).toEqual([])
    }
  })

  test('go on with the account where hours are left: a powerful person who was never heard is not forgotten', () => {
    const hostile = { at: '2026-09-20', sentiment: -0.8, via: 'interview' as const }
    const s = of({
      stakeholders: [
        { id: 'ann', roles: ['legalCompliance'], veto: true },
        { id: 'bo', roles: ['procurement'], veto: true },
        { id: 'coo', roles: ['decisionMaker'] },
      ],
      observations: [
        { stakeholder: 'ann', ...hostile },
        { stakeholder: 'bo', ...hostile },
      ],
      expectations: [],
      decisions: [
        {
          ...deal,
          kind: 'renewal',
          rule: {
            quota: 1,
            members: [
              { of: 'ann', veto: true },
              { of: 'bo', veto: true },
            ],
          },
        },
      ],
    })
    const { moves } = nextMoves(s)
    expect(moves.find(({ id }) => id === 'hear:coo')).toMatchObject({ aim: 'account', gain: 0 })
  })

  test('go through whom we know; nobody is won over who is due to be heard', () => {
    const s = of({
      teammates: [{ id: 'kim' }, { id: 'lee' }],
      relationships: [
        { teammate: 'kim', stakeholder: 'bo', level: 0.6, since: '2026-10-01' },
        { teammate: 'lee', stakeholder: 'ann', level: 0.9, since: '2026-10-01' },
      ],
      ties: [{ from: 'ann', to: 'bo', kind: 'influence', weight: 9 }],
    })
    const hear = (by?: string) => nextMoves(s, { hours: 40, by }).moves.find(({ id }) => id === 'hear:bo')
    expect(hear()).toMatchObject({ by: 'kim', through: [], chance: expect.closeTo(0.6, 12), cold: false, effort: 2, days: 10 })
    expect(hear('lee')).toMatchObject({
      by: 'lee',
      through: ['ann'],
      chance: expect.closeTo(0.45, 12),
      effort: 2.5,
      days: 15,
      statement: 'Hear Bo Li, introduced by Ann Ek',
    })
    const cold = of({ teammates: [{ id: 'kim' }] })
    const [first] = nextMoves(cold, { hours: 40 }).moves.filter(({ kind }) => kind === 'hear')
    expect(first).toMatchObject({ chance: 0.3, cold: true })
    expect(first?.by).toBeUndefined()
    expect(first?.why).toMatch(/Nobody of ours knows them\.$/)
  })

  test('do not say of somebody who was never heard that we should have begun before we knew them, where no decision is dated', () => {
    const [first] = nextMoves(of({ observations: [], expectations: [], decisions: [] }), { hours: 2 }).moves
    expect(first).toMatchObject({ id: 'hear:ann', urgency: 'late', finishBy: '2026-10-01' })
    expect(first?.why).toMatch(/^Never heard; theirs is \d+ % of all power\.$/)
  })

  test('on a Sunday hear on Monday whoever became known', () => {
    expect(ids(nextMoves(of({ observations: [] }, '2026-10-04'), { hours: 4 }))).toContain('hear:bo')
  })

  test.each([
    [{ hours: -1 }, ['hours']],
    [{ hours: Number.NaN }, ['hours']],
    [{ limit: 1.5 }, ['limit']],
    [{ by: 'nobody' }, ['by']],
    [{ hourCost: { amount: 100, currency: 'USD' } }, ['hourCost.currency']],
    [{ hourCost: { amount: -1, currency: 'EUR' } }, ['hourCost.amount']],
    [{ effort: () => 0 }, ['effort']],
    [{ effort: () => Number.NaN }, ['effort']],
    [{ hour: 3 }, ['hour']],
  ])('refuse %j by name', (options, paths) => {
    expect(refused(() => callLoosely(nextMoves, of(), options))).toMatchObject({ name: 'InvalidArgumentError', paths })
  })

  test('hold an hour against what it costs', () => {
    const dear = nextMoves(of(), { hours: 40, hourCost: { amount: 700, currency: 'EUR' } })
    // Hearing Bo is worth 755 EUR an hour, meeting Ann's expectation 589.
    expect([ids(dear), dear.notWorthIt]).toEqual([['hear:bo'], 1])
    expect(refused(() => nextMoves(of({ decisions: [] }), { hourCost: { amount: 1, currency: 'EUR' } }))).toMatchObject({
      paths: ['hourCost'],
    })
  })

  test('of a village of nobody are none, and say why', () => {
    const nobody = snapshot(createVillage({ account: 'Acme' }), '2026-10-01')
    expect(nextMoves(nobody)).toMatchObject({ moves: [], underway: [], reason: 'nobodyKnown', hoursLeft: 16 })
    expect(nextMoves(of(), { hours: 0 })).toMatchObject({ moves: [], reason: 'noHours' })
  })
})

describe('the advice for an account in trouble', () => {
  test.each(PLANTED.map(each => [each.trouble, each] as const))('%s', (_, { input, advice, not = [] }) => {
    const found = nextMoves(snapshot(createVillage(input), PLANTED_ON))
    const first = ids(found).slice(0, 3)
    for (const id of advice) expect(first).toContain(id)
    for (const id of not) expect(first).not.toContain(id)
    if (advice.length === 0) expect(found).toMatchObject({ moves: [], reason: 'nothingWorthIt', hoursLeft: 16 })
  })
})

describe('what moves can end', () => {
  test('is said of every rule', () => {
    const known = Object.keys(MENDED_BY)
    expect(RISK_RULES.map(({ id }) => id).filter(id => !known.includes(id))).toEqual([])
  })
})

describe('the next moves of any village', () => {
  test('are with and through people who are there, cost what there is, and are each at most once there', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const there = new Set(s.stakeholders.map(({ id }) => id))
      const { moves, underway, hoursLeft, openFindings } = nextMoves(s, { hours: 20, limit: 6 })
      for (const { id, with: people, through, effort, worth, perHour, chance } of moves) {
        expect([...people, ...through].filter(id => !there.has(id) || s.placeholders.includes(id))).toEqual([])
        expect(perHour).toBeCloseTo(worth / effort, 12)
        // Whoever is won over is heard before, whatever that is worth by itself.
        if (moves.some(({ needs }) => needs === id)) expect(worth).toBeGreaterThanOrEqual(0)
        else expect(worth).toBeGreaterThan(0)
        expect(chance).toBeGreaterThan(0)
      }
      expect(underway.flatMap(({ with: people }) => people).filter(id => !there.has(id))).toEqual([])
      expect(moves.length).toBeLessThanOrEqual(6)
      expect(new Set(moves.map(({ id }) => id)).size).toBe(moves.length)
      expect(hoursLeft).toBeCloseTo(20 - moves.reduce((sum, { effort }) => sum + effort, 0), 9)
      expect(hoursLeft).toBeGreaterThanOrEqual(-1e-9)
      const grave = assessRisk(s).filter(({ severity }) => severity !== 'info')
      const ended = new Set([...moves, ...underway].flatMap(({ answers }) => answers.map(({ id }) => id)))
      expect(openFindings.map(({ id }) => id)).toEqual(grave.map(({ id }) => id).filter(id => !ended.has(id)))
    })
  })

  test('lower nothing when they are made, as a hypothesis', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const { moves, decision } = nextMoves(s, { hours: 40, limit: 8 })
      const view = decision === undefined || s.decision?.id === decision ? s : undefined
      if (view === undefined) return
      const swaying = moves.flatMap(({ sway, with: [person] }) =>
        sway === undefined || person === undefined ? [] : [{ sway: person, by: sway }],
      )
      const made = whatIf(view, swaying)
      const worth = (each: Snapshot): number =>
        decision === undefined ? (accountSentiment(each).value ?? 0) : (decisionOutlook(each).probabilityOfYes ?? 0)
      expect(worth(made)).toBeGreaterThanOrEqual(worth(view) - 1e-12)
    })
  })

  test('are the same when all ties weigh twice as much', () => {
    always(scenes, scene => {
      const { s, village } = played(scene)
      const facts = JSON.parse(JSON.stringify(village)) as VillageInput
      // A tie that says no weight has that of its kind.
      const weighing = (factor: number): Snapshot => {
        const ties = village.ties.map(({ weight = 1, ...tie }) => ({ ...tie, weight: weight * factor }))
        return snapshot(createVillage({ ...facts, ties }), s.asOf, { decision: s.decision?.id })
      }
      expect(ids(nextMoves(weighing(2)))).toEqual(ids(nextMoves(weighing(1))))
    })
  })

  test('are worth hardly less with more hours: greedy is no proof, but two hundredths less would be a fault', () => {
    always(scenes, scene => {
      const { s } = played(scene)
      const worth = (hours: number): number => {
        const { moves, aim } = nextMoves(s, { hours, limit: 20 })
        return moves.reduce((sum, move) => (move.aim === aim ? sum + move.worth : sum), 0)
      }
      const [few, many] = [worth(10), worth(24)]
      expect(many).toBeGreaterThanOrEqual(0.98 * few - 1e-12)
    })
  })
})

test('a theme and an expectation of the same words are prepared for in one move', () => {
  const village = createVillage({
    account: 'Acme',
    stakeholders: [
      { id: 'u', roles: ['user'] },
      { id: 'bo', roles: ['decisionMaker'] },
    ],
    observations: [
      { stakeholder: 'u', at: '2025-04-17', sentiment: 0.98, via: 'comment', themes: ['Speed'] },
      { stakeholder: 'u', at: '2026-02-08', sentiment: 0.05, via: 'comment' },
    ],
    expectations: [{ id: 'e0', stakeholder: 'u', statement: 'Speed', importance: 0.2, status: [] }],
  })
  const ids = nextMoves(snapshot(village, '2026-03-02'), { hours: 200, limit: 40 }).moves.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toContain('prepareHandover:onlyUsersVoice:Speed')
})
