import { fromSalesforce } from 'account-village/salesforce'
import { afterEach, describe, expect, it } from 'vitest'
import { ACME, acme, codes, rest } from './records.js'

/** When an event took place that began at a date as Salesforce, or whoever exported it, wrote it. */
function read(StartDateTime: unknown) {
  const result = fromSalesforce({ ...acme(), Event: [rest('Event', 'Event', { AccountId: ACME, StartDateTime })] })
  return { at: result.villages[0]?.interactions[0]?.at, codes: codes(result) }
}

const ACCEPTED = [
  ['2026-05-01T07:25:37.000+0000', '2026-05-01T07:25:37.000Z'],
  ['2026-05-01T07:25:37.123+0000', '2026-05-01T07:25:37.123Z'],
  ['2026-05-01T07:25:37.000Z', '2026-05-01T07:25:37.000Z'],
  ['2026-05-01T07:25:37Z', '2026-05-01T07:25:37.000Z'],
  ['2026-05-01T07:25:37.000-0730', '2026-05-01T14:55:37.000Z'],
  ['2026-05-01T07:25:37+05:45', '2026-05-01T01:40:37.000Z'],
  ['2026-05-01 07:25:37+00', '2026-05-01T07:25:37.000Z'],
  ['2026-05-01 07:25:37.123456 UTC', '2026-05-01T07:25:37.123Z'],
  [' 2026-05-01T07:25:37.000+0000 ', '2026-05-01T07:25:37.000Z'],
  ['2026-05-01', '2026-05-01T00:00:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  [new Date(Date.UTC(2026, 4, 1, 7, 25, 37)), '2026-05-01T07:25:37.000Z'],
  [Date.UTC(2026, 4, 1, 7, 25, 37), '2026-05-01T07:25:37.000Z'],
  [Date.UTC(2026, 4, 1, 7, 25, 37) / 1000, '2026-05-01T07:25:37.000Z'],
  ['2026-5-1', '2026-05-01T00:00:00.000Z'],
  ['13/5/2026', '2026-05-13T00:00:00.000Z'],
] as const

const REFUSED = [
  '2026-05-01T07:25:37',
  '2026-05-01 07:25:37',
  '2024-02-30',
  '2024-02-30T00:00:00.000+0000',
  '2023-02-29T00:00:00Z',
  '2024-13-01T00:00:00Z',
  '2024-00-10T00:00:00Z',
  '2024-01-01T24:00:00Z',
  '2016-12-31T23:59:60Z',
  '20240101',
  'Jan 1 2024',
  '01/02/2024',
  '5/1/2026',
  '12345',
  '1e3',
  '0',
  'now',
  '2024-01-01T00:00:00+25:00',
  '2024-01-01T00:00:00.000+9999',
  '+275760-09-13T00:00:00.001Z',
  '2024-01-01T00:00:00Z; DROP',
  '２０２４-01-01T00:00:00Z',
  0,
  45_000,
  true,
  new Date(Number.NaN),
]

describe('a date', () => {
  it.each(ACCEPTED)('is read as the instant that it means: %s', (date, at) => {
    expect(read(date)).toEqual({ at, codes: [] })
  })

  it.each(REFUSED)('that is none is an issue: %s', date => {
    expect(read(date)).toEqual({ at: undefined, codes: ['Event invalidValue', 'Event missingValue'] })
  })
})

describe('the time zone of the machine', () => {
  const before = process.env.TZ
  afterEach(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })

  it.each([
    ['UTC', 0],
    ['America/St_Johns', 150],
    ['America/Sao_Paulo', 180],
    ['Asia/Kathmandu', -345],
    ['Australia/Lord_Howe', -630],
    ['Pacific/Chatham', -765],
    ['Pacific/Kiritimati', -840],
    ['Etc/GMT+12', 720],
  ])('changes nothing: %s', (zone, minutes) => {
    process.env.TZ = zone
    expect(new Date(Date.UTC(2026, 4, 1)).getTimezoneOffset()).toBe(minutes)
    for (const [date, at] of ACCEPTED) expect(read(date).at).toBe(at)
    for (const date of REFUSED) expect(read(date).at).toBeUndefined()
  })
})
