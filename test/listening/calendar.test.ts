import { createVillage, snapshot } from 'account-village'
import * as listening from 'account-village/listening'
import { describe, expect, test } from 'vitest'
import { callLoosely, refused } from '../support/refusal.js'

describe('the calendar of whom to hear', () => {
  const village = createVillage({
    account: 'Acme',
    stakeholders: [
      { id: 'ann', name: 'Ann', roles: ['user'] },
      { id: 'bo', name: 'Bo', roles: ['economicBuyer'] },
      { id: 'cy', roles: ['champion'] },
    ],
    observations: [
      { stakeholder: 'ann', at: '2026-03-05', sentiment: 0.5, via: 'interview' },
      { stakeholder: 'cy', at: '2026-01-05', sentiment: 0.5, via: 'interview' },
    ],
  })
  /** The fields of each entry, by name. */
  const entries = (asOf: string) =>
    listening
      .listeningCalendar(snapshot(village, asOf))
      .replaceAll('\r\n ', '')
      .split('BEGIN:VEVENT')
      .slice(1)
      .map(entry => Object.fromEntries(entry.split('\r\n').map(line => [line.split(/[:;]/)[0] ?? '', line.slice(line.indexOf(':') + 1)])))

  test('has whole days, the earliest first, from the next business day on', () => {
    // 7 March 2026 is a Saturday. Whoever is due stands on Monday.
    const found = entries('2026-03-07')
    expect(found.map(({ DTSTART, DTEND }) => [DTSTART, DTEND])).toEqual([
      ['20260309', '20260310'],
      ['20260309', '20260310'],
      [expect.stringMatching(/^20260[4-9]/), expect.stringMatching(/^20260[4-9]/)],
    ])
    expect(found.map(({ SUMMARY }) => SUMMARY).sort()).toEqual(['Hear Ann (Acme)', 'Hear Bo (Acme)', 'Hear cy (Acme)'])
    expect(found[2]?.SUMMARY).toBe('Hear Ann (Acme)')
  })

  test('says of each why, when they were last heard, and since when they are due', () => {
    const why = new Map(entries('2026-03-07').map(({ SUMMARY = '', DESCRIPTION }) => [SUMMARY.split(' ')[1], DESCRIPTION]))
    expect(why.get('Bo')).toBe('Never heard.')
    expect(why.get('cy')).toMatch(/^\S.*\. Last heard on 2026-01-05\. Due since 2026-\d\d-\d\d\.$/)
    expect(why.get('Ann')).toMatch(/^It is their turn\. Last heard on 2026-03-05\.$/)
  })
})

describe('what listening asks of a snapshot', () => {
  const measures = Object.entries(listening).flatMap(([name, measure]) => (typeof measure === 'function' ? [[name, measure] as const] : []))
  test.each(measures)('%s refuses what is none in its own name', (name, measure) => {
    expect(refused(() => callLoosely(measure, 7)).message).toMatch(new RegExp(`^${name}: `))
  })
})
