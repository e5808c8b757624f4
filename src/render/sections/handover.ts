import type { AccountReport } from '../../report/accountReport.js'
import { capital } from '../../support/text.js'
import type { PowerTransition } from '../../transitions/powerTransitions.js'
import { HANDOVER_WORDS } from '../handoverWords.js'
import { type Names, nameOf } from '../names.js'
import { count, day, percent } from '../numbers.js'
import { plain } from '../plain.js'
import type { Line, ReportSection } from './reportSection.js'

/** Whether power has passed from users to deciders, and what would be lost if it did today. */
export function handover(report: AccountReport, names: Names): ReportSection {
  const { score, aspects } = report.handoverReadiness
  return {
    title: 'Hand-over and readiness',
    figures: [
      ['If deciders took over today', score === undefined ? 'not known' : `${percent(score)} ready`],
      ...ASPECTS.map(([aspect, words]) => [words, shareWords(aspects[aspect])] as const),
    ],
    lines: [...report.powerTransitions.map(move => transitionLine(move, report, names)), ...readinessLines(report, names)],
  }
}

/** What the evidence says of one hand-over, and who drove before and after it. */
export function transitionLine(move: PowerTransition, { openDecisions, decision }: AccountReport, names: Names): Exclude<Line, string> {
  const { status, probability, flaggedAt, reversedAt, happenedAt, events, carriers: driving } = move
  const known = [...openDecisions, ...(decision === undefined ? [] : [{ decision: decision.id, name: decision.name }])]
  const about = known.find(each => each.decision === move.decision)
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
      .slice(0, MOST_CARRIERS)
      .map(id => nameOf(names, id))
      .join(', ') || 'nobody'
  return {
    text: `${about === undefined ? '' : `${plain(about.name)}: `}${about === undefined ? capital(found.join('; ')) : found.join('; ')}.`,
    below: happenedAt === undefined ? [] : [`Drove before: ${named(driving.before)}.`, `Drove after: ${named(driving.after)}.`],
  }
}

const MOST_CARRIERS = 4

/** What would be lost, the dearest first. */
export function readinessLines({ handoverReadiness: { items } }: AccountReport, names: Names): string[] {
  const more = items.length - MOST_ITEMS
  return [
    ...items.slice(0, MOST_ITEMS).map(({ message, stakeholders, matter }) => {
      const who = stakeholders
        .slice(0, 3)
        .map(id => nameOf(names, id))
        .join(', ')
      return `${who === '' ? '' : `${who}: `}${message}${matter === undefined ? '' : ` “${plain(matter)}”`}`
    }),
    ...(more > 0 ? [`and ${more} more`] : []),
  ]
}

/** So many items are shown, the dearest first. */
const MOST_ITEMS = 6

/** How ready the account is, aspect by aspect, in a sentence. */
export function readinessSentence({ handoverReadiness: { score, aspects } }: AccountReport): string {
  const all = ASPECTS.map(([aspect, words]) => `${words.toLowerCase()} ${shareWords(aspects[aspect])}`).join(', ')
  return `Readiness ${score === undefined ? 'not known' : percent(score)}: ${all}.`
}

function shareWords(share: number | undefined): string {
  return share === undefined ? 'not known' : percent(share)
}

const ASPECTS = [
  ['decidersHeard', 'Deciders heard'],
  ['decidersAddressed', 'Deciders addressed'],
  ['mattersShared', "Users' matters shared"],
  ['bridges', 'Ways past sole bridges'],
  ['champions', 'Champions who stay and are listened to'],
] as const
