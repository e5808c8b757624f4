import type { HubSpotOptions } from 'account-village/hubspot'
import { api, defined, labelled, linked, PRIMARY, UNLABELED } from './records.js'

/** What a portal holds, by the name of the table. */
export type Portal = ReadonlyMap<string, readonly object[]>

const at = (day: string): string => `${day}T08:15:00.000Z`
const spell = (value: string | null, day: string): object => ({ value, timestamp: at(day), sourceType: 'CRM_UI' })

/** How the portal is read. */
export const READING: HubSpotOptions = {
  currency: 'EUR',
  sentimentScale: [1, 5],
  blocker: 'veto',
  labels: { '36': 'economicBuyer' },
  ties: { Manager: 'managerOf', Employee: 'reportsTo' },
  fields: { sentiment: 'mood', sentimentDate: 'mood_date', veto: 'can_stop', drivenBy: 'driver' },
}

/** A small portal with every kind of record, and something wrong or left out of most of them. Some ids are of several kinds. */
export const PORTAL: Portal = new Map<string, readonly object[]>([
  [
    'companies',
    [
      api('9', { name: 'Tessmer Optik', hs_parent_company_id: null, domain: 'tessmer.example' }),
      api('501', { name: 'Tessmer Glas', domain: 'glas.tessmer.example' }),
      api('77', { name: 'Altwerk' }, { archived: true }),
    ],
  ],
  [
    'contacts',
    [
      api(
        '501',
        {
          firstname: 'Ada',
          lastname: 'Okafor',
          jobtitle: 'Head of Labs',
          email: 'ada@tessmer.example',
          department: 'Labs',
          hs_buying_role: 'CHAMPION',
        },
        {
          propertiesWithHistory: {
            hs_buying_role: [spell('CHAMPION', '2026-01-10'), spell('END_USER;BLOCKER', '2025-02-03'), spell('', '2024-06-01')],
            jobtitle: [spell('Head of Labs', '2025-05-05'), spell('Engineer', '2024-02-05')],
          },
        },
      ),
      api('502', {
        firstname: 'Björn "B"',
        lastname: 'Lund, PhD',
        hs_buying_role: 'DECISION_MAKER;OTHER;SEER',
        can_stop: 'budget',
        mood: '2',
        mood_date: '2026-02-03',
      }),
      api('503', {
        firstname: 'Chi',
        lastname: 'Ngozi',
        hs_buying_role: 'influencer',
        associatedcompanyid: '501',
        hs_merged_object_ids: '599',
      }),
      api('504', { firstname: 'Dora', lastname: 'Gone', email: 'dora@tessmer.example', hs_buying_role: 'SEER', hs_email_optout: 'true' }),
      api('599', { firstname: 'Chi', lastname: 'Merged' }),
    ],
  ],
  [
    'contactsToCompanies',
    [
      linked('501', [9, PRIMARY, UNLABELED, labelled(41, 'Evaluator')]),
      linked('502', [9, PRIMARY, UNLABELED], [501, UNLABELED]),
      linked('504', [9, PRIMARY, UNLABELED]),
    ],
  ],
  ['companiesToCompanies', [linked('501', [9, defined(14)]), linked('9', [501, defined(13)])]],
  [
    'contactsToContacts',
    [linked('502', [501, labelled(50, 'Manager')]), linked('501', [502, labelled(51, 'Employee')], [503, labelled(60, 'Friend')])],
  ],
  [
    'deals',
    [
      api(
        '9',
        {
          dealname: 'Renewal',
          dealstage: 'contractsent',
          amount: '90000',
          deal_currency_code: 'EUR',
          closedate: '2027-02-26T00:00:00Z',
          dealtype: 'renewal',
        },
        {
          propertiesWithHistory: {
            amount: [spell('90000', '2026-01-12'), spell('60000', '2024-02-05')],
            dealstage: [spell('contractsent', '2026-02-01'), spell('appointmentscheduled', '2024-02-05')],
          },
        },
      ),
      api('10', { dealname: 'Pilot', dealstage: '4711', amount: '12500.5', closedate: '2025-11-28', dealtype: 'tender' }),
    ],
  ],
  ['dealsToCompanies', [linked('9', [9, defined(5, 'Primary'), defined(341)]), linked('10', [501, defined(341)])]],
  [
    'contactsToDeals',
    [linked('501', [9, defined(4), labelled(36, null)]), linked('503', [9, defined(4), labelled(38, 'Blocker')], [404, defined(4)])],
  ],
  [
    'pipelines',
    [{ id: 'default', label: 'Sales', stages: [{ id: '4711', label: 'Gone', metadata: { isClosed: 'true', probability: '0.0' } }] }],
  ],
  ['labels', [{ category: 'USER_DEFINED', typeId: 38, label: 'Blocker' }]],
  [
    'meetings',
    [
      api('501', {
        hs_meeting_start_time: at('2026-02-10'),
        hs_meeting_end_time: '2026-02-10T09:00:00.000Z',
        hs_meeting_outcome: 'COMPLETED',
        mood: '4',
        driver: '501',
      }),
      api('502', { hs_meeting_start_time: at('2026-02-11'), hs_meeting_outcome: 'NO_SHOW' }),
      api('503', { hs_timestamp: 'soon' }),
    ],
  ],
  ['meetingsToContacts', [linked('501', [501, defined(200)]), linked('502', [501, defined(200)]), linked('503', [501, defined(200)])]],
  ['meetingsToDeals', [linked('501', [9, defined(212)])]],
  [
    'calls',
    [
      api(
        '1',
        { hs_timestamp: '1770710400000', hs_call_duration: '1260000', hs_call_status: 'COMPLETED' },
        { associations: { contacts: { results: [{ id: '502', type: 'call_to_contact' }] } } },
      ),
    ],
  ],
  [
    'emails',
    [
      api(
        '1',
        { hs_timestamp: at('2026-02-12'), hs_email_direction: 'INCOMING_EMAIL' },
        { associations: { contacts: { results: [{ id: '504', type: 'email_to_contact' }] } } },
      ),
    ],
  ],
  [
    'notes',
    [
      api(
        '1',
        { hs_timestamp: at('2026-02-13'), hs_note_body: 'They said so.' },
        { associations: { companies: { results: [{ id: '9', type: 'note_to_company' }] } } },
      ),
    ],
  ],
  [
    'tasks',
    [
      api(
        '1',
        { hs_timestamp: at('2026-02-14'), hs_task_status: 'COMPLETED', hs_task_type: 'CALL', hubspot_owner_id: '9' },
        { associations: { contacts: { results: [{ id: '599', type: 'task_to_contact' }] } } },
      ),
      api('2', { hs_timestamp: at('2026-02-14'), hs_task_status: 'NOT_STARTED' }),
      api(
        '3',
        { hs_timestamp: at('2026-02-15'), hs_task_status: 'IN_PROGRESS', hs_task_subject: 'Call', hubspot_owner_id: '9' },
        { associations: { contacts: { results: [{ id: '599', type: 'task_to_contact' }] } } },
      ),
      api('4', { hs_timestamp: at('2026-02-14'), hs_task_type: 'CALL' }),
    ],
  ],
  [
    'feedbackSubmissions',
    [
      api('1', {
        hs_survey_type: 'NPS',
        hs_value: '3',
        hs_content: 'Slow support',
        hs_submission_timestamp: at('2026-02-20'),
        hs_contact_email_rollup: 'ADA@tessmer.example',
      }),
      api(
        '2',
        { hs_survey_type: 'CSAT', hs_value: '5', hs_response_group: 'PROMOTER', hs_submission_timestamp: at('2026-02-21') },
        { associations: { contacts: { results: [{ id: '502', type: 'feedback_submission_to_contact' }] } } },
      ),
      api('3', {
        hs_survey_type: 'NPS',
        hs_value: '0',
        hs_content: 'Never again',
        hs_submission_timestamp: at('2026-02-22'),
        hs_contact_email_rollup: 'dora@tessmer.example',
      }),
    ],
  ],
])
