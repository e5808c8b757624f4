import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { atLeast0, defineKind, type Fact, factFields, id, type ShapeOf, text } from './fact.js'
import { MOTIVE_KINDS, type MotiveKind } from './motive.js'

/** A company that buys from us, or may. */
export interface Account<Time = Instant> extends Fact<Time> {
  /** Not empty; `parent` of other accounts and the results of measures name it. */
  readonly id: string
  /** As shown to people; the same as the id where a village was begun with a text for its account. */
  readonly name: string
  /** The id of the account that this one belongs to. */
  readonly parent?: string | undefined
  /** Who of ours looks after it: the id of a teammate. */
  readonly owner?: string | undefined
  /** The part of the market that it is of, such as `mid-market`. */
  readonly segment?: string | undefined
  /** What it pays us in a year. */
  readonly annualRevenue?: Money | undefined
  /** The value that we believe we sell to them, as the kinds of motive that it answers. */
  readonly value?: readonly MotiveKind[] | undefined
}

/** An amount of money. */
export interface Money {
  /** In units of the currency, not its cents; 0 to 1e21. */
  readonly amount: number
  /** The ISO 4217 code, such as `EUR`. */
  readonly currency: string
}

/** The largest amount of money that is taken; sums of such amounts stay finite. */
export const MOST_MONEY = 1e21

/** The fields of an amount of money. */
export const money = z.strictObject({
  amount: atLeast0.check(
    z.maximum(MOST_MONEY),
    z.overwrite(amount => amount + 0),
  ),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
} satisfies ShapeOf<Money>)

export const accountKind = defineKind<Account, Account<TimeInput>>({
  noun: 'account',
  fields: {
    ...factFields,
    id,
    name: text,
    parent: z.exactOptional(id),
    owner: z.exactOptional(id),
    segment: z.exactOptional(text),
    annualRevenue: z.exactOptional(money),
    value: z.exactOptional(z.array(z.enum(MOTIVE_KINDS))),
  },
})
