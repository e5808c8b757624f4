import { CLASS_ORDER, type RoleClass } from '../../model/role.js'
import type { AccountMoment } from '../../report/accountHistory.js'
import type { AccountReport } from '../../report/accountReport.js'
import type { PowerTransition } from '../../transitions/powerTransitions.js'
import { HANDOVER_WORDS, likeliestInWords } from '../handoverWords.js'
import { type Names, nameOf } from '../names.js'
import { count, day, percent } from '../numbers.js'
import { plain } from '../plain.js'
import { hanging, type Layout, row } from './layout.js'
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

function moveLines(move: PowerTransition, { openDecisions, decision }: AccountReport, names: Names, layout: Layout): string[] {
  const { status, probability, flaggedAt, reversedAt, happenedAt, events, carriers: driving } = move
  const known = [...openDecisions, ...(decision === undefined ? [] : [{ decision: decision.id, name: decision.name }])]
  const about = known.find(each => each.decision === move.decision)
  const subject = about === undefined ? '' : `${plain(about.name)}: `
  const found = [
    HANDOVER_WORDS[status],
    ...(probability === undefined ? [] : [`${percent(probability)} likely, by ${count(events.length, 'sign', 'signs')}`]),
    ...(flaggedAt === undefined ? [] : [`flagged on ${day(flaggedAt)}`]),
    ...(status !== 'reversed' || reversedAt === undefined ? [] : [`taken back on ${day(reversedAt)}`]),
    ...(happenedAt === undefined
      ? []
      : [`about ${day(happenedAt.estimate)}, 80 % between ${day(happenedAt.interval[0])} and ${day(happenedAt.interval[1])}`]),
  ]
  const named = (ids: readonly string[]): string =>
    ids
      .slice(0, 4)
      .map(id => nameOf(names, id))
      .join(', ') || 'nobody'
  return [
    ...hanging('· ', `${subject}${found.join('; ')}.`, layout.width),
    ...(happenedAt === undefined
      ? []
      : [...row('  before', named(driving.before), layout), ...row('  after', named(driving.after), layout)]),
  ]
}

/** How ready the account is for deciders taking over, and what to do first. */
export function readiness({ handoverReadiness }: AccountReport, names: Names, { width }: Layout): string[] {
  const { score, aspects, items } = handoverReadiness
  const shown = items.slice(0, MOST_ITEMS)
  const lines = shown.flatMap(({ message, stakeholders, matter }) => {
    const who = stakeholders
      .slice(0, 3)
      .map(id => nameOf(names, id))
      .join(', ')
    return hanging('· ', `${who === '' ? '' : `${who}: `}${message}${matter === undefined ? '' : ` “${plain(matter)}”`}`, width)
  })
  const more = items.length - shown.length
  return [
    ...hanging(
      '',
      `Readiness ${score === undefined ? 'not known' : percent(score)}: ${ASPECTS.map(([aspect, words]) => `${words} ${shareWords(aspects[aspect])}`).join(', ')}.`,
      width,
    ),
    ...lines,
    ...(more > 0 ? [`· and ${more} more`] : []),
  ]
}

function shareWords(share: number | undefined): string {
  return share === undefined ? 'not known' : percent(share)
}

/** The questions that readiness is the mean of, in words. */
const ASPECTS = [
  ['decidersHeard', 'deciders heard'],
  ['decidersAddressed', 'deciders addressed'],
  ['mattersShared', "users' matters shared"],
  ['bridges', 'ways past sole bridges'],
  ['champions', 'champions who stay and are listened to'],
] as const

/** So many items are shown, the dearest first. */
const MOST_ITEMS = 6

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
