import { kindOf, shown } from './shown.js'

/** An instant in UTC as the library stores and returns it: `2026-03-02T00:00:00.000Z`. */
export type Instant = string

/**
 * A point in time as callers may give it: a calendar day `YYYY-MM-DD` (in UTC), a date-time **with** offset, a `Date`, or milliseconds
 * since 1970.
 *
 * A date-time without offset is refused, because nobody knows which instant it means; so are days that no calendar has. A number from 0 up
 * to 31,535,999,999, which falls in 1970, is refused too: it is almost certainly a number of seconds. Give an instant of 1970 as text or as a
 * `Date`.
 */
export type TimeInput = string | Date | number

/** Milliseconds of a day. Instants are UTC, so every day has as many. */
export const DAY = 86_400_000

export const EARLIEST = daysSinceEpoch(0, 1, 1) * DAY
/** The last instant that a village can hold. */
export const LATEST = daysSinceEpoch(9999, 12, 31) * DAY + DAY - 1

/** Milliseconds since 1970 of a point in time, or `undefined` when it is none. A day is its first instant. */
export function parseInstant(input: unknown): number | undefined {
  if (typeof input === 'string') return parseCanonical(input) ?? parseText(input)
  if (typeof input === 'number') return looksLikeSeconds(input) ? undefined : within(input)
  return kindOf(input) === 'Date' && input instanceof Date ? within(input.getTime()) : undefined
}

/** Whether a village can hold an instant, in milliseconds. */
export function isHeld(milliseconds: number): boolean {
  return within(milliseconds) !== undefined
}

/** Read as milliseconds these numbers fall in 1970; read as seconds they are the years 1970 to 2969. */
function looksLikeSeconds(input: number): boolean {
  return input >= 0 && input < 365 * DAY
}

/** What is wrong with a point in time that is none, and the way out. */
export function badDate(input: unknown): string {
  if (input === undefined) return `is missing. ${DATE_HELP}`
  if (typeof input === 'number' && looksLikeSeconds(input)) {
    return `${input} falls in 1970 when read as milliseconds. Multiply seconds by 1000, or give a text such as 2026-03-02.`
  }
  return `${shown(input)} is not a date. ${DATE_HELP}`
}

/** Whether the input is a calendar day rather than an instant. */
export function isDay(input: unknown): input is string {
  return typeof input === 'string' && input.length === 10 && parseText(input) !== undefined
}

/** The instant as text. */
export function formatInstant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString()
}

/** A point in time as its instant; `undefined` when it is none. */
export function toInstant(input: unknown): Instant | undefined {
  const milliseconds = parseInstant(input)
  if (milliseconds === undefined) return undefined
  return isStored(input) ? input : formatInstant(milliseconds)
}

/** Whether a point in time that could be parsed is in the stored form, which is the only one as long. */
export function isStored(input: unknown): input is Instant {
  return typeof input === 'string' && input.length === 24
}

/** What a refused date should have been. */
const DATE_HELP = 'Give a day as YYYY-MM-DD, or a date-time with its offset such as 2026-03-02T09:30:00Z.'

/**
 * Reads the stored form, the same without milliseconds, and days by character codes, some ten times faster than a regular expression: an
 * account holds hundreds of instants.
 */
function parseCanonical(text: string): number | undefined {
  const { length } = text
  if (length !== 24 && length !== 20 && length !== 10) return undefined
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const date = calendarDay(year, twoDigits(text, 5), twoDigits(text, 8))
  const instant = length === 10 ? date : date + canonicalTime(text)
  // Anything that is not a digit or not in the calendar has made it NaN.
  return Number.isNaN(instant) ? undefined : instant
}

/** Milliseconds of the time of day in a text of 20 or 24 characters, or NaN. */
function canonicalTime(text: string): number {
  if (text.charCodeAt(10) !== 84 || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return Number.NaN
  if (text.charCodeAt(text.length - 1) !== 90 || (text.length === 24 && text.charCodeAt(19) !== 46)) return Number.NaN
  const time = timeOfDay(twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17))
  return text.length === 20 ? time : time + twoDigits(text, 20) * 10 + digit(text, 22)
}

const TEXT = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):(\d{2})))?$/

function parseText(text: string): number | undefined {
  const parts = TEXT.exec(text)
  if (parts === null) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = parts
  if (Number(offsetMinute) > 59 || Number(offsetHour) * 60 + Number(offsetMinute) > 14 * 60) return undefined
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -60_000 : 60_000)
  const date = calendarDay(Number(year), Number(month), Number(day))
  const time = timeOfDay(Number(hour), Number(minute), Number(second))
  return within(date + time + Number(fraction.padEnd(3, '0').slice(0, 3)) - offset)
}

/** Milliseconds within the four-digit years, whole, or `undefined`. */
function within(milliseconds: number): number | undefined {
  return milliseconds >= EARLIEST && milliseconds <= LATEST ? Math.floor(milliseconds) : undefined
}

function twoDigits(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1)
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48
  return value >= 0 && value <= 9 ? value : Number.NaN
}

/** Milliseconds of a calendar day, or NaN when no calendar has it. */
function calendarDay(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return Number.NaN
  return daysSinceEpoch(year, month, day) * DAY
}

function timeOfDay(hour: number, minute: number, second: number): number {
  return hour <= 23 && minute <= 59 && second <= 59 ? ((hour * 60 + minute) * 60 + second) * 1000 : Number.NaN
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days since 1 January 1970 in the proleptic Gregorian calendar, counted in years that begin in March, so that a leap day comes last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1
  const monthFromMarch = (month + 9) % 12
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  return marchYear * 365 + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) + day - 719_469
}
