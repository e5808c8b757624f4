import type { ChangeContribution, ChangeExplanation } from '../account/explainChange.js'
import type { AnswerReason } from '../decision/answerReasons.js'
import type { RiskContribution } from '../decision/explainRisk.js'
import { type Names, nameOf, unitNameOf, words } from './names.js'
import { day, signed } from './numbers.js'

/** How much the account's sentiment changed and what did most, in words. */
export function changeSentence({ total, before, after, contributions }: ChangeExplanation, names: Names): string {
  const [first] = contributions
  if (first === undefined) return `Nothing has changed: the expected sentiment is ${signed(after).trim()}.`
  const way = total > 0 ? 'rose' : 'fell'
  const main = contributions.find(({ amount: own }) => Math.sign(own) === Math.sign(total)) ?? first
  const moved = signed(total).trim() === '0.00' ? 'hardly moved' : `${way} by ${signed(Math.abs(total)).slice(1)}`
  const span =
    signed(before) === signed(after)
      ? `${moved === 'hardly moved' ? 'at' : 'to'} ${signed(after).trim()}`
      : `from ${signed(before).trim()} to ${signed(after).trim()}`
  return `The expected sentiment ${moved}, ${span}. What did most: ${reasonWords(main, names)} (${signed(main.amount)}).`
}

/** A reason in words. */
export function reasonWords(
  {
    kind,
    stakeholder,
    unit,
    at,
    request,
    upheaval,
  }: Pick<ChangeContribution, 'stakeholder' | 'unit' | 'at' | 'request' | 'upheaval'> & Kind,
  names: Names,
): string {
  const whose = stakeholder === undefined ? (unit === undefined ? '' : unitNameOf(names, unit)) : nameOf(names, stakeholder)
  const when = at === undefined ? '' : ` on ${day(at)}`
  const silence = `no answer from ${whose}${at === undefined ? '' : ` by ${day(at)}`}`
  const said = request !== undefined ? silence : upheaval !== undefined ? `the upheaval${when}` : `what ${whose} said${when}`
  switch (kind) {
    case 'newReading':
      return `new: ${said}`
    case 'withdrawnReading':
      return `withdrawn: ${said}`
    case 'ageing':
      return `older now: ${said}`
    case 'silence':
      return silence
    case 'upheaval':
      return said
    case 'weight':
      return `the weight of ${whose}`
    case 'person':
      return cameOrWent(stakeholder, names)
    case 'settings':
      return 'other settings'
    case 'hypothesis':
      return `supposed of ${whose}`
    case 'certainty':
      return 'how sure we are'
    case 'horizon':
      return 'how far off the vote is'
    case 'appetite':
      return 'how much risk they take'
  }
}

/** The kinds of reasons for another sentiment, and for another answer. */
interface Kind {
  readonly kind: ChangeContribution['kind'] | AnswerReason['kind']
}

/** Who joined or left. Whoever stands for people whom nobody knows neither comes nor goes. */
function cameOrWent(stakeholder = '', names: Names): string {
  const { people, present, unknown } = names
  // Of those who stood for others before, the later report has nothing: they are neither there nor have they left.
  const stoodFor = /^\?+(\w+)$/.exec(stakeholder)?.[1]
  if (stoodFor !== undefined && unknown.has(stakeholder)) return `no ${words(stoodFor)} is known any more`
  if (stoodFor !== undefined && !people.has(stakeholder)) return `${article(words(stoodFor))} is known now`
  return `${nameOf(names, stakeholder)} ${present.has(stakeholder) ? 'joined' : 'left'}`
}

function article(role: string): string {
  return `${/^[aeio]/.test(role) ? 'an' : 'a'} ${role}`
}

/** Why the money at risk changed, in words. */
export function riskWords({ kind, stakeholder }: RiskContribution, names: Names): string {
  const whose = stakeholder === undefined ? '' : nameOf(names, stakeholder)
  switch (kind) {
    case 'stakeholder':
      return `${whose}'s answer`
    case 'person':
      return cameOrWent(stakeholder, names)
    case 'role':
      return `what ${whose} decides`
    case 'veto':
      return `whether ${whose} has a veto`
    case 'rule':
      return 'how the decision comes about'
    case 'value':
      return 'the value of the decision'
    case 'date':
      return 'the day of the decision'
    case 'delay':
      return 'how likely it is still made'
    case 'settings':
      return 'other settings'
  }
}
