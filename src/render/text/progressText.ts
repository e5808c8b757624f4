import type { ProgressReport } from '../../moves/progressReport.js'
import { asOfWords } from '../asOf.js'
import { plain } from '../plain.js'
import { PROGRESS_WORDS, type ProgressItem, progressParts, progressSummary } from '../sections/progress.js'
import { hanging, type Layout } from './layout.js'

/** What one person of theirs may be sent, for a terminal or a mail. */
export function progressText(progress: ProgressReport, layout: Layout): string {
  const { account, asOf, for: whom } = progress
  const parts = progressParts(progress)
  return [
    layout.heading(`${plain(account)} · progress for ${plain(whom.name ?? whom.id)} · ${asOfWords({ asOf }, layout.timeZone).join()}`),
    progressSummary(parts),
    ...parts.flatMap(({ title, items }) => ['', layout.heading(title), ...items.flatMap(item => itemLines(item, layout))]),
    '',
  ].join('\n')
}

function itemLines({ state, lines, days, steps }: ProgressItem, { width }: Layout): string[] {
  return [
    ...hanging('· ', lines.join(' '), width),
    ...hanging('  ', [PROGRESS_WORDS[state], ...days].join(', '), width),
    ...steps.flatMap(step => hanging('  - ', `${step.lines.join(' ')} (${[PROGRESS_WORDS[step.state], ...step.days].join(', ')})`, width)),
  ]
}
