/** A part of a report in words: figures, a table and sentences, however they are set. All texts are safe to print. */
export interface ReportSection {
  readonly title: string
  /** Figures by name. */
  readonly figures?: readonly (readonly [name: string, text: string])[]
  readonly columns?: readonly Column[]
  readonly rows?: readonly (readonly string[])[]
  readonly lines?: readonly Line[]
}

/** A sentence, and what belongs to it. */
export type Line = string | { readonly text: string; readonly below: readonly string[] }

/** A column of a table. */
export interface Column {
  readonly title: string
  /** Numbers stand on the right. */
  readonly align?: 'right'
  /** Whether the column gives way where the table is too wide for a terminal. */
  readonly flexible?: boolean
}
