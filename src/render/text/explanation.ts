import type { ChangeExplanation } from '../../account/explainChange.js'
import type { RiskContribution, RiskExplanation } from '../../decision/explainRisk.js'
import type { AccountReport } from '../../report/accountReport.js'
import { type Names, namesOf } from '../names.js'
import { amount, count, finite, grouped, signedAmount } from '../numbers.js'
import { changeSentence, reasonWords, riskWords } from '../reasons.js'
import { hanging, type Layout } from './layout.js'
import { textTable } from './textTable.js'

/** What is explained: the report of the later moment, which has the names, and the earlier moment. */
export interface Explained {
  readonly report: AccountReport
  readonly from: string
  readonly change: ChangeExplanation
  /** Absent where no open decision with a value is in view at both moments. */
  readonly risk?: RiskExplanation
  /** Whether a reader may be shown amounts: the chance of yes is firm at both moments. */
  readonly isFirm: boolean
}

/** Why an account stands otherwise than before: in a sentence, and reason by reason. */
export function explanationText({ report, from, change, risk, isFirm }: Explained, layout: Layout): string {
  const names = namesOf(report)
  const sections = [
    [layout.heading(`${names.account} · from ${from} to ${report.asOf}`), ...hanging('', changeSentence(change, names), layout.width)],
    change.contributions.length === 0 ? [] : [layout.heading('Why sentiment changed'), ...reasons(change, names, layout)],
    risk === undefined || risk.contributions.length === 0
      ? []
      : [layout.heading('Why the money at risk changed'), ...(isFirm ? losses : lossesWithoutAmounts)(risk, names, layout)],
  ]
  return `${sections.flatMap(lines => (lines.length > 0 ? [lines.join('\n')] : [])).join('\n\n')}\n`
}

/** So many reasons are shown one by one, */
const MOST_REASONS = 12
/** and of each answer so many things that it is made up of, as far as each adds this share of what the first reason does. */
const MOST_PARTS = 3
const LEAST_PART = 0.05

function reasons({ contributions, total }: ChangeExplanation, names: Names, { width, heading }: Layout): string[] {
  const { shown, rest } = worthShowing(contributions, LEAST_SENTIMENT)
  const rows = [
    ...shown.map(each => [reasonWords(each, names), exactly(each.amount)]),
    ...(Math.abs(rest.sum) >= LEAST_SENTIMENT ? [[smaller(rest.count), exactly(rest.sum)]] : []),
    ['In all', exactly(total)],
  ]
  return textTable(
    [
      { title: 'Reason', flexible: true },
      { title: 'Adds', align: 'right' },
    ],
    rows,
    width,
    heading,
  )
}

function losses(
  { contributions, total, currency, exact, before, after }: RiskExplanation,
  names: Names,
  { width, heading }: Layout,
): string[] {
  const { shown, rest } = worthShowing(contributions, LEAST_MONEY)
  const least = Math.abs(contributions[0]?.amount ?? 0) * LEAST_PART
  const rows = [
    ...shown.flatMap(each => lossRows(each, least, names)),
    ...(Math.abs(rest.sum) >= LEAST_MONEY ? [[smaller(rest.count), signedAmount(rest.sum)]] : []),
    ['In all', signedAmount(total)],
  ]
  return [
    ...textTable(
      [
        { title: 'Reason', flexible: true },
        { title: `Adds, ${currency}`, align: 'right' },
      ],
      rows,
      width,
      heading,
    ),
    ...hanging(
      '· ',
      `From ${amount({ amount: before, currency })} to ${amount({ amount: after, currency })}${exact ? '' : '; divided by simulation, with standard errors'}.`,
      width,
    ),
  ]
}

/** The same in order and without amounts, which would mostly be what is believed of people who were not heard. */
function lossesWithoutAmounts({ contributions }: RiskExplanation, names: Names, { width }: Layout): string[] {
  const { shown, rest } = worthShowing(contributions, LEAST_MONEY)
  return [
    ...hanging('', 'Too little was heard of those who decide, or too long before the vote, for amounts. What did most:', width),
    ...shown.flatMap(each => hanging('· ', riskWords(each, names), width)),
    ...(rest.count > 0 ? [`· ${smaller(rest.count)}`] : []),
  ]
}

/** What somebody's answer or something else adds, and under it what moved their answer most, if that is more than one thing. */
function lossRows(loss: RiskContribution, least: number, names: Names): string[][] {
  const { reasons: parts, amount: whole, standardError } = loss
  const shown = parts.length < 2 ? [] : parts.slice(0, MOST_PARTS).filter(part => Math.abs(part.amount) >= least)
  const rest = parts.slice(shown.length)
  return [
    [riskWords(loss, names), `${signedAmount(whole)}${standardError > 0 ? ` ± ${grouped(standardError)}` : ''}`],
    ...shown.map(part => [`  ${reasonWords(part, names)}`, signedAmount(part.amount)]),
    ...(shown.length > 0 && rest.length > 0 ? [[`  ${smaller(rest.length)}`, signedAmount(sumOf(rest))]] : []),
  ]
}

/** What is less would be shown as nothing. */
const LEAST_SENTIMENT = 0.00005
const LEAST_MONEY = 0.5

/** The largest of some amounts, none of which would be shown as nothing, and how many others there are. */
function worthShowing<Each extends { readonly amount: number }>(all: readonly Each[], least: number) {
  const shown = all.slice(0, MOST_REASONS).filter(({ amount: own }) => Math.abs(own) >= least)
  const rest = all.slice(shown.length)
  return { shown, rest: { count: rest.length, sum: sumOf(rest) } }
}

function sumOf(parts: readonly { readonly amount: number }[]): number {
  return parts.reduce((sum, { amount: own }) => sum + own, 0)
}

function smaller(number: number): string {
  return count(number, 'smaller one', 'smaller ones')
}

function exactly(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(finite(value)).toFixed(4)}`
}
