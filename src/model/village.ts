import * as z from 'zod/mini'
import { deepFreeze } from '../support/freeze.js'
import type { TimeInput } from '../support/instants.js'
import { keysOf } from '../support/order.js'
import { type Account, accountKind } from './account.js'
import { barrierKind } from './barrier.js'
import { commentKind } from './comment.js'
import { decisionKind } from './decision.js'
import { erasuresRegister } from './erasures.js'
import { expectationKind } from './expectation.js'
import { type Fact, type FactKind, type Recorded, schemaOf } from './fact.js'
import { importsRegister } from './imports.js'
import { interactionKind } from './interaction.js'
import { interviewKind } from './interview.js'
import { motiveKind } from './motive.js'
import { moveKind } from './move.js'
import { nominationKind } from './nomination.js'
import { observationKind } from './observation.js'
import { unitKind } from './orgUnit.js'
import { questionKind } from './question.js'
import { type RegisterKind, registerSchema } from './register.js'
import { relationshipKind } from './relationship.js'
import { requestKind } from './request.js'
import { type BuyingRole, type RoleFact, roleKind } from './role.js'
import { type Stakeholder, stakeholderKind } from './stakeholder.js'
import { teammateKind } from './teammate.js'
import { tieKind } from './tie.js'
import { upheavalKind } from './upheaval.js'
import { usageKind } from './usage.js'
import { type VetoFact, vetoKind } from './veto.js'

/** Every kind of fact that a village holds in an array, by the name of the array. What is in the table can be recorded. */
export const FACT_KINDS = {
  units: unitKind,
  stakeholders: stakeholderKind,
  roles: roleKind,
  vetoes: vetoKind,
  ties: tieKind,
  nominations: nominationKind,
  observations: observationKind,
  interactions: interactionKind,
  decisions: decisionKind,
  motives: motiveKind,
  expectations: expectationKind,
  barriers: barrierKind,
  usage: usageKind,
  comments: commentKind,
  interviews: interviewKind,
  requests: requestKind,
  upheavals: upheavalKind,
  questions: questionKind,
  teammates: teammateKind,
  relationships: relationshipKind,
  moves: moveKind,
} as const

/** Every field of a village that holds something else than facts, and that every change carries on. What is in the table can be recorded. */
export const REGISTERS = {
  erasures: erasuresRegister,
  imports: importsRegister,
} as const

/** The names of those fields. */
export type RegisterName = keyof typeof REGISTERS

/** Their names, in the order in which a village shows them. */
export const REGISTER_NAMES: readonly RegisterName[] = keysOf(REGISTERS)

/** What a village holds beside its facts; a field is absent when there is nothing in it. */
export type Registers = {
  readonly [Name in RegisterName]?: (typeof REGISTERS)[Name] extends RegisterKind<infer Stored, object> ? readonly Stored[] : never
}

/** What may be recorded beside facts. */
type GivenRegisters = {
  readonly [Name in RegisterName]?: (typeof REGISTERS)[Name] extends RegisterKind<object, infer Given>
    ? readonly Given[] | undefined
    : never
}

/** The arrays of a village. */
export type FactArray = keyof typeof FACT_KINDS

/** The names of the arrays, in the order in which a village shows them. */
export const FACT_ARRAYS: readonly FactArray[] = keysOf(FACT_KINDS)

/** The facts in an array of a village. */
export type FactIn<Name extends FactArray> = (typeof FACT_KINDS)[Name] extends FactKind<infer Stored, object> ? Recorded<Stored> : never

/** The facts that may be recorded in an array. */
type GivenIn<Name extends FactArray> = (typeof FACT_KINDS)[Name] extends FactKind<Fact, infer Given> ? Given : never

/**
 * Everything ever learned about one account: plain JSON, frozen, to which facts are only ever added.
 *
 * Every array is in canonical order, so that two villages that know the same are equal, however they came to know it. An id may be there
 * several times, once for each time that what it names was revised; the version believed last is first. To see what holds at a moment,
 * take a `snapshot`.
 */
export interface Village extends Readonly<{ [Name in FactArray]: readonly FactIn<Name>[] }>, Registers {
  /** The form of the village; 1 is the only one so far. */
  readonly schemaVersion: 1
  /** The account as it is believed now; earlier versions stand in `formerAccounts`. */
  readonly account: Account
  /** What was believed of the account before it was revised; absent when it never was. */
  readonly formerAccounts?: readonly Account[]
}

/** Facts to be recorded, with times as callers may give them. A village is itself such facts. */
export interface VillageFacts
  extends Readonly<{ [Name in Exclude<FactArray, 'stakeholders'>]?: readonly GivenIn<Name>[] | undefined }>,
    GivenRegisters {
  /** The form of the facts; 1 is taken when absent. */
  readonly schemaVersion?: 1 | undefined
  /** The account that the facts are about; a text is both its id and its name. */
  readonly account?: string | Account<TimeInput> | undefined
  /** Earlier versions of the account, as `Village.formerAccounts` holds them; none when absent. */
  readonly formerAccounts?: readonly Account<TimeInput>[] | undefined
  /** People of the account, whose roles and vetoes may stand within them; none when absent. */
  readonly stakeholders?: readonly StakeholderInput[] | undefined
}

/** A village as one writes it down: only the account is required. */
export interface VillageInput extends VillageFacts {
  /** The account that the village is of; a text is both its id and its name. */
  readonly account: string | Account<TimeInput>
}

/** A stakeholder as one writes them down, with what could also stand in `roles` and `vetoes`. */
export interface StakeholderInput extends Stakeholder<TimeInput> {
  /** Roles that they play, in short or as role facts without the stakeholder. */
  readonly roles?: readonly (BuyingRole | Omit<RoleFact<TimeInput>, 'stakeholder'>)[] | undefined
  /** Whether they hold a veto, in short or as a veto fact without the stakeholder. */
  readonly veto?: boolean | Omit<VetoFact<TimeInput>, 'stakeholder'> | undefined
}

/** The declared limits of a village. What is larger is refused with a `LimitExceededError` that says so. */
export const VILLAGE_LIMITS = deepFreeze({
  /** People, those who left included. */
  stakeholders: 5000,
  /** People of ours, those who left included. */
  teammates: 1000,
  /** Moves that are believed and neither done nor dropped. */
  liveMoves: 2000,
  /** Facts in any one array; also records in `imports`, and tombstones in `erasures`. */
  facts: 200_000,
  /** How deep units may nest. */
  unitDepth: 32,
} as const)

/** The form of a village, or of facts to be recorded in one, before dates, references and rules are looked at. */
export const villageSchema = z.strictObject({
  schemaVersion: z.exactOptional(z.literal(1)),
  account: z.exactOptional(schemaOf(accountKind)),
  formerAccounts: z.exactOptional(z.array(schemaOf(accountKind))),
  ...Object.fromEntries(FACT_ARRAYS.map(name => [name, z.exactOptional(z.array(schemaOf(FACT_KINDS[name])))])),
  ...Object.fromEntries(REGISTER_NAMES.map(name => [name, z.exactOptional(registerSchema(REGISTERS[name]))])),
})
