import type { AccountReport } from '../../report/accountReport.js'
import { type Names, nameOf } from '../names.js'
import { effectWords } from '../outlookWords.js'
import { hanging, type Layout } from './layout.js'

/** What endangers the account, worst first, with whom it is about and what hangs on it. */
export function risks(report: AccountReport, names: Names, { width, severity: look = text => text }: Layout): string[] {
  const { risks: findings } = report
  if (findings.length === 0) return ['· None that the rules look for.']
  return findings.flatMap(finding => {
    const { severity, message, stakeholders } = finding
    const shown = stakeholders.slice(0, MOST_NAMES).map(id => nameOf(names, id))
    const others = stakeholders.length > shown.length ? [`and ${stakeholders.length - shown.length} more`] : []
    const details = [[...shown, ...others].join(', '), ...effectWords(finding, report)].filter(part => part !== '')
    const [first = '', ...more] = hanging(severity.padEnd(10), message, width)
    return [
      look(severity, severity) + first.slice(severity.length),
      ...more,
      ...(details.length > 0 ? hanging(' '.repeat(10), details.join(' · '), width) : []),
    ]
  })
}

/** So many names a finding shows. */
const MOST_NAMES = 5
