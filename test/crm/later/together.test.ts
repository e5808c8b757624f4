import { record, type Village } from 'account-village'
import type { ImportResult } from 'account-village/import'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { always } from '../../support/law.js'
import { heldIn } from './held.js'
import { pipedrive } from './pipedrive.js'
import { salesforce } from './salesforce.js'
import { take } from './take.js'
import { histories, type Stored, statesOf } from './world.js'

const NOW = '2027-01-01'

const importsOf = (history: Parameters<typeof statesOf>[0], importOf: (records: readonly Stored[]) => ImportResult): ImportResult[] =>
  statesOf(history).map(state => importOf([...state.values()]))

describe('two sources in the same villages', () => {
  test('change nothing of each other, whichever comes first', () => {
    always(
      fc.record({ one: histories, other: histories, turns: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }) }),
      ({ one, other, turns }) => {
        const [first, second] = [importsOf(one, salesforce), importsOf(other, pipedrive)]
        const alone = [first, second].map(results => results.reduce(take, []))
        const queues = [first.map((result, turn) => ({ result, turn })), second.map((result, turn) => ({ result, turn }))]
        const mixed = [...turns, ...turns.map(() => true), ...turns.map(() => false)].flatMap(
          isFirst => queues[isFirst ? 0 : 1]?.shift() ?? [],
        )
        const together = mixed.reduce((known: readonly Village[], { result, turn }) => take(known, result, turn), [])
        expect(together).toEqual([...alone.flat()].sort((a, b) => (a.account.id < b.account.id ? -1 : 1)))
      },
      200,
    )
  })
})

const [WE, THEY] = ['', 'another']

/** What we and another source say of the people of a village: of each a reading and a role, and a tie from each to the next. */
function withOurs(village: Village): Village {
  const people = village.stakeholders.map(({ id }) => id)
  const of = (source: string) => ({
    observations: people.map(stakeholder => ({
      id: `${source} reads ${stakeholder}`,
      stakeholder,
      at: '2026-03-01',
      sentiment: 0.5,
      via: 'meeting' as const,
      ...said(source),
    })),
    roles: people.map(stakeholder => ({ id: `${source} knows ${stakeholder}`, stakeholder, role: 'approver' as const, ...said(source) })),
  })
  const [ours, theirs] = [of(WE), of(THEY)]
  return record(village, { observations: [...ours.observations, ...theirs.observations], roles: [...ours.roles, ...theirs.roles] })
}

const said = (source: string) => (source === WE ? {} : { source })

describe('what people of ours and another source said', () => {
  test('is held after any imports, of whoever goes on, but for those who are to be forgotten', () => {
    always(
      histories,
      history => {
        const states = statesOf(history)
        const [first, ...later] = states.map(state => salesforce([...state.values()]))
        if (first === undefined) throw new Error('there is no import')
        const known = take([], first, 0).map(withOurs)
        const after = later.reduce((villages: readonly Village[], result, i) => take(villages, result, i + 1), known)
        const newest = states.at(-1) ?? new Map<string, Stored>()
        // Those under whose names somebody went on, the last first.
        const namesOf = (id: string): readonly string[] => {
          const { into } = newest.get(`person ${Number(id.slice(3, 15))}`) ?? {}
          return into === undefined ? [id] : [...namesOf(contactId(into)), id]
        }
        // What one of several records that were merged wishes holds of all of them.
        const wishes = [...newest.values()].filter(({ kind, fields }) => kind === 'person' && fields.forget === true)
        const forgotten = new Set(wishes.map(each => namesOf(contactId(each.id))[0]))
        const held = new Map(after.flatMap(village => foreignIn(village).map(fact => [fact.id, { fact, village }])))
        for (const { id, stakeholder } of known.flatMap(foreignIn)) {
          const names = namesOf(stakeholder)
          const isForgotten = forgotten.has(names[0])
          const { fact, village } = held.get(id) ?? {}
          const here = new Set(village?.stakeholders.flatMap(each => (each.leftAt === undefined ? each.id : [])))
          expect(fact?.stakeholder).toBe(isForgotten ? undefined : (names.find(name => here.has(name)) ?? stakeholder))
        }
        // And the source still says what it says.
        const theirs = (villages: readonly Village[]) =>
          villages.map(village => ({ ...village, roles: village.roles.filter(({ source }) => source === 'salesforce') }))
        const [now, expected] = [heldIn(theirs(after), NOW), heldIn(theirs([...take([], salesforce([...newest.values()]), 0)]), NOW)]
        expect(withoutPeople(now)).toEqual(withoutPeople(expected))
      },
      200,
    )
  })
})

const contactId = (id: number): string => `003${String(id).padStart(12, '0')}AAA`

function foreignIn({ observations, roles }: Village) {
  return [...observations, ...roles].filter(({ source, retractedAt }) => source !== 'salesforce' && retractedAt === undefined)
}

/** Whoever is gone stays where we hold something of them. */
function withoutPeople(held: object): object {
  return Object.fromEntries(
    Object.entries(held).flatMap(([account, { people: _, ...rest }]) =>
      [rest.roles, rest.decisions, rest.met].every(list => list.length === 0) ? [] : [[account, rest]],
    ),
  )
}
