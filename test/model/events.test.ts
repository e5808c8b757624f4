import { createVillage, parseVillage, record, retract, revise, snapshot, type VillageFacts } from 'account-village'
import { describe, expect, test } from 'vitest'
import { refused } from '../support/refusal.js'

const village = createVillage({
  account: 'Acme',
  units: [{ id: 'it', name: 'IT', kind: 'department' }],
  stakeholders: [{ id: 'ann', unit: 'it' }, { id: 'bo' }],
})
const request = { id: 'q', stakeholder: 'ann', at: '2026-03-02', via: 'survey', by: 'kim' } as const
const upheaval = { id: 'u', at: '2026-03-02', kind: 'merger', unit: 'it', stakeholders: ['bo'], strength: 0.4, note: 'sold' } as const

describe('requests and upheavals', () => {
  const told = record(village, { requests: [request], upheavals: [upheaval] })

  test('are recorded once, seen from their day on, and come back from JSON', () => {
    expect(record(told, { requests: [request], upheavals: [upheaval] })).toBe(told)
    expect(told.requests).toEqual([{ ...request, at: '2026-03-02T00:00:00.000Z' }])
    expect(told.upheavals).toEqual([{ ...upheaval, at: '2026-03-02T00:00:00.000Z' }])
    expect(parseVillage(JSON.parse(JSON.stringify(told)))).toEqual(told)
    const seen = (asOf: string) => [snapshot(told, asOf).requests.length, snapshot(told, asOf).upheavals.length]
    expect([seen('2026-03-01'), seen('2026-03-02')]).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  test('are revised and retracted like other facts', () => {
    const later = { recordedAt: '2026-04-01' }
    const revised = revise(told, { requests: [{ ...request, via: 'meeting' }], upheavals: [{ ...upheaval, strength: 1 }] }, later)
    const s = snapshot(revised, '2026-04-02')
    expect([s.requests.map(({ via }) => via), s.upheavals.map(({ strength }) => strength)]).toEqual([['meeting'], [1]])
    const withdrawn = retract(retract(told, 'q', { ...later, kind: 'requests' }), 'u', { ...later, kind: 'upheavals' })
    const [before, after] = ['2026-03-31', '2026-04-01'].map(asOf => snapshot(withdrawn, asOf))
    expect([before?.requests.length, before?.upheavals.length, after?.requests.length, after?.upheavals.length]).toEqual([1, 1, 0, 0])
  })

  test.each<[string, VillageFacts]>([
    ['requests[0].by', { requests: [{ ...request, by: '' }] }],
    ['observations[0].by', { observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0, via: 'text', by: '' }] }],
    ['comments[0].by', { comments: [{ id: 'c', stakeholder: 'ann', at: '2026-03-02', text: 't', by: '' }] }],
    ['interviews[0].by', { interviews: [{ id: 'i', stakeholder: 'ann', at: '2026-03-02', answers: [], by: '' }] }],
    ['upheavals[0].strength', { upheavals: [{ ...upheaval, strength: 1.1 }] }],
    ['upheavals[0].unit', { upheavals: [{ ...upheaval, unit: 'sales' }] }],
  ])('are refused at %s', (path, facts) => {
    expect(refused(() => record(village, facts)).paths).toEqual([path])
  })
})
