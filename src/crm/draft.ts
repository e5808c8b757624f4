import type { Money } from '../model/account.js'
import type { Comment } from '../model/comment.js'
import type { Decision } from '../model/decision.js'
import type { Expectation } from '../model/expectation.js'
import type { Recorded } from '../model/fact.js'
import type { ImportedPlace } from '../model/imports.js'
import type { Interaction } from '../model/interaction.js'
import type { Move } from '../model/move.js'
import type { Observation } from '../model/observation.js'
import type { OrgUnit } from '../model/orgUnit.js'
import type { RoleFact } from '../model/role.js'
import type { ExternalId, Stakeholder } from '../model/stakeholder.js'
import type { Teammate } from '../model/teammate.js'
import type { Tie } from '../model/tie.js'
import type { VetoFact } from '../model/veto.js'
import type { Instant } from '../support/instants.js'

/**
 * What an importer has found in a source, before `finishImport` makes villages of it.
 *
 * An importer of a new source has five steps, which `importFromCrm` takes, and of which only the second and the third are its own:
 *
 * 1. `rowsIn` takes the payload apart, by a `PayloadFormat` that says how the source packs its records, and `recordsOf` makes one record of
 *    all versions of it. From here on fields are read by name, in whatever spelling, with `textOf`, `numberOf`, `flagOf` and `instantOf`,
 *    which write an issue where a value is none.
 * 2. Who opted out or is to be forgotten goes to `withholding`, before anything else is read, and the result into `withheld`.
 * 3. Everything else is pushed into the arrays of a draft. No array need be complete or in order: facts may name people who come later, or
 *    never. An id that another source could use too, such as a plain number, gets the name of the source before it (`hubspot:501`). A
 *    person's id is never their mail address.
 * 4. `rolesFor` looks labels of roles up and counts those that nothing is known of. A blocker is a stance or a veto, and no role.
 * 5. `finishImport` places people and facts in the villages where they belong, reports what names nobody, cuts circles, makes departments
 *    units, keeps to the limits of a village and, if asked, redacts.
 *
 * Facts need no `source`: they get that of the draft. They need an id that the next import gives them again.
 */
export interface Draft {
  /** The name of the source in facts, such as `hubspot`. */
  readonly source: string
  /** What an account is called there, for issues with one that is not in the import. */
  readonly accountObject: string
  /** People of whom nothing may be left, and accounts that are such a person. */
  readonly withheld: ReadonlySet<string>
  /** Records that say that somebody is to be left out, who is known under their ids and need not be in the import. */
  readonly wishes: ReadonlySet<string>
  /** What was deleted or merged away: whatever names it says nothing, and is no issue. */
  readonly gone: ReadonlySet<string>
  /** The id under which a record goes on that was merged into another. */
  readonly masters: ReadonlyMap<string, string>
  readonly accounts: DraftAccount[]
  readonly people: DraftPerson[]
  /** People of ours. Those are teammates of a village whom facts of it name. */
  readonly teammates: DraftTeammate[]
  /** Units beside the departments that people are said to be in, which name them by `unit`. Only in a draft of one account. */
  readonly units?: readonly OrgUnit[]
  /** Who has to do with which account. A person without any is an issue. */
  readonly memberships: Membership[]
  /** Who plays a part in which decision, where the account of that is not in the payload. */
  readonly parts: Part[]
  readonly decisions: PlacedDecision[]
  readonly roles: Placed<Recorded<RoleFact>>[]
  readonly vetoes: Placed<Recorded<VetoFact>>[]
  readonly ties: Placed<Recorded<Tie>>[]
  readonly observations: Placed<Recorded<Observation>>[]
  readonly interactions: PlacedInteraction[]
  readonly comments: Placed<Comment>[]
  readonly expectations: Placed<Expectation>[]
  /** What is to be done, under the id of its record, as what took place is when it is done. */
  readonly moves: PlacedMove[]
  /**
   * The beginnings of ids of facts, up to a colon or whole, of which the source says everything that it has to say: what it said before
   * under one of them, and does not say now, no longer holds.
   */
  readonly stated: string[]
}

/** A draft with nothing in it. */
export function openDraft({
  source,
  withheld = new Set(),
  wishes = new Set(),
  gone = new Set(),
  masters = new Map(),
  accountObject = 'Account',
}: DraftStart): Draft {
  return {
    source,
    accountObject,
    withheld,
    wishes,
    gone,
    masters,
    accounts: [],
    people: [],
    teammates: [],
    memberships: [],
    parts: [],
    decisions: [],
    roles: [],
    vetoes: [],
    ties: [],
    observations: [],
    interactions: [],
    comments: [],
    expectations: [],
    moves: [],
    stated: [],
  }
}

/** What a draft is begun with. */
type DraftStart = Pick<Draft, 'source'> & Partial<Pick<Draft, 'withheld' | 'wishes' | 'gone' | 'masters' | 'accountObject'>>

/** The record that says something. Issues name it; every `SourceRecord` is one. */
export interface Origin {
  readonly object: string
  readonly id?: string
}

/** A company. */
export interface DraftAccount {
  readonly id: string
  readonly name?: string
  /** The account that it belongs to, which need not be in the import. */
  readonly parent?: string
  /** Its share of its parent's voice, 0..1, where subsidiaries are units. */
  readonly share?: number
  /** Who of ours looks after it, by the id of their record. */
  readonly owner?: string
  readonly segment?: string
  readonly annualRevenue?: Money
  readonly recordedAt?: Instant
  /** The fields of the account that its record does not have, so that nothing is said of them. */
  readonly silent?: readonly string[]
  readonly from: Origin
}

/** A person, whatever accounts they have to do with. */
export interface DraftPerson
  extends Pick<Stakeholder, 'id' | 'name' | 'title' | 'email' | 'externalIds' | 'unit' | 'openness' | 'joinedAt' | 'leftAt'> {
  /** Whether the record has the name of their account, which is no id of it. */
  readonly namesAccount?: true
  /** The department in their own account; it becomes a unit. */
  readonly department?: string
  /** The share of that department in its account's voice, 0..1; all of its people who give one must agree. */
  readonly departmentShare?: number
  /** What was known of them before, until it was no longer so. */
  readonly former?: readonly FormerPerson[]
  /** When what is said here was learned, where it was something else before; otherwise it was learned with the membership. */
  readonly recordedAt?: Instant
  /** The fields of the person that the record does not have, so that nothing is said of them. */
  readonly silent?: readonly string[]
  readonly from: Origin
}

/** A person of ours, whatever accounts they work with. */
export interface DraftTeammate extends Pick<Teammate, 'id' | 'name' | 'title' | 'email' | 'team' | 'externalIds' | 'leftAt'> {
  /** Whether no record tells of them, so that they are only named, by an id and perhaps by how they are called. */
  readonly isOnlyNamed?: true
  /** Accounts whose teammates they are already, so that they are told there too what is new of them. */
  readonly accounts?: readonly string[]
  /** The fields of the teammate that the record does not have, so that nothing is said of them. */
  readonly silent?: readonly string[]
  readonly from: Origin
}

/** What was known of somebody for a time. */
export interface FormerPerson extends Pick<Stakeholder, 'title' | 'recordedAt'> {
  readonly retractedAt: Instant
}

/** Somebody has to do with an account. */
export interface Membership {
  readonly person: string
  readonly account: string
  /**
   * It is their own account, they are related to it, or they play a part in a decision of it. A part makes somebody belong to an account
   * only when nothing else does, so that it cannot bring back who left.
   */
  readonly kind: 'home' | 'relation' | 'part'
  /** Whether it still holds. One that does not and has no end loses the person from sight: they stay, without anything they do or say. */
  readonly isActive: boolean
  /** Who the person is by it, where a record of its own says so. */
  readonly externalId?: ExternalId
  readonly since?: Instant
  readonly until?: Instant
  readonly recordedAt?: Instant
  readonly from: Origin
}

/** Somebody plays a part in a decision, and so has to do with its account. */
export interface Part extends Pick<Membership, 'person' | 'recordedAt' | 'from'> {
  readonly decision: string
}

/**
 * A fact, and what tells in which village it belongs. A fact that was believed before, with a `retractedAt`, may stand beside the one that
 * took its place, under the same id.
 */
export interface Placed<F> {
  readonly fact: F
  /** The account in whose village it holds. When absent it is that of its decision, and else wherever its person stands. */
  readonly account?: string
  /** The interaction with which it was said, which tells the account. */
  readonly interaction?: string
  /** The fields of the fact that its record does not have, so that nothing is said of them. */
  readonly silent?: readonly string[]
  readonly from: Origin
}

/** Something that is decided, took place or is to be done, and what tells where. */
export interface PlacedEvent<F> extends Pick<Placed<F>, 'fact' | 'silent' | 'from'> {
  /**
   * What tells the account, the best first: what is gone tells nothing, and of several accounts it is one to which somebody belongs with whom
   * it is. Where nothing tells, it is the account of the first of these who has one.
   */
  readonly places: readonly ImportedPlace[]
}

export type PlacedDecision = PlacedEvent<Decision>
export type PlacedInteraction = PlacedEvent<Recorded<Interaction>>
export type PlacedMove = PlacedEvent<Recorded<Move>>
