import * as z from 'zod/mini'
import type { DecisionRule } from '../math/rule.js'
import type { Instant, TimeInput } from '../support/instants.js'
import { type Money, money } from './account.js'
import { defineKind, type Fact, factFields, id, type ShapeOf, text, time } from './fact.js'

/** Whether they buy for the first time, buy again or buy more. */
export type DecisionKind = 'new' | 'renewal' | 'expansion'

/** How a decision ended. */
export interface Outcome<Time = Instant> {
  /** They chose us, they chose against us, or they ended without choosing. */
  readonly result: 'won' | 'lost' | 'noDecision'
  /** When it ended; a snapshot from before shows the decision as open. */
  readonly at: Time
  /** Why it ended so, in words that several decisions share; unknown when absent. `statedBy` tells who gave which. */
  readonly reasons?: readonly string[] | undefined
  /** Who gave which reason, as far as that is known. */
  readonly statedBy?: readonly StatedReason[] | undefined
}

/** A reason that somebody gave. */
export interface StatedReason {
  /** The id of the person of the account who gave it. */
  readonly stakeholder: string
  /** In words that several decisions share, as in `Outcome.reasons`; it counts also where it is not among those. */
  readonly reason: string
}

/** Something that the account decides and that is worth money to us. */
export interface Decision<Time = Instant> extends Fact<Time> {
  /** Not empty; `decision` of other facts and of the options of `snapshot` names it. */
  readonly id: string
  /** As shown to people, such as `First order`. */
  readonly name: string
  /** It says which `settings.decision.yesThreshold` holds: a renewal needs less liking than the others. */
  readonly kind: DecisionKind
  /** What it is worth to us. */
  readonly value?: Money | undefined
  /** When it is expected to fall. */
  readonly expectedAt?: Time | undefined
  /**
   * How it comes about; when absent, everyone with a veto must agree, and those who agree must hold more than half of the decision rights.
   */
  readonly rule?: DecisionRule | undefined
  /** How it ended; when absent, it is open, unless `stateUnknown` is set. */
  readonly outcome?: Outcome<Time> | undefined
  /**
   * Whether nobody knows if it is open or how it ended, because its source says so in words that are not understood. Such a decision is not
   * taken for open, and counts in no sum of money, until that is known.
   */
  readonly stateUnknown?: true | undefined
}

/** The shape of a rule for the published JSON Schema; the kernel's own check says more and cannot be overrun by depth. */
const body: z.ZodMiniType<DecisionRule> = z.union([
  id,
  z.strictObject({
    quota: z.number().check(z.positive()),
    get members() {
      return z.array(z.strictObject({ of: body, weight: z.exactOptional(z.int().check(z.minimum(1))), veto: z.exactOptional(z.boolean()) }))
    },
  }),
])

/** A rule as it stands in a village; `ruleShape` tells its form to the JSON Schema. */
export const ruleField = z.custom<DecisionRule>()
export const ruleShape = body

/** The fields of a decision. */
export const decisionFields = {
  ...factFields,
  id,
  name: text,
  kind: z.enum(['new', 'renewal', 'expansion']),
  value: z.exactOptional(money),
  expectedAt: z.exactOptional(time),
  rule: z.exactOptional(ruleField),
  outcome: z.exactOptional(
    z.strictObject({
      result: z.enum(['won', 'lost', 'noDecision']),
      at: time,
      reasons: z.exactOptional(z.array(text)),
      statedBy: z.exactOptional(z.array(z.strictObject({ stakeholder: id, reason: text } satisfies ShapeOf<StatedReason>))),
    } satisfies ShapeOf<Outcome<TimeInput>>),
  ),
  stateUnknown: z.exactOptional(z.literal(true)),
} satisfies ShapeOf<Decision<TimeInput>>

export const decisionKind = defineKind<Decision, Decision<TimeInput>>({
  noun: 'decision',
  fields: decisionFields,
  times: ['expectedAt'],
  timesWithin: { outcome: ['at'] },
  unfolds: ['outcome'],
})
