import { createVillage, snapshot, type VillageInput } from 'account-village'
import { messageLoad } from 'account-village/listening'
import { describe, expect, test } from 'vitest'

type Given = NonNullable<VillageInput['interactions']>[number]
const contact = (more: Partial<Given> = {}): Given => ({ at: '2026-02-20', kind: 'email', participants: ['bo'], ...more })
const load = (interactions: readonly Given[]) =>
  messageLoad(
    snapshot(
      createVillage({
        account: 'acme',
        stakeholders: [
          { id: 'bo', roles: ['economicBuyer'] },
          { id: 'al', roles: ['approver'] },
          { id: 'ann', roles: ['user'] },
          { id: 'ed', roles: ['decisionMaker'], leftAt: '2026-02-25' },
        ],
        teammates: ['kim', 'lee', 'max', 'noa'].map(id => ({ id })),
        decisions: ['d1', 'd2'].map(id => ({ id, name: id, kind: 'new' })),
        interactions: interactions.map((each, i) => ({ ...each, id: `i${i}` })),
      }),
      '2026-03-02',
    ),
  )

describe('the load of messages', () => {
  test('is of those present who decide, the busiest first and then by id', () => {
    const people = ['bo', 'ann', 'ed']
    expect(load([])).toEqual(['al', 'bo'].map(stakeholder => ({ stakeholder, contacts: 0, perWeek: 0, teammates: 0, decisions: 0 })))
    expect(load([contact({ participants: people })]).map(({ stakeholder, contacts }) => [stakeholder, contacts])).toEqual([
      ['bo', 1],
      ['al', 0],
    ])
  })

  test('counts contacts, those of us in them and the decisions that they were about, each once', () => {
    const [first] = load([
      contact({ ours: ['kim', 'lee'], decision: 'd1' }),
      contact({ ours: ['kim'], decision: 'd1', kind: 'meeting' }),
      contact({ ours: ['max'], decision: 'd2', participants: ['ann', 'bo', 'bo'] }),
      contact(),
      contact({ participants: ['al'], ours: ['noa'] }),
    ])
    expect(first).toEqual({ stakeholder: 'bo', contacts: 4, perWeek: 28 / 30, teammates: 3, decisions: 2 })
  })

  test('leaves aside what they drove themselves, changes of a process, and what is a month old', () => {
    const counted = (interaction: Given) => load([interaction]).find(({ stakeholder }) => stakeholder === 'bo')?.contacts
    expect(counted(contact({ participants: ['bo', 'al'], drivenBy: 'al' }))).toBe(1)
    expect(counted(contact({ drivenBy: 'bo' }))).toBe(0)
    expect(counted(contact({ kind: 'processChange' }))).toBe(0)
    expect(counted(contact({ at: '2026-01-31T00:00:01Z' }))).toBe(1)
    expect(counted(contact({ at: '2026-01-31' }))).toBe(0)
    expect(counted(contact({ at: '2026-03-03' }))).toBe(0)
  })

  test('has nobody who is known only by the role that they must hold', () => {
    expect(messageLoad(snapshot(createVillage({ account: 'a', stakeholders: [{ id: 'ann', roles: ['user'] }] }), '2026-03-02'))).toEqual([])
  })
})
