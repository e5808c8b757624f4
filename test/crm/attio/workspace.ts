import type { AttioOptions } from 'account-village/attio'
import {
  company,
  deal,
  id,
  mails,
  meeting,
  member,
  money,
  named,
  note,
  person,
  type Row,
  ref,
  select,
  stage,
  task,
  text,
} from './records.js'

/** A small workspace with every kind of record, and something wrong or left out of most of them. */
export const WORKSPACE: ReadonlyMap<string, readonly Row[]> = new Map<string, readonly Row[]>([
  ['companies', [company(1, { name: text('Brennfeld') }), company(2, { name: text('Brennfeld Süd'), holding: ref('companies', 1) })]],
  [
    'people',
    [
      person(11, {
        name: named('Ines "I" Vogt'),
        email_addresses: mails('p11@x.example', 'ines@x.example'),
        job_title: text('Plant manager'),
        team_name: select('Maintenance'),
        boss: ref('people', 12),
        mood: text(4),
        mood_at: text('2026-02-03'),
        buying_role: select('Champion', 'Seer'),
      }),
      person(12, { name: named('Jan, PhD'), no_mail: text(true), stops: text('budget') }),
      person(13, { name: named('Kim Forgotten'), leave: text(true), mood: text(1) }),
      person(14, { company: ref('companies', 2), job_title: [] }),
      person(15, { company: ref('companies', 99) }),
    ],
  ],
  [
    'deals',
    [
      deal(21, {
        name: text('Renewal'),
        what: select('Renewal'),
        closes: text('2027-02-26'),
        associated_people: ref('people', 11, 13, 14),
      }),
      deal(22, { stage: stage('Lost'), value: money(500, null) }),
      deal(23, { stage: stage('In the stars') }),
      deal(24, { associated_company: [] }),
    ],
  ],
  [
    'meetings',
    [
      meeting(31, {
        participants: [
          { status: 'accepted', is_organizer: true, email_address: 'INES@x.example' },
          { status: 'declined', is_organizer: false, email_address: 'p14@x.example' },
          { status: 'pending', is_organizer: false, email_address: 'us@home.example' },
        ],
        linked_records: [{ object_slug: 'deals', object_id: id(995), record_id: id(21) }],
      }),
      meeting(32, { participants: [{ status: 'accepted', email_address: 'p13@x.example' }] }),
      meeting(33, { start: { datetime: 'soon' } }),
    ],
  ],
  ['tasks', [task(51), task(52, { is_completed: true, completed_at: '2026-02-03T15:00:00Z' }), task(53, { is_completed: null })]],
  ['members', [member(900, { access_level: 'suspended' })]],
  ['notes', [note(41), note(42, { parent_object: 'companies', parent_record_id: id(2) })]],
])

/** How it is read. */
export const READING: AttioOptions = {
  currency: 'EUR',
  sentimentScale: [1, 5],
  fields: {
    role: 'buying_role',
    sentiment: 'mood',
    sentimentDate: 'mood_at',
    veto: 'stops',
    department: 'team_name',
    reportsTo: 'boss',
    optOut: 'leave',
    noEmail: 'no_mail',
    parent: 'holding',
    closeDate: 'closes',
    dealKind: 'what',
  },
}
