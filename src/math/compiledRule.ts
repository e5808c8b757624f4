import { InvalidRuleError, LimitExceededError } from '../errors.js'
import { at, intAt, itemAt, vectorOf } from '../support/linear.js'
import { compareText } from '../support/order.js'
import { reading } from '../support/reading.js'

import { type DecisionBody, type DecisionRule, RULE_LIMITS, ruleIssues, seatsOf } from './rule.js'

/** A rule in the form that the kernel computes with. */
export interface CompiledRule {
  /** Everybody with a seat, in order, once each. */
  readonly players: readonly string[]
  /** The player on each seat. */
  readonly seats: Int32Array
  /** Players with more than one seat. */
  readonly shared: readonly number[]
  /** The bodies, members before the bodies that they sit in; the last is the whole. Empty when one person decides. */
  readonly bodies: readonly CompiledBody[]
}

/** A body whose members are numbered: seats first, then bodies. */
export interface CompiledBody {
  readonly vetoes: readonly number[]
  readonly others: readonly { readonly member: number; readonly weight: number }[]
  /** What the others must reach when all vetoes pass. */
  readonly rest: number
}

/**
 * Prepares a rule for computing.
 *
 * @throws InvalidRuleError with everything that is wrong; LimitExceededError for a rule beyond the limits
 */
export function compileRule(rule: DecisionRule, where: string): CompiledRule {
  const issues = reading(where, 'rule', () => ruleIssues(rule, 'rule', where))
  if (issues.length > 0) throw new InvalidRuleError(where, issues)
  return compileSound(rule)
}

/** Prepares a rule that is known to be sound; its weights may be any positive numbers, and 0 for somebody who has nothing but a veto. */
export function compileSound(rule: DecisionRule): CompiledRule {
  const seated = seatsOf(rule)
  const players = [...new Set(seated)].sort(compareText)
  const index = new Map(players.map((player, i) => [player, i]))
  const seats = Int32Array.from(seated, player => index.get(player) ?? Number.NaN)
  const places = new Int32Array(players.length)
  for (const player of seats) places[player] = intAt(places, player) + 1
  const shared = players.flatMap((_, i) => (intAt(places, i) > 1 ? [i] : []))
  const bodies: CompiledBody[] = []
  let seat = 0
  const number = (part: DecisionRule): number => {
    if (typeof part === 'string') return seat++
    bodies.push(
      compileBody(
        part,
        part.members.map(member => number(member.of)),
      ),
    )
    return seats.length + bodies.length - 1
  }
  number(rule)
  return { players, seats, shared, bodies }
}

/** Whether the rule passes when each player, by number, says yes or not. */
export function passes(rule: CompiledRule, agrees: (player: number) => boolean): boolean {
  return ballotOf(rule)(Uint8Array.from(rule.players, (_, player) => Number(agrees(player))))
}

/** A vote by a rule that is held many times: whether it passes when each player, by number, says 1 for yes or 0. */
export function ballotOf({ seats, bodies }: CompiledRule): (says: Uint8Array) => boolean {
  const passing = new Uint8Array(seats.length + bodies.length)
  const votes = bodies.map(voteOf)
  return says => {
    for (let seat = 0; seat < seats.length; seat++) passing[seat] = says[intAt(seats, seat)] ?? 0
    let place = seats.length
    for (const vote of votes) passing[place++] = Number(vote(passing))
    return passing[place - 1] === 1
  }
}

/** Whether a body passes by who of its members does, in lists that are quick to walk. */
function voteOf({ vetoes, others, rest }: CompiledBody): (passing: Uint8Array) => boolean {
  const needed = Int32Array.from(vetoes)
  const members = Int32Array.from(others, ({ member }) => member)
  const weights = vectorOf(others, ({ weight }) => weight)
  return passing => {
    for (let i = 0; i < needed.length; i++) if (passing[intAt(needed, i)] !== 1) return false
    let reached = 0
    for (let i = 0; i < members.length; i++) if (passing[intAt(members, i)] === 1) reached += at(weights, i)
    return reached >= rest
  }
}

/** The rule by which those who say no stop it: it passes exactly when the rule fails with everybody saying the opposite. */
export function dualOf(rule: CompiledRule): CompiledRule {
  return { ...rule, bodies: rule.bodies.map(dualOfBody) }
}

/** To stop a body takes one of its vetoes, or so many of the others that those left do not reach the rest. Weights are whole numbers. */
function dualOfBody({ vetoes, others, rest }: CompiledBody): CompiledBody {
  const total = others.reduce((sum, { weight }) => sum + weight, 0)
  const quota = total - Math.ceil(rest) + 1
  if (quota <= 0) return { vetoes: [], others: [], rest: 0 }
  return { vetoes: [], others: [...vetoes.map(member => ({ member, weight: quota })), ...others], rest: quota }
}

/** Refuses a rule in which too many people sit in several places to ask what each of them may say. */
export function refuseManyShared({ shared }: CompiledRule): void {
  const most = RULE_LIMITS.peopleInSeveralPlaces
  if (shared.length <= most) return
  throw new LimitExceededError('decision rule', 'people who sit in more than one place', most, shared.length, 'Give them one seat each.')
}

function compileBody(body: DecisionBody, numbers: readonly number[]): CompiledBody {
  const members = body.members.map((member, i) => ({ ...member, member: itemAt(numbers, i), weight: member.weight ?? 1 }))
  const vetoes = members.filter(member => member.veto === true)
  const others = members.filter(member => member.veto !== true && member.weight > 0)
  return {
    vetoes: vetoes.map(({ member }) => member),
    others: others.sort((a, b) => b.weight - a.weight).map(({ member, weight }) => ({ member, weight })),
    rest: body.quota - vetoes.reduce((sum, { weight }) => sum + weight, 0),
  }
}
