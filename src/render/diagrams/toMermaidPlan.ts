import type { AccountReport } from '../../report/accountReport.js'
import { checkNumbers } from '../../support/finite.js'
import { type OptionShape, oneOf, optionsOf } from '../../support/options.js'
import { checkGiven, makeFrom } from '../../village/given.js'
import { namesOf } from '../names.js'
import { planStepsOf } from '../planSteps.js'
import { longestWithin } from './mermaidText.js'
import { planFlowchart } from './planFlowchart.js'
import { planGantt } from './planGantt.js'

/** How a plan is drawn by Mermaid. */
export interface MermaidPlanOptions {
  /** As bars on a calendar by who sees to them (`gantt`, the default), or as boxes and arrows by what waits for what. */
  readonly as?: 'gantt' | 'flowchart' | undefined
}

const MERMAID_PLAN_OPTIONS: OptionShape<MermaidPlanOptions> = { as: oneOf('gantt', 'flowchart') }

/**
 * The plan of an account in the language of Mermaid, which GitHub, GitLab, Notion and others draw.
 *
 * As `gantt` every move is a bar from the first day on which it can begin, or from when it did, to the first on which it can be done, below the
 * name of whoever sees to it; one that takes no time is a milestone, and so is the decision. As `flowchart` every move is a box whose form
 * tells where it stands, and arrows lead to what waits for it. What is critical is marked `crit` or has a heavy border, and says so in words.
 * Of moves that are done those of the last 90 days are shown and those for which others wait; of dropped ones, which a calendar has no day for,
 * the latter in a flowchart.
 *
 * Pages draw at most 50,000 characters: of a larger plan critical moves are shown first, and a note says how many are not. In foreign text all
 * but letters and digits is written as numbers, so that none of it means anything to Mermaid or to a browser.
 *
 * @example
 * import { accountReport, createVillage, snapshot } from 'account-village'
 * import { toMermaidPlan } from 'account-village/render'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   teammates: [{ id: 'kim', name: 'Kim' }],
 *   moves: [
 *     { id: 'm1', statement: 'Ask', kind: 'hear', by: 'kim' },
 *     { id: 'm2', statement: 'Write', dependsOn: ['m1'], by: 'kim' },
 *   ],
 * })
 * const report = accountReport(snapshot(village, '2026-03-02'))
 * toMermaidPlan(report).split('\n').filter(line => line.includes(':crit'))
 * //=> ['#65;sk #183; critical :crit, m0, 2026-03-02, 2026-03-16', '#87;rite #183; critical :crit, m1, 2026-03-16, 2026-03-23']
 * toMermaidPlan(report, { as: 'flowchart' }).split('\n').includes('m0 ==> m1') //=> true
 */
export function toMermaidPlan(report: AccountReport, options?: MermaidPlanOptions): string {
  checkGiven('toMermaidPlan', report, ['report'])
  const { as = 'gantt' } = optionsOf('toMermaidPlan', options, MERMAID_PLAN_OPTIONS)
  checkNumbers('toMermaidPlan', report)
  const draw = as === 'gantt' ? planGantt : planFlowchart
  return makeFrom('toMermaidPlan', 'report', report, () => {
    const names = namesOf(report)
    return longestWithin(most => draw(planStepsOf(report, names, most), report), report.plan.moves.length)
  })
}
