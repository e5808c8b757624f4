import { createVillage, snapshot, timeline } from 'account-village'
import { afterAll, describe, expect, test } from 'vitest'
import dates from '../fixtures/hostile/dates.json' with { type: 'json' }
import { exact } from '../support/exact.js'
import { allMeasures } from '../support/measures.js'

const home = process.env.TZ
afterAll(() => {
  if (home === undefined) delete process.env.TZ
  else process.env.TZ = home
})

/** Everything that has to do with time, around midnight, changes of the clock and the ends of months. */
function everything(): string {
  const village = createVillage({
    account: 'Acme',
    stakeholders: [
      { id: 'ann', joinedAt: '2026-03-29', roles: ['user'] },
      { id: 'bo', leftAt: '2026-10-25', roles: ['approver'] },
    ],
    observations: [
      { stakeholder: 'ann', at: '2026-03-29', sentiment: 0.5, via: 'survey' },
      { stakeholder: 'ann', at: '2026-03-28T23:30:00-05:00', sentiment: 0.4, via: 'text' },
      { stakeholder: 'bo', at: new Date(Date.UTC(2026, 9, 24, 22, 30)), sentiment: -0.5, via: 'meeting' },
      { stakeholder: 'bo', at: Date.UTC(2026, 9, 25, 1, 30), recordedAt: '2026-10-26', sentiment: -0.6, via: 'meeting' },
    ],
  })
  const series = timeline(village, s => allMeasures(s), { from: '2026-01-31', to: '2026-12-31', step: { months: 1 } })
  const hours = timeline(village, s => s.agedTo, { from: '2026-03-28T01:30:00Z', to: '2026-03-31T00:00:00Z', step: { days: 1 } })
  return exact([village, series, hours, snapshot(village, '2026-10-25'), snapshot(village, new Date(Date.UTC(2026, 9, 25)))])
}

describe('the time zone of the machine', () => {
  const inUtc = (() => {
    process.env.TZ = 'UTC'
    return everything()
  })()

  test.each(dates.zones)('does not matter: %s', zone => {
    process.env.TZ = zone
    // The platform does follow the variable, or this would prove nothing.
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).not.toBe(zone === 'UTC' ? '' : 'UTC')
    expect(everything()).toBe(inUtc)
  })

  test('is followed by the platform while these are run', () => {
    const noon = ['America/St_Johns', 'Asia/Kathmandu'].map(zone => {
      process.env.TZ = zone
      return new Date('2026-03-02T12:00:00Z').getHours() * 60 + new Date('2026-03-02T12:00:00Z').getMinutes()
    })
    expect(noon).toEqual([8 * 60 + 30, 17 * 60 + 45])
  })
})
