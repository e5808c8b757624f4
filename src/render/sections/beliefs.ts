import type { BeliefSensitivity, ReadOut } from '../../hypothesis/sensitivity.js'
import type { AccountReport } from '../../report/accountReport.js'
import { isFirm } from '../../report/outlookSummary.js'
import { capital } from '../../support/text.js'
import { beliefWords } from '../beliefWords.js'
import { VERDICT_WORDS } from '../names.js'
import { signed } from '../numbers.js'
import { enumerated, span } from '../outlookWords.js'
import type { ReportSection } from './reportSection.js'

/** On which beliefs the answer hangs, where anything does: the widest, and those within whose range it becomes another. */
export function beliefs(report: AccountReport): readonly ReportSection[] {
  const { sensitivity } = report
  if (sensitivity === undefined) return []
  const { base, beliefs: all } = sensitivity
  const widest = all.filter(({ swing }) => swing >= LEAST_SWING).slice(0, MOST)
  const number = base.probabilityOfYes === undefined ? 'sentiment' : 'chance of yes'
  const isTold = isNumberTold(report)
  const lines = [
    ...(isTold && widest.length > 0 ? ['Each is tried lower and higher, all others as they are.'] : []),
    ...turning(base, all),
    ...renaming(base, all),
    ...(isTold || widest.length === 0 ? [] : [`What moves the ${number} most: ${listed(widest)}.`]),
  ]
  const columns = [
    { title: 'If this were otherwise', flexible: true },
    { title: capital(number), align: 'right' },
  ] as const
  const rows = isTold ? widest.map(each => [beliefWords(each.belief), spanOf(each)]) : []
  return lines.length === 0 ? [] : [{ title: 'What the answer hangs on', columns, rows, lines }]
}

/** So many beliefs are told, the widest first, as far as they move the number by a hundredth. */
const MOST = 3
const LEAST_SWING = 0.01

/** Whether a reader may see the number that the beliefs move: it rests on what was heard. */
function isNumberTold({ outlooks, sentiment, sensitivity }: AccountReport): boolean {
  if (sensitivity?.base.probabilityOfYes === undefined) return sentiment.state !== 'insufficientSignal'
  return outlooks.every(isFirm)
}

/** The beliefs with which the chance of yes comes to the other side of a half. */
function turning({ probabilityOfYes: base }: ReadOut, all: readonly BeliefSensitivity[]): string[] {
  if (base === undefined) return []
  const found = all.filter(({ probabilityOfYes: ends = [base, base] }) => ends.some(end => end >= 0.5 !== base >= 0.5))
  const where = `within what is plausible of ${found.length === 1 ? 'it' : 'each'}, yes and no change places`
  return found.length === 0 ? [] : [`The answer hangs on ${listed(found)}: ${where}.`]
}

/** The beliefs with which the account is called something else. */
function renaming(base: ReadOut, all: readonly BeliefSensitivity[]): string[] {
  const found = all.filter(({ state }) => state.some(each => each !== base.state))
  const words = new Set([base.state, ...found.flatMap(({ state }) => state)].map(state => VERDICT_WORDS[state]))
  return found.length === 0 ? [] : [`The word for the account hangs on ${listed(found)}: ${enumerated([...words], 'or')}.`]
}

function listed(beliefs: readonly BeliefSensitivity[]): string {
  const shown = beliefs.slice(0, MOST).map(({ belief }) => beliefWords(belief))
  const more = beliefs.length - shown.length
  return enumerated(more > 0 ? [...shown, `${more} more`] : shown)
}

/** The numbers at both ends, the lower first. */
function spanOf({ probabilityOfYes, sentiment = [Number.NaN, Number.NaN] }: BeliefSensitivity): string {
  const [low, high] = [...(probabilityOfYes ?? sentiment)].sort((a, b) => a - b)
  if (low === undefined || high === undefined) return ''
  return probabilityOfYes === undefined ? `${signed(low).trim()} to ${signed(high).trim()}` : span([low, high], 'to')
}
