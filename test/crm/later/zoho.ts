import { fromZoho } from 'account-village/zoho'
import { at, type Stored } from './world.js'

const MODULE = { account: 'Accounts', person: 'Contacts', deal: 'Deals', activity: 'Tasks', user: 'users' } as const

const named = (kind: keyof typeof MODULE, id: unknown): object | null => (id === undefined ? null : { id: idOf(kind, id), name: 'x' })
const idOf = (kind: keyof typeof MODULE, id: unknown): string => `${Object.keys(MODULE).indexOf(kind) + 1}0000000${String(id)}`

const STATUS: { readonly [task: string]: string } = { done: 'Completed', open: 'Not Started', begun: 'In Progress', cancelled: 'Deferred' }

function row({ kind, id, step, deleted, fields: f }: Stored & { readonly kind: keyof typeof MODULE }): object {
  // The list of what was deleted has nothing but the time at which it was.
  if (deleted === true) return { id: idOf(kind, id), type: 'recycle', deleted_time: at(step) }
  const own = { id: idOf(kind, id), Modified_Time: at(step), Created_Time: at(0) }
  const others = {
    account: { Account_Name: f.name, Owner: named('user', f.owner), Segment: f.segment ?? null },
    person: {
      Full_Name: f.name,
      Title: f.title ?? null,
      Email: f.mail === undefined ? null : `${id}${f.mail}`,
      Account_Name: named('account', f.account),
      Reporting_To: named('person', f.manager),
      Email_Opt_Out: f.noMail ?? false,
      $stop_processing: f.forget ?? false,
    },
    deal: {
      Deal_Name: f.name,
      Account_Name: named('account', f.account),
      Contact_Name: f.account === undefined ? named('person', f.contact) : null,
      Amount: f.amount ?? null,
      Closing_Date: '2027-03-31',
      Stage: { open: 'Qualification', won: 'Closed Won', lost: 'Closed Lost' }[String(f.state)],
    },
    activity: {
      What_Id: f.deal === undefined ? named('account', f.account) : named('deal', f.deal),
      $se_module: f.deal === undefined ? 'Accounts' : 'Deals',
      Who_Id: named('person', f.person),
      Owner: named('user', f.user),
      Subject: `Task of ${String(f.day)}`,
      Status: STATUS[String(f.task)],
      Due_Date: `2025-12-${String(f.day).padStart(2, '0')}`,
    },
    user: { full_name: f.name, email: `${id}@us.example`, status: f.left === true ? 'inactive' : 'active' },
  }
  return { ...own, ...others[kind] }
}

/** The records in Zoho, which keeps contact roles with their deals and not as records of their own. */
export function zoho(records: readonly Stored[]) {
  const of = (kind: keyof typeof MODULE): object[] => records.flatMap(each => (each.kind === kind ? [row({ ...each, kind })] : []))
  return fromZoho(
    { Accounts: of('account'), Contacts: of('person'), Deals: of('deal'), Tasks: of('activity'), users: of('user') },
    { currency: 'EUR', fields: { segment: 'Segment' } },
  )
}
