import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceIn, timeReader } from '../../src/reading/column.js'
import { type ReadingRules, resolvedRules } from '../../src/reading/rules.js'
import { always } from '../support/law.js'

type TimeType = 'day' | 'time' | 'dayOrTime'

/** What each cell of a column says: a value, or why it says none. */
function readAll(type: TimeType, cells: readonly (string | number)[], rules: ReadingRules = {}) {
  const reader = timeReader(type, resolvedRules(rules), evidenceIn(type, cells))
  const read = cells.map(cell => {
    const reading = reader.read(cell)
    return reading.is === 'value' ? reading.value : reading.is === 'unclear' ? reading.rule : reading.is
  })
  return { read, inferred: reader.inferred() }
}

describe('days in a column', () => {
  it('that two orders could read are unclear until one of the column settles it', () => {
    expect(readAll('day', ['03/04/2026', '05/06/2026'])).toEqual({ read: ['dayOrder', 'dayOrder'], inferred: undefined })
    expect(readAll('day', ['03/04/2026', '31/12/2026'])).toEqual({ read: ['2026-04-03', '2026-12-31'], inferred: { dayOrder: 'dmy' } })
    expect(readAll('day', ['03/04/2026', '12/31/2026'])).toEqual({ read: ['2026-03-04', '2026-12-31'], inferred: { dayOrder: 'mdy' } })
  })

  it('that contradict each other settle nothing: each is read where it can be only one', () => {
    expect(readAll('day', ['03/04/2026', '31/12/2026', '12/30/2026'])).toEqual({
      read: ['dayOrder', '2026-12-31', '2026-12-30'],
      inferred: undefined,
    })
  })

  it('are read by the order that is given, and never by another', () => {
    expect(readAll('day', ['03/04/2026', '31/12/2026'], { dayOrder: 'mdy' }).read).toEqual(['2026-03-04', 'dayOrder'])
    expect(readAll('day', ['3-4-26', '03.04.2026'], { dayOrder: 'dmy' }).read).toEqual(['2026-04-03', '2026-04-03'])
  })

  it('are plain where the year comes first, where points are between them, and where two orders mean one day', () => {
    expect(readAll('day', ['2026-03-04', '2026/3/4', '31.03.2027', '03.04.2026', '05/05/2026']).read).toEqual([
      ...['2026-03-04', '2026-03-04', '2027-03-31', '2026-04-03', '2026-05-05'],
    ])
  })

  it('of two digits for the year are as unclear as the others', () => {
    expect(readAll('day', ['3/31/27', '3/4/27']).read).toEqual(['2027-03-31', '2027-03-04'])
    expect(readAll('day', ['3/4/05']).read).toEqual(['dayOrder'])
  })

  it('keep their day, whatever time stands beside it', () => {
    expect(readAll('day', ['2027-03-31 00:00:00', '2027-03-31T23:30:00+02:00', '31.03.2027 14:05', '3/31/2027 2:05 PM']).read).toEqual(
      Array.from({ length: 4 }, () => '2027-03-31'),
    )
  })
})

describe('times in a column', () => {
  it('without an offset need the zone', () => {
    expect(readAll('time', ['2026-01-22 14:00:00', '2026-01-22T14:00:00Z']).read).toEqual(['timeZone', '2026-01-22T14:00:00.000Z'])
    expect(readAll('time', ['2026-07-22 14:00'], { timeZone: 'Europe/Berlin' }).read).toEqual(['2026-07-22T12:00:00.000Z'])
  })

  it('that are midnights throughout are days, and need none', () => {
    expect(readAll('time', ['2026-01-22 00:00:00', '2026-01-23 00:00:00.000000'], { timeZone: 'Asia/Tokyo' }).read).toEqual([
      ...['2026-01-22', '2026-01-23'],
    ])
    expect(readAll('time', ['2026-01-22 00:00:00', '2026-01-23 09:00:00']).read).toEqual(['timeZone', 'timeZone'])
  })

  it('give their day where that will do', () => {
    expect(readAll('dayOrTime', ['2027-02-26 10:00']).read).toEqual(['2027-02-26'])
    expect(readAll('dayOrTime', ['2027-02-26 10:00'], { timeZone: '+02:00' }).read).toEqual(['2027-02-26T08:00:00.000Z'])
  })

  it('are counted in milliseconds or seconds, by their size', () => {
    expect(readAll('time', ['1798675200000', '1798675200000.0', 1_798_675_200, '1798675200', 46_143, '20260501']).read).toEqual([
      ...Array.from({ length: 4 }, () => '2026-12-31T00:00:00.000Z'),
      ...['unreadable', 'unreadable'],
    ])
  })

  it.each(['soon', '2026-02-30', '30/02/2026', '2026-05-01 25:00', '13:00 PM', '99/99/2026', '2026-05-01 07:25 +25:00', true])(
    'are none: %s',
    cell => {
      expect(timeReader('time', resolvedRules({ timeZone: 'Z' })).read(cell)).toEqual({ is: 'unreadable' })
    },
  )

  it.each(['', ' ', 'null', 'NULL', '#N/A', '\\N', '-', 'None', 'NaN'])('are empty: %j', cell => {
    expect(timeReader('time', resolvedRules()).read(cell)).toEqual({ is: 'nothing' })
  })

  it('are read as the same day in every order of the column, or not at all', () => {
    const day = fc.record({
      year: fc.integer({ min: 1970, max: 2068 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    })
    always(fc.tuple(fc.constantFrom('dmy', 'mdy'), fc.array(day, { minLength: 1, maxLength: 6 })), ([order, days]) => {
      const written = days.map(({ year, month, day }) => (order === 'dmy' ? `${day}/${month}/${year}` : `${month}/${day}/${year}`))
      readAll('day', written).read.forEach((read, i) => {
        const { year = 0, month = 0, day = 0 } = days[i] ?? {}
        expect(['dayOrder', `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`]).toContain(read)
      })
    })
  })
})
