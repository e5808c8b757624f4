import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { vendorInstant } from '../../src/crm/instants.js'
import { always } from '../support/law.js'

const AT = Date.UTC(2026, 4, 1, 7, 25, 37)
const ISO = '2026-05-01T07:25:37.000Z'

/** Dates of vendors, with the zone of their source. Each means 1 May 2026, 07:25:37 in UTC. */
const SAME: readonly (readonly [vendor: string, written: unknown, zone?: string])[] = [
  ['the REST API of Salesforce', '2026-05-01T07:25:37.000+0000'],
  ['a warehouse', '2026-05-01 07:25:37 UTC'],
  ['HubSpot', '2026-05-01T07:25:37Z'],
  ['a property of HubSpot', String(AT)],
  ['HubSpot’s client', new Date(AT)],
  ['OData 4', '2026-05-01T07:25:37Z'],
  ['OData 2', `/Date(${AT})/`],
  ['OData 2 with a zone', `/Date(${AT}+0200)/`],
  ['Pipedrive 1', '2026-05-01 07:25:37', 'Z'],
  ['Pipedrive 2', '2026-05-01T07:25:37Z', 'Z'],
  ['a survey of a place east of Greenwich', '2026-05-01 09:25:37', '+02:00'],
  ['Delighted', AT / 1000],
  ['Delighted as text', String(AT / 1000)],
  ['a spreadsheet of a place where the day has points', '01.05.2026 07:25:37', 'Z'],
]

const ZONES = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe', 'America/St_Johns', 'Africa/Casablanca']
const own = process.env.TZ

describe.each(ZONES)('in %s', zone => {
  afterEach(() => {
    if (own === undefined) delete process.env.TZ
    else process.env.TZ = own
  })

  for (const [vendor, written, own] of SAME) {
    it(`a date of ${vendor} is the instant that it means: ${String(written)}`, () => {
      process.env.TZ = zone
      expect(vendorInstant(written, own)).toBe(ISO)
    })
  }

  it('a day is its first instant in UTC, however it is written', () => {
    process.env.TZ = zone
    for (const day of ['2026-03-29', '03/29/2026', '29/3/2026', '29.03.2026', '2026-03-29 00:00:00']) {
      expect(vendorInstant(day)).toBe('2026-03-29T00:00:00.000Z')
    }
  })
})

describe('what cannot be told', () => {
  it.each([
    ['a time without an offset', '2026-05-01 07:25:37'],
    ['a count of days', 46_143],
    ['a day of two meanings', '05/01/2026'],
    ['a month that no calendar has', '13/13/2026'],
    ['a day that no calendar has', '30/02/2026'],
    ['an offset that no place has', '2026-05-01 07:25:37', '+25:00'],
    ['digits that are a day', '20260501'],
    ['a number beyond the years', 1e17],
    ['an OData date that is none', '/Date(soon)/'],
  ] as const)('%s is no instant: %s', (_, written, zone?: string) => {
    expect(vendorInstant(written, zone)).toBeUndefined()
  })

  it('noon and midnight are told apart', () => {
    const at = (time: string) => vendorInstant(`1/31/2026 ${time}`, 'Z')
    expect([at('12:00 AM'), at('12:00 PM'), at('11:59 pm')]).toEqual([
      '2026-01-31T00:00:00.000Z',
      '2026-01-31T12:00:00.000Z',
      '2026-01-31T23:59:00.000Z',
    ])
  })

  it('nothing makes it throw', () => {
    always(fc.tuple(fc.anything(), fc.constantFrom(undefined, 'Z', '+02:00', '', 'x')), ([given, zone]) => {
      expect(vendorInstant(given, zone) ?? ISO).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    })
  })
})
