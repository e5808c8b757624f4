import { csvRowsText, csvText } from '../../formats/csvText.js'
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

/** What is printed of accounts that come one at a time. */
export interface AccountPrinter {
  add(s: Snapshot): void
  /** To be called once all have come. */
  end(): void
}

/** Prints the plan of each account: when moves can be done, and whom and what they do not answer. */
export function plansTo(form: PlanForm | undefined, layout: Layout, io: Io): AccountPrinter {
  let place = 0
  let calendar = ''
  return {
    add(s) {
      if (form === 'ics' && place > 0) throw new CliFailure('--ics takes one village; import one calendar for each', 2)
      if (form === 'ics') calendar = planCalendar(s)
      else io.out(written(s, form, place))
      place++
    },
    end() {
      if (calendar !== '') io.out(calendar)
      if (form === 'csv' && place === 0) io.out(csvText(COLUMNS, []))
    },
  }

  function written(s: Snapshot, as: Exclude<PlanForm, 'ics'> | undefined, nth: number): string {
    if (as === 'json') return `${JSON.stringify({ account: s.account.id, asOf: s.asOf, ...planIn(s) })}\n`
    if (as === 'csv') return table(s, nth === 0)
    return `${nth > 0 ? '\n' : ''}${planText(accountReport(s, { sensitivity: false }), layout)}`
  }
}

type Row = { readonly account: string; readonly row: ReturnType<typeof plannedRows>[number] }

/** One table of all accounts. */
const COLUMNS: Parameters<typeof csvText<Row>>[0] = [
  ['account', ({ account }) => account],
  ...MOVE_COLUMNS.map(([name, of]) => [name, ({ row }: Row) => of(row)] as const),
]

/** The rows of an account, below the header where they are the first. */
function table(s: Snapshot, isFirst: boolean): string {
  const rows = plannedRows(s).map(row => ({ account: s.account.id, row }))
  return isFirst ? csvText(COLUMNS, rows) : csvRowsText(COLUMNS, rows)
}
