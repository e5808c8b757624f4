import type { MoveUnderway } from '../../plan/moveUnderway.js'
import type { NextMove } from '../../plan/nextMove.js'
import type { NextMoves } from '../../plan/nextMoves.js'
import type { OverdueRow } from '../../plan/overdue.js'
import type { AccountReport } from '../../report/accountReport.js'
import { isFirm } from '../../report/outlookSummary.js'
import { capital } from '../../support/text.js'
import { type Names, nameOf } from '../names.js'
import { amount, count, finite, percent, signed } from '../numbers.js'
import { daysFrom } from '../pageOne/ago.js'
import { plain } from '../plain.js'
import type { Line, ReportSection } from './reportSection.js'

/** So many rows of what is under way and of what is overdue are told. */
const MOST = 5

/** What to do next, what is under way and overdue, and what it is all worth. */
export function onMonday(report: AccountReport, names: Names, most = MOST): ReportSection {
  const { moves: next } = report
  return {
    title: 'On Monday',
    lines: [
      ...(next.moves.length === 0 ? [nothingToDo(next)] : next.moves.slice(0, most).map(moveLine)),
      ...listed('Underway', next.underway.map(underwayWords)),
      ...listed(
        'Overdue',
        next.overdue.filter(({ kind }) => kind !== 'move').map(row => capital(overdueWords(row, report, names))),
      ),
      ...(next.takeFrom.length === 0
        ? []
        : [
            `Users get more of our hours than their power asks for: ${next.takeFrom.map(({ stakeholder, hours }) => `${inHours(hours)} of ${nameOf(names, stakeholder)}`).join(', ')}.`,
          ]),
      ...(next.moves.length + next.underway.length === 0 ? [] : [worthOfAll(report)]),
    ],
  }
}

/** Why there is nothing to do, or what there is to do first. */
export function nothingToDo({ reason, underway }: NextMoves): string {
  if (reason === 'nobodyKnown') return 'Nobody of theirs is known yet. Record who works there, and what they said.'
  if (reason === 'noHours') return 'There are no hours to spend.'
  return underway.length === 0 ? 'Nothing is worth an hour of ours today.' : 'Nothing more is worth an hour of ours today.'
}

/** A move: what to do, what it costs, who makes it and when; below it why, and what it is worth. */
export function moveLine({
  statement,
  why,
  effort,
  by,
  byName = by,
  startBy,
  urgency,
  tooLate,
  money,
  knowledgeMoney,
}: NextMove): Exclude<Line, string> {
  const when =
    tooLate === true
      ? ['too late for the decision']
      : urgency === 'now' || urgency === 'late'
        ? ['begin now']
        : startBy === undefined
          ? []
          : [`begin by ${startBy}`]
  const cost = [inHours(effort), ...(byName === undefined ? [] : [`by ${plain(byName)}`]), ...when].join(', ')
  const worth = [
    ...(money === undefined ? [] : [`Worth about ${roundedAmount(money)} if it succeeds.`]),
    ...(knowledgeMoney === undefined ? [] : [`Takes ${roundedAmount(knowledgeMoney)} off the error of the forecast.`]),
  ]
  const reasons = [...(why === '' ? [] : [plain(why)]), ...worth]
  return { text: `${plain(statement)} (${cost})`, below: reasons.length === 0 ? [] : [reasons.join(' ')] }
}

/** What is under way, and until when. */
export function underwayWords({ statement, state, by, byName = by, dueAt, overdue }: MoveUnderway): string {
  const parts = [
    state,
    ...(byName === undefined ? [] : [`by ${plain(byName)}`]),
    ...(dueAt === undefined ? [] : [overdue ? `was due ${dueAt}` : `due ${dueAt}`]),
  ]
  return `${plain(statement)} (${parts.join(', ')})`
}

/** What is overdue, and since when. */
export function overdueWords({ kind, id, stakeholder, dueAt }: OverdueRow, { expectations, asOf }: AccountReport, names: Names): string {
  const whose = stakeholder === undefined ? plain(id) : nameOf(names, stakeholder)
  const expected = expectations.find(({ expectation }) => expectation === id)
  const what =
    kind === 'comment'
      ? `an answer to ${whose}`
      : `what ${whose} expects${expected === undefined ? '' : `, “${plain(expected.statement)}”`}`
  return `${what}, ${count(daysFrom(dueAt, asOf), 'day', 'days')} overdue (${dueAt})`
}

/** The first of some texts and how many more there are. */
export function inShort(rows: readonly string[], most: number): string {
  const left = rows.length - most
  return [...rows.slice(0, most), ...(left > 0 ? [`and ${left} more`] : [])].join('; ')
}

function listed(text: string, rows: readonly string[]): Line[] {
  if (rows.length === 0) return []
  const left = rows.length - MOST
  return [{ text, below: [...rows.slice(0, MOST), ...(left > 0 ? [`and ${left} more`] : [])] }]
}

/** What it is all worth; in figures only where something firm is known. */
function worthOfAll({ moves, outlooks, sentiment }: AccountReport): string {
  const { aim, decision, probabilityOfYes = Number.NaN, after } = moves
  if (aim === 'account') {
    return after.accountSentiment === undefined || sentiment.value === undefined
      ? 'What it is worth shows once people were heard.'
      : `If all of it succeeds, the account goes from ${signed(sentiment.value).trim()} to ${signed(after.accountSentiment).trim()}.`
  }
  const outlook = outlooks.find(each => each.decision === decision)
  if (outlook === undefined || !isFirm(outlook)) return 'What it is worth in money shows once those who decide were heard.'
  const gained = (after.probabilityOfYes ?? Number.NaN) - probabilityOfYes
  if (finite(gained) < HALF_A_POINT) return 'If all of it succeeds, more is known of how the decision will end.'
  const money =
    outlook.value === undefined ? '' : `, worth about ${roundedAmount({ ...outlook.value, amount: outlook.value.amount * gained })}`
  return `If all of it succeeds, the chance of yes goes from ${percent(probabilityOfYes)} to ${percent(after.probabilityOfYes ?? Number.NaN)}${money}.`
}

const HALF_A_POINT = 0.005

/** An amount with two digits that count. */
export function roundedAmount({ amount: value, currency }: { readonly amount: number; readonly currency: string }): string {
  return amount({ amount: Number(finite(value).toPrecision(2)), currency })
}

/** So many hours, to a tenth. */
export function inHours(hours: number): string {
  const rounded = Math.round(finite(hours) * 10) / 10
  return rounded === 1 ? '1 hour' : `${rounded} hours`
}
