import { CLASS_ORDER, type RoleClass } from '../../model/role.js'
import type { AccountMoment } from '../../report/accountHistory.js'
import type { AccountReport } from '../../report/accountReport.js'
import type { PowerTransition } from '../../transitions/powerTransitions.js'
import { likeliestInWords } from '../handoverWords.js'
import { type Names, nameOf } from '../names.js'
import { day, percent } from '../numbers.js'
import { readinessLines, readinessSentence, transitionLine } from '../sections/handover.js'
import { hanging, type Layout } from './layout.js'
import { textTable } from './textTable.js'

/**
 * Whether power has passed to the deciders: what the evidence of who drives says, and beside it how power lay by roles and ties, date by
 * date.
 */
export function powerMoves(report: AccountReport, names: Names, history: readonly AccountMoment[], layout: Layout): string[] {
  const { asOf, powerTransitions: moves, powerByClass } = report
  const moments = [...history.filter(({ at }) => at < asOf), { at: asOf, value: { powerByClass, powerTransitions: moves } }]
  const columns: readonly ClassColumn[] =
    layout.width < WIDE_ENOUGH_FOR_CLASSES ? FEW : CLASS_ORDER.map(each => ({ title: each, classes: [each] }))
  const shown = columns.filter(({ classes }) => moments.some(({ value }) => classes.some(each => value.powerByClass[each] > 0)))
  const head = [{ title: 'Date' }, ...shown.map(({ title }) => ({ title, align: 'right' }) as const), { title: 'Passed' }]
  const rows = moments.map(({ at, value }) => {
    return [
      day(at),
      ...shown.map(({ classes }) => percent(classes.reduce((sum, each) => sum + value.powerByClass[each], 0))),
      likeliestInWords(value.powerTransitions),
    ]
  })
  return [...moves.flatMap(move => moveLines(move, report, names, layout)), ...textTable(head, rows, layout.width, layout.heading)]
}

/** A column of the table of power, and the classes in it. */
interface ClassColumn {
  readonly title: string
  readonly classes: readonly RoleClass[]
}

/** Columns from which on every class has one. */
const WIDE_ENOUGH_FOR_CLASSES = 72
/** The columns where there is room for few. */
const FEW: readonly ClassColumn[] = [
  { title: 'decider', classes: ['decider'] },
  { title: 'user', classes: ['user'] },
  { title: 'others', classes: ['gate', 'advocate', 'unknown'] },
]

function moveLines(move: PowerTransition, report: AccountReport, names: Names, { width }: Layout): string[] {
  const { text, below } = transitionLine(move, report, names)
  return [...hanging('· ', text, width), ...below.flatMap(line => hanging('  ', line, width))]
}

/** How ready the account is for deciders taking over, and what to do first. */
export function readiness(report: AccountReport, names: Names, { width }: Layout): string[] {
  return [...hanging('', readinessSentence(report), width), ...readinessLines(report, names).flatMap(line => hanging('· ', line, width))]
}

/** The people whose passing-on the users' say depends on most. */
export function carriers({ gatekeepers }: AccountReport, names: Names, { width, heading }: Layout): string[] {
  if (gatekeepers.length === 0) return []
  const head = [
    { title: 'Name', flexible: true },
    { title: 'Lost without', align: 'right' },
  ] as const
  const rows = gatekeepers.slice(0, MOST_CARRIERS).map(each => [nameOf(names, each.stakeholder), percent(each.lost)])
  return textTable(head, rows, width, heading)
}

/** So many carriers are shown. */
const MOST_CARRIERS = 5
