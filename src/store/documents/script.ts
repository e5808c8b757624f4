/** A statement of SQL with the values of its `?`, of which nothing is ever written into the text. */
export interface Query {
  readonly sql: string
  readonly values: readonly (string | number)[]
  /** Whether it gives rows. */
  readonly gives: boolean
}

/** Work in one transaction: it yields statements and gets their rows. Drivers that wait run it as well as those that do not. */
export type Script<Result> = Generator<Query, Result, readonly object[]>

/** A statement that gives rows. */
export function rows(sql: string, ...values: readonly (string | number)[]): Query {
  return { sql, values, gives: true }
}

/** A statement that gives none. */
export function run(sql: string, ...values: readonly (string | number)[]): Query {
  return { sql, values, gives: false }
}

/** A whole number in a column, which some drivers give as a text. */
export function numberIn(row: object, column: string): number {
  return Number(Reflect.get(row, column))
}

/** A text in a column. */
export function textIn(row: object, column: string): string {
  return String(Reflect.get(row, column))
}
