import type { ZohoOptions } from 'account-village/zoho'
import { account, contact, deal, event, id, named, type Row, role } from './records.js'

const stamps = { Created_Time: '2026-02-13T09:15:00+01:00', Modified_Time: '2026-02-13T09:15:00+01:00' }

/** A small account with every kind of record, and something wrong or left out of most of them. */
export const ORG: ReadonlyMap<string, readonly Row[]> = new Map<string, readonly Row[]>([
  [
    'Accounts',
    [
      account(1, { Account_Name: 'Brennfeld', Annual_Revenue: 5_000_000, Currency: 'EUR' }),
      account(2, { Account_Name: 'Brennfeld Süd', Parent_Account: named(1) }),
      { id: id(3), deleted_time: '2026-03-03T10:00:00+01:00', type: 'recycle', display_name: 'Old', Account_Name: null },
    ],
  ],
  [
    'Contacts',
    [
      contact(11, { Full_Name: 'Ines "I" Vogt', Department: 'Maintenance', Reporting_To: named(12), Mood: 4, Role: 'Champion;Seer' }),
      contact(12, { Full_Name: 'Jan, PhD', Email: 'jan@brennfeld.example', Email_Opt_Out: true, Stops: 'budget' }),
      contact(13, { Full_Name: 'Kim Forgotten', $stop_processing: true }),
      contact(14, { Full_Name: 'Lea', Account_Name: named(2) }),
      contact(15, { Full_Name: 'Away', Account_Name: named(99) }),
    ],
  ],
  [
    'Deals',
    [
      deal(21, {
        Deal_Name: 'Renewal',
        Type: 'Existing Business',
        Contact_Name: named(11),
        Contact_Roles: [role(12, 'Decision Maker'), role(13, 'Influencer'), role(14, 'Seer')],
      }),
      deal(22, { Deal_Name: 'Pilot', Stage: 'Closed Lost', Reason_For_Loss__s: 'Price', Closing_Date: '2025-11-28', Currency: null }),
      deal(23, { Stage: 'Closed Won', Closing_Date: null }),
      deal(24, { Stage: 'In the stars', Account_Name: null, Contact_Name: null }),
    ],
  ],
  [
    'Events',
    [
      event(31, {
        What_Id: named(21),
        $se_module: 'Deals',
        Participants: [
          { type: 'contact', participant: id(12), status: 'accepted' },
          { type: 'contact', participant: id(14), status: 'declined' },
          { type: 'user', participant: id(901), status: 'not_known' },
          { type: 'lead', participant: id(801) },
        ],
      }),
      event(32, { Who_Id: named(13) }),
      event(33, { Start_DateTime: 'soon' }),
    ],
  ],
  [
    'Calls',
    [
      {
        id: id(41),
        Call_Type: 'Outbound',
        Call_Start_Time: '2026-02-11T10:00:00+01:00',
        Call_Duration_in_seconds: 900,
        Who_Id: named(11),
        ...stamps,
      },
      {
        id: id(42),
        Call_Type: 'Outbound',
        Call_Start_Time: '2026-02-12T10:00:00+01:00',
        Outgoing_Call_Status: 'Scheduled',
        Who_Id: named(11),
        ...stamps,
      },
    ],
  ],
  [
    'Tasks',
    [
      { id: id(51), Subject: 'Send', Status: 'Completed', Due_Date: '2026-02-14', Who_Id: named(12), ...stamps },
      { id: id(52), Subject: 'Send', Status: 'Not Started', Due_Date: '2026-02-15', Who_Id: named(12), Owner: named(901), ...stamps },
      { id: id(53), Subject: 'Send', Due_Date: '2026-02-15', Who_Id: named(12), ...stamps },
    ],
  ],
  [
    'users',
    [
      { id: id(900), full_name: 'Record 900', zuid: '7', status: 'active', ...stamps },
      { id: id(901), full_name: 'Lee "L" Ito', email: 'lee@us.example', zuid: '8', status: 'inactive', ...stamps },
    ],
  ],
  ['Notes', [{ id: id(61), Note_Content: 'They said so.', Parent_Id: named(21), $se_module: 'Deals', ...stamps }]],
])

/** How it is read. */
export const READING: ZohoOptions = {
  currency: 'EUR',
  sentimentScale: [1, 5],
  fields: { role: 'Role', sentiment: 'Mood', veto: 'Stops' },
}
