import { fromSalesforce } from 'account-village/salesforce'
import { at, type Stored } from './world.js'

const PREFIX = { account: '001', person: '003', deal: '006', part: '00K', activity: '00T', user: '005', tie: '' }
const OBJECT = {
  account: 'Account',
  person: 'Contact',
  deal: 'Opportunity',
  part: 'OpportunityContactRole',
  activity: 'Task',
  user: 'User',
  tie: '',
}
const ROLES: { readonly [role: string]: string } = { decider: 'Decision Maker', champion: 'Champion', user: 'Business User' }

const STATUS: { readonly [task: string]: string } = { done: 'Completed', open: 'Not Started', begun: 'In Progress', cancelled: 'Deferred' }

const individualOf = (id: number): string => `0PK${String(id).padStart(12, '0')}GAA`

const idOf = (kind: Stored['kind'], id: unknown): string | null =>
  id === undefined ? null : `${PREFIX[kind]}${String(id).padStart(12, '0')}AAA`

function row({ kind, id, step, deleted, into, fields: f }: Stored): object {
  const own = {
    Id: idOf(kind, id),
    SystemModstamp: at(step),
    CreatedDate: at(0),
    IsDeleted: deleted === true,
    MasterRecordId: idOf(kind, into),
  }
  const others = {
    account: { Name: f.name, OwnerId: idOf('user', f.owner), Segment__c: f.segment ?? null },
    person: {
      LastName: f.name,
      Title: f.title ?? null,
      Email: f.mail === undefined ? null : `${id}${f.mail}`,
      AccountId: idOf('account', f.account),
      ReportsToId: idOf('person', f.manager),
      HasOptedOutOfEmail: f.noMail ?? false,
      IndividualId: individualOf(id),
    },
    deal: {
      Name: f.name,
      AccountId: idOf('account', f.account ?? 1),
      Amount: f.amount ?? null,
      CloseDate: f.state === 'open' ? '2027-03-31' : '2026-01-01',
      StageName: f.state,
      IsClosed: f.state !== 'open',
      IsWon: f.state === 'won',
    },
    part: { OpportunityId: idOf('deal', f.deal), ContactId: idOf('person', f.person), Role: ROLES[String(f.role)] ?? null },
    activity: {
      AccountId: idOf('account', f.account),
      WhoId: idOf('person', f.person),
      WhatId: idOf('deal', f.deal),
      OwnerId: idOf('user', f.user),
      Subject: `Task of ${String(f.day)}`,
      Status: STATUS[String(f.task)],
      ActivityDate: `2025-12-${String(f.day).padStart(2, '0')}`,
    },
    user: { Name: f.name, Email: `${id}@us.example`, IsActive: f.left !== true },
    tie: {},
  }
  return { ...own, ...others[kind] }
}

export function salesforce(records: readonly Stored[]) {
  const of = (kind: Stored['kind']) => records.filter(each => each.kind === kind).map(row)
  const individuals = records.flatMap(({ kind, id, fields }) =>
    kind === 'person' ? [{ Id: individualOf(id), ShouldForget: fields.forget ?? false }] : [],
  )
  const tables = Object.fromEntries(
    (['account', 'person', 'deal', 'part', 'activity', 'user'] as const).map(kind => [OBJECT[kind], of(kind)]),
  )
  return fromSalesforce({ ...tables, Individual: individuals }, { currency: 'EUR', fields: { segment: 'Segment__c' } })
}
