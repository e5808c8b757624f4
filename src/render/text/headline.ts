import type { AccountReport } from '../../report/accountReport.js'
import { type Names, nameOf } from '../names.js'
import { amount, count, grouped, percent, signed } from '../numbers.js'
import { plain } from '../plain.js'
import { type Layout, row } from './layout.js'

/** What the report is about and as of when. */
export function title({ account, asOf, knownOn, decision }: AccountReport): string {
  const about = decision === undefined ? '' : ` · ${plain(decision.name)} (${decision.kind})`
  return `${plain(account.name)}${about} · as of ${asOf}${knownOn === asOf ? '' : `, known on ${knownOn}`}`
}

/** Where the account stands, one measure a line. */
export function headline(report: AccountReport, names: Names, layout: Layout): string[] {
  const { sentiment, probabilityOfYes, coverage, revenueAtRisk, decision } = report
  const { value, interval, state, heard, bounds, vetoAware, byClass, divergence } = sentiment
  const { total } = coverage
  const cap = `capped by ${nameOf(names, vetoAware.cappedBy)}`
  const { amount: loss, currency = 'XXX', interval: losses, reason } = revenueAtRisk
  const worth = decision?.value
  const lines: (readonly [label: string, text: string])[] = [
    [
      'Sentiment',
      value === undefined || interval === undefined
        ? `not enough signal; those heard ${signed(heard)}, all together ${signed(bounds[0])} to ${signed(bounds[1])}`
        : `${signed(value)} ${state}, 90 % between ${signed(interval[0])} and ${signed(interval[1])}`,
    ],
    [
      'Coverage',
      `${percent(sentiment.coverage)}; heard ${total.heard} of ${count(total.known, 'person', 'people')}, ${percent(total.shareHeard)} of power`,
    ],
    [
      'With vetoes',
      vetoAware.value === undefined ? `not enough signal, ${cap}` : `${signed(vetoAware.value)}, ${cap} at ${signed(vetoAware.bar)}`,
    ],
    ...(divergence === undefined
      ? []
      : [
          ['Users, deciders', `${signed(byClass.user?.value)} and ${signed(byClass.decider?.value)}, ${signed(divergence)} apart`] as const,
        ]),
    ['Chance of yes', percent(probabilityOfYes)],
    [
      'Money at risk',
      loss === undefined || worth === undefined || losses === undefined
        ? reasonFor(reason, report.openDecisions.length)
        : `${amount({ amount: loss, currency })} of ${amount(worth)}, 90 % between ${losses.map(grouped).join(' and ')}`,
    ],
  ]
  return lines.flatMap(([label, text]) => row(label, text, layout))
}

/** Why there is no amount. */
function reasonFor(reason: AccountReport['revenueAtRisk']['reason'], open: number): string {
  if (reason === 'decisionHasFallen') return 'none, the decision has fallen'
  if (reason === 'decisionWithoutValue') return 'the decision in view has no value'
  return open > 1 ? 'no decision in view; name one of several with --decision' : 'no decision in view; none is known to be open'
}
