import type { RoleClass } from '../model/role.js'
import type { Village } from '../model/village.js'

/** What an import gives: a village for each account, and everything that could not be taken as it was. */
export interface ImportResult {
  /** One village for each account, by id. */
  readonly villages: readonly Village[]
  /** What is wrong with the data, each once, in order. Nothing here kept the rest from being imported. */
  readonly issues: readonly ImportIssue[]
  /** Values of picklists that nothing is known of, in order; give the importer a table for them. */
  readonly unmapped: readonly UnmappedValue[]
  /** By what rules columns were read that nobody gave, because their cells settled them, in order of the fields. */
  readonly inferred: readonly InferredRule[]
  /** How much of what the measures need there is, village by village, and what was left out. */
  readonly coverage: ImportCoverage
  /** What the source says holds no longer. `mergeImport` takes it out of villages that are known. */
  readonly withdrawn: Withdrawn
}

/** What a source takes back, in the order of ids. Nothing here says who is to be forgotten. */
export interface Withdrawn {
  /** The ids of records that were deleted. */
  readonly retracted: readonly string[]
  /** The ids of records that were merged into others, and under which ids these go on. */
  readonly merged: readonly { readonly from: string; readonly into: string }[]
  /** People who left one account for another: whose id, and the ids of the accounts that they left and are in now. */
  readonly moved: readonly { readonly stakeholder: string; readonly from: string; readonly to: string }[]
  /** How many people are to be forgotten, or opted out of the processing of their data or of profiling. */
  readonly erased: number
}

/** A rule that the cells of a column settled and nobody gave: the option of that name would say the same. */
export interface InferredRule {
  /** The object and the field, such as `Opportunity.Amount`. */
  readonly field: string
  /** In what order day, month and year stand, `dmy` as in `03/04/2026` for the third of April; absent when no day of it was in doubt. */
  readonly dayOrder?: 'ymd' | 'dmy' | 'mdy'
  /** The sign before decimals, `,` as in `1.000,5`; absent when no number of it was in doubt. */
  readonly decimal?: '.' | ','
}

/**
 * One thing that is wrong with the data. It holds ids, and figures or single words that could not be read: never a name, a mail or a text.
 */
export interface ImportIssue {
  /** The kind of record, such as `Contact`. */
  readonly object: string
  /** The id of the record; absent when it has none, or when the issue is about all of them. */
  readonly id?: string
  /** What kind of problem it is, for a program to tell; `message` says it to people. */
  readonly code: ImportIssueCode
  /** What is wrong, and what was done about it, in one sentence. */
  readonly message: string
}

/** The kinds of issues. */
export type ImportIssueCode =
  /** Neither a record nor a list of records. */
  | 'unreadable'
  /** Pages are missing, so that the import does not know everything. */
  | 'incomplete'
  /** Records of a kind that is not imported. */
  | 'unknownObject'
  /** A record without an id, or with an id that is none. */
  | 'invalidId'
  /** Two versions of one record, neither known to be the later, say different things. */
  | 'contradiction'
  /** A date, a number or a currency that is none, or out of its range. */
  | 'invalidValue'
  /** A field that is needed is empty. */
  | 'missingValue'
  /** A record that is named is not in the import. */
  | 'missingRecord'
  /** Somebody is named who belongs to another account. */
  | 'otherAccount'
  /** Somebody reports to themselves, or an account belongs to itself. */
  | 'selfReference'
  /** Accounts belong to each other in a circle. */
  | 'cycle'
  /** There are amounts of money and no currency. */
  | 'noCurrency'
  /** More than a village can hold. */
  | 'limitExceeded'
  /** The village could not be made. */
  | 'refused'

/** A value of a picklist that nothing is known of. */
export interface UnmappedValue {
  /** The object and the field, such as `OpportunityContactRole.Role`. */
  readonly field: string
  /** Empty for all values of the field together when the import was asked to redact. */
  readonly value: string
  /** How many records hold it, at least 1; a record that holds several values of the field counts for each. */
  readonly count: number
}

/** How much of what the measures need the data holds, and what was left out of it. */
export interface ImportCoverage {
  /** One for each village, in the order of the villages. */
  readonly accounts: readonly AccountCoverage[]
  /** What is not in the villages, by the reason, as numbers only. */
  readonly leftOut: LeftOut
}

/** How much of what the measures need one village holds. */
export interface AccountCoverage {
  /** The id of the account. */
  readonly id: string
  /** The people of the account, those who left included. */
  readonly people: number
  /** Of them, those with a role, at whatever time. */
  readonly peopleWithRole: number
  /** Of them, those with a reading of sentiment, at whatever time. */
  readonly peopleWithReading: number
  /** `peopleWithRole / people`, 0..1; absent when there are no people. Most measures rest on roles, and most systems hold few of them. */
  readonly roleShare?: number
  /** The classes that every decision needs, users and deciders, of which no role was found. */
  readonly missingClasses: readonly RoleClass[]
  /** How many interactions of the account the village holds, at whatever time. */
  readonly interactions: number
  /** How many decisions of the account there are, each once, however often it was revised. */
  readonly decisions: number
}

/** How many records were left out on purpose, by reason, each record once. */
export interface LeftOut {
  /** People who are to be forgotten, and answers of those who were erased from the known villages. Of them, and of those who opted out, nothing is left in the result, not even the id. */
  readonly shouldForget: number
  /** People who opted out of the processing of their data. */
  readonly optedOutOfProcessing: number
  /** People who opted out of profiling. */
  readonly optedOutOfProfiling: number
  /** Records in the bin. */
  readonly deleted: number
  /** Records that were merged into others, under whose ids they go on. */
  readonly merged: number
  /** Leads who took part in something: they are not yet people of an account. */
  readonly leads: number
  /**
   * Tasks that are not done and are no moves: drafts, those of which nothing tells whether they are done, those that were written of moves,
   * and those beyond what a village can hold.
   */
  readonly openTasks: number
  /** Copies of a meeting in the calendars of its attendees. */
  readonly childEvents: number
  /** Meetings and calls that were cancelled, that nobody came to, or that are still to come. */
  readonly notHeld: number
  /** Deals that were archived while they were open. */
  readonly archived: number
  /** Second halves of links that a source stores twice, once from each end. */
  readonly mirrored: number
  /** Answers to surveys that were not sent off, or were only a test. */
  readonly unfinished: number
  /** Answers to surveys that tell nothing of who gave them. */
  readonly anonymous: number
  /** Answers to surveys that the same person gave again on the same day, or that the survey tool marks as given twice. */
  readonly duplicates: number
  /** Mail addresses of people who want no mail. The people themselves are in the result. */
  readonly mailAddresses: number
  /** People beyond what a village can hold, of ours too. */
  readonly overLimit: number
}
