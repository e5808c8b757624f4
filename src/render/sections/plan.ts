import type { AspectCoverage, OpenAspect } from '../../plan/planCoverage.js'
import type { AccountReport } from '../../report/accountReport.js'
import { criticalWords } from '../criticalWords.js'
import { type Names, nameOf } from '../names.js'
import { percent, wholeDay } from '../numbers.js'
import { plain } from '../plain.js'
import { leftWords, ownerWords, type PlanStep, planStepsOf, STATE_WORDS } from '../planSteps.js'
import type { ReportSection } from './reportSection.js'

/** When the moves of a plan can be done, who sees to them, and what holds up the rest. */
export function planDates(report: AccountReport, names: Names): ReportSection {
  const { finish, deadline, probabilityInTime } = report.plan.schedule
  const { steps, left } = planStepsOf(report, names)
  const statements = new Map(steps.map(({ id, statement }) => [id, statement]))
  return {
    title: 'The plan',
    figures: [
      ...(finish === undefined ? [] : [['All done by', `${wholeDay(finish)} at the earliest`] as const]),
      ...(deadline === undefined ? [] : [['Decided on', wholeDay(deadline)] as const]),
      ...(probabilityInTime === undefined ? [] : [['In time', `with a chance of ${percent(probabilityInTime)} at most`] as const]),
    ],
    columns: COLUMNS,
    rows: steps.map(step => rowOf(step, statements)),
    lines: [criticalWords(steps), leftWords(left)].filter(text => text !== ''),
  }
}

const COLUMNS = [
  { title: 'Move' },
  { title: 'Who' },
  { title: 'State' },
  { title: 'Begins' },
  { title: 'Done by' },
  { title: 'At the latest' },
  { title: 'Slack' },
  { title: 'Waits for' },
] as const

function rowOf(step: PlanStep, statements: ReadonlyMap<string, string>): string[] {
  const { statement, state, isCritical, start = '', finish = '', latest = '', slack, after } = step
  return [
    statement,
    ownerWords(step),
    `${STATE_WORDS[state]}${isCritical ? ', critical' : ''}`,
    start,
    finish,
    latest,
    slack,
    after.map(({ id }) => statements.get(id) ?? plain(id)).join('; '),
  ]
}

/** Whom and what no move answers. */
export function planGaps(report: AccountReport, names: Names): ReportSection {
  const { coverage } = report.plan
  const statements = new Map(report.expectations.map(({ expectation, statement }) => [expectation, statement]))
  const findings = new Map(report.risks.map(({ id, message }) => [id, message]))
  return {
    title: 'What the plan answers',
    ...(coverage.score !== undefined && { figures: [['In all', percent(coverage.score)] as const] }),
    lines: [
      aspectLine('People', coverage.people, ({ stakeholder, weight }) => `${nameOf(names, stakeholder)} (${percent(weight)} of power)`),
      aspectLine(
        'Expectations',
        coverage.expectations,
        ({ expectation, stakeholder }) => `“${plain(statements.get(expectation) ?? expectation)}” of ${nameOf(names, stakeholder)}`,
      ),
      aspectLine('Barriers', coverage.barriers, ({ barrier }) => plain(barrier)),
      aspectLine('Comments', coverage.comments, ({ comment, stakeholder }) => `${plain(comment)} of ${nameOf(names, stakeholder)}`),
      aspectLine('Findings', coverage.findings, ({ finding, rule, stakeholders }) => {
        const whom = stakeholders.slice(0, 2).map(id => nameOf(names, id))
        return `${plain(findings.get(finding) ?? rule).replace(/\.$/, '')}${whom.length === 0 ? '' : ` (${whom.join(', ')})`}`
      }),
    ].flat(),
  }
}

/** So many open ones of an aspect are told. */
const MOST_OPEN = 5

function aspectLine<Open extends OpenAspect>(
  name: string,
  { covered, open }: AspectCoverage<Open>,
  told: (each: Open) => string,
): string[] {
  if (covered === undefined) return []
  if (open.length === 0) return [`${name}: all answered.`]
  const shown = open.slice(0, MOST_OPEN).map(told)
  const more = open.length > shown.length ? [`${open.length - shown.length} more`] : []
  return [`${name}: ${percent(covered)} answered by weight. Open: ${[...shown, ...more].join('; ')}.`]
}
