/** A column of which it is not sure what it holds. */
export interface Doubt {
  /** The name of the column, as it stands in the table. */
  readonly column: string
  /** What it was taken for, as a place in the mapping, such as `sentiment.scale`; `none` when it was not taken. */
  readonly use: string
  /** What is not sure, in one sentence. */
  readonly reason: string
}

/** A column that nothing reads. */
export interface UnreadColumn {
  /** The name of the column, as it stands in the table. */
  readonly column: string
  /** Why nothing reads it, in a few words; absent where that is not known. */
  readonly reason?: string
}
