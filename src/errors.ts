/**
 * Every `code` an error of this library can carry.
 *
 * A program decides by the code; the message is for people. Messages hold ids at most, never a person's name, mail or note.
 */
export type ErrorCode =
  | 'invalidVillage'
  | 'invalidDate'
  | 'unknownStakeholder'
  | 'unknownDecision'
  | 'erasedStakeholder'
  | 'invalidRule'
  | 'invalidArgument'
  | 'conflictingFact'
  | 'limitExceeded'
  | 'staleRevision'
  | 'storeFailed'

/** One thing that is wrong, where it stands and what would be right. */
export interface Issue {
  /** Where it stands in the input, `observations[3].sentiment`; empty for the input as a whole. */
  readonly path: string
  /** What is wrong and the way out, in one sentence. */
  readonly message: string
  /** What kind of mistake it is; the error that carries the issues takes the kind that all of them share. */
  readonly code: Exclude<ErrorCode, 'limitExceeded' | 'staleRevision' | 'storeFailed'>
}

/** The base of every error that this library throws on purpose. */
export class VillageError extends Error {
  override readonly name: string = 'VillageError'
  readonly code: ErrorCode
  /** Everything that is wrong, in the order of the input; empty for an error that is not about single places in it. */
  readonly issues: readonly Issue[]

  constructor(code: ErrorCode, message: string, issues: readonly Issue[] = [], options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.issues = issues
  }
}

/** Data that breaks the contract. It holds all issues at once, so that one round of mending is enough. */
export class InvalidVillageError extends VillageError {
  override readonly name: string = 'InvalidVillageError'

  constructor(where: string, issues: readonly Issue[], code: ErrorCode = 'invalidVillage') {
    super(code, describe(where, issues), issues)
  }
}

/** A date that is not one. An `InvalidVillageError` all of whose issues are dates. */
export class InvalidDateError extends InvalidVillageError {
  override readonly name = 'InvalidDateError'

  constructor(where: string, issues: readonly Issue[]) {
    super(where, issues, 'invalidDate')
  }
}

/** A stakeholder who is named but not there. An `InvalidVillageError` all of whose issues are such names. */
export class UnknownStakeholderError extends InvalidVillageError {
  override readonly name = 'UnknownStakeholderError'

  constructor(where: string, issues: readonly Issue[]) {
    super(where, issues, 'unknownStakeholder')
  }
}

/** A decision that is named but not there. An `InvalidVillageError` all of whose issues are such names. */
export class UnknownDecisionError extends InvalidVillageError {
  override readonly name = 'UnknownDecisionError'

  constructor(where: string, issues: readonly Issue[]) {
    super(where, issues, 'unknownDecision')
  }
}

/**
 * A fact about a person whose data was erased. An `InvalidVillageError` all of whose issues are such facts. Neither it nor its issues hold a
 * name or an id.
 */
export class ErasedStakeholderError extends InvalidVillageError {
  override readonly name = 'ErasedStakeholderError'

  constructor(where: string, issues: readonly Issue[]) {
    super(where, issues, 'erasedStakeholder')
  }
}

/** A decision rule that nobody could vote by. An `InvalidVillageError` all of whose issues are rules. */
export class InvalidRuleError extends InvalidVillageError {
  override readonly name = 'InvalidRuleError'

  constructor(where: string, issues: readonly Issue[]) {
    super(where, issues, 'invalidRule')
  }
}

/**
 * An option, a setting or a number given to a function that makes no sense there: a mistake in the program. It is no `InvalidVillageError`,
 * so that catching bad data does not hide it.
 */
export class InvalidArgumentError extends VillageError {
  override readonly name = 'InvalidArgumentError'

  constructor(where: string, issues: readonly Issue[], options?: ErrorOptions) {
    super('invalidArgument', describe(where, issues), issues, options)
  }
}

/**
 * The same id with other content: one of the two is wrong, and the library does not guess which. Beside other faults, a conflict is one of
 * the issues of an `InvalidVillageError`.
 */
export class ConflictingFactError extends VillageError {
  override readonly name = 'ConflictingFactError'
  /** The array of the village that holds the first of the facts, such as `observations`. */
  readonly kind: string
  /** The id that both facts carry. */
  readonly id: string

  constructor(where: string, conflicts: readonly Conflict[]) {
    super('conflictingFact', describe(where, conflicts), conflicts)
    this.kind = conflicts[0]?.kind ?? ''
    this.id = conflicts[0]?.id ?? ''
  }
}

/** That an id means two things at once. */
export interface Conflict extends Issue {
  readonly kind: string
  readonly id: string
}

/** A question larger than the declared limits, refused before it could hang. */
export class LimitExceededError extends VillageError {
  override readonly name = 'LimitExceededError'
  /** What there is too much of. */
  readonly limit: string
  /** How much of it is allowed. */
  readonly maximum: number
  /** How much there is. */
  readonly actual: number

  constructor(where: string, limit: string, maximum: number, actual: number, wayOut: string) {
    super('limitExceeded', `${where}: ${actual} ${limit}, at most ${maximum} are allowed. ${wayOut}`)
    this.limit = limit
    this.maximum = maximum
    this.actual = actual
  }
}

/** An account of a store that has another revision by now than the one that a change was made from: somebody was faster. Load it again. */
export class StaleRevisionError extends VillageError {
  override readonly name = 'StaleRevisionError'
  /** The id of the account. */
  readonly account: string

  constructor(where: string, account: string) {
    super('staleRevision', `${where}: account ${quoted(account)} was changed meanwhile. Load it again, and make the change anew.`)
    this.account = account
  }
}

/** A store that failed, by its disk, its database or what it holds. No message holds a connection string, a name or a text of the store. */
export class StoreError extends VillageError {
  override readonly name = 'StoreError'

  constructor(where: string, reason: string) {
    super('storeFailed', `${where}: ${reason}`)
  }
}

/**
 * The narrowest error that all the issues allow. A mixture is an `InvalidVillageError`, or an `InvalidArgumentError` as soon as an argument is
 * among what is wrong.
 */
export function errorFor(where: string, issues: readonly (Issue | Conflict)[]): VillageError {
  const conflicts = issues.filter(isConflict)
  if (conflicts.length > 0 && conflicts.length === issues.length) return new ConflictingFactError(where, conflicts)
  const [first] = issues
  const shared = first !== undefined && issues.every(issue => issue.code === first.code) ? first.code : 'invalidVillage'
  if (issues.some(({ code }) => code === 'invalidArgument')) return new InvalidArgumentError(where, issues)
  switch (shared) {
    case 'invalidDate':
      return new InvalidDateError(where, issues)
    case 'unknownStakeholder':
      return new UnknownStakeholderError(where, issues)
    case 'unknownDecision':
      return new UnknownDecisionError(where, issues)
    case 'erasedStakeholder':
      return new ErasedStakeholderError(where, issues)
    case 'invalidRule':
      return new InvalidRuleError(where, issues)
    default:
      return new InvalidVillageError(where, issues)
  }
}

function isConflict(issue: Issue): issue is Conflict {
  return 'kind' in issue
}

/** An id, or what was given for one, as it stands in a message: quoted, its control characters escaped, and cut when it is long. */
export function quoted(id: unknown): string {
  // A list of thousands of millions of holes would be written out.
  const text = Array.isArray(id) ? `a list of ${id.length}` : typeof id === 'object' && id !== null ? 'an object' : String(id)
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text)
}

function describe(where: string, issues: readonly Issue[]): string {
  const shown = issues.slice(0, 5).map(issue => (issue.path === '' ? issue.message : `${issue.path}: ${issue.message}`))
  const more = issues.length > shown.length ? [`and ${issues.length - shown.length} more`] : []
  return `${where}: ${[...shown, ...more].join(' · ')}`
}
