import { InvalidArgumentError } from '../errors.js'
import { sortedByText } from '../support/order.js'
import { kindOf } from '../support/shown.js'

/** A row about one person. */
export interface StakeholderRow {
  /** The id of the person that the row is about, as in `Snapshot.stakeholders`. */
  readonly stakeholder: string
}

/**
 * The rows of a measure by the id of the person that each is about, to look somebody up.
 *
 * It is a new map at each call, so that nobody else sees what is done with it. Any id is safe in it. Of several rows about one person it
 * holds the last.
 *
 * @throws InvalidArgumentError for what is not a list of rows with a `stakeholder`
 * @example
 * import { byStakeholder, createVillage, power, snapshot } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }] })
 * byStakeholder(power(snapshot(village, '2026-03-02'))).get('bo')?.share //=> 0.8571
 */
export function byStakeholder<Row extends StakeholderRow>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  if (!Array.isArray(rows) || rows.length > 1_000_000 || !Array.from(rows).every(isRow)) {
    const message = 'are not a list of rows with a stakeholder; pass what power(snapshot), sentiments(snapshot) and the like give'
    throw new InvalidArgumentError('byStakeholder', [{ path: 'rows', message, code: 'invalidArgument' }])
  }
  return new Map(rows.map(row => [row.stakeholder, row]))
}

function isRow(row: unknown): boolean {
  return kindOf(row) === 'object' && typeof Reflect.get(Object(row), 'stakeholder') === 'string'
}

/** Rows in order of id. */
export function inIdOrder<Row extends StakeholderRow>(rows: Iterable<Row>): readonly Row[] {
  return sortedByText(rows, ({ stakeholder }) => stakeholder)
}
