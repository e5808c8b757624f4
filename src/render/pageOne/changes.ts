import type { ChangeExplanation } from '../../account/explainChange.js'
import type { RiskExplanation } from '../../decision/explainRisk.js'
import type { AccountReport } from '../../report/accountReport.js'
import { isFirm } from '../../report/outlookSummary.js'
import { capital } from '../../support/text.js'
import { byProbability, HANDOVER_WORDS } from '../handoverWords.js'
import { type Names, nameOf, unitNameOf } from '../names.js'
import { count, day, finite, percent } from '../numbers.js'
import { apportioned } from '../svg/causes/apportion.js'
import { inFocus } from './inFocus.js'

/** A reason why it looks otherwise than before. */
export interface ChangeRow {
  readonly words: string
  /** What it adds, a whole number of points or of hundredths. */
  readonly adds: number
  /** Whether nothing but time did it. */
  readonly byTime: boolean
  readonly isRest: boolean
}

/** What changed and why: rows that add up to the total. */
export interface Changes {
  /** What the numbers count: percentage points of the chance at the vote, or hundredths of the sentiment. */
  readonly unit: 'points' | 'hundredths'
  readonly from: string
  readonly rows: readonly ChangeRow[]
  readonly total: number
}

/** What is known of a change since an earlier day. */
export interface ChangeSince {
  readonly from: string
  readonly explanation: ChangeExplanation
  readonly risk?: RiskExplanation | undefined
}

/** Why it looks otherwise; `undefined` where nobody said since when, or nothing of it may be told. */
export function changesOf(report: AccountReport, names: Names, since: ChangeSince | undefined): Changes | undefined {
  if (since === undefined) return undefined
  const { from, explanation, risk } = since
  const outlook = inFocus(report)
  const value = outlook?.value?.amount ?? 0
  const isTold =
    risk !== undefined && risk.basis.before === 'evidence' && risk.basis.after === 'evidence' && outlook !== undefined && isFirm(outlook)
  if (isTold && value > 0 && risk.contributions.every(({ kind }) => kind !== 'value')) {
    return { unit: 'points', from, ...summed(reasonsOfRisk(risk, names), (-100 * finite(risk.total)) / value, -100 / value) }
  }
  if (explanation.contributions.length === 0 || report.sentiment.value === undefined) return undefined
  return { unit: 'hundredths', from, ...summed(reasonsOfSentiment(explanation, names), 100 * finite(explanation.total), 100) }
}

/** Since when it changed and how far power has passed, in a sentence. */
export function handoverSentence({ powerTransitions }: AccountReport): string {
  const [likeliest] = byProbability(powerTransitions)
  if (likeliest?.probability === undefined) return ''
  const { status, probability, flaggedAt } = likeliest
  const flagged = flaggedAt === undefined ? '' : `, flagged on ${day(flaggedAt)}`
  return `Hand-over from users to deciders: ${HANDOVER_WORDS[status]} (${percent(probability)} likely${flagged}).`
}

interface Reason {
  readonly key: string
  readonly words: string
  readonly amount: number
  readonly byTime: boolean
}

/** The largest reasons, the rest in one row, in whole numbers that add up. */
function summed(reasons: readonly Reason[], total: number, scale: number): Pick<Changes, 'rows' | 'total'> {
  const merged = new Map<string, Reason>()
  for (const reason of reasons) {
    const found = merged.get(reason.key)
    merged.set(reason.key, { ...reason, amount: reason.amount + (found?.amount ?? 0) })
  }
  const sorted = [...merged.values()].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
  const [shown, rest] = [sorted.slice(0, MOST), sorted.slice(MOST)]
  const left = rest.reduce((sum, { amount }) => sum + amount, 0)
  const rows = [
    ...shown.map(reason => ({ ...reason, isRest: false })),
    ...(rest.length === 0
      ? []
      : [
          {
            words: count(rest.length, 'smaller reason', 'smaller reasons'),
            amount: left,
            byTime: rest.every(each => each.byTime),
            isRest: true,
          },
        ]),
  ]
  const whole = Math.round(total)
  const adds = apportionedNear(
    rows.map(({ amount }) => amount * scale),
    whole,
  )
  return { total: whole, rows: rows.map(({ words, byTime, isRest }, i) => ({ words, adds: adds[i] ?? 0, byTime, isRest })) }
}

/** So many reasons have a row of their own. */
const MOST = 3

/** Whole numbers that sum to a total, though what was measured sums to it only nearly. */
function apportionedNear(amounts: readonly number[], total: number): number[] {
  const sum = amounts.reduce((all, each) => all + each, 0)
  const next = Math.min(Math.max(total, Math.floor(sum)), Math.ceil(sum))
  return next === total || amounts.length === 0
    ? apportioned(amounts, next)
    : apportioned([...amounts.slice(0, -1), (amounts.at(-1) ?? 0) + total - sum], total)
}

function reasonsOfRisk({ contributions }: RiskExplanation, names: Names): Reason[] {
  return contributions.flatMap(({ kind, stakeholder, amount, reasons }): Reason[] => {
    const whose = stakeholder === undefined ? '' : nameOf(names, stakeholder)
    if (kind !== 'stakeholder')
      return [{ key: `${kind} ${whose}`, words: OTHERS[kind](whose), amount, byTime: kind === 'date' || kind === 'delay' }]
    if (reasons.length === 0) return [{ key: `said ${whose}`, words: `What ${whose} would answer`, amount, byTime: false }]
    return reasons.map(reason => {
      const by = reason.stakeholder === undefined ? whose : nameOf(names, reason.stakeholder)
      return { ...spoken(reason.kind, by, reason.request !== undefined), amount: reason.amount }
    })
  })
}

/** What changes who decides, in words. */
const OTHERS = {
  person: (whose: string) => `${whose} came or left`,
  role: (whose: string) => `What ${whose} decides`,
  veto: (whose: string) => `Whether ${whose} can stop it alone`,
  rule: () => 'How the decision comes about',
  value: () => 'What the decision is worth',
  date: () => 'The day of the vote',
  delay: () => 'How likely it is still made',
  settings: () => 'Other settings',
} as const

function reasonsOfSentiment({ contributions }: ChangeExplanation, names: Names): Reason[] {
  return contributions.map(({ kind, stakeholder, unit, amount, request }) => {
    const whose = stakeholder === undefined ? (unit === undefined ? 'the account' : unitNameOf(names, unit)) : nameOf(names, stakeholder)
    return { ...spoken(kind, whose, request !== undefined), amount }
  })
}

type ReasonKind = ChangeExplanation['contributions'][number]['kind'] | RiskExplanation['contributions'][number]['reasons'][number]['kind']

function spoken(kind: ReasonKind, whose: string, isSilence: boolean): Omit<Reason, 'amount'> {
  const row = (words: string, byTime = false): Omit<Reason, 'amount'> => ({ key: words, words, byTime })
  if (isSilence || kind === 'silence') return row(`No answer from ${whose}`)
  switch (kind) {
    case 'newReading':
      return row(`What ${whose} said since`)
    case 'withdrawnReading':
      return row(`What ${whose} said was withdrawn`)
    case 'ageing':
    case 'certainty':
      return row(`What ${whose} said fades`, true)
    case 'horizon':
      return row('The vote is nearer', true)
    case 'upheaval':
      return row('An upheaval on their side')
    case 'weight':
      return row(`${capital(whose)} counts for more or less`)
    case 'person':
      return row(`${whose} came or left`)
    case 'appetite':
      return row(`How much risk ${whose} takes`)
    case 'settings':
      return row('Other settings')
    case 'hypothesis':
      return row(`What is supposed of ${whose}`)
  }
}

/** A whole number with its sign. */
export function withSign(value: number): string {
  return value === 0 ? '0' : `${value < 0 ? '−' : '+'}${Math.abs(value)}`
}
