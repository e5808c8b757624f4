import type { PipedriveOptions } from 'account-village/pipedrive'
import { activity, deal, KEYS, note, organization, person, type Row } from './records.js'

/** A small account with every kind of record, and something wrong or left out of most of them. Some ids are of several kinds. */
export const ACCOUNT: ReadonlyMap<string, readonly Row[]> = new Map<string, readonly Row[]>([
  [
    'organizations',
    [organization(9, { name: 'Lindqvist' }), organization(1, { name: 'Lindqvist Papier' }), organization(3, { is_deleted: true })],
  ],
  [
    'organizationRelationships',
    [{ id: 1, type: 'parent', rel_owner_org_id: { value: 9 }, rel_linked_org_id: { value: 1 }, active_flag: true }],
  ],
  [
    'persons',
    [
      person(1, {
        name: 'Mira "M" Holm',
        emails: [{ value: 'mira@example.org', primary: true }],
        custom_fields: { [KEYS.role]: [31, 99], [KEYS.mood]: 4, [KEYS.boss]: 2 },
      }),
      person(2, { name: 'Nils, PhD', org_id: 1, custom_fields: { [KEYS.role]: [32], [KEYS.veto]: 'budget' } }),
      person(3, { name: 'Old', marketing_status: 'unsubscribed' }),
      person(4, { name: 'Away', org_id: { value: 404, name: 'Elsewhere' } }),
      person(5, { active_flag: false }),
    ],
  ],
  [
    'personFields',
    [
      {
        key: KEYS.role,
        field_type: 'set',
        options: [
          { id: 31, label: 'Champion' },
          { id: 32, label: 'Decision maker' },
        ],
      },
    ],
  ],
  [
    'deals',
    [
      deal(1, { title: 'Renewal', expected_close_date: '2027-02-26', person_id: 1, custom_fields: { [KEYS.buyer]: 2 } }),
      deal(2, {
        title: 'Pilot',
        org_id: { value: 1 },
        status: 'lost',
        lost_time: '2025-11-28 10:00:00',
        lost_reason: 'Price',
        currency: null,
      }),
      deal(3, { status: 'won' }),
    ],
  ],
  [
    'participants',
    [{ id: 1, person_id: { value: 4 }, related_item_type: 'deal', related_item_id: 1, add_time: '2025-01-01 00:00:00', active_flag: true }],
  ],
  [
    'activities',
    [
      activity(1, { participants: [{ person_id: 1 }, { person_id: 3 }], deal_id: 1 }),
      activity(2, { person_id: 3 }),
      activity(3, { done: false }),
      activity(4, { due_date: '2026-02-30' }),
      activity(5, { done: false, type: 'task', subject: 'Send "it"', owner_id: 5 }),
    ],
  ],
  ['users', [{ id: 5, name: 'Kim, Dr', email: 'kim@us.example', active_flag: false, modified: '2026-02-01 08:15:00', is_you: false }]],
  ['notes', [note(1, { deal_id: 1 }), note(2, { person_id: 5, org_id: null })]],
])

/** How it is read. */
export const READING: PipedriveOptions = {
  currency: 'EUR',
  sentimentScale: [1, 5],
  fields: { role: KEYS.role, sentiment: KEYS.mood, veto: KEYS.veto, reportsTo: KEYS.boss },
  dealRoles: { [KEYS.buyer]: 'economicBuyer' },
}
