import type { SourceRecord } from '../record.js'

/** All rows of the import, each once. */
export interface Source {
  /** Every row by its table, in the order of ids. */
  readonly all: ReadonlyMap<string, readonly SourceRecord[]>
  /** Those that were neither deleted nor merged into others. */
  readonly live: ReadonlyMap<string, readonly SourceRecord[]>
  /** The tables in which each of those ids stands: one, unless ids are made up. */
  readonly tables: ReadonlyMap<string, readonly string[]>
  /** The ids of those that were. */
  readonly gone: ReadonlySet<string>
  /** The id under which such a row goes on. */
  readonly masters: ReadonlyMap<string, string>
}
