import type { Village } from 'account-village'
import { fromAttio } from 'account-village/attio'
import { fromDynamics } from 'account-village/dynamics'
import { fromHubSpot } from 'account-village/hubspot'
import type { ImportResult } from 'account-village/import'
import { fromPipedrive } from 'account-village/pipedrive'
import { fromZoho } from 'account-village/zoho'
import { describe, expect, it } from 'vitest'
import { id as attioId, company, deal, member, person, task } from './attio/records.js'
import { guid, lookup } from './dynamics/rows.js'
import { api } from './hubspot/records.js'
import { codes, onlyOf } from './results.js'
import { account, contact, named, id as zohoId } from './zoho/records.js'

/** A task of one of us, as a source tells it. */
interface Story {
  readonly name: string
  readonly read: (said: Said, options?: { readonly redact: boolean }) => ImportResult
  /** The ids of the task, of who owns it, of whom it is with and of what it is for. */
  readonly task: string
  readonly kim: string
  readonly with: string
  readonly deal: string
  readonly given: string
  /** What tells nothing of when. */
  readonly isUndated?: true
  /** Whether it tells that something was begun. */
  readonly begins?: true
}

interface Said {
  readonly task: 'open' | 'begun' | 'done'
  readonly user?: 'there' | 'left'
}

const [CHANGED, DUE, MADE] = ['2026-03-09T09:00:00Z', '2026-03-20', '2026-03-02T09:00:00Z']

const hubspot: Story = {
  name: 'HubSpot',
  read: ({ task, user }, options) =>
    fromHubSpot(
      {
        companies: [api('901', { name: 'Tessmer' })],
        contacts: [api('51', { lastname: 'Okafor', associatedcompanyid: '901' })],
        deals: [
          api('7', { dealname: 'Renewal', dealstage: 'contractsent' }, { associations: { companies: { results: [{ id: '901' }] } } }),
        ],
        tasks: [
          {
            ...api('1', {
              hs_task_subject: 'Send it',
              hs_timestamp: `${DUE}T00:00:00Z`,
              hs_task_status: { open: 'WAITING', begun: 'IN_PROGRESS', done: 'COMPLETED' }[task],
              hubspot_owner_id: '9',
            }),
            createdAt: MADE,
            updatedAt: CHANGED,
            associations: { contacts: { results: [{ id: '51' }] }, deals: { results: [{ id: '7' }] } },
          },
        ],
        ...(user && {
          owners: {
            results: [
              { id: '9', firstName: 'Kim', lastName: 'Ito', email: 'kim@us.example', archived: user === 'left', updatedAt: CHANGED },
            ],
          },
        }),
      },
      options,
    ),
  task: 'hubspot:task:1',
  kim: 'hubspot:owner:9',
  with: 'hubspot:contact:51',
  deal: 'hubspot:deal:7',
  given: '9',
  begins: true,
}

const dynamics: Story = {
  name: 'Dynamics',
  read: ({ task, user }, options) =>
    fromDynamics(
      {
        accounts: [{ accountid: guid(1), name: 'Nordwalz' }],
        contacts: [{ contactid: guid(2), fullname: 'Anneke Kurz', ...lookup('parentcustomerid', guid(1), 'account') }],
        opportunities: [{ opportunityid: guid(4), name: 'Renewal', statecode: 0, ...lookup('parentaccountid', guid(1), 'account') }],
        tasks: [
          {
            activityid: guid(6),
            subject: 'Send it',
            statecode: task === 'done' ? 1 : 0,
            statuscode: { open: 4, begun: 3, done: 5 }[task],
            actualend: task === 'done' ? CHANGED : null,
            scheduledend: DUE,
            createdon: MADE,
            modifiedon: CHANGED,
            ...lookup('regardingobjectid', guid(4), 'opportunity'),
            ...lookup('ownerid', guid(9), 'systemuser', 'Kim Ito'),
            task_activity_parties: [{ activitypartyid: guid(7), ...lookup('partyid', guid(2), 'contact'), participationtypemask: 2 }],
          },
        ],
        ...(user && {
          systemusers: [
            {
              systemuserid: guid(9),
              fullname: 'Kim Ito',
              internalemailaddress: 'kim@us.example',
              isdisabled: user === 'left',
              modifiedon: CHANGED,
            },
          ],
        }),
      },
      options,
    ),
  task: guid(6),
  kim: guid(9),
  with: guid(2),
  deal: guid(4),
  given: guid(9),
  begins: true,
}

const pipedrive: Story = {
  name: 'Pipedrive',
  read: ({ task, user }, options) =>
    fromPipedrive(
      {
        organizations: [{ id: 7, name: 'Lindholm' }],
        persons: [{ id: 1, name: 'Mira', org_id: 7 }],
        deals: [{ id: 6, title: 'Renewal', org_id: 7, status: 'open' }],
        activities: [
          {
            id: 3,
            subject: 'Send it',
            type: 'task',
            done: task === 'done',
            due_date: DUE,
            person_id: 1,
            deal_id: 6,
            owner_id: { id: 9, name: 'Kim Ito' },
            add_time: MADE,
            update_time: CHANGED,
          },
        ],
        ...(user && {
          users: [{ id: 9, name: 'Kim Ito', email: 'kim@us.example', active_flag: user !== 'left', modified: '2026-03-09 09:00:00' }],
        }),
      },
      options,
    ),
  task: 'pipedrive:activity:3',
  kim: 'pipedrive:user:9',
  with: 'pipedrive:person:1',
  deal: 'pipedrive:deal:6',
  given: '9',
}

const zoho: Story = {
  name: 'Zoho',
  read: ({ task, user }, options) =>
    fromZoho(
      {
        Accounts: [account(1, { Owner: { id: zohoId(9), name: 'Kim Ito' } })],
        Contacts: [contact(11)],
        Deals: [{ id: zohoId(21), Deal_Name: 'Renewal', Account_Name: named(1), Stage: 'Qualification' }],
        Tasks: [
          {
            id: zohoId(51),
            Subject: 'Send it',
            Status: { open: 'Waiting for input', begun: 'In Progress', done: 'Completed' }[task],
            Due_Date: DUE,
            Closed_Time: task === 'done' ? CHANGED : null,
            Who_Id: named(11),
            What_Id: named(21),
            $se_module: 'Deals',
            Owner: { id: zohoId(9), name: 'Kim Ito' },
            Created_Time: MADE,
            Modified_Time: CHANGED,
          },
        ],
        ...(user && {
          users: [
            {
              id: zohoId(9),
              full_name: 'Kim Ito',
              email: 'kim@us.example',
              status: user === 'left' ? 'deleted' : 'active',
              Modified_Time: CHANGED,
            },
          ],
        }),
      },
      options,
    ),
  task: `zoho:task:${zohoId(51)}`,
  kim: `zoho:user:${zohoId(9)}`,
  with: `zoho:contact:${zohoId(11)}`,
  deal: `zoho:deal:${zohoId(21)}`,
  given: zohoId(9),
  begins: true,
}

const attio: Story = {
  name: 'Attio',
  read: (said, options) =>
    fromAttio(
      {
        companies: [company(1)],
        people: [person(11)],
        deals: [deal(21)],
        tasks: [
          task(51, {
            deadline_at: DUE,
            is_completed: said.task === 'done',
            completed_at: said.task === 'done' ? CHANGED : null,
            created_at: MADE,
            linked_records: [
              { target_object_id: 'people', target_record_id: attioId(11) },
              { target_object_id: 'deals', target_record_id: attioId(21) },
            ],
          }),
        ],
        ...(said.user && {
          workspace_members: {
            data: [
              member(900, {
                first_name: 'Kim',
                email_address: 'kim@us.example',
                access_level: said.user === 'left' ? 'suspended' : 'admin',
              }),
            ],
          },
        }),
      },
      options,
    ),
  task: `attio:${attioId(51)}`,
  kim: `attio:member:${attioId(900)}`,
  with: `attio:${attioId(11)}`,
  deal: `attio:${attioId(21)}`,
  given: attioId(900),
  isUndated: true,
}

describe.each([hubspot, dynamics, pipedrive, zoho, attio])('people of ours and their tasks in $name', story => {
  const { read, kim, given, isUndated } = story
  const only = (said: Said): Village => onlyOf(read(said))

  it('are teammates, and moves of theirs', () => {
    const result = read({ task: 'open', user: 'there' })
    expect(codes(result)).toEqual([])
    const { moves, interactions, teammates } = onlyOf(result)
    expect(moves).toEqual([
      {
        id: story.task,
        statement: 'Send it',
        with: [story.with],
        by: kim,
        decision: story.deal,
        plannedAt: '2026-03-02T09:00:00.000Z',
        dueAt: '2026-03-20T00:00:00.000Z',
        basis: 'stated',
        source: result.villages[0]?.account.source,
      },
    ])
    expect(interactions).toEqual([])
    expect(teammates).toEqual([
      {
        id: kim,
        name: 'Kim Ito',
        email: 'kim@us.example',
        externalIds: [{ source: result.villages[0]?.account.source, id: given }],
        source: result.villages[0]?.account.source,
      },
    ])
  })

  it('are called as the records that they own say, where none of their own came', () => {
    const [teammate] = only({ task: 'open' }).teammates
    expect(teammate).toEqual({
      id: kim,
      source: teammate?.source,
      ...(['HubSpot', 'Attio'].includes(story.name) ? {} : { name: 'Kim Ito' }),
    })
  })

  it('begin what is in progress, and did what is done', () => {
    const [begun] = only({ task: 'begun' }).moves
    expect(begun?.status).toEqual(story.begins ? [{ at: '2026-03-09T09:00:00.000Z', state: 'started' }] : undefined)
    const { moves, interactions } = only({ task: 'done' })
    expect(moves).toEqual([])
    expect(interactions).toMatchObject([{ id: story.task, participants: [story.with], decision: story.deal, ours: [kim] }])
  })

  it('left when their record was changed that says so', () => {
    const result = read({ task: 'open', user: 'left' })
    expect(onlyOf(result).teammates[0]?.leftAt).toBe(isUndated ? undefined : '2026-03-09T09:00:00.000Z')
    expect(codes(result)).toEqual(isUndated ? ['member missingValue'] : [])
    expect(result.coverage.leftOut.deleted).toBe(0)
  })

  it('have neither name nor mail where these are left out', () => {
    const result = read({ task: 'open', user: 'there' }, { redact: true })
    expect(onlyOf(result).moves[0]?.statement).toBe(story.task)
    expect(JSON.stringify(result)).not.toMatch(/Kim|kim@|Send it/)
  })
})
