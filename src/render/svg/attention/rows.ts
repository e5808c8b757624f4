import type { RoleClass } from '../../../model/role.js'
import type { AccountReport } from '../../../report/accountReport.js'
import type { AttentionShare } from '../../../transitions/attention.js'
import { type Names, nameOf } from '../../names.js'

/** A class, a person, or those for whom there was no row of their own, with what they get and what they should. */
export interface AttentionRow {
  /** Internal. A `class`, one `person`, or the `rest` of the people together. */
  readonly kind: 'class' | 'person' | 'rest'
  /** Internal. What the row is called in the picture. */
  readonly name: string
  /** Absent of those who have no row of their own. */
  readonly class?: RoleClass
  /** Internal. The attention it gets and should get, 0..1, and the difference; sums for a class and for the rest. */
  readonly share: Pick<AttentionShare, 'attention' | 'target' | 'excess'>
}

/** So many people have a row of their own. */
const MOST_PEOPLE = 20

/** The people with the most attention or power, and one row for those who are left. */
export function peopleRows({ people, attention }: Pick<AccountReport, 'people' | 'attention'>, names: Names): AttentionRow[] {
  const classes = new Map(people.map(({ stakeholder: id, power }) => [id, power.class]))
  const rows = attention.byStakeholder.map(({ stakeholder, ...share }): AttentionRow => {
    return { kind: 'person', name: nameOf(names, stakeholder), class: classes.get(stakeholder) ?? 'unknown', share }
  })
  const sorted = rows.sort((a, b) => larger(b) - larger(a))
  const left = sorted.length > MOST_PEOPLE ? sorted.slice(MOST_PEOPLE - 1) : []
  return [...sorted.slice(0, sorted.length - left.length), ...(left.length > 0 ? [restOf(left)] : [])]
}

function larger({ share }: AttentionRow): number {
  return Math.max(share.attention, share.target)
}

function restOf(rows: readonly AttentionRow[]): AttentionRow {
  const sum = (field: keyof AttentionRow['share']): number => rows.reduce((total, { share }) => total + share[field], 0)
  const share = { attention: sum('attention'), target: sum('target'), excess: sum('excess') }
  return { kind: 'rest', name: `and ${rows.length} more`, share }
}
