import type { AccountReport } from '../../../report/accountReport.js'
import { element, fragment, type Markup } from '../../../support/markup.js'
import { criticalWords } from '../../criticalWords.js'
import { type Names, namesOf } from '../../names.js'
import { count, percent, wholeDay } from '../../numbers.js'
import { oneLine } from '../../plain.js'
import { leftWords, type PlanStep, planStepsOf, STATE_WORDS } from '../../planSteps.js'
import { label, type Picture } from '../picture.js'
import { colour } from '../style.js'
import { wrapped } from '../wrapped.js'
import { POINT, planBox } from './box.js'
import { planLegend } from './legend.js'
import { planLinks } from './links.js'
import { type PlacedPlan, placed } from './placed.js'

/** So many boxes stay legible. */
const MOST_BOXES = 60
const MARGIN = 28
const LEAST_WIDTH = 760
const LEGEND = 44

const RULES = [
  '.picture .an-title{font-size:18px}',
  `.picture .an-box{fill:${colour('paper')};stroke:${colour('line')};stroke-width:1.5}`,
  `.picture .an-started,.picture .an-done{fill:${colour('region')}}`,
  `.picture .an-inner{fill:none;stroke:${colour('line')};stroke-width:1}`,
  '.picture .an-dropped{stroke-dasharray:6 4}.picture .an-struck{text-decoration:line-through;font-weight:400}',
  `.picture .an-critical{stroke:${colour('ink')};stroke-width:3.5}`,
  `.picture .an-late{fill:${colour('bad')}}`,
  `.picture .an-mark{fill:none;stroke:${colour('quiet')};stroke-width:1.5}.picture .an-thick{stroke-width:2.2}`,
  `.picture .an-full{fill:${colour('quiet')}}`,
  `.picture .an-warning{fill:${colour('bad')}}.picture .an-exclamation{stroke:${colour('paper')};stroke-width:1.8;stroke-linecap:round;fill:none}`,
  `.picture .an-link{fill:none;stroke:${colour('line')};stroke-width:1.5}.picture .an-head{fill:${colour('line')}}`,
  `.picture .an-link.an-hot{stroke:${colour('ink')};stroke-width:3.5}.picture .an-head.an-hot{fill:${colour('ink')}}`,
  '.picture .an-link.an-lost{stroke-dasharray:5 4}',
].join('\n')

/** The plan as an activity network: moves as boxes from left to right by what waits for what. */
export function planPicture(report: AccountReport): Picture {
  const names = namesOf(report)
  const { steps, left } = planStepsOf(report, names, MOST_BOXES)
  const plan = placed(steps)
  const width = Math.max(LEAST_WIDTH, plan.width + 2 * POINT + 2 * MARGIN)
  const critical = criticalWords(steps)
  const told = wrapped(critical, width - 2 * MARGIN, 14, 3)
  const top = 66 + 18 * told.length + 22
  const bottom = top + plan.height
  const title = `${names.account} · the plan`
  const note = leftWords(left)
  return {
    width,
    height: bottom + LEGEND + (note === '' ? 0 : 18),
    title,
    description: [countsOf(steps), critical, note].filter(text => text !== '').join(' '),
    rules: RULES,
    body: fragment(
      label(title, MARGIN, 30, { class: 'an-title strong', width: width - 2 * MARGIN, size: 19 }),
      label(subtitle(report, names), MARGIN, 50, { class: 'quiet', width: width - 2 * MARGIN }),
      told.map((text, i) => label(text, MARGIN, 76 + 18 * i, { class: 'strong' })),
      element('g', { transform: `translate(${MARGIN + POINT} ${top})` }, ...bodyOf(plan)),
      steps.length > 0 && planLegend(MARGIN, bottom + 30),
      label(note, MARGIN, bottom + 48, { class: 'small quiet' }),
    ),
  }
}

function bodyOf(plan: PlacedPlan): Markup[] {
  const apart =
    plan.apart === undefined ? [] : [label('Wait for nothing, and nothing waits for them', -POINT, plan.apart - 14, { class: 'quiet' })]
  return [...planLinks(plan), ...plan.steps.map(planBox), ...apart]
}

function subtitle({ asOf, decision, plan: { schedule } }: AccountReport, { account }: Names): string {
  const { finish, deadline, probabilityInTime } = schedule
  const parts = [
    `as of ${asOf}`,
    ...(finish === undefined ? [] : [`all can be done by ${wholeDay(finish)}`]),
    ...(deadline === undefined ? [] : [`decided on ${wholeDay(deadline)} (${oneLine(decision?.name ?? account)})`]),
    ...(probabilityInTime === undefined ? [] : [`in time with a chance of ${percent(probabilityInTime)} at most`]),
  ]
  return parts.join(' · ')
}

function countsOf(steps: readonly PlanStep[]): string {
  if (steps.length === 0) return 'No move is planned.'
  const states = (['planned', 'started', 'done', 'dropped'] as const).flatMap(state => {
    const some = steps.filter(step => step.state === state).length
    return some === 0 ? [] : [`${some} ${STATE_WORDS[state]}`]
  })
  const late = steps.filter(({ isLate }) => isLate).length
  return `${count(steps.length, 'move', 'moves')}: ${states.join(', ')}${late === 0 ? '' : `; ${late} late`}.`
}
