import {
  type ConflictingFactError,
  createVillage,
  InvalidArgumentError,
  InvalidVillageError,
  type Issue,
  record,
  recordSentiment,
  VillageError,
} from 'account-village'
import { describe, expect, it, test } from 'vitest'
import { callLoosely, refusal } from '../support/refusal.js'

const issuesOf = (input: object): readonly Issue[] => refusal(() => callLoosely(createVillage, { account: 'Acme', ...input })).issues
const told = (input: object): string[] => issuesOf(input).map(({ path, message }) => `${path}: ${message}`)
const reading = { stakeholder: 'ann', at: '2026-03-02', sentiment: 0.4, via: 'survey' }
const HELP = 'Give a day as YYYY-MM-DD, or a date-time with its offset such as 2026-03-02T09:30:00Z.'

describe('everything that is wrong with a village', () => {
  it('is told at once, by its place in the input: form, dates, spans, rules, references, duplicates, loops, circles and shares', () => {
    const wrong = {
      observations: [
        { stakeholder: 'an', at: 'yesterday', sentiment: 7, via: 'surveys', note: 5 },
        { ...reading, id: 'o' },
        { ...reading, id: 'o', sentiment: 0.1 },
      ],
      stakeholders: [
        { id: 'ann', roles: ['Economic Buyer'] },
        { id: 'bo', joinedAt: '2026-03-01', leftAt: '2025-01-01' },
        { id: 'cy', unit: 'Sale s' },
      ],
      ties: [{ from: 'ann', to: 'ann', kind: 'influence' }],
      units: [
        { id: 'sales', name: 'S', kind: 'team', parent: 'x', share: 0.7 },
        { id: 'x', name: 'X', kind: 'Team', parent: 'sales' },
        { id: 'y', name: 'Y', kind: 'team', share: 1.5 },
      ],
      decisions: [{ id: 'd', name: 'D', kind: 'new', rule: { quota: 5, members: [{ of: 'ann' }] }, expectedAt: 0 }],
      roles: [{ stakeholder: 'dee', role: 'user', decision: 'e' }],
    }
    expect(told(wrong)).toEqual([
      'observations[0].stakeholder: there is no stakeholder "an". Add them first.',
      `observations[0].at: "yesterday" is not a date. ${HELP}`,
      'observations[0].sentiment: 7 is not at most 1',
      'observations[0].via: "surveys" is not one of the choices. Did you mean "survey"?',
      'observations[0].note: 5 is not a text',
      'observations[2]: "o" is there already with other content. Give the new fact an id of its own, or replace the old one with revise().',
      'stakeholders[0].roles[0].role: "Economic Buyer" is not one of the choices. Did you mean "economicBuyer"?',
      'stakeholders[1].leftAt: 2025-01-01T00:00:00.000Z is before joinedAt, which is 2026-03-01T00:00:00.000Z. Swap them, or leave one out.',
      'stakeholders[2].unit: there is no unit "Sale s". Did you mean "sales"?',
      'ties[0]: ties a person to themselves',
      'units[0].parent: "sales" is its own ancestor. Give it a parent outside its own parts.',
      'units[1].kind: "Team" is not one of the choices. Did you mean "team"?',
      'units[1].parent: "x" is its own ancestor. Give it a parent outside its own parts.',
      'units[2].share: 1.5 is not at most 1',
      'decisions[0].rule.quota: is 5, but all members together weigh 1',
      'decisions[0].expectedAt: 0 falls in 1970 when read as milliseconds. Multiply seconds by 1000, or give a text such as 2026-03-02.',
      'roles[0].stakeholder: there is no stakeholder "dee". Add them first.',
      'roles[0].decision: there is no decision "e". Add it first.',
    ])
  })

  it('is told of every one of twenty-five facts and more', () => {
    const observations = Array.from({ length: 25 }, (_, i) => ({ ...reading, at: `2026-02-${30 + i}`, stakeholder: `p${i}` }))
    expect(issuesOf({ observations })).toHaveLength(50)
  })

  it('is in an error of the narrowest class; a conflict has its own only where nothing else is wrong', () => {
    const twice = {
      stakeholders: [{ id: 'ann' }],
      observations: [
        { ...reading, id: 'o' },
        { ...reading, id: 'o', sentiment: 0 },
      ],
    }
    const conflict = refusal(() => callLoosely(createVillage, { account: 'Acme', ...twice }))
    expect(conflict).toMatchObject({ name: 'ConflictingFactError', kind: 'observations', id: 'o' } satisfies Partial<ConflictingFactError>)
    expect(conflict.issues.map(({ path }) => path)).toEqual(['observations[1]'])
    const both = refusal(() => callLoosely(createVillage, { account: 'Acme', ...twice, units: [{}] }))
    expect([both.name, both.issues.map(({ code }) => code)]).toEqual([
      'InvalidVillageError',
      ['conflictingFact', 'invalidVillage', 'invalidVillage', 'invalidVillage'],
    ])
  })

  it.each([
    [
      'a role of somebody whose own record is wrong',
      { stakeholders: [{ id: 'ann', openness: 1 }], roles: [{ stakeholder: 'ann', role: 'user' }] },
      ['stakeholders[0].openness'],
    ],
    ['roles in short of somebody without an id', { stakeholders: [{ name: 'Ann', roles: ['user'], veto: true }] }, ['stakeholders[0].id']],
    ['whoever may be the one without an id', { stakeholders: [{ name: 'Ann' }], observations: [reading] }, ['stakeholders[0].id']],
    [
      'a date that roles in short take over',
      { stakeholders: [{ id: 'ann', recordedAt: 'x', roles: ['user', 'coach'] }] },
      ['stakeholders[0].recordedAt'],
    ],
    ['people of a list that is none', { stakeholders: { id: 'ann' }, observations: [reading] }, ['stakeholders']],
    [
      'a misspelt field that has to be there',
      { stakeholders: [{ id: 'ann' }], observations: [{ ...reading, sentiment: undefined, Sentiment: 0.2 }] },
      ['observations[0]'],
    ],
    ['an account that is wrong', { account: { id: 5, name: 'Acme' } }, ['account.id']],
    [
      'two versions of which one has a bad date',
      {
        stakeholders: [
          { id: 'ann', title: 'A' },
          { id: 'ann', title: 'B', recordedAt: 'x' },
        ],
      },
      ['stakeholders[1].recordedAt'],
    ],
    [
      'a decision that is wrong',
      { stakeholders: [{ id: 'ann' }], decisions: [{ id: 'd', name: 'D', kind: 'New' }], observations: [{ ...reading, decision: 'd' }] },
      ['decisions[0].kind'],
    ],
    ['a unit that is wrong', { units: [{ id: 'u', name: 5, kind: 'team' }], stakeholders: [{ id: 'ann', unit: 'u' }] }, ['units[0].name']],
  ])('is not told again of %s', (_, input, paths) => {
    expect(issuesOf(input).map(({ path }) => path)).toEqual(paths)
  })

  it('shows numbers, dates, choices, ids and names of fields, and never a text that may be personal', () => {
    const messages = told({
      stakeholders: [{ id: 'ann', name: 'Ann Lee', title: ['Boss'], email: { of: 'ann@acme.example' }, roles: ['ann@acme.example'] }],
      observations: [
        { ...reading, sentiment: 'Ann Lee likes us', note: ['Ann Lee'], sentimnet: 1 },
        { ...reading, sentiment: ' 0.5' },
      ],
    }).join('\n')
    expect(messages).not.toMatch(/Lee|Boss|acme\.example|likes/)
    expect(messages).toContain('stakeholders[0].title: a list is not a text')
    expect(messages).toContain('observations[0]: there is no field "sentimnet". Did you mean "sentiment"?')
    expect(messages).toContain('observations[1].sentiment: the text " 0.5" is not a number')
  })
})

describe('a number of seconds', () => {
  const at = (time: unknown) => () =>
    callLoosely(createVillage, { account: 'Acme', stakeholders: [{ id: 'ann' }], observations: [{ ...reading, at: time }] })

  test.each([0, -0, 1, 1_772_409_600, 365 * 86_400_000 - 1])('is not taken for milliseconds: %d', seconds => {
    expect(refusal(at(seconds))).toMatchObject({ name: 'InvalidDateError', issues: [{ path: 'observations[0].at' }] })
    expect(refusal(at(seconds)).message).toContain('Multiply seconds by 1000')
  })

  test.each([-1, 365 * 86_400_000, 1_772_409_600_000, '1970-02-03', new Date(0)])('is not what %s is', time => {
    expect(at(time)()).toMatchObject({ observations: [{ stakeholder: 'ann' }] })
  })
})

describe('an error', () => {
  it('has its issues whatever its class, and none where it is not about places in the input', () => {
    expect(new VillageError('limitExceeded', 'too much').issues).toEqual([])
  })

  it('of the program is no error of the data, so that catching the one does not hide the other', () => {
    const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] })
    const error = refusal(() => callLoosely(recordSentiment, village, [{ ...reading, sentiment: 2 }]))
    expect(error).toBeInstanceOf(InvalidVillageError)
    expect(new InvalidArgumentError('f', [])).not.toBeInstanceOf(InvalidVillageError)
    expect(() => callLoosely(record, village, { stakeholders: [{ id: 'bo' }], roles: [{ stakeholder: 'bo', role: 'user' }] })).not.toThrow()
  })
})
