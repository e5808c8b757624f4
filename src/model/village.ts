import * as z from 'zod/mini'
import type { TimeInput } from '../support/instants.js'
import { type Account, accountKind } from './account.js'
import { type Barrier, barrierKind } from './barrier.js'
import { type Comment, commentKind } from './comment.js'
import { type Decision, decisionKind } from './decision.js'
import { type Expectation, expectationKind } from './expectation.js'
import type { FactKind, Recorded } from './fact.js'
import { type Interaction, interactionKind } from './interaction.js'
import { type Interview, interviewKind } from './interview.js'
import { type Motive, motiveKind } from './motive.js'
import { type Observation, observationKind } from './observation.js'
import { type OrgUnit, unitKind } from './orgUnit.js'
import { type BuyingRole, type RoleFact, roleKind } from './role.js'
import { type Stakeholder, stakeholderKind } from './stakeholder.js'
import { type Tie, tieKind } from './tie.js'
import { type Usage, usageKind } from './usage.js'
import { type VetoFact, vetoKind } from './veto.js'

/**
 * Everything ever learned about one account: plain JSON, to which facts are only ever added.
 *
 * Every array is in canonical order, so that two villages that know the same are equal, however they came to know it. An id may stand
 * several times, once for each time that what it names was revised; the version believed last stands first. To see what holds at a moment,
 * take a `snapshot`.
 */
export interface Village {
  readonly schemaVersion: 1
  readonly account: Account
  /** What was believed of the account before it was revised; absent when it never was. */
  readonly formerAccounts?: readonly Account[]
  readonly units: readonly OrgUnit[]
  readonly stakeholders: readonly Stakeholder[]
  readonly roles: readonly Recorded<RoleFact>[]
  readonly vetoes: readonly Recorded<VetoFact>[]
  readonly ties: readonly Recorded<Tie>[]
  readonly observations: readonly Recorded<Observation>[]
  readonly interactions: readonly Recorded<Interaction>[]
  readonly decisions: readonly Decision[]
  readonly motives: readonly Recorded<Motive>[]
  readonly expectations: readonly Expectation[]
  readonly barriers: readonly Barrier[]
  readonly usage: readonly Recorded<Usage>[]
  readonly comments: readonly Comment[]
  readonly interviews: readonly Interview[]
}

/** Facts to be recorded, with times as callers may give them. A village is itself such facts. */
export interface VillageFacts {
  readonly schemaVersion?: 1 | undefined
  /** The account that the facts are about; a text is both its id and its name. */
  readonly account?: string | Account<TimeInput> | undefined
  readonly formerAccounts?: readonly Account<TimeInput>[] | undefined
  readonly units?: readonly OrgUnit<TimeInput>[] | undefined
  readonly stakeholders?: readonly StakeholderInput[] | undefined
  readonly roles?: readonly RoleFact<TimeInput>[] | undefined
  readonly vetoes?: readonly VetoFact<TimeInput>[] | undefined
  readonly ties?: readonly Tie<TimeInput>[] | undefined
  readonly observations?: readonly Observation<TimeInput>[] | undefined
  readonly interactions?: readonly Interaction<TimeInput>[] | undefined
  readonly decisions?: readonly Decision<TimeInput>[] | undefined
  readonly motives?: readonly Motive<TimeInput>[] | undefined
  readonly expectations?: readonly Expectation<TimeInput>[] | undefined
  readonly barriers?: readonly Barrier<TimeInput>[] | undefined
  readonly usage?: readonly Usage<TimeInput>[] | undefined
  readonly comments?: readonly Comment<TimeInput>[] | undefined
  readonly interviews?: readonly Interview<TimeInput>[] | undefined
}

/** A village as one writes it down: only the account is required. */
export interface VillageInput extends VillageFacts {
  readonly account: string | Account<TimeInput>
}

/** A stakeholder as one writes them down, with what could also stand in `roles` and `vetoes`. */
export interface StakeholderInput extends Stakeholder<TimeInput> {
  /** Roles that they play, in short or as role facts without the stakeholder. */
  readonly roles?: readonly (BuyingRole | Omit<RoleFact<TimeInput>, 'stakeholder'>)[] | undefined
  /** Whether they hold a veto, in short or as a veto fact without the stakeholder. */
  readonly veto?: boolean | Omit<VetoFact<TimeInput>, 'stakeholder'> | undefined
}

/** Every kind of fact that a village holds in an array, by the name of the array: what stands in the table can be recorded. */
export const FACT_KINDS = {
  units: unitKind,
  stakeholders: stakeholderKind,
  roles: roleKind,
  vetoes: vetoKind,
  ties: tieKind,
  observations: observationKind,
  interactions: interactionKind,
  decisions: decisionKind,
  motives: motiveKind,
  expectations: expectationKind,
  barriers: barrierKind,
  usage: usageKind,
  comments: commentKind,
  interviews: interviewKind,
} as const satisfies { readonly [Name in FactArray]: FactKind }

/** The arrays of a village. */
export type FactArray = Exclude<keyof Village, 'schemaVersion' | 'account' | 'formerAccounts'>

/** The names of the arrays, in the order in which a village shows them. */
export const FACT_ARRAYS = [
  'units',
  'stakeholders',
  'roles',
  'vetoes',
  'ties',
  'observations',
  'interactions',
  'decisions',
  'motives',
  'expectations',
  'barriers',
  'usage',
  'comments',
  'interviews',
] as const satisfies readonly FactArray[]

/** The declared limits of a village. What is larger is refused with a `LimitExceededError` that says so. */
export const VILLAGE_LIMITS = {
  /** People, those who left included. */
  stakeholders: 1000,
  /** Facts in any one array. */
  facts: 200_000,
  /** How deep units may nest. */
  unitDepth: 32,
} as const

/** The form of a village, or of facts to be recorded in one, before dates, references and rules are looked at. */
export const villageSchema = z.strictObject({
  schemaVersion: z.exactOptional(z.literal(1)),
  account: z.exactOptional(accountKind.schema),
  formerAccounts: z.exactOptional(z.array(accountKind.schema)),
  ...Object.fromEntries(FACT_ARRAYS.map(name => [name, z.exactOptional(z.array(FACT_KINDS[name].schema))])),
})
