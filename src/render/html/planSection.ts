import type { AccountReport } from '../../report/accountReport.js'
import { element, fragment } from '../../support/markup.js'
import type { Names } from '../names.js'
import { planDates, planGaps } from '../sections/plan.js'
import { planPicture } from '../svg/plan/planPicture.js'
import { figureElement } from './figure.js'
import type { Section } from './section.js'
import { tableTwin } from './table.js'
import { unbroken } from './unbroken.js'

/** What is to be done, what holds it up, and what it leaves unanswered; nothing where no move is known. */
export function planSection(report: AccountReport, names: Names): Section[] {
  if (report.plan.moves.length === 0) return []
  const figure = { id: 'plan-picture', picture: planPicture(report) }
  const { title, columns = [], rows = [] } = planDates(report, names)
  const gaps = planGaps(report, names)
  return [
    {
      id: 'plan',
      title,
      figure,
      body: fragment(
        element('p', { class: 'lead' }, 'What is to be done, who sees to it, and what waits for what. Slack is counted in business days.'),
        figureElement(figure),
        tableTwin('every move of the plan', columns, rows),
        element('h3', {}, gaps.title),
        element('ul', {}, ...(gaps.lines ?? []).map(line => element('li', {}, unbroken(typeof line === 'string' ? line : line.text)))),
      ),
    },
  ]
}
