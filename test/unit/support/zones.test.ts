import { describe, expect, it } from 'vitest'
import { offsetsOf } from '../../../src/support/zones.js'

const offsetIn = (zone: string, time: string): string | undefined => offsetsOf(zone)?.(time)

describe('the offset of a zone', () => {
  it.each([
    ['Z', '+00:00'],
    ['utc', '+00:00'],
    ['GMT', '+00:00'],
    ['+05:45', '+05:45'],
    ['-0330', '-03:30'],
    ['+02', '+02:00'],
  ])('may be written as such: %s', (zone, offset) => {
    expect(offsetIn(zone, '2026-07-01T12:00:00')).toBe(offset)
  })

  // By the rules of the tz database: daylight saving from the last Sunday of March (Europe) or its second (America).
  it.each([
    ['Europe/Berlin', '2026-01-15T12:00:00', '+01:00'],
    ['Europe/Berlin', '2026-07-15T12:00', '+02:00'],
    ['Europe/Berlin', '2026-03-29T01:59:59', '+01:00'],
    ['Europe/Berlin', '2026-03-29T03:00:00', '+02:00'],
    ['America/Denver', '2026-03-08T01:59:59', '-07:00'],
    ['America/Denver', '2026-03-08T03:00:00', '-06:00'],
    ['America/St_Johns', '2026-01-15T12:00:00.123', '-03:30'],
    ['Asia/Kathmandu', '2026-07-15T00:00:00', '+05:45'],
    ['Pacific/Auckland', '2026-01-01T00:00:00', '+13:00'],
    ['Pacific/Apia', '2026-06-01T00:00:00', '+13:00'],
    ['Etc/GMT+8', '2026-06-01T00:00:00', '-08:00'],
  ])('is that of the day and the hour: %s at %s', (zone, time, offset) => {
    expect(offsetIn(zone, time)).toBe(offset)
  })

  it('is the first of two where the clock shows an hour twice', () => {
    expect(offsetIn('Europe/Berlin', '2026-10-25T02:30:00')).toBe('+02:00')
    expect(offsetIn('America/Denver', '2026-11-01T01:30:00')).toBe('-06:00')
    expect(offsetIn('Europe/Berlin', '2026-10-25T03:00:00')).toBe('+01:00')
  })

  it('is the one before where the clock skips an hour', () => {
    expect(offsetIn('Europe/Berlin', '2026-03-29T02:30:00')).toBe('+01:00')
    expect(offsetIn('America/Denver', '2026-03-08T02:30:00')).toBe('-07:00')
  })

  it.each(['', 'Nowhere/Land', 'Berlin', '+2', '+25:00:00', '__proto__'])('is none of what is no zone: %j', zone => {
    expect(offsetsOf(zone)).toBeUndefined()
  })

  it('is none of what is no time', () => {
    for (const time of ['', 'noon', '2026-02-30T12:00:00']) expect(offsetIn('Europe/Berlin', time)).toBeUndefined()
  })
})
