import type { MoveState } from '../../model/move.js'
import type { AccountReport } from '../../report/accountReport.js'
import { daysWords, leftWords, ownerWords, type PlanStep, type PlanSteps, planTitle, statusWords } from '../planSteps.js'
import { short } from './diagram.js'
import { encoded, MOST_EDGES } from './mermaidText.js'

/** A plan as boxes and arrows, by what waits for what. */
export function planFlowchart({ steps, left }: PlanSteps, report: AccountReport): string {
  const keys = new Map(steps.map(({ id }, i) => [id, `m${i}`]))
  const note = leftWords(left)
  const lines = [
    'flowchart LR',
    `accTitle: ${encoded(short(planTitle(report), MOST_COLUMNS))}`,
    ...(note === '' ? [] : [`%% ${note}`, `note["${encoded(note)}"]:::note`]),
    ...steps.map(step => boxOf(step, keys.get(step.id) ?? '')),
    ...steps.flatMap(({ id, after }) => after.map(each => arrow(keys.get(each.id), keys.get(id), each.isCritical))).slice(0, MOST_EDGES),
    ...CLASSES,
  ]
  return `${lines.join('\n')}\n`
}

/** What stands on both sides of a text: what is planned in a box, under way in an oval, done in a box with double sides, dropped in one that leans. */
const SHAPES: { readonly [State in MoveState]: readonly [open: string, close: string] } = {
  planned: ['[', ']'],
  started: ['([', '])'],
  done: ['[[', ']]'],
  dropped: ['[/', '/]'],
}

/** So many columns of a statement a box shows. */
const MOST_COLUMNS = 60

function boxOf(step: PlanStep, key: string): string {
  const { state, statement, isMilestone, isCritical } = step
  const [open, close] = isMilestone && state === 'planned' ? ['{{', '}}'] : SHAPES[state]
  const lines = [short(statement, MOST_COLUMNS), short(ownerWords(step)), daysWords(step), statusWords(step)]
  const text = lines.flatMap(line => (line === '' ? [] : [encoded(line)])).join('<br/>')
  return `${key}${open}"${text}"${close}:::${state}${isCritical ? 'Critical' : ''}`
}

function arrow(from = '', to = '', isCritical: boolean): string {
  return `${from} ${isCritical ? '==>' : '-->'} ${to}`
}

const LOOKS: { readonly [State in MoveState]: string } = {
  planned: 'fill:#ffffff,color:#1b2430,stroke:#556070',
  started: 'fill:#c9e4f1,color:#1b2430,stroke:#556070',
  done: 'fill:#e3e6ea,color:#1b2430,stroke:#556070',
  dropped: 'fill:#ffffff,color:#1b2430,stroke:#556070,stroke-dasharray:4 3',
}

const CLASSES = [
  ...Object.entries(LOOKS).flatMap(([state, look]) => [`classDef ${state} ${look}`, `classDef ${state}Critical ${look},stroke-width:4px`]),
  'classDef note fill:#ffffff,color:#1b2430,stroke:none',
]
