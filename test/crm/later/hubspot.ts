import { fromHubSpot } from 'account-village/hubspot'
import { at, type State, type Stored } from './world.js'

const LABELS: { readonly [role: string]: string } = { decider: 'Decision maker', champion: 'Champion', user: 'End user' }

/** An object as the API gives it. Who was merged away is gone without a word but for the one who is left. */
function object({ id, step, deleted, absorbed, kind, fields: f }: Stored): object {
  const others = {
    account: { name: f.name, hubspot_owner_id: f.owner ?? null, segment: f.segment ?? null },
    person: {
      lastname: f.name,
      jobtitle: f.title ?? null,
      email: f.mail === undefined ? null : `${id}${f.mail}`,
      associatedcompanyid: f.account,
      hs_email_optout: f.noMail ?? false,
      boss: f.manager ?? null,
      forget: f.forget ?? false,
    },
    deal: {
      dealname: f.name,
      hs_primary_associated_company: f.account ?? 1,
      amount: f.amount ?? null,
      closedate: f.state === 'open' ? '2027-03-31T00:00:00Z' : '2026-01-01T00:00:00Z',
      hs_is_closed: f.state !== 'open',
      hs_is_closed_won: f.state === 'won',
    },
    part: {},
    activity: {
      hubspot_owner_id: f.user,
      hs_timestamp: `2025-12-${String(f.day).padStart(2, '0')}T10:00:00Z`,
      // An object is a task for good, or a meeting.
      ...(isTask(id)
        ? { hs_task_status: TASKS[String(f.task)], hs_task_subject: `Task of ${String(f.day)}` }
        : { hs_meeting_outcome: f.task === 'cancelled' ? 'CANCELED' : 'COMPLETED' }),
    },
    user: {},
    tie: {},
  }
  const properties = { hs_lastmodifieddate: at(step), hs_merged_object_ids: absorbed?.join(';') ?? null, ...others[kind] }
  const among = (end: unknown) => ({ results: end === undefined ? [] : [{ id: String(end) }] })
  return {
    id: String(id),
    createdAt: at(0),
    updatedAt: at(step),
    archived: deleted === true,
    properties,
    ...(kind === 'activity' && { associations: { companies: among(f.account), contacts: among(f.person), deals: among(f.deal) } }),
  }
}

const isTask = (id: number): boolean => id % 2 === 0
const TASKS: { readonly [task: string]: string } = { done: 'COMPLETED', open: 'NOT_STARTED', begun: 'IN_PROGRESS', cancelled: 'DEFERRED' }

function owner({ id, step, fields: f }: Stored): object {
  return { id: String(id), firstName: f.name, email: `${id}@us.example`, createdAt: at(0), updatedAt: at(step), archived: f.left === true }
}

/** A label between two contacts. */
function label({ fields: { person, manager } }: Stored): object {
  return {
    from: { id: String(person) },
    to: [{ toObjectId: manager, associationTypes: [{ category: 'USER_DEFINED', typeId: 31, label: 'Employee' }] }],
  }
}

/** All labels between a contact and a deal, of which HubSpot tells neither an id nor a time. */
function association({ fields: { deal, person } }: Stored, state: State): object {
  const same = [...state.values()].filter(({ kind, fields }) => kind === 'part' && fields.deal === deal && fields.person === person)
  const types = same.flatMap(({ fields: { role } }) =>
    role === undefined ? [] : { category: 'USER_DEFINED', typeId: 30, label: LABELS[String(role)] },
  )
  return {
    from: { id: String(person) },
    to: [{ toObjectId: deal, associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 4, label: null }, ...types] }],
  }
}

export function hubspot(records: readonly Stored[], state: State) {
  const of = (kind: Stored['kind']) => records.filter(each => each.kind === kind && each.into === undefined).map(object)
  return fromHubSpot(
    {
      companies: of('account'),
      contacts: of('person'),
      deals: of('deal'),
      meetings: records.filter(({ kind, id }) => kind === 'activity' && !isTask(id)).map(object),
      tasks: records.filter(({ kind, id }) => kind === 'activity' && isTask(id)).map(object),
      owners: records.flatMap(each => (each.kind === 'user' ? [owner(each)] : [])),
      contactsToContacts: records.flatMap(each => (each.kind === 'tie' ? label(each) : [])),
      contactsToDeals: records.flatMap(each => (each.kind === 'part' ? association(each, state) : [])),
    },
    { currency: 'EUR', fields: { reportsTo: 'boss', optOut: 'forget', segment: 'segment' }, ties: { Employee: 'reportsTo' } },
  )
}
