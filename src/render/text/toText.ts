import type { AccountMoment } from '../../report/accountHistory.js'
import type { AccountReport } from '../../report/accountReport.js'
import { namesOf } from '../names.js'
import { beliefs } from '../sections/beliefs.js'
import { effects } from '../sections/effects.js'
import { listeningSections } from '../sections/listening.js'
import { onMonday } from '../sections/onMonday.js'
import { attention } from './attention.js'
import { headline, title } from './headline.js'
import { interviews } from './interviews.js'
import { hanging, type Layout } from './layout.js'
import { deciders, tree, unknown } from './people.js'
import { carriers, powerMoves, readiness } from './powerMoves.js'
import { risks } from './risks.js'
import { sectionLines } from './sectionLines.js'

/** How a text report looks. */
export interface TextOptions {
  /** The columns of the terminal, at least 40; 80 when absent. */
  readonly width?: number
  /** How headings look; as they are when absent. */
  readonly heading?: (text: string) => string
  /** How a word of severity looks; as it is when absent. */
  readonly severity?: Layout['severity']
  /** The time zone whose day the report is of, where it is to be named. */
  readonly timeZone?: Layout['timeZone']
  /** How power lay at earlier moments, the earliest first; when absent, only how it lies now is shown. */
  readonly history?: readonly AccountMoment[]
}

/**
 * The report of an account as text for a terminal: where it stands, what to do next, what endangers it, who decides and can stop it, the sentiment level by
 * level, how power moves and what would be lost, where our attention goes, what they want, use and say where any of it is known, on which
 * beliefs the answer hangs, and what is unknown.
 *
 * Foreign text is made safe: no control character, no line break and no change of the direction of writing gets through.
 */
export function toText(report: AccountReport, { width = 80, heading = text => text, history = [], ...looks }: TextOptions = {}): string {
  const names = namesOf(report)
  const layout: Layout = { width: Math.max(40, width), heading, ...looks }
  const monday = onMonday(report, names)
  const sections: (readonly [title: string, lines: readonly string[]])[] = [
    [title(report, layout), headline(report, names, layout)],
    [monday.title, sectionLines(monday, layout)],
    ['Risks', risks(report, names, layout)],
    ['Deciders and veto holders', deciders(report, names, layout)],
    ['Sentiment, level by level', tree(report, names, layout)],
    ['Power, from users to deciders', powerMoves(report, names, history, layout)],
    ['If deciders took over today', readiness(report, names, layout)],
    ["Who carries the users' say onward", carriers(report, names, layout)],
    [`Our attention in the last ${report.attention.days} days`, attention(report, layout)],
    ...listeningSections(report, names).map(section => [section.title, sectionLines(section, layout)] as const),
    ...effects(report, names).map(section => [section.title, sectionLines(section, layout)] as const),
    ['Whom to hear next', interviews(report, names, layout)],
    ...beliefs(report).map(section => [section.title, sectionLines(section, layout)] as const),
    ['What is unknown', unknown(report, names, layout)],
  ]
  return `${sections.flatMap(([name, lines]) => (lines.length > 0 ? [[...hanging('', name, layout.width).map(heading), ...lines].join('\n')] : [])).join('\n\n')}\n`
}
