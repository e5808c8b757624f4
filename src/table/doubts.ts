/** A column of which it is not sure what it holds. */
export interface Doubt {
  readonly column: string
  /** What it was taken for, as a place in the mapping, such as `sentiment.scale`; `none` when it was not taken. */
  readonly use: string
  /** What is not sure, in one sentence. */
  readonly reason: string
}

/** A column that nothing reads. */
export interface UnreadColumn {
  readonly column: string
  readonly reason?: string
}
