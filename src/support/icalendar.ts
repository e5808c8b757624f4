import { DAY, formatInstant, type Instant, parseInstant } from './instants.js'
import { compareText } from './order.js'

/** Something that takes up a day in a calendar. */
export interface CalendarDay {
  /** Names the entry for ever: a calendar that takes it in again replaces what it had under the same name. */
  readonly uid: string
  /** The day, `YYYY-MM-DD`. */
  readonly day: string
  /** The day after it. */
  readonly dayAfter: string
  readonly summary: string
  readonly description: string
}

/**
 * Entries as a calendar file (`.ics`) that any calendar program takes in, the earliest first.
 *
 * Lines end in CR LF and are folded so that none is longer than 75 octets, between characters; texts are escaped.
 *
 * @param stamp the instant that the entries are as of; nothing here reads a clock
 * @see RFC 5545, "Internet Calendaring and Scheduling Core Object Specification (iCalendar)" (2009), sections 3.1, 3.3.11 and 3.6.1
 */
export function icalendar(entries: readonly CalendarDay[], stamp: Instant): string {
  const dtstamp = `${basic(stamp.slice(0, 19))}Z`
  const inOrder = [...entries].sort((a, b) => compareText(a.day, b.day))
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//account-village//calendar//EN',
    'CALSCALE:GREGORIAN',
    ...inOrder.flatMap(({ uid, day, dayAfter, summary, description }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTAMP:${dtstamp}`,
      `DTSTART;VALUE=DATE:${basic(day)}`,
      `DTEND;VALUE=DATE:${basic(dayAfter)}`,
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(description)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

/** A day in milliseconds as an entry has it, with the day after; nothing is after the last that there is. */
export function calendarDay(day: number): Pick<CalendarDay, 'day' | 'dayAfter'> {
  return { day: dayText(day), dayAfter: dayText(Math.min(day + DAY, parseInstant('9999-12-31') ?? day)) }
}

function dayText(instant: number): string {
  return formatInstant(instant).slice(0, 10)
}

/** A date or a time in the basic form of ISO 8601, without marks between its parts. */
function basic(text: string): string {
  return text.replace(/[-:]/g, '')
}

/** A text as a value: line breaks written out, and control characters and halves of characters, which no calendar may hold, replaced. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, '\u{FFFD}')
    .replace(/[\\;,]/g, mark => `\\${mark}`)
    .replaceAll('\n', '\\n')
}

/** The octets that a line may have before it is folded. */
const LONGEST = 75

function folded(line: string): string {
  let text = ''
  let used = 0
  for (const character of line) {
    const size = octets(character)
    if (used + size > LONGEST) {
      text += '\r\n '
      used = 1
    }
    text += character
    used += size
  }
  return text
}

/** The octets of a character in UTF-8. */
function octets(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}
