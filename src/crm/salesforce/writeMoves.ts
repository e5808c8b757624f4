import { doneAt, type Move, stateOfMove } from '../../model/move.js'
import type { Teammate } from '../../model/teammate.js'
import { planSchedule, type ScheduledMove } from '../../moves/planSchedule.js'
import { shortened } from '../../support/text.js'
import type { Snapshot } from '../../village/snapshot.js'
import { type Ledger, report } from '../ledger.js'
import { salesforceId, type Upsert } from './batches.js'
import { isTreeReference } from './ids.js'
import { contactIdOf } from './references.js'
import { recordFrom } from './roleWriting.js'
import type { SalesforceWriteOptions } from './writeOptions.js'

/**
 * The moves of a snapshot as tasks. One that came from a task goes back to it, and nothing of that is overwritten where the move says no
 * more than that it is planned.
 */
export function moveUpserts(snapshot: Snapshot, options: SalesforceWriteOptions, ledger: Ledger): Upsert[] {
  const schedule = new Map(planSchedule(snapshot).moves.map(row => [row.move, row]))
  // What took place by the same record is closed there.
  const closed = new Set(snapshot.interactions.map(({ id }) => id))
  const writing = { snapshot, options, ledger, contacts: contactsIn(snapshot), owners: ownersIn(snapshot) }
  return snapshot.moves.flatMap(move => {
    const task = taskIdOf(move)
    if (task !== undefined && closed.has(move.id)) return []
    if (stateOfMove(move) === 'dropped') {
      if (task !== undefined) report(ledger, { object: 'Task', id: task }, 'invalidValue', DROPPED)
      return []
    }
    return upsertOf(move, task, schedule.get(move.id), writing)
  })
}

const DROPPED = 'Its move was dropped, for which a task has no status, so it was left as it is. Close or delete it.'

interface Writing {
  readonly snapshot: Snapshot
  readonly options: SalesforceWriteOptions
  readonly ledger: Ledger
  /** The ids of people in Salesforce, by their own. */
  readonly contacts: ReadonlyMap<string, string>
  /** The ids of those of us in Salesforce who still work with the account, by their own. */
  readonly owners: ReadonlyMap<string, string>
}

/** The most characters of a subject. Source: the field Subject of Task in Salesforce's object reference. */
const LONGEST_SUBJECT = 255

function upsertOf(move: Move, task: string | undefined, row: ScheduledMove | undefined, writing: Writing): Upsert[] {
  const { options, ledger } = writing
  const owner = writing.owners.get(move.by ?? '')
  if (owner === undefined && (options.ownerRequired === true || move.by !== undefined)) {
    const fate = options.ownerRequired === true ? 'it was left out' : 'it has no owner'
    report(ledger, { object: 'Task', id: move.id }, 'missingValue', `None of our people with a Salesforce id sees to it, so ${fate}.`)
    if (options.ownerRequired === true) return []
  }
  const who = whoOf(move, writing)
  const what = whatOf(move, writing)
  if (who === undefined && what === undefined) {
    report(
      ledger,
      { object: 'Task', id: move.id },
      'invalidId',
      'Neither its contact nor its account has a Salesforce id, so it was left out.',
    )
    return []
  }
  const subject = shortened(move.statement, LONGEST_SUBJECT)
  const day = dayOf(move, task === undefined ? row?.earliestFinish : undefined)
  const status = STATUSES[stateOfMove(move)]
  const isUrgent = row !== undefined && (row.critical || row.late)
  const fields = {
    Subject: subject,
    ...(subject !== move.statement && { Description: move.statement }),
    ...(day !== undefined && { ActivityDate: day }),
    ...((task === undefined || status !== PLANNED) && { Status: status }),
    ...((task === undefined || isUrgent) && { Priority: isUrgent ? 'High' : 'Normal' }),
    ...(who !== undefined && { WhoId: who }),
    ...(what !== undefined && { WhatId: what }),
    ...(owner !== undefined && { OwnerId: owner }),
  }
  if (task !== undefined) return [{ externalId: 'Id', record: recordFrom('Task', { Id: task, ...fields }) }]
  const key = options.externalIds?.Task
  if (key === undefined) return [{ record: recordFrom('Task', fields) }]
  return [{ externalId: key, record: recordFrom('Task', { [key]: move.id, ...fields }) }]
}

const PLANNED = 'Not Started'
const STATUSES = { planned: PLANNED, started: 'In Progress', done: 'Completed', dropped: PLANNED } as const

/** When it is due, or else when it was done, or can be. */
function dayOf(move: Pick<Move, 'dueAt' | 'status'>, earliest: string | undefined): string | undefined {
  return (move.dueAt ?? doneAt(move) ?? earliest)?.slice(0, 10)
}

/** The contact with whom it is done first of all. */
function whoOf({ id, with: [first] = [] }: Move, { contacts, ledger }: Writing): string | undefined {
  const contact = first === undefined ? undefined : contacts.get(first)
  if (first !== undefined && contact === undefined) {
    report(ledger, { object: 'Task', id }, 'missingValue', 'The person it is with has no Salesforce id, so it names no one.')
  }
  return contact
}

/** The opportunity that it is for, or else the account. */
function whatOf({ decision }: Move, { snapshot }: Writing): string | undefined {
  const opportunity = decision === undefined ? undefined : ownId(decision, 'Opportunity')
  return opportunity ?? ownId(snapshot.account.id, 'Account')
}

/** The task from which a move came. */
function taskIdOf({ id }: Pick<Move, 'id'>): string | undefined {
  return ownId(id, 'Task')
}

function ownId(id: string, object: 'Task' | 'Account' | 'Contact' | 'Opportunity' | 'User'): string | undefined {
  return isTreeReference(id) ? undefined : salesforceId(id, object)
}

/** Those who left are contacts still; a placeholder is none. */
function contactsIn({ stakeholders, former, placeholders }: Snapshot): ReadonlyMap<string, string> {
  const people = [...stakeholders, ...former].filter(({ id }) => !placeholders.includes(id))
  return idsOf(people, 'Contact')
}

function ownersIn({ teammates }: Snapshot): ReadonlyMap<string, string> {
  return idsOf(teammates, 'User')
}

function idsOf(people: readonly Pick<Teammate, 'id' | 'externalIds'>[], object: 'Contact' | 'User'): ReadonlyMap<string, string> {
  return new Map(
    people.flatMap(person => {
      const own = ownId(contactIdOf(person), object)
      return own === undefined ? [] : [[person.id, own] as const]
    }),
  )
}
