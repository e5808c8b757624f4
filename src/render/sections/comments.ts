import type { OpenComment } from '../../feedback/openComments.js'
import type { Waiting } from '../../math/waiting.js'
import type { AccountReport } from '../../report/accountReport.js'
import { type Names, nameOf } from '../names.js'
import { count, day, finite } from '../numbers.js'
import { plain } from '../plain.js'
import type { ReportSection } from './reportSection.js'

/** What became of what people said, where they said anything. */
export function comments({ comments: known }: AccountReport, names: Names): ReportSection | undefined {
  const { open, recurring, loop } = known
  if (loop.comments === 0) return undefined
  const left = open.length - MOST_OPEN
  const lines = [
    ...(left > 0 ? [`and ${left} more are open.`] : []),
    ...(loop.neverTold.length > 0
      ? [
          `Never told what came of anything they said: ${loop.neverTold
            .slice(0, MOST)
            .map(id => nameOf(names, id))
            .join(', ')}${more(loop.neverTold)}.`,
        ]
      : []),
    ...recurring
      .slice(0, MOST)
      .map(
        ({ theme, action, recurrences }) =>
          `Came up again ${recurrences.length === 1 ? 'once' : `${recurrences.length} times`} after ${plain(action.by ?? 'we')} dealt with it on ${day(action.at)}: ${plain(theme)}.`,
      ),
  ]
  return {
    title: 'What became of what they said',
    figures: [
      ['Comments', `${loop.comments}, of which ${count(loop.open, 'is', 'are')} open`],
      ['Passed on', inDays(loop.toRouting)],
      ['Acted on', inDays(loop.toAction)],
      ['Told', inDays(loop.toSharingBack)],
    ],
    columns: COLUMNS,
    rows: open.slice(0, MOST_OPEN).map(each => openRow(each, names)),
    lines,
  }
}

/** How long something takes, in words. */
function inDays({ done, open, median, medianWithOpen }: Waiting): string {
  if (median === undefined) return open === 0 ? 'nothing to wait for' : `none of ${open}`
  const whole = medianWithOpen === undefined ? 'not reached by half' : `${days(medianWithOpen)} with those open`
  return `after ${days(median)}, the median of ${done} done${open > 0 ? `; ${whole}, of which there are ${open}` : ''}`
}

function days(number: number): string {
  return count(Math.round(finite(number)), 'day', 'days')
}

const COLUMNS = [
  { title: 'Open comment', flexible: true },
  { title: 'Who', flexible: true },
  { title: 'Days', align: 'right' },
  { title: 'To do' },
  { title: 'Themes', flexible: true },
] as const

function openRow({ comment, stakeholder, days: age, state, themes }: OpenComment, names: Names): string[] {
  return [plain(comment), nameOf(names, stakeholder), String(Math.floor(finite(age))), TO_DO[state], themes.map(plain).join(', ')]
}

const TO_DO = { unrouted: 'pass on', unanswered: 'act', untold: 'tell them' } as const
/** So many names and issues are shown, and so many open comments, the oldest first. */
const MOST = 5
const MOST_OPEN = 10

function more(all: readonly unknown[]): string {
  return all.length > MOST ? `, and ${all.length - MOST} more` : ''
}
