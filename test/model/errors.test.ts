import {
  ConflictingFactError,
  createVillage,
  ErasedStakeholderError,
  eraseStakeholder,
  InvalidArgumentError,
  InvalidDateError,
  InvalidRuleError,
  InvalidVillageError,
  LimitExceededError,
  parseVillage,
  record,
  recordDeparture,
  recordOutcome,
  recordSentiment,
  retract,
  revise,
  sentimentTrend,
  setTie,
  snapshot,
  timeline,
  UnknownDecisionError,
  UnknownStakeholderError,
  VillageError,
} from 'account-village'
import { describe, expect, test } from 'vitest'
import { refusal, refused } from '../support/refusal.js'

const SECRETS = ['Zoë Hidden', 'zoe@hidden.example', 'Chief Hiding Officer', 'said in confidence', 'dreams of Paris', 'private answer']
const village = createVillage({
  account: { id: 'acme', name: 'Zoë Hidden Ltd' },
  stakeholders: [
    { id: 'zoe', name: 'Zoë Hidden', email: 'zoe@hidden.example', title: 'Chief Hiding Officer', roles: ['champion'] },
    { id: 'bo', name: 'Zoë Hidden the second' },
  ],
  ties: [
    { id: 't1', from: 'zoe', to: 'bo', kind: 'influence' },
    { id: 'odds', from: 'bo', to: 'zoe', kind: 'conflict', recordedAt: '2026-03-02' },
  ],
  observations: [
    {
      id: 'o1',
      stakeholder: 'zoe',
      at: '2026-03-02',
      sentiment: 0.1,
      via: 'text',
      note: 'said in confidence',
      themes: ['dreams of Paris'],
    },
  ],
  decisions: [{ id: 'deal', name: 'dreams of Paris', kind: 'new' }],
  comments: [{ id: 'c1', at: '2026-03-02', stakeholder: 'zoe', text: 'said in confidence' }],
  expectations: [{ id: 'e1', stakeholder: 'zoe', statement: 'dreams of Paris', importance: 1, status: [] }],
  interviews: [{ id: 'i1', at: '2026-03-02', stakeholder: 'zoe', answers: [{ question: 'why', summary: 'private answer' }] }],
})
const reading = { stakeholder: 'nobody', at: '2026-03-02', sentiment: 0, via: 'text', note: 'said in confidence' } as const
const deep = (levels: number): object =>
  levels === 0 ? { quota: 1, members: [{ of: 'bo' }] } : { quota: 1, members: [{ of: deep(levels - 1) }] }

/** What is done, and the function, the error, its code, the culprit and the way out that its message names. */
const FAULTS = [
  [
    'a reading of nobody',
    () => recordSentiment(village, reading),
    'recordSentiment',
    UnknownStakeholderError,
    'unknownStakeholder',
    '"nobody"',
    'Add them first',
  ],
  [
    'a fact about nobody',
    () => record(village, { observations: [reading] }),
    'record',
    UnknownStakeholderError,
    'unknownStakeholder',
    '"nobody"',
    'Add them first',
  ],
  [
    'a role of nobody',
    () => record(village, { roles: [{ stakeholder: 'nobody', role: 'user' }] }),
    'record',
    UnknownStakeholderError,
    'unknownStakeholder',
    '"nobody"',
    'Add them first',
  ],
  [
    'a veto of nobody',
    () => record(village, { vetoes: [{ stakeholder: 'nobody' }] }),
    'record',
    UnknownStakeholderError,
    'unknownStakeholder',
    '"nobody"',
    'Add them first',
  ],
  [
    'a tie to nobody',
    () => record(village, { ties: [{ from: 'zoe', to: 'nobody', kind: 'influence' }] }),
    'record',
    UnknownStakeholderError,
    'unknownStakeholder',
    '"nobody"',
    'Add them first',
  ],
  [
    'a meeting with nobody',
    () => record(village, { interactions: [{ at: '2026-03-02', kind: 'demo', participants: ['zoe', 'nobody'] }] }),
    'record',
    UnknownStakeholderError,
    'unknownStakeholder',
    '"nobody"',
    'Add them first',
  ],
  [
    'the departure of nobody',
    () => recordDeparture(village, 'nobody', '2026-03-02'),
    'recordDeparture',
    UnknownStakeholderError,
    'unknownStakeholder',
    '"nobody"',
    'Add them first',
  ],
  [
    'the erasure of nobody',
    () => eraseStakeholder(village, 'nobody'),
    'eraseStakeholder',
    UnknownStakeholderError,
    'unknownStakeholder',
    '"nobody"',
    'nobody',
  ],
  [
    'a fact about a person who was erased',
    () => record(eraseStakeholder(village, 'zoe').village, { observations: [{ ...reading, stakeholder: 'zoe' }] }),
    'record',
    ErasedStakeholderError,
    'erasedStakeholder',
    'observations[0].stakeholder',
    'Leave out that person',
  ],
  [
    'a seat for nobody',
    () => record(village, { decisions: [{ id: 'd2', name: 'dreams of Paris', kind: 'new', rule: 'nobody' }] }),
    'record',
    UnknownStakeholderError,
    'unknownStakeholder',
    '"nobody"',
    'Add them first',
  ],
  [
    'a trend of nobody',
    () => sentimentTrend(snapshot(village, '2026-03-02'), { since: '2026-03-01', stakeholder: 'nobody' }),
    'sentimentTrend',
    UnknownStakeholderError,
    'unknownStakeholder',
    '"nobody"',
    '2026-03-02',
  ],
  [
    'a role in no decision',
    () => record(village, { roles: [{ stakeholder: 'zoe', role: 'user', decision: 'none' }] }),
    'record',
    UnknownDecisionError,
    'unknownDecision',
    '"none"',
    'Add it first',
  ],
  [
    'an outcome of no decision',
    () => recordOutcome(village, 'none', { result: 'won', at: '2026-03-02' }),
    'recordOutcome',
    UnknownDecisionError,
    'unknownDecision',
    '"none"',
    'Add it first',
  ],
  [
    'a look at no decision',
    () => snapshot(village, '2026-03-02', { decision: 'none' }),
    'snapshot',
    UnknownDecisionError,
    'unknownDecision',
    '"none"',
    'known by then',
  ],
  [
    'a unit that is not there',
    () => record(village, { stakeholders: [{ id: 'cy', unit: 'nowhere' }] }),
    'record',
    InvalidVillageError,
    'invalidVillage',
    '"nowhere"',
    'Add it first',
  ],
  ['a day that no calendar has', () => snapshot(village, '2026-02-30'), 'snapshot', InvalidDateError, 'invalidDate', 'asOf', 'YYYY-MM-DD'],
  [
    'a known-on that is no date',
    () => snapshot(village, '2026-03-02', { knownOn: 'yesterday' }),
    'snapshot',
    InvalidDateError,
    'invalidDate',
    'knownOn',
    'YYYY-MM-DD',
  ],
  [
    'a trend since no date',
    () => sentimentTrend(snapshot(village, '2026-03-02'), { since: '2026-03-01T10:00' }),
    'sentimentTrend',
    InvalidDateError,
    'invalidDate',
    'since',
    'offset',
  ],
  [
    'a trend since the future',
    () => sentimentTrend(snapshot(village, '2026-03-02'), { since: '2026-03-03' }),
    'sentimentTrend',
    InvalidArgumentError,
    'invalidArgument',
    'since',
    '2026-03-02',
  ],
  [
    'a departure on no date',
    () => recordDeparture(village, 'zoe', '2026-13-01'),
    'recordDeparture',
    InvalidDateError,
    'invalidDate',
    '',
    'YYYY-MM-DD',
  ],
  [
    'a retraction on no date',
    () => retract(village, 'o1', { recordedAt: '01/02/2026' }),
    'retract',
    InvalidDateError,
    'invalidDate',
    'recordedAt',
    'YYYY-MM-DD',
  ],
  [
    'a revision on no date',
    () => revise(village, {}, { recordedAt: '' }),
    'revise',
    InvalidDateError,
    'invalidDate',
    'recordedAt',
    'YYYY-MM-DD',
  ],
  [
    'a timeline from no date',
    () => timeline(village, () => 0, { from: 'now', to: '2026-03-02', step: { days: 1 } }),
    'timeline',
    InvalidDateError,
    'invalidDate',
    'from',
    'YYYY-MM-DD',
  ],
  [
    'a step of nothing',
    () => timeline(village, () => 0, { from: '2026-03-02', to: '2026-03-02', step: { days: 0 } }),
    'timeline',
    InvalidArgumentError,
    'invalidArgument',
    'step',
    'at least 1',
  ],
  [
    'an endless timeline',
    () => timeline(village, () => 0, { from: '1900-01-01', to: '2026-03-02', step: { days: 1 } }),
    'timeline',
    LimitExceededError,
    'limitExceeded',
    '10000',
    'longer step',
  ],
  [
    'the same id with other content',
    () => record(village, { observations: [{ ...reading, id: 'o1', stakeholder: 'zoe', sentiment: 0.9 }] }),
    'record',
    ConflictingFactError,
    'conflictingFact',
    '"o1"',
    'revise()',
  ],
  [
    'a person known otherwise',
    () => record(village, { stakeholders: [{ id: 'zoe', name: 'Zoë Hidden', email: 'zoe@hidden.example' }] }),
    'record',
    ConflictingFactError,
    'conflictingFact',
    '"zoe"',
    'revise()',
  ],
  [
    'the retraction of nothing',
    () => retract(village, 'o9', { recordedAt: '2026-03-05' }),
    'retract',
    InvalidArgumentError,
    'invalidArgument',
    '"o9"',
    'no fact',
  ],
  [
    'the retraction of what we had not learned',
    () => retract(village, 'o1', { recordedAt: '2026-03-01' }),
    'retract',
    InvalidArgumentError,
    'invalidArgument',
    '"o1"',
    '2026-03-02',
  ],
  [
    'a tie set with nobody, also where it is only to end',
    () => setTie(village, { from: 'zoe', to: 'nobody', kind: 'influence', weight: 0 }, { recordedAt: '2026-03-02' }),
    'setTie',
    UnknownStakeholderError,
    'unknownStakeholder',
    '"nobody"',
    'Add them first',
  ],
  [
    'a tie set before it was learned that another one is in force',
    () => setTie(village, { from: 'zoe', to: 'bo', kind: 'conflict', weight: 1 }, { recordedAt: '2026-03-01' }),
    'setTie',
    InvalidArgumentError,
    'invalidArgument',
    '"odds"',
    '2026-03-02',
  ],
  [
    'a rule that nobody could vote by',
    () => record(village, { decisions: [{ id: 'd2', name: 'dreams of Paris', kind: 'new', rule: { quota: 2, members: [{ of: 'bo' }] } }] }),
    'record',
    InvalidRuleError,
    'invalidRule',
    'decisions[0].rule.quota',
    'weigh 1',
  ],
  [
    'a rule too deep',
    () => parseVillage({ ...village, decisions: [{ id: 'd2', name: 'dreams of Paris', kind: 'new', rule: deep(40) }] }),
    '',
    LimitExceededError,
    'limitExceeded',
    'decision rule',
    'at most 32',
  ],
  [
    'another account',
    () => record(village, { account: { id: 'other', name: 'Zoë Hidden Ltd' } }),
    'record',
    InvalidVillageError,
    'invalidVillage',
    '"acme"',
    'village of its own',
  ],
  [
    'a tie to oneself',
    () => record(village, { ties: [{ id: 't2', from: 'zoe', to: 'zoe', kind: 'influence' }] }),
    'record',
    InvalidVillageError,
    'invalidVillage',
    'ties[0]',
    'themselves',
  ],
  [
    'no village',
    () => parseVillage({ account: village.account }),
    'parseVillage',
    InvalidVillageError,
    'invalidVillage',
    'schemaVersion',
    'is not 1',
  ],
  [
    'a village of a newer version',
    () => parseVillage({ ...village, schemaVersion: 2 }),
    'parseVillage',
    InvalidVillageError,
    'invalidVillage',
    'schemaVersion',
    'update',
  ],
  [
    'an end before the beginning',
    () => record(village, { roles: [{ stakeholder: 'zoe', role: 'user', since: '2026-03-02', until: '2026-03-01' }] }),
    'record',
    InvalidVillageError,
    'invalidVillage',
    'roles[0].until',
    '2026-03-02',
  ],
] as const

describe('an error', () => {
  test.each(FAULTS)(
    'for %s is of its class and names the function, the culprit and the way out',
    (_, act, where, kind, code, culprit, wayOut) => {
      const error = refusal(act)
      expect(error).toBeInstanceOf(kind)
      expect(error).toBeInstanceOf(VillageError)
      expect(error.constructor).toBe(kind)
      expect([error.name, error.code]).toEqual([kind.name, code])
      if (where !== '') expect(error.message.startsWith(`${where}: `)).toBe(true)
      expect(error.message).toContain(culprit)
      expect(error.message).toContain(wayOut)
    },
  )

  test.each(FAULTS)('for %s holds no name, mail, title, note or text of anybody', (_, act) => {
    const error = refusal(act)
    const all = `${error.message}\n${error.stack}\n${JSON.stringify(error)}\n${JSON.stringify(Reflect.get(error, 'issues'))}`
    for (const secret of SECRETS) expect(all).not.toContain(secret)
  })

  test('with issues of several kinds is the general one', () => {
    const act = () => record(village, { observations: [reading], roles: [{ stakeholder: 'zoe', role: 'user', decision: 'none' }] })
    expect(refused(act)).toMatchObject({ name: 'InvalidVillageError', code: 'invalidVillage', paths: { length: 2 } })
  })

  test('with many issues tells five and how many more there are, and holds them all', () => {
    const observations = Array.from({ length: 12 }, (_, i) => ({ ...reading, stakeholder: `nobody ${i}` }))
    const { paths, message } = refused(() => record(village, { observations }))
    expect(paths).toHaveLength(12)
    expect(message).toContain('and 7 more')
  })

  test('shows an id as it is written, and not in full when it is long', () => {
    expect(refused(() => recordSentiment(village, { ...reading, stakeholder: 'a"b\nc\u0000' })).message).toContain(
      String.raw`"a\"b\nc\u0000"`,
    )
    const { message } = refused(() => recordSentiment(village, { ...reading, stakeholder: 'x'.repeat(10_000) }))
    expect(message.length).toBeLessThan(300)
  })

  test('for a limit tells what there is too much of, how much is allowed and how much there is', () => {
    const error = refusal(() => timeline(village, () => 0, { from: '1900-01-01', to: '2026-03-02', step: { days: 1 } }))
    expect(error).toMatchObject({ limit: 'moments', maximum: 10_000, actual: 10_001 })
  })

  test('for a conflict tells the array and the id', () => {
    const error = refusal(() => record(village, { stakeholders: [{ id: 'zoe', name: 'another' }] }))
    expect(error).toMatchObject({ kind: 'stakeholders', id: 'zoe' })
  })
})
