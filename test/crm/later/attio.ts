import { fromAttio } from 'account-village/attio'
import {
  actor,
  company,
  deal,
  member,
  message,
  money,
  named,
  person,
  type Row,
  ref,
  stage,
  task,
  text,
  id as uuid,
} from '../attio/records.js'
import { at, type State, type Stored } from './world.js'

const NUMBER = { account: 100, person: 200, deal: 300, part: 400, activity: 500, user: 900, tie: 950 }
const OBJECT = { account: 'companies', person: 'people', deal: 'deals' } as const
const STAGES: { readonly [state: string]: string } = { open: 'In Progress', won: 'Won', lost: 'Lost' }

const numberOf = (kind: Stored['kind'], id: unknown): number => NUMBER[kind] + Number(id)

const refs = (kind: keyof typeof OBJECT, ...ids: readonly unknown[]): Row[] =>
  ref(OBJECT[kind], ...ids.flatMap(id => (id === undefined ? [] : numberOf(kind, id))))

/** What it says of itself is in attributes, of which each says since when its value is there. */
function row({ kind, id, fields: f }: Stored, state: State): Row {
  const n = numberOf(kind, id)
  if (kind === 'user') return member(n, { first_name: f.name, last_name: null, email_address: `${id}@us.example` })
  if (kind === 'account')
    return company(n, {
      name: text(f.name),
      keeper: f.owner === undefined ? [] : actor(numberOf('user', f.owner)),
      segment: f.segment === undefined ? [] : text(f.segment),
    })
  if (kind === 'person') {
    return person(n, {
      name: named(String(f.name)),
      job_title: f.title === undefined ? [] : text(f.title),
      email_addresses: f.mail === undefined ? [] : [{ ...text(1)[0], value: undefined, email_address: `${id}${f.mail}` }],
      company: refs('account', f.account),
      boss: refs('person', f.manager),
      no_mail: text(f.noMail ?? false),
      leave: text(f.forget ?? false),
    })
  }
  const parts = [...state.values()].filter(each => each.kind === 'part' && each.deleted !== true && each.fields.deal === id)
  if (kind === 'deal') {
    return deal(n, {
      name: text(f.name),
      stage: stage(STAGES[String(f.state)] ?? '', at(0)),
      value: f.amount === undefined ? [] : money(f.amount),
      associated_company: refs('account', f.account),
      associated_people: refs(
        'person',
        ...new Set([...(f.account === undefined ? [f.contact] : []), ...parts.map(each => each.fields.person)]),
      ),
    })
  }
  const links = [
    ['account', f.account],
    ['deal', f.deal],
    ['person', f.person],
  ] as const
  const [day, isDone] = [`2025-12-${String(f.day).padStart(2, '0')}T10:00:00Z`, f.task === 'done']
  return task(n, {
    content_plaintext: `Task of ${String(f.day)}`,
    deadline_at: day,
    is_completed: isDone,
    completed_at: isDone ? day : null,
    assignees: [{ referenced_actor_type: 'workspace-member', referenced_actor_id: uuid(numberOf('user', f.user)) }],
    linked_records: links.flatMap(([object, linked]) => refs(object, linked).map(each => ({ ...each, target_object_id: OBJECT[object] }))),
  })
}

/** What a webhook says of a record that is gone. */
function eventOf({ kind, id, into }: Stored): Row {
  const [own, other] = [numberOf(kind, id), numberOf(kind, into)]
  if (into === undefined) return message('record.deleted', own)
  return message('record.merged', other, { duplicate_record_id: ref('x', own)[0]?.target_record_id })
}

/** The records in Attio, in which who takes part in a deal is an attribute of the deal. */
export function attio(records: readonly Stored[], state: State) {
  const isOfDeals = records.some(({ kind }) => kind === 'part')
  const told = new Set([...records, ...(isOfDeals ? [...state.values()].filter(({ kind }) => kind === 'deal') : [])])
  const of = (kind: Stored['kind']): Row[] =>
    [...told].filter(each => each.kind === kind && each.deleted !== true).map(each => row(each, state))
  const gone = records.filter(({ kind, deleted }) => deleted === true && kind !== 'part')
  return fromAttio(
    {
      companies: of('account'),
      people: of('person'),
      deals: of('deal'),
      tasks: of('activity'),
      members: of('user'),
      events: gone.map(eventOf),
    },
    { currency: 'EUR', fields: { reportsTo: 'boss', optOut: 'leave', noEmail: 'no_mail', owner: 'keeper', segment: 'segment' } },
  )
}
