import { byStakeholder, createVillage, parseVillage, sentiments, snapshot } from 'account-village'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference/sameDayReadings.json' with { type: 'json' }
import { OWN_WORDS } from '../support/independent.js'

const close = (wanted: number) => expect.closeTo(wanted, 12)

describe('readings of one day', () => {
  test('give the sentiments, the worth of readings and the shares that count as heard of the worked example', () => {
    const { village, asOf, mean, covariance, reliability, known, effectiveReadings } = reference.workedExample
    const s = snapshot(parseVillage({ schemaVersion: 1, ...village }), asOf, { settings: { sentiment: OWN_WORDS } })
    const rows = byStakeholder(sentiments(s))
    Object.entries(effectiveReadings).forEach(([id, worth], i) => {
      const row = rows.get(id)
      expect(row).toMatchObject({
        sd: close(Math.sqrt(covariance[i]?.[i] ?? Number.NaN)),
        reliability: close(reliability[i] ?? Number.NaN),
        known: close(known[i] ?? Number.NaN),
        effectiveReadings: close(worth),
      })
      expect(row?.value).toEqual(worth === 0 ? undefined : close(mean[i] ?? Number.NaN))
    })
  })

  test('do not outvote an interview by their number', () => {
    for (const { interview, texts, eachText = 0, mean, sd } of reference.posterior) {
      const at = '2026-03-02'
      const village = createVillage({
        account: 'Acme',
        stakeholders: [{ id: 'ann' }],
        observations: [
          ...(interview === undefined ? [] : [{ stakeholder: 'ann', at, sentiment: interview, via: 'interview' } as const]),
          ...Array.from({ length: texts }, (_, i) => ({ id: `t${i}`, stakeholder: 'ann', at, sentiment: eachText, via: 'text' }) as const),
        ],
      })
      const s = snapshot(village, at, { settings: { sentiment: OWN_WORDS } })
      expect(byStakeholder(sentiments(s)).get('ann')).toMatchObject({ value: close(mean), sd: close(sd) })
    }
  })
})
