import { csvText } from '../../formats/csvText.js'
import { MOVE_COLUMNS, plannedRows } from '../../formats/moves.js'
import { planCalendar } from '../../moves/planCalendar.js'
import type { Layout } from '../../render/text/layout.js'
import { planText } from '../../render/text/planText.js'
import { accountReport } from '../../report/accountReport.js'
import { planIn } from '../../report/planReport.js'
import type { Snapshot } from '../../village/snapshot.js'
import { CliFailure } from '../failure.js'
import type { Io } from '../io.js'

/** How a plan is printed; as text when none is asked for. */
export type PlanForm = 'json' | 'csv' | 'ics'

/** Prints the plan of each account: when moves can be done, and whom and what they do not answer. */
export function printPlans(snapshots: readonly Snapshot[], form: PlanForm | undefined, layout: Layout, io: Io): void {
  if (form === 'ics' && snapshots.length > 1) throw new CliFailure('--ics takes one village; import one calendar for each', 2)
  if (form === 'csv') io.out(table(snapshots))
  else snapshots.forEach((s, i) => void io.out(written(s, form, i, layout)))
}

function written(s: Snapshot, form: PlanForm | undefined, place: number, layout: Layout): string {
  if (form === 'ics') return planCalendar(s)
  if (form === 'json') return `${JSON.stringify({ account: s.account.id, asOf: s.asOf, ...planIn(s) })}\n`
  return `${place > 0 ? '\n' : ''}${planText(accountReport(s, { sensitivity: false }), layout)}`
}

/** One table of all accounts. */
function table(snapshots: readonly Snapshot[]): string {
  const rows = snapshots.flatMap(s => plannedRows(s).map(row => ({ account: s.account.id, row })))
  const columns = MOVE_COLUMNS.map(([name, of]) => [name, ({ row }: (typeof rows)[number]) => of(row)] as const)
  return csvText([['account', ({ account }) => account], ...columns], rows)
}
