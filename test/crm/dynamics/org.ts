import type { DynamicsOptions } from 'account-village/dynamics'
import { FORMATTED, guid, lookup, mirrored, type WebRow } from './rows.js'

const [GROUP, PLANT, OTHER] = [guid(1), guid(2), guid(3)]
const [ANNA, BERT, CARLA, DAVID, EVE, FRIDA] = [guid(11), guid(12), guid(13), guid(14), guid(15), guid(16)]
const [RENEWAL, PILOT, DROPPED] = [guid(21), guid(22), guid(23)]
const EURO = guid(31)

const at = (day: string): string => `${day}T08:15:00Z`
const account = (id: string) => lookup('parentcustomerid', id, 'account')
const party = (number: number, activity: number, who: string, table: string, mask: number): WebRow => ({
  activitypartyid: guid(number),
  ...lookup('activityid', guid(activity)),
  ...lookup('partyid', who, table),
  participationtypemask: mask,
})

/** A small organisation with rows of every table, and something wrong or left out of most of them. */
export const ORG: ReadonlyMap<string, readonly WebRow[]> = new Map<string, readonly WebRow[]>([
  [
    'accounts',
    [
      { accountid: GROUP, name: 'Nordwalz', createdon: at('2024-01-08'), ...lookup('parentaccountid', null) },
      { accountid: PLANT, name: 'Nordwalz Süd', createdon: at('2024-01-08'), ...lookup('parentaccountid', GROUP, 'account', 'Nordwalz') },
      { accountid: OTHER, name: 'Ölbach', ...lookup('parentaccountid', OTHER, 'account', 'Ölbach') },
    ],
  ],
  [
    'contacts',
    [
      {
        contactid: ANNA,
        fullname: 'Anna Kurz',
        jobtitle: 'Engineer',
        department: 'Maintenance',
        accountrolecode: 3,
        [`accountrolecode${FORMATTED}`]: 'Beeinflusser',
        new_mood: 4,
        new_moodon: '2026-02-03',
        ...lookup('new_managerid', CARLA, 'contact'),
        createdon: at('2024-02-05'),
        ...account(PLANT),
      },
      {
        contactid: BERT,
        firstname: 'Bert "B"',
        lastname: 'O’Hara, PhD',
        emailaddress1: 'bert@nordwalz.example',
        donotbulkemail: true,
        department: 'Finance',
        msdyn_decisioninfluencetag: 0,
        createdon: '/Date(1707120900000)/',
        ...account(GROUP),
      },
      { contactid: CARLA, fullname: 'Carla Ngozi', msdyn_decisioninfluencetag: 2, new_veto: 'safety', ...account(PLANT) },
      { contactid: DAVID, fullname: 'David Ito', statecode: 1, accountrolecode: 1, ...account(OTHER) },
      { contactid: EVE, fullname: 'Eve Forgotten', msdyn_gdproptout: true, department: 'Legal', ...account(GROUP) },
      { contactid: FRIDA, fullname: 'Frida Merged', merged: true, statecode: 1, ...lookup('masterid', BERT, 'contact'), ...account(GROUP) },
    ],
  ],
  ['transactioncurrencies', [{ transactioncurrencyid: EURO, isocurrencycode: 'EUR', currencyname: 'Euro' }]],
  [
    'opportunities',
    [
      {
        opportunityid: RENEWAL,
        name: 'Renewal',
        new_kind: 1,
        [`new_kind${FORMATTED}`]: 'Renewal',
        estimatedvalue: 90_000,
        estimatedclosedate: '2027-02-26',
        statecode: 0,
        createdon: at('2026-01-12'),
        ...lookup('parentaccountid', GROUP, 'account'),
        ...lookup('transactioncurrencyid', EURO, 'transactioncurrency', 'Euro'),
      },
      {
        opportunityid: PILOT,
        name: 'Pilot',
        estimatedvalue: 12_500.5,
        statecode: 2,
        statuscode: 5,
        actualclosedate: '2025-11-28',
        ...lookup('parentaccountid', PLANT, 'account'),
      },
      { opportunityid: DROPPED, name: 'Dropped', statecode: 1, ...lookup('customerid', PLANT, 'account') },
    ],
  ],
  [
    'connectionroles',
    [
      { connectionroleid: guid(41), name: 'Economic Buyer', category: 1000 },
      { connectionroleid: guid(42), name: 'Champion', category: 3 },
      { connectionroleid: guid(43), name: 'Zahler', category: 1000 },
    ],
  ],
  [
    'connections',
    [
      ...mirrored(52, 51, {
        ...lookup('record1id', RENEWAL, 'opportunity'),
        record1objecttypecode: 3,
        ...lookup('record2id', FRIDA, 'contact'),
        record2objecttypecode: 2,
        ...lookup('record2roleid', guid(41), 'connectionrole', 'Wirtschaftlicher Käufer'),
        effectivestart: '2026-01-05T00:00:00Z',
        createdon: at('2026-01-05'),
        statecode: 0,
      }),
      ...mirrored(53, 54, {
        ...lookup('record1id', CARLA, 'contact'),
        ...lookup('record1roleid', guid(43), 'connectionrole', 'Zahler'),
        ...lookup('record2id', RENEWAL, 'opportunity'),
        new_veto: true,
      }),
      ...mirrored(55, 56, {
        ...lookup('record1id', ANNA, 'contact'),
        ...lookup('record1roleid', guid(42), 'connectionrole', 'Champion'),
        ...lookup('record2id', PLANT, 'account'),
      }),
      {
        connectionid: guid(57),
        ...lookup('record1id', ANNA),
        ...lookup('record1roleid', guid(44), 'connectionrole', 'End User'),
        ...lookup('record2id', PLANT),
        statecode: 1,
        effectiveend: '2025-06-30T00:00:00Z',
      },
      {
        connectionid: guid(58),
        ...lookup('record1id', EVE),
        ...lookup('record1roleid', guid(45), undefined, 'Seer'),
        ...lookup('record2id', GROUP),
      },
    ],
  ],
  [
    'appointments',
    [
      {
        activityid: guid(61),
        scheduledstart: at('2026-03-05'),
        scheduledend: at('2026-03-06'),
        actualdurationminutes: 45,
        statecode: 1,
        new_mood: 5,
        ...lookup('regardingobjectid', RENEWAL, 'opportunity'),
      },
      {
        activityid: guid(62),
        scheduledstart: at('2026-03-07'),
        scheduledend: at('2026-03-07'),
        statecode: 3,
        ...lookup('regardingobjectid', PLANT),
      },
      { activityid: guid(63), scheduledstart: at('2026-03-08'), statecode: 2, ...lookup('regardingobjectid', GROUP) },
    ],
  ],
  [
    'activitypointers',
    [
      { activityid: guid(61), activitytypecode: 'appointment', statecode: 1, scheduledstart: at('2026-03-05') },
      { activityid: guid(64), activitytypecode: 'email', statecode: 1, senton: at('2026-03-09') },
      {
        activityid: guid(65),
        activitytypecode: 'new_visit',
        statecode: 1,
        actualend: at('2026-03-10'),
        ...lookup('regardingobjectid', ANNA, 'contact'),
      },
      {
        activityid: guid(66),
        activitytypecode: 'task',
        subject: 'Call',
        statecode: 0,
        ...lookup('regardingobjectid', BERT, 'contact'),
        ...lookup('ownerid', guid(97), 'systemuser', 'Kim "K" Ito'),
      },
      { activityid: guid(60), activitytypecode: 'fax', statecode: 0, ...lookup('regardingobjectid', BERT, 'contact') },
      {
        activityid: guid(67),
        activitytypecode: 'phonecall',
        statecode: 1,
        actualend: at('2026-03-11'),
        ...lookup('regardingobjectid', EVE, 'contact'),
      },
      { activityid: guid(68), activitytypecode: 'phonecall', statecode: 1, ...lookup('regardingobjectid', ANNA, 'contact') },
      {
        activityid: guid(69),
        activitytypecode: 'phonecall',
        statecode: 1,
        actualend: at('2026-03-12'),
        ...lookup('regardingobjectid', guid(99), 'lead'),
      },
    ],
  ],
  [
    'activityparties',
    [
      party(71, 61, FRIDA, 'contact', 7),
      party(72, 61, guid(98), 'systemuser', 5),
      party(73, 64, ANNA, 'contact', 1),
      party(74, 64, CARLA, 'contact', 3),
      party(75, 64, EVE, 'contact', 2),
      party(76, 64, BERT, 'contact', 9),
    ],
  ],
])

/** Options under which everything in the organisation is read. */
export const READING: DynamicsOptions = {
  sentimentScale: [1, 5],
  currency: 'SEK',
  fields: { sentiment: 'new_mood', sentimentDate: 'new_moodon', veto: 'new_veto', kind: 'new_kind', reportsTo: 'new_managerid' },
}
