import { firmFinding, type OpenDecisionOutlook } from '../../../report/outlookSummary.js'
import { RISK_RULES } from '../../../risk/assessRisk.js'
import type { Evidence, Finding } from '../../../risk/finding.js'
import { type Names, nameOf, words } from '../../names.js'
import { amount, count, day, finite, percent, signed, signedPoints } from '../../numbers.js'
import { plain } from '../../plain.js'
import { type Branch, type Fishbone, MOST_TWIGS, type Twig } from './fishbone.js'

/** What a measure is called, and how its values are written. */
interface Wording {
  readonly branch: string
  /** What it is within the branch, where it is not about somebody. */
  readonly twig?: string
  /** Whether texts are names, which stay as they are. */
  readonly isName?: boolean
  write(value: number): string
}

const sentiment = (value: number): string => signed(value).trim()
const whole = (value: number): string => finite(value).toFixed(0)
const inDays = (value: number): string => count(value, 'day', 'days')

/** The measures of the rules that the library brings; others are called by their own names. */
const WORDINGS: ReadonlyMap<string, Wording> = new Map<string, Wording>([
  ['sentiments', { branch: 'what they think', write: sentiment }],
  ['decisionOutlook.share', { branch: 'chance of a no', write: percent }],
  ['decisionOutlook.pivotality', { branch: 'what hangs on them', write: percent }],
  ['decisionOutlook.daysOverdue', { branch: 'the decision', twig: 'overdue', write: inDays }],
  ['decisionOutlook.daysLeft', { branch: 'the decision', twig: 'left', write: inDays }],
  ['expectations', { branch: 'expectations', write: String }],
  ['champions', { branch: 'champions', twig: 'known', write: whole }],
  ['ties', { branch: 'conflicts', write: String }],
  ['leftAt', { branch: 'who leaves', write: String }],
  ['lastContact', { branch: 'since the last contact', write: inDays }],
  ['accountSentiment.byClass.user', { branch: 'sentiment by class', twig: 'users', write: sentiment }],
  ['accountSentiment.byClass.decider', { branch: 'sentiment by class', twig: 'deciders', write: sentiment }],
  ['sentimentTrend.change', { branch: 'the trend', twig: 'change', write: sentiment }],
  ['sentimentTrend.probabilityOfDecline', { branch: 'the trend', twig: 'chance that it fell', write: percent }],
  ['usage.before', { branch: 'use', twig: 'before', write: percent }],
  ['usage.now', { branch: 'use', twig: 'now', write: percent }],
  ['attentionBalance.contacts', { branch: 'our contacts', write: percent }],
  ['attentionBalance.overinvestment', { branch: 'our attention', twig: 'users, beyond power', write: signedPoints }],
  ['attentionBalance.byClass.user.attention', { branch: 'our attention', twig: 'users', write: percent }],
  ['attentionBalance.interactions (hours)', { branch: 'our attention', twig: 'interactions', write: whole }],
  ['attentionBalance.interactions (contacts)', { branch: 'our attention', twig: 'interactions', write: whole }],
  ['handoverReadiness.score', { branch: 'readiness', twig: 'score', write: percent }],
  ['handoverReadiness.items', { branch: 'readiness', twig: 'what would be lost', write: whole }],
  ['powerTransitions.probability', { branch: 'the hand-over', twig: 'probability', write: percent }],
  ['powerTransitions.events', { branch: 'the hand-over', twig: 'events', write: whole }],
  ['planSchedule.overdue', { branch: 'moves', twig: 'due', write: String }],
  ['planSchedule.moves', { branch: 'the plan', twig: 'a move that is too late', write: String }],
  ['planSchedule.earliestFinish', { branch: 'the plan', twig: 'done at the earliest', write: String }],
  ['moves', { branch: 'moves', twig: 'without owner', write: String }],
  ['planCoverage.people', { branch: 'share of power', write: percent }],
  ['ourReach.strength', { branch: 'how well we know them', write: percent }],
  ['ourReach.byTeammate', { branch: 'our relationships', twig: 'of', isName: true, write: String }],
  ['ourReach.share', { branch: 'our relationships', twig: 'of all', write: percent }],
  ['formerTeammates', { branch: 'who left of us', twig: 'left', isName: true, write: String }],
  ['relationships.strength', { branch: 'how well they knew them', write: percent }],
  ['touchpointConsistency.pValue', { branch: 'what they say', twig: 'chance that it is alike', write: percent }],
  ['touchpointConsistency.touchpoint', { branch: 'what they say', twig: 'about', isName: true, write: String }],
  ['touchpointConsistency.team', { branch: 'what they say', twig: 'to the team', isName: true, write: String }],
  ['touchpointConsistency.location', { branch: 'what they say', twig: 'in', isName: true, write: String }],
  ['touchpointConsistency.difference', { branch: 'what they say', twig: 'more than elsewhere', write: sentiment }],
])

/** The measures whose values are ids, which tell nobody anything. */
const IDS: ReadonlySet<string> = new Set(['ties', 'expectations', 'planSchedule.overdue', 'planSchedule.moves', 'moves'])

/** So many kinds of evidence are shown. */
const MOST_BRANCHES = 7

/** What a finding rests on, by kind of evidence, and whom it is about. */
export function findingBones(
  finding: Finding,
  names: Names,
  thinkOf: (id: string) => string | undefined,
  outlooks?: readonly OpenDecisionOutlook[],
): Fishbone {
  const { severity, message, stakeholders } = finding
  const { revenueAtRisk, evidence } = firmFinding(finding, outlooks)
  const people = stakeholders.map((id): Twig => {
    const figure = thinkOf(id)
    return { text: nameOf(names, id), ...(figure !== undefined && { figure }), tone: 'plain' }
  })
  return {
    title: `${names.account === '' ? '' : `${names.account} · `}${RISK_RULES.find(({ id }) => id === finding.rule)?.title ?? words(finding.rule)}`,
    subtitle: 'what it rests on',
    head: {
      tone: severity === 'critical' ? 'bad' : 'plain',
      text: message,
      notes: [severity, ...(revenueAtRisk === undefined ? [] : [`${amount(revenueAtRisk)} at risk`])],
    },
    branches: [
      ...evidenceBranches(evidence, names),
      ...(people.length > 0 ? [{ name: 'whom it is about', tone: 'plain', weight: 0.4, twigs: atMost(people) } as const] : []),
    ],
  }
}

function evidenceBranches(evidence: readonly Evidence[], names: Names): Branch[] {
  const groups = new Map<string, Twig[]>()
  for (const each of evidence) {
    const wording = WORDINGS.get(each.measure)
    const own = wording?.branch ?? words(each.measure.replaceAll('.', ' '))
    const name = groups.has(own) || groups.size < MOST_BRANCHES - 1 ? own : 'further evidence'
    groups.set(name, [...(groups.get(name) ?? []), twigOf(each, wording, names)])
  }
  return [...groups].map(([name, twigs]) => ({ name, tone: 'plain', weight: 0.4, twigs: atMost(twigs) }))
}

function twigOf({ value, stakeholder, at, measure }: Evidence, wording: Wording | undefined, names: Names): Twig {
  const who = stakeholder === undefined ? (wording?.twig ?? words(measure.replaceAll('.', ' '))) : nameOf(names, stakeholder)
  const when = at === undefined ? '' : `, ${day(at)}`
  return {
    text: `${who}${when}`,
    ...(!IDS.has(measure) && { figure: written(value, wording) }),
    tone: 'plain',
  }
}

function written(value: number | string, wording: Wording | undefined): string {
  if (typeof value === 'string') return wording?.isName === true ? plain(value) : words(value)
  return wording?.write(value) ?? String(Number(value.toPrecision(3)))
}

/** As many as fit, and how many are left. */
function atMost(twigs: readonly Twig[]): Twig[] {
  if (twigs.length <= MOST_TWIGS) return [...twigs]
  return [...twigs.slice(0, MOST_TWIGS - 1), { text: `and ${twigs.length - MOST_TWIGS + 1} more`, tone: 'plain' }]
}
