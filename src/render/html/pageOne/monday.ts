import type { NextMove } from '../../../plan/nextMove.js'
import type { AccountReport } from '../../../report/accountReport.js'
import { type Child, element, type Markup } from '../../../support/markup.js'
import type { Names } from '../../names.js'
import { finite } from '../../numbers.js'
import { mondayFrom } from '../../pageOne/ago.js'
import { plain } from '../../plain.js'
import { inHours, inShort, nothingToDo, overdueWords, roundedAmount, underwayWords } from '../../sections/onMonday.js'
import { unbroken } from '../unbroken.js'
import { part } from './part.js'

/** So many moves are on the first page. */
const MOST_MOVES = 3
/** And so many of what is under way and of what is overdue. */
const MOST_LISTED = 1

/** What to do next: three moves with owner and day, what is under way, and what is overdue. */
export function mondayPart(report: AccountReport, names: Names): Markup {
  const { moves: next, asOf } = report
  const shown = next.moves.slice(0, MOST_MOVES)
  const hours = shown.reduce((sum, { effort }) => sum + finite(effort), 0)
  return part(
    'monday',
    'What do we do next?',
    shown.length === 0 ? `Monday ${mondayFrom(asOf)}` : `from Monday ${mondayFrom(asOf)} · ${inHours(hours)} of ours`,
    shown.length === 0
      ? element('p', { class: 'calm' }, nothingToDo(next))
      : element('ol', { class: 'moves' }, ...shown.map((move, i) => item(move, i + 1))),
    line('Underway', next.underway.map(underwayWords)),
    line(
      'Overdue',
      next.overdue.filter(({ kind }) => kind !== 'move').map(row => overdueWords(row, report, names)),
    ),
  )
}

function item(move: NextMove, place: number): Markup {
  const { statement, effort, by, byName = by, finishBy, tooLate, why } = move
  const when = tooLate === true ? ['too late for the vote'] : finishBy === undefined ? [] : [`by ${finishBy}`]
  return element(
    'li',
    {},
    element('span', { class: 'n', 'aria-hidden': 'true' }, place),
    element(
      'div',
      {},
      element('p', { class: 'b' }, unbroken(plain(statement))),
      element('p', { class: 's' }, [byName === undefined ? 'No owner yet' : plain(byName), ...when, inHours(effort)].join(' · ')),
      why !== '' && element('p', { class: 's q' }, unbroken(plain(why))),
    ),
    worth(move),
  )
}

/** What it gains if it succeeds, or what it takes off the error of the forecast, whichever is more. */
function worth({ money, knowledgeMoney, knowledge, gain }: NextMove): Child {
  const isKnowledge = knowledge > gain
  const value = isKnowledge ? knowledgeMoney : money
  if (value !== undefined) {
    return element(
      'p',
      { class: 'w s' },
      element('b', {}, unbroken(roundedAmount(value))),
      ' ',
      element('span', { class: 'q' }, isKnowledge ? 'less forecast error' : 'if it succeeds'),
    )
  }
  return undefined
}

function line(name: string, rows: readonly string[]): Child {
  return rows.length > 0 && element('p', { class: 's sum' }, element('b', {}, `${name}:`), ' ', unbroken(inShort(rows, MOST_LISTED)))
}
