import { describe, expect, test } from 'vitest'
import { icalendar } from '../../../src/support/icalendar.js'
import { HOSTILE_LABELS } from '../../support/hostileLabels.js'

const STAMP = '2026-03-02T09:30:00.000Z'
const entry = (summary: string) => ({ uid: 'u-1', day: '2026-03-05', dayAfter: '2026-03-06', summary, description: 'why, where; how' })
const utf8 = new TextEncoder()

/** The value of a property after unfolding and taking the escapes back, as RFC 5545 says a reader does. */
function propertyOf(file: string, name: string): string {
  const line = file
    .replace(/\r\n /g, '')
    .split('\r\n')
    .find(each => each.startsWith(`${name}:`))
  return (line ?? '').slice(name.length + 1).replace(/\\([\\;,nN])/g, (_, mark: string) => (mark === 'n' || mark === 'N' ? '\n' : mark))
}

describe('a calendar file', () => {
  test('is what RFC 5545 asks for', () => {
    expect(icalendar([entry('Hear Ann')], STAMP)).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//account-village//calendar//EN',
        'CALSCALE:GREGORIAN',
        'BEGIN:VEVENT',
        'UID:u-1',
        'DTSTAMP:20260302T093000Z',
        'DTSTART;VALUE=DATE:20260305',
        'DTEND;VALUE=DATE:20260306',
        'SUMMARY:Hear Ann',
        'DESCRIPTION:why\\, where\\; how',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    )
  })

  test.each(['x'.repeat(300), 'ü'.repeat(100), '田中'.repeat(60), '👩‍🚀'.repeat(30), 'a\\b;c,d\ne', '\r\nBEGIN:VEVENT\rX'])(
    'folds between characters, no line longer than 75 octets, and reads back: %j',
    summary => {
      const file = icalendar([entry(summary)], STAMP)
      for (const line of file.split('\r\n')) expect(utf8.encode(line).length).toBeLessThanOrEqual(75)
      expect(propertyOf(file, 'SUMMARY')).toBe(summary.replace(/\r\n?/g, '\n'))
      expect(file).not.toContain('�')
      expect(file.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(1)
    },
  )

  test('holds whatever people are called, without control characters', () => {
    for (const label of HOSTILE_LABELS) {
      const file = icalendar([entry(label)], STAMP)
      expect(file.split('\r\n').filter(line => line === 'END:VEVENT')).toHaveLength(1)
      expect(file.replace(/\r\n/g, '')).not.toMatch(/\p{Cc}/u)
      for (const line of file.split('\r\n')) expect(utf8.encode(line).length).toBeLessThanOrEqual(75)
    }
  })
})
