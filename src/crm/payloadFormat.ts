import type { Fields, RecordForm, RecordParts } from './fields.js'

/** A record as it came, before records are told apart. */
export interface Row<Kind extends string = string> {
  readonly object: Kind
  /** Its id as it was written; absent when it has none. */
  readonly id?: string
  readonly fields: Fields
  /** The lists in it, where its source reads them with the record. */
  readonly lists?: RecordParts['lists']
}

/** Where a record was found. */
export interface Place<Kind extends string = string> {
  /** What it is, unless it says something else. */
  readonly object?: Kind | undefined
  /** What the list is called. */
  readonly name?: string
  /** The record in which it stood. */
  readonly parent?: Row<Kind> | undefined
}

/** How a source packs its records. */
export interface PayloadFormat<Kind extends string> extends RecordForm {
  /** Whether a page says that no other follows it. */
  readonly isLast: (page: object) => boolean
  /** How many records a page says that all pages hold together. */
  readonly totalOf?: (page: object) => unknown
  /** Whether a page says that it could not give everything that was asked for. */
  readonly hasFailures?: (page: object) => boolean
  /** The kind of record that a name of a table or of a list means. */
  readonly kindNamed: (name: string) => Kind | undefined
  /** The kind of record that a page says it holds. */
  readonly kindOfPage?: (page: object) => Kind | undefined
  /** Whether an input that is no list is one record rather than tables by name. */
  readonly isRecord: (input: object) => boolean
  /** The row that a record makes, or the rows, or what kind of record it is when that kind is not imported. */
  readonly rowFrom: (parts: RecordParts, place: Place<Kind>) => Row<Kind> | readonly Row<Kind>[] | string
  /** Whether a list in a record holds records of their own; lists of related records, with a dot in their name, do not by default. */
  readonly holdsRecords?: (name: string) => boolean
}

/** What a record is called of a list that the web page exports, with labels in place of the names of fields. */
export const WEB_LIST = 'list of the web page'
