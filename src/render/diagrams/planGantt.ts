import type { AccountReport } from '../../report/accountReport.js'
import { wholeDay } from '../numbers.js'
import { oneLine } from '../plain.js'
import { leftWords, ownerWords, type PlanStep, type PlanSteps, planTitle, STATE_WORDS } from '../planSteps.js'
import { short } from './diagram.js'
import { encoded, encodedLine } from './mermaidText.js'

/** A plan as bars on a calendar, by who sees to them. */
export function planGantt({ steps, left }: PlanSteps, report: AccountReport): string {
  const { decision, plan } = report
  const bars = steps.flatMap((step, i) => {
    return step.finish === undefined ? [] : [{ owner: ownerWords(step), line: barOf(step, step.finish, `m${i}`) }]
  })
  // A move that was dropped has no day.
  const note = leftWords({ ...left, ended: left.ended + steps.length - bars.length })
  const { deadline } = plan.schedule
  const lines = [
    'gantt',
    `title ${encoded(short(planTitle(report), MOST_COLUMNS))}`,
    'dateFormat YYYY-MM-DD',
    'axisFormat %Y-%m-%d',
    // The day on which a page is looked at is none of the plan.
    'todayMarker off',
    ...(note === '' ? [] : [`%% ${note}`]),
    ...[...new Set(bars.map(({ owner }) => owner))].flatMap(owner => [
      `section ${encodedLine(owner === '' ? 'nobody' : short(owner))}`,
      ...bars.flatMap(bar => (bar.owner === owner ? [bar.line] : [])),
    ]),
    ...(deadline === undefined
      ? []
      : ['section Decision', `${encodedLine(short(oneLine(decision?.name ?? 'Decision')))} :milestone, d, ${wholeDay(deadline)}, 0d`]),
  ]
  return `${lines.join('\n')}\n`
}

/** So many columns of a statement a bar shows. */
const MOST_COLUMNS = 60

function barOf({ statement, start, state, isCritical, isLate, isMilestone, slack }: PlanStep, finish: string, key: string): string {
  const tags = [
    ...(isCritical ? ['crit'] : []),
    ...(state === 'done' ? ['done'] : state === 'started' ? ['active'] : []),
    ...(isMilestone ? ['milestone'] : []),
  ]
  const words = [...(state === 'planned' ? [] : [STATE_WORDS[state]]), ...(isCritical ? ['critical'] : []), ...(isLate ? [slack] : [])]
  const text = encodedLine([short(statement, MOST_COLUMNS), ...words].join(' · '))
  // What begins and is done on one day would be a bar that nobody sees.
  const span = isMilestone ? [finish, '0d'] : start !== undefined && start < finish ? [start, finish] : [finish, '1d']
  return `${text} :${[...tags, key, ...span].join(', ')}`
}
