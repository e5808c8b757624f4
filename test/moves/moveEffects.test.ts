import { createVillage, explainChange, type Snapshot, sentimentTrend, snapshot, type VillageInput, whatIf } from 'account-village'
import { type MoveEffect, moveEffects } from 'account-village/moves'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference/moveEffects.json' with { type: 'json' }
import { instant } from '../support/days.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always, inProportion } from '../support/law.js'
import { seen } from '../support/measures.js'
import { nearly } from '../support/nearly.js'
import { refused } from '../support/refusal.js'
import { inputOf, type Scene, scenes } from '../support/villages.js'

type MoveInput = NonNullable<VillageInput['moves']>[number]
type ReadingInput = NonNullable<VillageInput['observations']>[number]
type Case = (typeof reference.cases)[number]

const NO_SHARED_ERRORS = { sentiment: { sharedSd: { interview: 0, survey: 0, meeting: 0, comment: 0, impression: 0, text: 0 } } }
const NOW = '2026-08-10'
const see = (input: Omit<VillageInput, 'account'>, settings = {}) =>
  snapshot(createVillage({ account: 'Acme', ...input }), NOW, { settings })
const done = (at: string, ...people: readonly string[]): MoveInput => ({
  id: `${at} ${people}`,
  statement: 'a move',
  with: people,
  status: [{ at, state: 'done' }],
})
const said = (stakeholder: string, at: string, sentiment: number, via = 'interview'): ReadingInput => ({
  stakeholder,
  at,
  sentiment,
  via: via as ReadingInput['via'],
})
const [better] = reference.cases
const factsOf = (each: Case, id: string) => ({
  stakeholders: [{ id }],
  observations: each.readings.map(({ at, sentiment, via }) => said(id, at, sentiment, via)),
  moves: [done(each.doneAt, id)],
})

describe('the effect of a move', () => {
  test.each(reference.cases.map(each => [each.name, each] as const))('"%s" is as computed apart', (_, each) => {
    const { readingsSince, ...expected } = each.expected
    expect(moveEffects(see(factsOf(each, 'ann'), NO_SHARED_ERRORS)).effects).toEqual([
      {
        move: `${each.doneAt} ann`,
        stakeholder: 'ann',
        doneAt: `${each.doneAt}T00:00:00.000Z`,
        ...Object(nearly(expected)),
        readings: readingsSince,
        sharedWith: 0,
      },
    ])
  })

  test('is less sure where what a meeting was like is only reported, by default', () => {
    const [effect] = better === undefined ? [] : moveEffects(see(factsOf(better, 'ann'))).effects
    expect([effect?.before, effect?.after, effect?.beyond].map(each => each?.toFixed(4))).toEqual(['0.0366', '0.3997', '0.3717'])
    expect([effect?.beyondSd, effect?.probabilityBetter].map(each => each?.toFixed(4))).toEqual(['0.2345', '0.9436'])
  })

  test('is pooled over those heard since, by how sure each is', () => {
    const all = reference.cases.map((each, i) => factsOf(each, `person ${i}`))
    const { pooled } = moveEffects(
      see(
        {
          stakeholders: all.flatMap(({ stakeholders }) => stakeholders),
          observations: all.flatMap(({ observations }) => observations),
          moves: all.flatMap(({ moves }) => moves),
        },
        NO_SHARED_ERRORS,
      ),
    )
    expect(pooled).toEqual(nearly(reference.pooled))
  })

  test('is told of done moves and of people who are there, each once', () => {
    const base = {
      stakeholders: [{ id: 'ann' }, { id: 'bo' }, { id: 'cy' }, { id: 'gone', leftAt: '2026-07-01' }],
      observations: [said('ann', '2026-03-02', 0.1), said('bo', '2026-03-02', 0.1)],
    }
    const rows = (...moves: readonly MoveInput[]): unknown =>
      moveEffects(see({ ...base, moves: [...moves] })).effects.map(({ move, stakeholder }) => [move, stakeholder])
    const state = (id: string, ...states: readonly ('done' | 'started' | 'dropped')[]): MoveInput => ({
      id,
      statement: 'a move',
      with: ['ann'],
      status: states.map((each, i) => ({ at: `2026-06-0${i + 1}`, state: each })),
    })
    expect(rows({ ...done('2026-06-01', 'bo', 'gone', 'ann', 'bo'), id: 'm' })).toEqual([
      ['m', 'ann'],
      ['m', 'bo'],
    ])
    expect(rows(state('a'), state('b', 'started'), state('c', 'done', 'dropped'), state('d', 'done', 'started'))).toEqual([])
    expect(rows(state('b', 'started', 'done'), state('a', 'done'))).toEqual([
      ['a', 'ann'],
      ['b', 'ann'],
    ])
    expect(rows({ id: 'm', statement: 'a move', status: [{ at: '2026-06-01', state: 'done' }] })).toEqual([])
  })

  test('has no numbers where nobody ever heard the person, and says so', () => {
    const { effects, pooled } = moveEffects(
      see({ stakeholders: [{ id: 'ann' }], moves: [{ ...done('2026-06-01', 'ann'), id: 'm', expected: { sway: 0.1 } }] }),
    )
    expect(effects).toEqual([
      {
        move: 'm',
        stakeholder: 'ann',
        doneAt: '2026-06-01T00:00:00.000Z',
        expectedSway: 0.1,
        readings: 0,
        sharedWith: 0,
        verdict: 'notHeardSince',
      },
    ])
    expect(pooled).toEqual({ n: 0 })
  })

  test('counts a reading for each move that it follows, and says how many share it', () => {
    const shared = (...observations: readonly ReadingInput[]): unknown => {
      const moves = [done('2026-04-01', 'ann'), done('2026-06-01', 'ann', 'bo'), done('2026-07-01', 'ann')].map((each, i) => ({
        ...each,
        id: `m${i}`,
      }))
      const { effects } = moveEffects(see({ stakeholders: [{ id: 'ann' }, { id: 'bo' }], observations: [...observations], moves }))
      return effects.filter(({ stakeholder }) => stakeholder === 'ann').map(({ readings, sharedWith }) => [readings, sharedWith])
    }
    expect(shared(said('ann', '2026-05-04', 0.1))).toEqual([
      [1, 0],
      [0, 0],
      [0, 0],
    ])
    expect(shared(said('ann', '2026-05-04', 0.1), said('ann', '2026-06-15', 0.1), said('bo', '2026-08-01', 0.1))).toEqual([
      [2, 1],
      [1, 1],
      [0, 0],
    ])
    // What was said at the moment of a move is not after it.
    expect(shared(said('ann', '2026-07-01', 0.1))).toEqual([
      [1, 1],
      [1, 1],
      [0, 0],
    ])
  })

  test('does not blame a move for what an upheaval takes from what was known', () => {
    const facts = {
      stakeholders: [{ id: 'ann' }, { id: 'bo' }],
      observations: [said('ann', '2026-03-02', 0.8), said('bo', '2026-03-02', 0.8)],
      moves: [done('2026-06-01', 'ann', 'bo')],
      upheavals: [{ at: '2026-07-01', kind: 'reorganisation' as const, strength: 0.5, stakeholders: ['ann'] }],
    }
    const [ann, bo] = moveEffects(see(facts)).effects
    for (const each of [ann, bo]) expect(each?.beyond).toBeCloseTo(0, 12)
    const left = 2 ** (-70 / 180)
    expect(ann?.expectedAnyway).toBeCloseTo((0.5 * left - 1) * (ann?.before ?? Number.NaN), 12)
    expect(bo?.expectedAnyway).toBeCloseTo((left - 1) * (bo?.before ?? Number.NaN), 12)
  })

  test('is beside how those fared with whom no move was done', () => {
    const facts = {
      stakeholders: ['ann', 'bo', 'cy', 'dee'].map(id => ({ id })),
      observations: [
        said('ann', '2026-03-02', -0.4),
        said('ann', '2026-08-03', 0.5),
        said('bo', '2026-07-03', 0.4),
        said('cy', '2026-05-03', 0.4),
        said('dee', '2026-07-03', 0.3),
      ],
      moves: [
        done('2026-06-01', 'ann'),
        done('2026-07-01', 'ann'),
        { id: 'planned', statement: 'a move', with: ['dee'] },
        { id: 'started', statement: 'a move', with: ['dee'], status: [{ at: '2026-05-01', state: 'started' as const }] },
      ],
    }
    const { others } = moveEffects(see(facts))
    const untouched = moveEffects(see({ ...facts, moves: [done('2026-06-01', 'bo', 'dee')] })).pooled
    expect(others).toEqual({ ...Object(nearly(untouched)), n: 2 })
    expect(moveEffects(see({ ...facts, moves: [] })).others).toEqual({ n: 0 })
  })

  test('counts what is supposed of somebody as heard of nobody', () => {
    const s = see({ stakeholders: [{ id: 'ann' }], observations: [said('ann', '2026-03-02', 0.1)], moves: [done('2026-06-01', 'ann')] })
    const [effect] = moveEffects(whatIf(s, { sway: 'ann', by: 0.3 })).effects
    expect([effect?.beyond, effect?.verdict]).toEqual([expect.closeTo(0.3, 12), 'notHeardSince'])
  })

  test('keeps people apart whatever their ids', () => {
    const ids = HOSTILE_IDS.slice(0, 30)
    const { effects } = moveEffects(
      see({
        stakeholders: ids.map(id => ({ id })),
        observations: ids.map((id, i) => said(id, '2026-07-01', i / 100)),
        moves: ids.map(id => ({ ...done('2026-06-01', id), id })),
      }),
    )
    expect(effects.map(({ move, stakeholder }) => [move, stakeholder])).toEqual([...ids].sort().map(id => [id, id]))
    const unit = (effects.find(({ stakeholder }) => stakeholder === ids[10])?.after ?? Number.NaN) / 10
    for (const { stakeholder, after } of effects) expect(after).toBeCloseTo(ids.indexOf(stakeholder) * unit, 12)
  })
})

describe('the part of moves in the change of the account', () => {
  const facts = {
    stakeholders: [
      { id: 'ann', roles: ['economicBuyer' as const] },
      { id: 'bo', roles: ['user' as const] },
    ],
    observations: [
      { ...said('ann', '2026-03-02', -0.4), id: 'before' },
      { ...said('ann', '2026-07-02', 0.1), id: 'between' },
      { ...said('ann', '2026-08-03', 0.5), id: 'after' },
      { ...said('bo', '2026-08-03', 0.2), id: 'other' },
    ],
    moves: [done('2026-07-15', 'ann')],
  }
  const village = createVillage({ account: 'Acme', ...facts })
  const [start, end] = [snapshot(village, '2026-06-01'), snapshot(village, NOW)]

  test('is what was heard of people after a move with them', () => {
    const { account } = moveEffects(end, { before: start })
    const { total, contributions } = explainChange(start, end)
    const after = contributions.find(({ reading }) => reading === 'after')
    expect(account).toEqual({ total, throughMoves: after?.amount, rest: total - (after?.amount ?? Number.NaN) })
    expect(after?.amount).toBeGreaterThan(0.1)
    expect(moveEffects(end).account).toBeUndefined()
  })

  test('needs an earlier snapshot of the same account', () => {
    const elsewhere = snapshot(createVillage({ account: 'Other' }), NOW)
    expect(refused(() => moveEffects(end, { before: elsewhere }))).toMatchObject({ name: 'InvalidArgumentError', paths: ['after'] })
  })
})

describe('effects of moves in any village', () => {
  /** A drawn village in which moves were done with the first people, two by two, every forty days. */
  const moved = (scene: Scene): Snapshot => {
    const input = inputOf(scene)
    const ids = input.stakeholders?.map(({ id }) => id) ?? []
    const moves = ids.slice(0, 6).map((id, i): MoveInput => ({ ...done(instant(40 * i), id, ids[i + 1] ?? id), id: `done ${i}` }))
    return seen(createVillage({ ...input, moves: [...(input.moves ?? []), ...moves] }), scene)
  }

  test('are the change of the trend less the drift that was to come, with words that follow from the numbers', () => {
    let judged = 0
    always(scenes, scene => {
      const s = moved(scene)
      const { effects, pooled, others } = moveEffects(s)
      const { declineProbability } = s.settings.risk
      for (const { stakeholder, doneAt: since, verdict, readings, ...numbers } of effects) {
        const { change, beyond, expectedAnyway, before, after, probabilityBetter, sd, beyondSd } = numbers
        if (change === undefined) {
          expect([verdict, beyond, before, after, sd, readings]).toEqual(['notHeardSince', undefined, undefined, undefined, undefined, 0])
          continue
        }
        if (since < s.agedTo) {
          const trend = sentimentTrend(s, { since, stakeholder })
          expect([change, sd]).toEqual(nearly([trend.change, trend.sd]))
        }
        expect((after ?? Number.NaN) - (before ?? Number.NaN)).toBeCloseTo(change, 12)
        expect(beyond).toBeCloseTo(change - (expectedAnyway ?? Number.NaN), 12)
        expect((beyondSd ?? -1) >= 0 && (probabilityBetter ?? -1) >= 0 && (probabilityBetter ?? 2) <= 1).toBe(true)
        if (verdict === 'better') expect(probabilityBetter).toBeGreaterThanOrEqual(declineProbability)
        if (verdict === 'worse') expect(probabilityBetter).toBeLessThanOrEqual(1 - declineProbability + 1e-12)
        expect(verdict === 'notHeardSince').toBe(readings === 0)
        judged++
      }
      expect(pooled.n).toBe(effects.filter(({ verdict }) => verdict !== 'notHeardSince').length)
      for (const { n, beyond, sd } of [pooled, others]) expect([beyond !== undefined, (sd ?? 0) > 0]).toEqual([n > 0, n > 0])
    })
    expect(judged).toBeGreaterThan(inProportion(500))
  })

  test('sum with what else happened to the change of the account', () => {
    always(
      scenes,
      scene => {
        const s = moved(scene)
        const start = moved({ ...scene, view: { ...scene.view, asOf: scene.view.asOf - 60 } })
        const { account } = moveEffects(s, { before: start })
        const { total = Number.NaN, throughMoves = Number.NaN, rest = Number.NaN } = account ?? {}
        expect(total).toBe(explainChange(start, s).total)
        expect(Math.abs(throughMoves + rest - total)).toBeLessThanOrEqual(1e-12)
      },
      300,
    )
  })

  test('say of whom nothing was heard since, where nobody was, that nothing came beyond what was to come', () => {
    let quiet = 0
    always(scenes, scene => {
      const s = moved(scene)
      const isQuiet = ({ doneAt: since }: MoveEffect): boolean =>
        s.observations.every(({ at }) => at < since) && s.interviews.every(({ at }) => at < since) && s.requests.length === 0
      for (const effect of moveEffects(s).effects.filter(isQuiet)) {
        if (effect.beyond === undefined) continue
        expect(effect.beyond).toBeCloseTo(0, 9)
        quiet++
      }
    })
    expect(quiet).toBeGreaterThan(inProportion(100))
  })
})
