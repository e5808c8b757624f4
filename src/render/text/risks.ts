import type { AccountReport } from '../../report/accountReport.js'
import { type Names, nameOf } from '../names.js'
import { amount } from '../numbers.js'
import { hanging, type Layout } from './layout.js'

/** What endangers the account, worst first, with whom it is about and what hangs on it. */
export function risks({ risks: findings }: AccountReport, names: Names, { width }: Layout): string[] {
  if (findings.length === 0) return ['· None that the rules look for.']
  return findings.flatMap(({ severity, message, stakeholders, revenueAtRisk }) => {
    const shown = stakeholders.slice(0, MOST_NAMES).map(id => nameOf(names, id))
    const more = stakeholders.length > shown.length ? [`and ${stakeholders.length - shown.length} more`] : []
    const details = [[...shown, ...more].join(', '), ...(revenueAtRisk === undefined ? [] : [amount(revenueAtRisk)])].filter(
      part => part !== '',
    )
    return [
      ...hanging(severity.padEnd(10), message, width),
      ...(details.length > 0 ? hanging(' '.repeat(10), details.join(' · '), width) : []),
    ]
  })
}

/** So many names a finding shows. */
const MOST_NAMES = 5
