import { createVillage, snapshot, type VillageInput } from 'account-village'
import { listeningCalendar } from 'account-village/listening'
import { planCalendar, planSchedule } from 'account-village/moves'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { HOSTILE_LABELS } from '../support/hostileLabels.js'
import { always } from '../support/law.js'
import { PLAN_DAY, planned } from '../support/planned.js'

/** The entries of a calendar as the parser of another program reads them. */
function entriesOf(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file))
  return calendar.getAllSubcomponents('vevent').map(entry => {
    const { uid, summary, description, startDate, endDate } = new ICAL.Event(entry)
    const stamp = String(entry.getFirstPropertyValue('dtstamp'))
    return { uid, summary, description, isDay: startDate.isDate, start: startDate.toString(), end: endDate.toString(), stamp }
  })
}

const calendarOf = (input: VillageInput, day = PLAN_DAY) => planCalendar(snapshot(createVillage(input), day))
const entries = entriesOf(calendarOf(planned))

describe('the calendar of a plan', () => {
  test('has a whole day for each move that is to be done: when it is due, else when it can be done', () => {
    const found = entries.map(({ summary, start, end, isDay }) => [summary.slice(0, 12), start, end, isDay])
    expect(found).toEqual([
      ['Answer Amara', '2026-02-27', '2026-02-28', true],
      ['section of t', '2026-03-06', '2026-03-07', true],
      ['Get the figu', '2026-03-10', '2026-03-11', true],
      ['Ask Dorte wh', '2026-03-11', '2026-03-12', true],
      ['Run the pilo', '2026-03-16', '2026-03-17', true],
      ['Show Dorte t', '2026-03-16', '2026-03-17', true],
      ['Lift the cha', '2026-03-18', '2026-03-19', true],
      ['Call Freya (', '2026-03-23', '2026-03-24', true],
      ['Calculate th', '2026-03-23', '2026-03-24', true],
      ['Emil talks t', '2026-03-30', '2026-03-31', true],
      ['Sign: "yes" ', '2026-03-30', '2026-03-31', true],
    ])
  })

  test('says what is to be done, for which account, by whom and with whom, and nothing of sentiment or money', () => {
    const said = new Map(entries.map(({ summary, description }) => [summary.split(' ').slice(0, 2).join(' '), description]))
    expect(entries[0]?.summary).toBe('Answer Amara (Corvina Logistics & Söhne)')
    expect(said.get('Answer Amara')).toBe('Lee; drop: table # moves sees to it. With Amara "A." Quist. Overdue.')
    expect(said.get('Run the')).toBe('Lee; drop: table # moves sees to it. With Amara "A." Quist, Chidi Vasquez-Lund. Under way.')
    expect(said.get('Emil talks')).toBe('Emil Takahara 高原 sees to it.')
    expect(said.get('Sign: "yes"')).toBe('')
    expect(calendarOf(planned)).not.toMatch(/49000|EUR|sentiment|gain/)
  })

  test('is as of the day looked at, and names entries for ever, apart from those of other accounts and of whom to hear', () => {
    expect(new Set(entries.map(({ stamp }) => stamp))).toEqual(new Set(['2026-03-02T00:00:00Z']))
    const uids = (input: VillageInput, day?: string) => entriesOf(calendarOf(input, day)).map(({ uid }) => uid)
    expect(new Set(uids(planned)).size).toBe(11)
    expect(uids(planned, '2026-03-04').sort()).toEqual(uids(planned).sort())
    const both = { ...planned, account: { id: 'other', name: 'Other' } }
    expect(uids(both).filter(uid => uids(planned).includes(uid))).toEqual([])
    const sameId = { account: 'A', stakeholders: [{ id: 'x' }], moves: [{ id: 'x', statement: 's' }] }
    const heard = entriesOf(listeningCalendar(snapshot(createVillage(sameId), PLAN_DAY))).map(({ uid }) => uid)
    expect(heard).toHaveLength(1)
    expect(uids(sameId)).not.toEqual(heard)
  })

  test('of nothing to be done is a calendar without entries', () => {
    expect(entriesOf(calendarOf({ account: 'Acme' }))).toEqual([])
    const done = [{ id: 'a', statement: 'a', status: [{ at: '2026-03-01', state: 'done' as const }] }]
    expect(entriesOf(calendarOf({ account: 'Acme', moves: done }))).toEqual([])
  })

  test('reads back whatever is in it, in lines of 75 octets at most', () => {
    const text = fc.oneof(
      fc.constantFrom(...HOSTILE_LABELS),
      fc.string({ unit: fc.constantFrom('a', '\n', ';', ',', '\\', 'n', ':', '"', '田', '👩‍🚀'), minLength: 1 }),
    )
    const drawn = fc.record({
      statement: text,
      account: text,
      name: text,
      ids: fc.shuffledSubarray([...HOSTILE_IDS], { minLength: 3, maxLength: 3 }),
    })
    always(
      drawn,
      ({ statement, account, name, ids: [id = '', person = '', teammate = ''] }) => {
        const village = createVillage({
          account: { id: 'acme', name: account },
          stakeholders: [{ id: person, name }],
          teammates: [{ id: teammate, name }],
          moves: [{ id, statement, with: [person], by: teammate }],
        })
        const s = snapshot(village, PLAN_DAY)
        const file = planCalendar(s)
        for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
        // Neither control characters nor halves of characters are in a calendar.
        const shown = (given: string) => given.replace(/\r\n?/g, '\n').replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, '\u{FFFD}')
        expect(entriesOf(file)).toMatchObject([
          {
            summary: shown(`${statement} (${account})`),
            description: shown(`${name} sees to it. With ${name}.`),
            start: planSchedule(s).moves[0]?.earliestFinish,
          },
        ])
      },
      200,
    )
  })
})
