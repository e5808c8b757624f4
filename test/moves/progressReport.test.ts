import { createVillage, type ExpectationStatus, snapshot, type TimeInput, type VillageInput } from 'account-village'
import { type ProgressReport, progressReport, recordMoveShared } from 'account-village/moves'
import { toProgressPage } from 'account-village/render'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { progressText } from '../../src/render/text/progressText.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always, inProportion } from '../support/law.js'
import { callLoosely, refused } from '../support/refusal.js'

type MoveInput = NonNullable<VillageInput['moves']>[number]
type State = NonNullable<MoveInput['status']>[number]['state']
type Input = Omit<VillageInput, 'account'>
const NOW = '2026-03-30'
const at = (day: string) => `${day}T00:00:00.000Z`
const written = (input: Input) => createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', name: 'Ann' }, { id: 'bo' }], ...input })
const reportOf = (input: Input, asOf = NOW) => progressReport(snapshot(written(input), asOf), { with: 'ann' })
const went = (state: State, day = '2026-03-10') => ({ status: [{ at: day, state }] })
const answering = (kind: 'expectation' | 'comment', id: string) => ({ answers: [{ kind, id }] })
const move = (id: string, more: Partial<MoveInput> = {}): MoveInput => ({ id, statement: 'internal', ...more })
const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

const comment = { id: 'c', at: '2026-03-02', stakeholder: 'ann', text: 'Late again.' }
const hope = { id: 'e', stakeholder: 'ann', statement: 'At eight', importance: 0.9, status: [] }
const met = { at: '2026-03-20', state: 'met' as const }

describe('what they asked for', () => {
  test('is a comment: open, under way while a move answers it, and done once one has', () => {
    const asked = { id: 'c', kind: 'comment', said: 'Late again.', at: at('2026-03-02'), steps: [] }
    const askedBy = (...moves: readonly MoveInput[]) => reportOf({ comments: [comment], moves }).asked
    const step = answering('comment', 'c')
    expect(askedBy(move('m', { with: ['ann'] }))).toEqual([{ ...asked, state: 'open' }])
    expect(askedBy(move('m', step))).toEqual([{ ...asked, state: 'underway' }])
    expect(askedBy(move('m', { ...step, ...went('started') }))).toEqual([{ ...asked, state: 'underway' }])
    expect(askedBy(move('m', { ...step, ...went('dropped') }))).toEqual([{ ...asked, state: 'open' }])
    const done = { ...asked, state: 'done', doneAt: at('2026-03-10') }
    expect(askedBy(move('m', { ...step, ...went('done') }), move('n', step))).toEqual([done])
    const actions = [{ at: '2026-03-10', by: 'kim', statement: 'internal' }]
    expect(reportOf({ comments: [{ ...comment, actions }] }).asked).toEqual([done])
  })

  test('is an expectation: done only when it is met, whatever moves are', () => {
    const asked = { id: 'e', kind: 'expectation', said: 'At eight', dueAt: at('2026-04-01'), steps: [] }
    const askedBy = (status: readonly ExpectationStatus<TimeInput>[], ...moves: readonly MoveInput[]) =>
      reportOf({ expectations: [{ ...hope, dueAt: '2026-04-01', status }], comments: [{ ...comment, id: 'e', stakeholder: 'bo' }], moves })
        .asked
    const step = answering('expectation', 'e')
    const missed = { at: '2026-03-25', state: 'missed' as const }
    // A comment of the same id is something else.
    expect(askedBy([], move('m', answering('comment', 'e')))).toEqual([{ ...asked, state: 'open' }])
    expect(askedBy([missed], move('m', step))).toEqual([{ ...asked, state: 'underway' }])
    expect(askedBy([], move('m', { ...step, ...went('done') }))).toEqual([{ ...asked, state: 'open' }])
    expect(askedBy([met], move('m', step))).toEqual([{ ...asked, state: 'done', doneAt: at('2026-03-20') }])
    expect(askedBy([missed, met])).toEqual([{ ...asked, state: 'open' }])
  })

  test('has as steps the promises of the moves that answer it, once each, with anybody', () => {
    const { asked, ours } = reportOf({
      expectations: [hope],
      moves: [
        move('a', { ...answering('expectation', 'e'), promise: 'planned', with: ['bo'], dueAt: '2026-04-09' }),
        move('b', { ...answering('expectation', 'e'), promise: 'begun', with: ['ann'], ...went('started') }),
        move('c', { answers: [1, 2].map(() => ({ kind: 'expectation', id: 'e' })), promise: 'done', ...went('done', '2026-03-12') }),
        move('d', { ...answering('expectation', 'e'), promise: 'dropped', ...went('dropped') }),
        move('e', { ...answering('expectation', 'e'), promise: ' ', with: ['ann'] }),
      ],
    })
    expect([asked[0]?.state, ours]).toEqual(['underway', []])
    expect(asked[0]?.steps).toEqual([
      { at: at('2026-03-12'), text: 'done', state: 'done' },
      { at: at('2026-03-10'), text: 'begun', state: 'underway' },
      { text: 'planned', state: 'open' },
    ])
  })

  test('is in their own words: what others said or we concluded is not there', () => {
    const { asked } = reportOf({
      comments: [
        { ...comment, id: 'other', stakeholder: 'bo' },
        { ...comment, basis: 'stated' },
        { ...comment, id: 'guess', basis: 'inferred' },
      ],
      expectations: [{ ...hope, basis: 'inferred' }],
    })
    expect(idsOf(asked)).toEqual(['c'])
  })

  test('stands done first, then under way, then open; by date, what has none last, and by id', () => {
    const { asked } = reportOf({
      comments: [
        ...['b', 'a'].map(id => ({ ...comment, id })),
        { ...comment, id: 'first', at: '2026-03-01' },
        { ...comment, id: 'answered', actions: [{ at: '2026-03-21', by: 'kim', statement: 'x' }] },
      ],
      expectations: [
        { ...hope, id: 'undated' },
        { ...hope, id: 'due', dueAt: '2026-03-01T12:00:00Z' },
        { ...hope, id: 'met', dueAt: '2026-05-01', status: [met] },
        { ...hope, id: 'moving', dueAt: '2026-06-01' },
      ],
      moves: [move('m', answering('expectation', 'moving'))],
    })
    expect(idsOf(asked)).toEqual(['met', 'answered', 'moving', 'first', 'due', 'a', 'b', 'undated'])
  })
})

describe('other moves', () => {
  const moves = [
    move('later', { with: ['bo', 'ann'], promise: 'later', dueAt: '2026-05-01' }),
    move('sooner', { with: ['ann'], promise: 'sooner', dueAt: '2026-04-01' }),
    move('started', { with: ['ann'], promise: 'started', ...went('started') }),
    move('done', { with: ['ann'], promise: 'done', ...went('done') }),
    move('silent', { with: ['ann'] }),
    move('dropped', { with: ['ann'], promise: 'dropped', ...went('dropped') }),
    move('elsewhere', { with: ['bo'], promise: 'elsewhere' }),
    move('theirs', { with: ['ann'], byThem: 'ann', promise: 'theirs', dueAt: '2026-04-02', ...went('done') }),
    move('step', { byThem: 'ann', promise: 'step', ...answering('comment', 'c') }),
    move('unsaid', { byThem: 'ann' }),
  ]

  test('are ours when they are with them and promised, and theirs when they see to them', () => {
    const { ours, theirs, asked } = reportOf({ comments: [comment], moves })
    expect(ours).toEqual([
      { id: 'done', text: 'done', state: 'done', doneAt: at('2026-03-10') },
      { id: 'started', text: 'started', state: 'underway' },
      { id: 'sooner', text: 'sooner', state: 'open', dueAt: at('2026-04-01') },
      { id: 'later', text: 'later', state: 'open', dueAt: at('2026-05-01') },
    ])
    expect(theirs).toEqual([
      { id: 'theirs', text: 'theirs', dueAt: at('2026-04-02'), state: 'done' },
      { id: 'step', text: 'step', state: 'open' },
    ])
    expect(asked[0]?.steps).toEqual([{ text: 'step', state: 'open' }])
  })

  test('are as they stood on the day', () => {
    expect(reportOf({ comments: [comment], moves }, '2026-03-09').ours.map(({ state }) => state)).toEqual([
      'open',
      'open',
      'open',
      'open',
      'open',
    ])
  })
})

describe('news', () => {
  const moves = [move('m', { with: ['ann'], promise: 'x', ...went('done') })]
  const news = (input: Input, asOf?: string) => reportOf(input, asOf).news

  test('is whatever is done while they were never told anything', () => {
    expect(news({})).toBe(false)
    expect(news({ comments: [comment] })).toBe(false)
    expect(news({ moves })).toBe(true)
    expect(news({ moves }, '2026-03-09')).toBe(false)
    expect(news({ expectations: [{ ...hope, status: [met] }] })).toBe(true)
    expect(news({ comments: [comment], moves: [move('m', { ...answering('comment', 'c'), ...went('done') })] })).toBe(true)
    expect(news({ expectations: [hope], moves: [move('m', { ...answering('expectation', 'e'), promise: 'x', ...went('done') })] })).toBe(
      true,
    )
    // Nothing that they see was done.
    expect(news({ expectations: [hope], moves: [move('m', { ...answering('expectation', 'e'), ...went('done') })] })).toBe(false)
    expect(news({ moves: [move('m', { byThem: 'ann', promise: 'x', ...went('done') })] })).toBe(false)
  })

  test('is what became done since they were last told of anything', () => {
    const tellings = ['2026-03-09', '2026-03-10', '2026-03-11'] as const
    const shared = (who: string, day: string) =>
      progressReport(snapshot(recordMoveShared(written({ moves }), 'm', who, day), NOW), { with: 'ann' }).news
    expect(tellings.map(day => shared('ann', day))).toEqual([true, false, false])
    expect(tellings.map(day => shared('bo', day))).toEqual([true, true, true])
    const back = (stakeholder: string, day: string) => news({ moves, comments: [{ ...comment, stakeholder, sharedBackAt: day }] })
    expect(tellings.map(day => back('ann', day))).toEqual([true, false, false])
    expect(tellings.map(day => back('bo', day))).toEqual([true, true, true])
    const twice = ['2026-03-11', '2026-03-05'].map(day => ({ stakeholder: 'ann', at: day }))
    expect(news({ moves: [move('old', { sharedWith: twice }), ...moves] })).toBe(false)
  })
})

describe('who gets one', () => {
  test('is a person who is there', () => {
    const { account, asOf, for: whom } = reportOf({})
    expect([account, asOf, whom]).toEqual(['Acme', NOW, { id: 'ann', name: 'Ann' }])
    const s = snapshot(written({ stakeholders: [{ id: 'ann' }, { id: 'gone', name: 'Gert', leftAt: '2026-03-01' }] }), NOW)
    expect(progressReport(s, { with: 'ann' }).for).toEqual({ id: 'ann' })
    expect(s.placeholders).not.toEqual([])
    for (const id of ['nobody', 'gone', ...s.placeholders]) {
      const { name, paths, message } = refused(() => progressReport(s, { with: id }))
      expect([name, paths]).toEqual(['UnknownStakeholderError', ['with']])
      expect(message).not.toContain('Gert')
    }
  })

  test('has to be said', () => {
    const s = snapshot(written({}), NOW)
    expect(refused(() => callLoosely(progressReport, s)).message).toMatch(/^progressReport: options: are required; pass \{ with \}/)
    for (const id of [undefined, '', 5, ['ann']]) {
      const { name, paths } = refused(() => callLoosely(progressReport, s, { with: id }))
      expect([name, paths]).toEqual(['InvalidArgumentError', ['with']])
    }
  })
})

/** Stands in all that a person is not to see. */
const CANARY = 'CANARY'
/** Numbers and words that nobody may see, whose canary is the value itself. */
const TELLTALES = /CANARY|9876|winOver|economicBuyer|survey|2019-/

/** Who does a move, with whom, what it answers, how it went, and who was told. */
const drawnMoves = fc.array(
  fc.record({
    by: fc.constantFrom('kim', 'me', 'other', 'nobody'),
    with: fc.subarray(['me', 'other', 'gone'] as const),
    answers: fc.subarray(['e', 'c', 'guess', 'their e', 'their c', 'talk', 'rule', 'name'] as const, { maxLength: 2 }),
    state: fc.constantFrom('planned' as const, 'started' as const, 'done' as const, 'dropped' as const),
    isPromised: fc.boolean(),
    told: fc.subarray(['me', 'other'] as const),
  }),
  { minLength: 1, maxLength: 7 },
)
const NAMES = ['me', 'e', 'c', ...Array.from({ length: 7 }, (_, i) => `m${i}`)]
const idsDrawn = fc.oneof(
  { arbitrary: fc.constant(NAMES), weight: 9 },
  { arbitrary: fc.shuffledSubarray([...HOSTILE_IDS], { minLength: NAMES.length, maxLength: NAMES.length }), weight: 1 },
)
const drawn = fc.record({ ids: idsDrawn, moves: drawnMoves, isMet: fc.boolean() })
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never

/** A village full of canaries, and the promises that the person may see. */
function rigged({ ids, moves, isMet }: Drawn): { readonly input: VillageInput; readonly me: string; readonly promises: readonly string[] } {
  const [me = '', e = '', c = '', ...moveIds] = ids
  const hidden = (name: string) => `${name} ${CANARY}`
  const person = (name: string) => (name === 'me' ? me : hidden(name))
  const inner = { source: CANARY, confidence: 0.9876 }
  const said = { ...inner, at: '2026-03-02', themes: [CANARY], touchpoint: CANARY, via: CANARY, by: hidden('kim') }
  const money = { amount: 98_765, currency: 'EUR' }
  const facts = {
    e: { kind: 'expectation', id: e },
    c: { kind: 'comment', id: c },
    guess: { kind: 'comment', id: hidden('guess'), stakeholder: me },
    'their e': { kind: 'expectation', id: hidden('their e'), stakeholder: me },
    'their c': { kind: 'comment', id: hidden('their c') },
    talk: { kind: 'interview', id: hidden('talk') },
    rule: { kind: 'barrier', id: hidden('rule') },
    name: { kind: 'finding', id: CANARY, stakeholder: me },
  } as const
  const isSeen = ({ by, with: people, answers, state, isPromised }: Drawn['moves'][number]) =>
    isPromised && state !== 'dropped' && (by === 'me' || people.includes('me') || answers.some(each => each === 'e' || each === 'c'))
  const input: VillageInput = {
    account: { id: CANARY, name: 'Acme', annualRevenue: money, parent: CANARY, ...inner },
    stakeholders: [
      { id: me, name: 'Ann', title: CANARY, email: `${CANARY}@acme.example`, roles: ['economicBuyer'], ...inner },
      { id: hidden('other'), name: CANARY, title: CANARY, email: `${CANARY}2@acme.example`, ...inner },
      { id: hidden('gone'), name: CANARY, leftAt: '2026-03-01' },
    ],
    teammates: [{ id: hidden('kim'), name: CANARY, email: `${CANARY}@ours.example`, team: CANARY, location: CANARY }],
    decisions: [{ id: hidden('deal'), name: CANARY, kind: 'new', value: money, ...inner }],
    vetoes: [{ stakeholder: me, scope: CANARY, ...inner }],
    relationships: [{ teammate: hidden('kim'), stakeholder: me, level: 0.9876 }],
    observations: [{ stakeholder: me, at: '2026-03-02', sentiment: 0.9876, via: 'survey', ...inner }],
    motives: [{ stakeholder: me, kind: 'career', statement: CANARY }],
    barriers: [{ id: hidden('rule'), statement: CANARY, stakeholders: [me], kind: 'policy', blocks: 0.9876 }],
    interviews: [
      {
        id: hidden('talk'),
        at: '2026-03-02',
        stakeholder: me,
        plan: CANARY,
        sentiment: 0.9876,
        answers: [{ question: CANARY, summary: CANARY, themes: [CANARY] }],
      },
    ],
    expectations: [
      {
        id: e,
        stakeholder: me,
        statement: 'my hope',
        importance: 0.9876,
        themes: [CANARY],
        decision: hidden('deal'),
        status: isMet ? [met] : [],
        ...inner,
      },
      { id: hidden('their e'), stakeholder: hidden('other'), statement: CANARY, importance: 0.9876, status: [met] },
    ],
    comments: [
      { id: c, stakeholder: me, text: 'my words', routedTo: [{ group: CANARY, at: '2026-03-03' }], ...said },
      { id: hidden('guess'), stakeholder: me, text: CANARY, basis: 'inferred', ...said },
      { id: hidden('their c'), stakeholder: hidden('other'), text: CANARY, actions: [{ at: NOW, by: CANARY, statement: CANARY }], ...said },
    ],
    moves: moves.map((each, i): MoveInput => {
      const { by, with: people, answers, state, isPromised, told } = each
      return {
        id: isSeen(each) ? (moveIds[i] ?? '') : hidden(`m${i}`),
        statement: CANARY,
        kind: 'winOver',
        outcome: CANARY,
        effort: 9876.5,
        durationDays: 9876,
        expected: { gain: 0.9876, sway: 0.9876, money },
        decision: hidden('deal'),
        plannedAt: '2019-01-01',
        startAt: '2019-01-02',
        with: people.map(person),
        ...(by === 'kim' && { by: hidden('kim') }),
        ...((by === 'me' || by === 'other') && { byThem: person(by) }),
        answers: answers.map(name => facts[name]),
        status: state === 'planned' ? [] : [{ at: '2026-03-10', state, note: CANARY }],
        ...(isPromised && { promise: isSeen(each) ? `promise ${i}` : CANARY }),
        sharedWith: told.map(name => ({ stakeholder: person(name), at: '2026-03-11' })),
        ...inner,
      }
    }),
  }
  return { input, me, promises: moves.flatMap((each, i) => (isSeen(each) ? [`promise ${i}`] : [])) }
}

/** All that a report may hold. */
const ALLOWED: { readonly [field: string]: readonly string[] } = {
  report: ['account', 'asOf', 'asked', 'for', 'news', 'ours', 'theirs'],
  for: ['id', 'name'],
  asked: ['at', 'doneAt', 'dueAt', 'id', 'kind', 'said', 'state', 'steps'],
  steps: ['at', 'state', 'text'],
  ours: ['doneAt', 'dueAt', 'id', 'state', 'text'],
  theirs: ['dueAt', 'id', 'state', 'text'],
}

function strayFields({ asked, ours, theirs, ...report }: ProgressReport): string[] {
  const parts = {
    report: [{ asked, ours, theirs, ...report }],
    for: [report.for],
    asked,
    steps: asked.flatMap(({ steps }) => steps),
    ours,
    theirs,
  }
  return Object.entries(parts).flatMap(([name, rows]) => rows.flatMap(row => Object.keys(row).filter(key => !ALLOWED[name]?.includes(key))))
}

test('nothing internal and nothing of anybody else is ever in a report, its page and its text, and every promise to them is', () => {
  const found = { seen: 0, unseen: 0, dropped: 0, hostile: 0 }
  always(
    drawn,
    village => {
      const { input, me, promises } = rigged(village)
      const report = progressReport(snapshot(createVillage(input), NOW), { with: me })
      expect(JSON.stringify(report)).not.toMatch(TELLTALES)
      expect(strayFields(report)).toEqual([])
      const [page, text] = [toProgressPage(report), progressText(report, { width: 80, heading: line => line })]
      for (const shown of [page, text]) expect(shown).not.toMatch(TELLTALES)
      // Ids are for programs.
      for (const id of village.ids) if (id.length > 8) expect([id, page.includes(id)]).toEqual([id, false])
      for (const promise of promises) expect([page.includes(promise), text.includes(promise)]).toEqual([true, true])
      const { asked, ours, theirs } = report
      const texts = [...asked.flatMap(({ steps }) => steps), ...ours, ...theirs].map(({ text }) => text)
      expect([...new Set(texts)].sort()).toEqual([...promises].sort())
      expect(asked.map(({ said }) => said).sort()).toEqual(['my hope', 'my words'])
      expect(JSON.parse(JSON.stringify(report))).toEqual(report)
      found.seen += promises.length
      found.unseen += village.moves.length - promises.length
      found.dropped += village.moves.filter(({ state, isPromised }) => state === 'dropped' && isPromised).length
      found.hostile += Number(village.ids !== NAMES)
    },
    400,
  )
  for (const count of [found.seen, found.unseen, found.dropped]) expect(count).toBeGreaterThan(inProportion(100))
  expect(found.hostile).toBeGreaterThan(inProportion(10))
})
