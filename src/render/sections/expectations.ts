import type { ExpectationImpact } from '../../hypothesis/expectationImpact.js'
import type { AccountReport } from '../../report/accountReport.js'
import { isFirm } from '../../report/outlookSummary.js'
import { type Names, nameOf } from '../names.js'
import { count, day, finite, percent, signed } from '../numbers.js'
import { daysFrom, startOf } from '../pageOne/ago.js'
import { inFocus } from '../pageOne/inFocus.js'
import { plain } from '../plain.js'
import { roundedAmount } from './onMonday.js'
import type { ReportSection } from './reportSection.js'

/** So many expectations are told. */
const MOST = 12

/** What they expect, overdue first, with what meeting it is worth beside missing it; nothing where nobody expects anything. */
export function expectations(report: AccountReport, names: Names): readonly ReportSection[] {
  const { expectations: all, asOf } = report
  if (all.length === 0) return []
  const isLate = ({ dueAt }: ExpectationImpact): boolean => dueAt !== undefined && startOf(dueAt) < startOf(asOf)
  const sorted = [...all.filter(isLate), ...all.filter(each => !isLate(each))]
  const outlook = inFocus(report)
  const isTold = outlook !== undefined && isFirm(outlook)
  const hidden = sorted.length - MOST
  return [
    {
      title: 'What they expect',
      columns: isTold ? [...COLUMNS, ...CHANCES] : [...COLUMNS, ...SENTIMENTS],
      rows: sorted.slice(0, MOST).map(each => {
        const { statement, stakeholder, dueAt, state } = each
        const late = isLate(each) && dueAt !== undefined ? `${count(daysFrom(dueAt, asOf), 'day', 'days')} overdue` : ''
        return [
          plain(statement),
          nameOf(names, stakeholder),
          dueAt === undefined ? 'no day' : day(dueAt),
          [state, ...(late === '' ? [] : [late])].join(', '),
          ...(isTold ? chances(each) : sentiments(each)),
        ]
      }),
      lines: hidden > 0 ? [`and ${hidden} more on which less hangs.`] : [],
    },
  ]
}

const COLUMNS = [
  { title: 'Expectation', flexible: true },
  { title: 'Whose', flexible: true },
  { title: 'Due' },
  { title: 'State' },
] as const

const CHANCES = [
  { title: 'Chance if met', align: 'right' },
  { title: 'if missed', align: 'right' },
  { title: 'Worth', align: 'right' },
] as const

const SENTIMENTS = [
  { title: 'Account if met', align: 'right' },
  { title: 'if missed', align: 'right' },
] as const

function chances({ ifMet, ifMissed, difference }: ExpectationImpact): string[] {
  const money = difference.revenueAtRisk
  return [
    percent(ifMet.probabilityOfYes ?? Number.NaN),
    percent(ifMissed.probabilityOfYes ?? Number.NaN),
    money === undefined || finite(money.amount) < 1 ? '' : roundedAmount(money),
  ]
}

function sentiments({ ifMet, ifMissed }: ExpectationImpact): string[] {
  return [signed(ifMet.accountSentiment).trim(), signed(ifMissed.accountSentiment).trim()]
}
