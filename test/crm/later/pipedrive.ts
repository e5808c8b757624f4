import { fromPipedrive } from 'account-village/pipedrive'
import { at, type Stored } from './world.js'

const [OPT_OUT, ROLE, BOSS, SEGMENT] = ['c0ffee', 'decade', 'facade', 'accede'].map(key => key.padEnd(40, '0'))

/** A record as version 2 of the API gives it. Who has a part in a deal is one of its participants; what they are there Pipedrive does not know. */
function row({ id, step, deleted, into, kind, fields: f }: Stored): object {
  const own = { id, update_time: at(step), add_time: at(0), is_deleted: deleted === true, merge_what_id: into ?? null }
  const others = {
    account: { name: f.name, owner_id: f.owner ?? null, custom_fields: { [SEGMENT ?? '']: f.segment ?? null } },
    person: {
      name: f.name,
      job_title: f.title ?? null,
      emails: f.mail === undefined ? [] : [{ value: `p${id}${f.mail}`, primary: true }],
      org_id: f.account,
      marketing_status: f.noMail === true ? 'unsubscribed' : 'subscribed',
      custom_fields: {
        [OPT_OUT ?? '']: f.forget === true ? 'yes' : 'no',
        [ROLE ?? '']: f.title === 'Acme' ? 'Champion' : null,
        [BOSS ?? '']: f.manager ?? null,
      },
    },
    deal: {
      title: f.name,
      org_id: f.account,
      person_id: f.account === undefined ? f.contact : null,
      value: f.amount ?? null,
      currency: 'EUR',
      expected_close_date: '2027-03-31',
      status: f.state,
      won_time: f.state === 'won' ? '2026-01-01T00:00:00Z' : null,
      lost_time: f.state === 'lost' ? '2026-01-01T00:00:00Z' : null,
    },
    part: { deal_id: f.deal, person_id: f.person },
    activity: {
      type: f.task === 'done' ? 'meeting' : 'task',
      subject: `Task of ${String(f.day)}`,
      done: f.task === 'done',
      owner_id: f.user,
      due_date: `2025-12-${String(f.day).padStart(2, '0')}`,
      org_id: f.account,
      deal_id: f.deal,
      person_id: f.person,
    },
    user: { name: f.name, email: `${id}@us.example`, active_flag: f.left !== true },
    tie: {},
  }
  return { ...own, ...others[kind] }
}

export function pipedrive(records: readonly Stored[]) {
  const of = (kind: Stored['kind']) => records.filter(each => each.kind === kind).map(row)
  return fromPipedrive(
    {
      organizations: of('account'),
      persons: of('person'),
      deals: of('deal'),
      participants: of('part'),
      activities: of('activity'),
      users: of('user'),
    },
    { fields: { optOut: OPT_OUT, role: ROLE, reportsTo: BOSS, segment: SEGMENT } },
  )
}
