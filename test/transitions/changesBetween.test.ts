import { changesBetween, createVillage, record, recordDeparture, recordSentiment, revise, snapshot, type Village } from 'account-village'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { ended } from '../support/ended.js'
import { callLoosely, refused } from '../support/refusal.js'

const NOTHING = { joined: [], left: [], changedRole: [], changedStance: [], changedUnit: [], gainedVeto: [], lostVeto: [] }
const start = createVillage({
  account: 'Acme',
  units: [
    { id: 'it', name: 'IT', kind: 'department' },
    { id: 'plant', name: 'Plant', kind: 'site' },
  ],
  stakeholders: [
    { id: 'ann', unit: 'it', roles: ['user'] },
    { id: 'bo', roles: ['economicBuyer'] },
    { id: 'cy', roles: ['champion'] },
  ],
  observations: [{ stakeholder: 'ann', at: day(0), sentiment: 0.9, via: 'interview', sd: 0.01 }],
})
const between = (village: Village, from = day(1), to = day(10)) => changesBetween(snapshot(village, from), snapshot(village, to))

describe('between two snapshots', () => {
  test('of which nothing is different nothing has changed', () => {
    expect(changesBetween(snapshot(start, day(1)), snapshot(start, day(1)))).toEqual(NOTHING)
    expect(between(start, day(1), day(2))).toEqual(NOTHING)
  })

  test('each of them is named where it is none', () => {
    const s = snapshot(start, day(1))
    expect(refused(() => callLoosely(changesBetween, {}, s)).message).toMatch(/^changesBetween: before: /)
    expect(refused(() => callLoosely(changesBetween, s, {})).message).toMatch(/^changesBetween: after: /)
  })

  test('people join and leave, in order of id', () => {
    const village = record(recordDeparture(start, 'cy', day(5)), {
      stakeholders: [
        { id: 'zoe', joinedAt: day(4) },
        { id: 'dan', joinedAt: day(3) },
      ],
    })
    expect(between(village)).toMatchObject({ joined: ['dan', 'zoe'], left: ['cy'], changedRole: [], lostVeto: [] })
    // Told backwards, whoever joined has left.
    expect(between(village, day(10), day(1))).toMatchObject({ joined: ['cy'], left: ['dan', 'zoe'] })
  })

  test('a placeholder neither comes nor goes', () => {
    const village = recordDeparture(start, 'bo', day(5))
    expect(snapshot(village, day(10)).placeholders).toEqual(['?decider'])
    expect(between(village)).toMatchObject({ joined: [], left: ['bo'], gainedVeto: [] })
    const known = record(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }] }), {
      stakeholders: [{ id: 'bo', joinedAt: day(5), roles: [{ role: 'approver', since: day(5) }] }],
    })
    expect(between(known)).toMatchObject({ joined: ['bo'], left: [], gainedVeto: [], lostVeto: [] })
  })

  test('roles change, each told with what it was and what it is, in order', () => {
    const village = ended(
      record(record(start, { roles: [{ stakeholder: 'ann', role: 'approver', since: day(5) }] }), {
        roles: [
          {
            stakeholder: 'ann',
            role: 'coach',
            since: day(5),
          },
        ],
      }),
      'roles',
      { stakeholder: 'cy', role: 'champion' },
      day(5),
    )
    expect(between(village).changedRole).toEqual([
      { stakeholder: 'ann', before: ['user'], after: ['approver', 'coach', 'user'] },
      { stakeholder: 'cy', before: ['champion'], after: [] },
    ])
  })

  test('the same role told twice is no change', () => {
    const village = record(start, { roles: [{ stakeholder: 'ann', role: 'user', since: day(5), source: 'crm' }] })
    expect(between(village).changedRole).toEqual([])
  })

  test('stances change when a sentiment passes from one fifth of the scale to another, and when somebody is heard for the first time', () => {
    const village = recordSentiment(start, [
      { stakeholder: 'ann', at: day(5), sentiment: -0.9, via: 'interview', sd: 0.01 },
      { stakeholder: 'bo', at: day(5), sentiment: 0.1, via: 'interview' },
    ])
    expect(between(village).changedStance).toEqual([
      { stakeholder: 'ann', before: 'champion', after: 'opponent' },
      { stakeholder: 'bo', before: 'unknown', after: 'neutral' },
    ])
  })

  test('units change; none stands for the account itself', () => {
    const village = revise(
      start,
      {
        stakeholders: [
          { id: 'ann', unit: 'plant' },
          { id: 'bo', unit: 'it' },
        ],
      },
      { recordedAt: day(5) },
    )
    expect(between(village).changedUnit).toEqual([
      { stakeholder: 'ann', before: 'it', after: 'plant' },
      { stakeholder: 'bo', before: undefined, after: 'it' },
    ])
  })

  test('vetoes are gained and lost, by grant and by role', () => {
    const village = record(
      ended(
        record(start, { roles: [{ stakeholder: 'cy', role: 'approver', since: day(5) }] }),
        'roles',
        { stakeholder: 'bo', role: 'economicBuyer' },
        day(5),
      ),
      { vetoes: [{ stakeholder: 'ann', since: day(5), until: day(20) }] },
    )
    expect(between(village)).toMatchObject({ gainedVeto: ['ann', 'cy'], lostVeto: ['bo'] })
    expect(between(village, day(10), day(20))).toMatchObject({ gainedVeto: [], lostVeto: ['ann'] })
  })

  test('whoever comes or goes with a veto is told once, as coming or going', () => {
    const village = recordDeparture(start, 'bo', day(5))
    expect(between(village)).toMatchObject({ left: ['bo'], lostVeto: [] })
  })
})
