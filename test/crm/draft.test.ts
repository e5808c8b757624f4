import { parseVillage } from 'account-village'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Draft, openDraft } from '../../src/crm/draft.js'
import { finishImport } from '../../src/crm/finishImport.js'
import { openLedger } from '../../src/crm/ledger.js'
import { always } from '../support/law.js'

const from = { object: 'Person', id: 'r1' }
const company = (id: string, more: object = {}) => ({ id, name: `Company ${id}`, from: { object: 'Company', id }, ...more })
const person = (id: string, more: object = {}) => ({ id, name: `Person ${id}`, from: { object: 'Person', id }, ...more })
const home = (person: string, account: string) =>
  ({ person, account, kind: 'home', isActive: true, from: { object: 'Person', id: person } }) as const
const role = (id: string, stakeholder: string, more: object = {}) => ({ fact: { id, stakeholder, role: 'user', ...more }, from }) as const

/** Makes villages of a draft that is filled by hand. */
function finish(fill: (draft: Draft) => void, options: Partial<Parameters<typeof finishImport>[1]> = {}, withheld: readonly string[] = []) {
  const draft = openDraft({ source: 'example', withheld: new Set(withheld) })
  fill(draft)
  return finishImport(draft, { subsidiaries: 'accounts', redact: false, ...options }, openLedger())
}
const codes = ({ issues }: ReturnType<typeof finish>): string[] => issues.map(({ code }) => code)

describe('a draft', () => {
  it('becomes villages whose facts all name the source', () => {
    const { villages, issues } = finish(draft => {
      draft.accounts.push(company('a'))
      draft.people.push(person('p', { department: 'IT' }))
      draft.memberships.push(home('p', 'a'))
      draft.decisions.push({ fact: { id: 'd', name: 'Renewal', kind: 'renewal' }, places: [{ account: 'a' }], from })
      draft.roles.push(role('r', 'p', { decision: 'd' }))
    })
    expect(issues).toEqual([])
    expect(villages).toMatchObject([
      {
        account: { id: 'a', name: 'Company a', source: 'example' },
        units: [{ id: 'a:department:it', name: 'IT', kind: 'department' }],
        stakeholders: [{ id: 'p', unit: 'a:department:it', source: 'example' }],
        decisions: [{ id: 'd', source: 'example' }],
        roles: [{ id: 'r', stakeholder: 'p', decision: 'd', source: 'example' }],
      },
    ])
  })

  it('places a fact without a place wherever its person stands', () => {
    const { villages } = finish(draft => {
      draft.accounts.push(company('a'), company('b'))
      draft.people.push(person('p'))
      draft.memberships.push(home('p', 'a'), { ...home('p', 'b'), kind: 'relation' })
      draft.roles.push(role('r', 'p'))
    })
    expect(villages.map(({ roles }) => roles.length)).toEqual([1, 1])
  })

  it('places what took place with its account, its decision, or its first participant', () => {
    const meeting = { at: '2026-03-02T00:00:00.000Z', kind: 'meeting', participants: ['q', 'p'] } as const
    const { villages } = finish(draft => {
      draft.accounts.push(company('a'), company('b'))
      draft.people.push(person('p'), person('q'))
      draft.memberships.push(home('p', 'a'), home('q', 'b'))
      draft.decisions.push({ fact: { id: 'd', name: 'Deal', kind: 'new' }, places: [{ account: 'a' }], from })
      draft.interactions.push(
        { fact: { id: 'i1', ...meeting }, places: [], from },
        { fact: { id: 'i2', ...meeting, decision: 'd' }, places: [{ decision: 'd' }], from },
        { fact: { id: 'i3', ...meeting }, places: [{ account: 'a' }], from },
      )
    })
    expect(villages.map(({ interactions }) => interactions.map(({ id, participants }) => [id, participants]))).toEqual([
      [
        ['i2', ['p']],
        ['i3', ['p']],
      ],
      [['i1', ['q']]],
    ])
  })

  it.each([
    ['a role of nobody', (draft: Draft) => draft.roles.push(role('r', 'nobody')), 'missingRecord'],
    ['a role in no decision', (draft: Draft) => draft.roles.push(role('r', 'p', { decision: 'none' })), 'missingRecord'],
    ['a person of no account', (draft: Draft) => draft.people.push(person('q')), 'missingValue'],
    ['a membership of nobody', (draft: Draft) => draft.memberships.push(home('nobody', 'a')), 'missingRecord'],
    ['a membership nowhere', (draft: Draft) => draft.memberships.push({ ...home('p', 'none'), kind: 'relation' }), 'missingRecord'],
    [
      'a tie to oneself',
      (draft: Draft) => draft.ties.push({ fact: { id: 't', from: 'p', to: 'p', kind: 'influence' }, from }),
      'selfReference',
    ],
    ['one id with two contents', (draft: Draft) => draft.people.push(person('p', { title: 'CFO' })), 'contradiction'],
    [
      'a decision of no account',
      (draft: Draft) => draft.decisions.push({ fact: { id: 'd', name: 'D', kind: 'new' }, places: [], from }),
      'missingValue',
    ],
  ])('reports %s', (_, spoil, code) => {
    const result = finish(draft => {
      draft.accounts.push(company('a'))
      draft.people.push(person('p'))
      draft.memberships.push(home('p', 'a'))
      spoil(draft)
    })
    expect(codes(result)).toEqual([code])
    expect(result.villages[0]?.stakeholders).toHaveLength(1)
  })

  it('says nothing of those who are withheld, wherever they are named', () => {
    const result = finish(
      draft => {
        draft.accounts.push(company('a'))
        draft.people.push(person('p'), person('ghost', { department: 'Cellar' }))
        draft.memberships.push(home('p', 'a'), home('ghost', 'a'))
        draft.roles.push(role('ghostly', 'ghost'))
        draft.ties.push({ fact: { id: 't', from: 'p', to: 'ghost', kind: 'reportsTo' }, from })
        draft.interactions.push(
          { fact: { id: 'i1', at: '2026-03-02T00:00:00.000Z', kind: 'call', participants: ['ghost'] }, places: [], from },
          {
            fact: { id: 'i2', at: '2026-03-02T00:00:00.000Z', kind: 'call', participants: ['ghost', 'p'], drivenBy: 'ghost' },
            places: [],
            from,
          },
        )
        draft.observations.push({
          fact: { id: 'o', stakeholder: 'ghost', at: '2026-03-02T00:00:00.000Z', sentiment: 1, via: 'survey' },
          from,
        })
        draft.comments.push({ fact: { id: 'c', stakeholder: 'ghost', at: '2026-03-02T00:00:00.000Z', text: 'boo' }, from })
      },
      {},
      ['ghost'],
    )
    expect(JSON.stringify(result)).not.toMatch(/ghost|Cellar|boo/)
    expect(result.issues).toEqual([])
    expect(result.villages[0]?.interactions).toMatchObject([{ id: 'i2', participants: ['p'] }])
  })

  it('gives the same in whatever order it was filled', () => {
    const pushes: ((draft: Draft) => void)[] = [
      draft => draft.accounts.push(company('a', { parent: 'b' })),
      draft => draft.accounts.push(company('b', { parent: 'a' })),
      draft => draft.people.push(person('p', { title: 'CFO' })),
      draft => draft.people.push(person('p', { title: 'CEO' })),
      draft => draft.people.push(person('q', { department: 'IT' })),
      draft => draft.memberships.push(home('p', 'a')),
      draft => draft.memberships.push(home('q', 'b'), { ...home('q', 'a'), kind: 'part' }),
      draft => draft.roles.push(role('r1', 'p'), role('r2', 'q'), role('r3', 'nobody')),
      draft => draft.ties.push({ fact: { id: 't', from: 'p', to: 'q', kind: 'influence' }, from }),
    ]
    const fill =
      (order: readonly ((draft: Draft) => void)[]) =>
      (draft: Draft): void => {
        for (const push of order) push(draft)
      }
    for (const subsidiaries of ['accounts', 'units'] as const) {
      const expected = finish(fill(pushes), { subsidiaries })
      always(
        fc.shuffledSubarray(pushes, { minLength: pushes.length }),
        order => expect(finish(fill(order), { subsidiaries })).toEqual(expected),
        60,
      )
    }
  })
})

describe('redact', () => {
  const fill = (draft: Draft): void => {
    draft.accounts.push(company('a', { parent: 'b' }), company('b'))
    draft.people.push(person('p', { name: 'Ines Vogt', title: 'Head Smith', email: 'ines@example.com', department: 'Vogt’s team' }))
    draft.memberships.push(home('p', 'a'))
    draft.decisions.push({
      fact: {
        id: 'd',
        name: 'Deal with Ines',
        kind: 'new',
        outcome: { result: 'lost', at: '2026-03-02T00:00:00.000Z', reasons: ['Ines said no'] },
      },
      places: [{ account: 'a' }],
      from,
    })
    draft.roles.push(role('r', 'p'))
    draft.vetoes.push({ fact: { id: 'v', stakeholder: 'p', scope: 'what Ines likes' }, from })
    draft.observations.push({
      fact: {
        id: 'o',
        stakeholder: 'p',
        at: '2026-03-02T00:00:00.000Z',
        sentiment: 1,
        via: 'survey',
        note: 'Ines smiled',
        themes: ['Ines'],
      },
      from,
    })
    draft.comments.push({ fact: { id: 'c', stakeholder: 'p', at: '2026-03-02T00:00:00.000Z', text: 'I, Ines, agree' }, from })
  }

  it('keeps ids, roles, dates and numbers, and drops names, titles, mail addresses and texts', () => {
    for (const subsidiaries of ['accounts', 'units'] as const) {
      const { villages } = finish(fill, { redact: true, subsidiaries })
      expect(JSON.stringify(villages)).not.toMatch(/Ines|Vogt|vogt|Smith|Company|example\.com/)
      for (const village of villages) expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
      const open = finish(fill, { subsidiaries }).villages
      expect(
        villages.map(({ account, roles, observations }) => [account.id, roles, observations.map(({ sentiment }) => sentiment)]),
      ).toEqual(open.map(({ account, roles, observations }) => [account.id, roles, observations.map(({ sentiment }) => sentiment)]))
      expect(villages.flatMap(({ vetoes }) => vetoes)).toHaveLength(1)
    }
  })

  it('keeps people of one department together', () => {
    const { villages } = finish(
      draft => {
        fill(draft)
        draft.people.push(person('q', { department: ' vogt’s  TEAM' }), person('r', { department: 'IT' }))
        draft.memberships.push(home('q', 'a'), home('r', 'a'))
      },
      { redact: true },
    )
    const [p, q, r] = villages[0]?.stakeholders.map(({ unit }) => unit) ?? []
    expect(p).toBe(q)
    expect(p).not.toBe(r)
  })
})
