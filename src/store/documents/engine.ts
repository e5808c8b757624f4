import type { Query, Script } from './script.js'

/** A database as far as documents need it. */
export interface Engine {
  readonly dialect: Dialect
  query(where: string, query: Query): Promise<readonly object[]>
  /** Does all of a script or nothing, and nothing when it throws. */
  transact<Result>(where: string, script: () => Script<Result>): Promise<Result>
  /** Overwrites what was removed, as far as the database lets it; false while others still read what was there before. */
  scrub(where: string): Promise<boolean>
  close(where: string): Promise<void>
}

/** What one SQL says in other words than another. */
export interface Dialect {
  /** The present instant as an instant in UTC. */
  readonly now: string
  /** The milliseconds since 1970. */
  readonly milliseconds: string
  /** The type of a text that is sorted by its bytes. */
  readonly key: string
  /** A row where there is the table that holds the version of the schema, and none where there is not. */
  readonly hasSchema: string
  /** What keeps others from making the schema at the same moment; absent where a transaction does. */
  readonly lockSchema?: string
}
