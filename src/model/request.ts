import * as z from 'zod/mini'
import { deepFreeze } from '../support/freeze.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { defineKind, type Fact, factFields, id, outsider, time } from './fact.js'

/** How a person was asked for their opinion. */
export type RequestChannel = (typeof REQUEST_CHANNELS)[number]
/** Every way to ask. */
export const REQUEST_CHANNELS = deepFreeze(['interview', 'survey', 'meeting'] as const)

/**
 * That a person was asked for their opinion. A request without an answer says something too: the less people like us, the less often they
 * answer.
 */
export interface Request<Time = Instant> extends Fact<Time> {
  /** The id of the person of the account who was asked. */
  readonly stakeholder: string
  /** When they were asked. */
  readonly at: Time
  /** How they were asked, which says how telling silence is: `settings.sentiment.silence` has a rate of answers for each way. */
  readonly via: RequestChannel
  /** Who asked: the id of a person of ours, a tool or a partner. */
  readonly by?: string | undefined
}

export const requestKind = defineKind<Request, Request<TimeInput>>({
  noun: 'request',
  fields: { ...factFields, stakeholder: id, at: time, via: z.enum(REQUEST_CHANNELS), by: z.exactOptional(outsider) },
  begins: 'at',
  references: { stakeholder: 'stakeholders' },
})
