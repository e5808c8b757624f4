import { fromDynamics } from 'account-village/dynamics'
import { guid, lookup, type WebRow } from '../dynamics/rows.js'
import { at, type Stored } from './world.js'

const NUMBER = { account: 100, person: 200, deal: 300, part: 400, activity: 500, user: 700, tie: 800 }
const KEY = {
  account: 'accountid',
  person: 'contactid',
  deal: 'opportunityid',
  part: 'connectionid',
  activity: 'activityid',
  user: 'systemuserid',
  tie: '',
}
const ROLES: { readonly [role: string]: string } = { decider: 'Decision Maker', champion: 'Champion', user: 'End User' }

const idOf = (kind: Stored['kind'], id: unknown): string | null => (id === undefined ? null : guid(NUMBER[kind] + Number(id)))

/** A row of the Web API. Who has a part in an opportunity is connected with it. */
function row({ id, step, deleted, into, kind, fields: f }: Stored): WebRow {
  const own = {
    [KEY[kind]]: idOf(kind, id),
    modifiedon: at(step),
    createdon: at(0),
    ...(into !== undefined && { merged: true, ...lookup('masterid', idOf(kind, into)) }),
    isdelete: deleted === true && into === undefined,
  }
  const others = {
    account: { name: f.name, ...lookup('ownerid', idOf('user', f.owner), 'systemuser'), new_segment: f.segment ?? null },
    person: {
      lastname: f.name,
      jobtitle: f.title ?? null,
      emailaddress1: f.mail === undefined ? null : `${id}${f.mail}`,
      ...lookup('parentcustomerid', idOf('account', f.account), 'account'),
      ...lookup('new_bossid', idOf('person', f.manager), 'contact'),
      donotemail: f.noMail ?? false,
      msdyn_gdproptout: f.forget ?? false,
    },
    deal: {
      name: f.name,
      ...lookup('parentaccountid', idOf('account', f.account ?? 1), 'account'),
      estimatedvalue: f.amount ?? null,
      estimatedclosedate: '2027-03-31',
      statecode: f.state === 'open' ? 0 : f.state === 'won' ? 1 : 2,
      actualclosedate: f.state === 'open' ? null : '2026-01-01',
    },
    part: {
      ...lookup('record1id', idOf('deal', f.deal), 'opportunity'),
      ...lookup('record2id', idOf('person', f.person), 'contact'),
      ...lookup('record2roleid', f.role === undefined ? null : guid(41), 'connectionrole', ROLES[String(f.role)]),
    },
    activity: {
      activitytypecode: isTask(id) ? 'task' : 'appointment',
      subject: `Task of ${String(f.day)}`,
      ...(isTask(id) ? TASKS[String(f.task)] : { statecode: f.task === 'cancelled' ? 2 : 1 }),
      ...lookup('ownerid', idOf('user', f.user), 'systemuser'),
      scheduledend: `2025-12-${String(f.day).padStart(2, '0')}T10:00:00Z`,
      ...(f.deal === undefined
        ? lookup('regardingobjectid', idOf('account', f.account), 'account')
        : lookup('regardingobjectid', idOf('deal', f.deal), 'opportunity')),
      [`${isTask(id) ? 'task' : 'appointment'}_activity_parties`]: [
        { activitypartyid: guid(600 + id), ...lookup('partyid', idOf('person', f.person), 'contact'), participationtypemask: 5 },
      ],
    },
    user: { fullname: f.name, internalemailaddress: `${id}@us.example`, isdisabled: f.left === true },
    tie: {},
  }
  return { ...own, ...others[kind] }
}

// An activity is a task for good, or an appointment.
const isTask = (id: number): boolean => id % 2 === 0
const TASKS: { readonly [task: string]: object } = {
  done: { statecode: 1, statuscode: 5 },
  open: { statecode: 0, statuscode: 2 },
  begun: { statecode: 0, statuscode: 3 },
  cancelled: { statecode: 2, statuscode: 6 },
}

export function dynamics(records: readonly Stored[]) {
  const of = (kind: Stored['kind']) => records.filter(each => each.kind === kind).map(row)
  return fromDynamics(
    {
      accounts: of('account'),
      contacts: of('person'),
      opportunities: of('deal'),
      connections: of('part'),
      appointments: records.filter(({ kind, id }) => kind === 'activity' && !isTask(id)).map(row),
      tasks: records.filter(({ kind, id }) => kind === 'activity' && isTask(id)).map(row),
      systemusers: of('user'),
    },
    { currency: 'EUR', fields: { reportsTo: 'new_bossid', segment: 'new_segment' } },
  )
}
