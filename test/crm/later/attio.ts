import { fromAttio } from 'account-village/attio'
import { company, deal, meeting, message, money, named, person, type Row, ref, stage, text } from '../attio/records.js'
import { at, type State, type Stored } from './world.js'

const NUMBER = { account: 100, person: 200, deal: 300, part: 400, activity: 500 }
const OBJECT = { account: 'companies', person: 'people', deal: 'deals' } as const
const STAGES: { readonly [state: string]: string } = { open: 'In Progress', won: 'Won', lost: 'Lost' }

const numberOf = (kind: Stored['kind'], id: unknown): number => NUMBER[kind] + Number(id)

const refs = (kind: keyof typeof OBJECT, ...ids: readonly unknown[]): Row[] =>
  ref(OBJECT[kind], ...ids.flatMap(id => (id === undefined ? [] : numberOf(kind, id))))

/** What it says of itself is in attributes, of which each says since when its value is there. */
function row({ kind, id, fields: f }: Stored, state: State): Row {
  const n = numberOf(kind, id)
  if (kind === 'account') return company(n, { name: text(f.name) })
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
      associated_people: refs('person', ...new Set(parts.map(each => each.fields.person))),
    })
  }
  const links = [
    ['account', f.account],
    ['deal', f.deal],
    ['person', f.person],
  ] as const
  return meeting(n, {
    start: { datetime: `2025-12-${String(f.day).padStart(2, '0')}T10:00:00Z` },
    end: { datetime: `2025-12-${String(f.day).padStart(2, '0')}T11:00:00Z` },
    participants: [],
    linked_records: links.flatMap(([object, linked]) =>
      refs(object, linked).map(each => ({ object_slug: OBJECT[object], record_id: each.target_record_id })),
    ),
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
    { companies: of('account'), people: of('person'), deals: of('deal'), meetings: of('activity'), events: gone.map(eventOf) },
    { currency: 'EUR', fields: { reportsTo: 'boss', optOut: 'leave', noEmail: 'no_mail' } },
  )
}
