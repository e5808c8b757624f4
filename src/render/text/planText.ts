import type { AccountReport } from '../../report/accountReport.js'
import { asOfWords } from '../asOf.js'
import { namesOf } from '../names.js'
import { enumerated } from '../outlookWords.js'
import { daysWords, ownerWords, type PlanStep, planStepsOf, statusWords } from '../planSteps.js'
import { planDates, planGaps } from '../sections/plan.js'
import { hanging, type Layout } from './layout.js'
import { sectionLines } from './sectionLines.js'

/** When the moves of an account can be done, and whom and what they do not answer. */
export function planText(report: AccountReport, layout: Layout): string {
  const names = namesOf(report)
  const { figures = [], lines = [] } = planDates(report, names)
  const gaps = planGaps(report, names)
  const { steps } = planStepsOf(report, names)
  return [
    layout.heading(`${names.account} · the plan · ${asOfWords({ asOf: report.asOf }, layout.timeZone).join()}`),
    ...sectionLines({ title: '', figures, lines }, layout),
    ...(steps.length > 0 ? ['', layout.heading('Moves'), ...stepLines(steps, layout)] : []),
    ...((gaps.lines ?? []).length > 0 ? ['', layout.heading(gaps.title), ...sectionLines(gaps, layout)] : []),
    '',
  ].join('\n')
}

/** Each move with its number, by which others say that they wait for it. */
function stepLines(steps: readonly PlanStep[], { width }: Layout): string[] {
  const numbers = new Map(steps.map(({ id }, i) => [id, i + 1]))
  const digits = `${steps.length}`.length
  return steps.flatMap((step, i) => {
    const { latest } = step
    const after = step.after.flatMap(({ id }) => numbers.get(id) ?? []).sort((a, b) => a - b)
    const told = [
      ownerWords(step),
      daysWords(step),
      latest === undefined ? '' : `at the latest ${latest}`,
      statusWords(step),
      after.length === 0 ? '' : `after ${enumerated(after.map(String))}`,
    ].filter(text => text !== '')
    return [
      ...hanging(`${`${i + 1}`.padStart(digits)}. `, step.statement, width),
      ...hanging(' '.repeat(digits + 2), told.join(' · '), width),
    ]
  })
}
