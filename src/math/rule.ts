import { type Issue, LimitExceededError, quoted } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { nearest } from '../support/nearest.js'
import { shown } from '../support/shown.js'

/**
 * How a decision comes about: one person decides, or a body of members with a quota.
 *
 * A body passes when every member with a veto passes and the weights of the passing members reach the quota. Members may be bodies
 * themselves.
 */
export type DecisionRule = string | DecisionBody

/** A body of members with a quota. */
export interface DecisionBody {
  /** The weight that the passing members must reach, above 0. */
  readonly quota: number
  /** The seats of the body, at least one, in any order. */
  readonly members: readonly RuleMember[]
}

/** A seat in a body. */
export interface RuleMember {
  /** A stakeholder's id, or a body. */
  readonly of: DecisionRule
  /** A whole number of at least 1; 1 when absent. */
  readonly weight?: number | undefined
  /** Whether the body cannot pass without this member. */
  readonly veto?: boolean | undefined
}

/** The declared limits of a rule. */
export const RULE_LIMITS = deepFreeze({
  /** Seats in all bodies together. */
  members: 1000,
  /** How deep bodies may nest. */
  depth: 32,
  /** People who sit in more than one place. */
  peopleInSeveralPlaces: 12,
  /** Different sums of weights that one body may have to tell apart. */
  sums: 200_000,
} as const)

/** What is wrong with a rule of unknown origin, and where; empty when nothing is. It never recurses, so no depth can overflow the stack. */
export function ruleIssues(rule: unknown, path: string, where = 'decision rule'): Issue[] {
  const issues: Issue[] = []
  const open = [{ rule, path, depth: 0 }]
  let members = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > RULE_LIMITS.depth) throw tooMuch(where, 'levels of a decision rule', RULE_LIMITS.depth, next.depth)
    if (typeof next.rule === 'string') continue
    const parts = membersOf(next.rule)
    members += parts.length
    if (members > RULE_LIMITS.members) throw tooMuch(where, 'members of a decision rule', RULE_LIMITS.members, members)
    issues.push(...bodyIssues(next.rule, next.path))
    for (const [i, member] of parts.entries()) {
      open.push({ rule: fieldOf(member, 'of'), path: `${next.path}.members[${i}].of`, depth: next.depth + 1 })
    }
  }
  return issues
}

/** The stakeholders with a seat, once per seat. The rule must be sound. */
export function seatsOf(rule: DecisionRule): string[] {
  return typeof rule === 'string' ? [rule] : rule.members.flatMap(member => seatsOf(member.of))
}

/** A copy of a sound rule with its fields in one order, so that equal rules are written alike. */
export function copyRule(rule: DecisionRule): DecisionRule {
  if (typeof rule === 'string') return rule
  return {
    quota: rule.quota,
    members: rule.members.map(({ of, weight, veto }) => ({
      of: copyRule(of),
      ...(weight !== undefined && { weight }),
      ...(veto !== undefined && { veto }),
    })),
  }
}

/**
 * A sound rule without the seats of a person; nothing when nobody else has one. A quota that the others cannot reach becomes all that they
 * can.
 */
export function ruleWithout(rule: DecisionRule, person: string): DecisionRule | undefined {
  if (typeof rule === 'string') return rule === person ? undefined : rule
  const members = rule.members.flatMap(member => {
    const of = ruleWithout(member.of, person)
    return of === undefined ? [] : [{ ...member, of }]
  })
  const total = members.reduce((sum, { weight = 1 }) => sum + weight, 0)
  return members.length === 0 ? undefined : { quota: Math.min(rule.quota, total), members }
}

/** Whether a rule of unknown origin is sound, by the issues that were found with it. */
export function isSoundRule(rule: unknown, issues: readonly Issue[]): rule is DecisionRule {
  return rule !== undefined && issues.length === 0
}

function bodyIssues(rule: unknown, path: string): Issue[] {
  const members = membersOf(rule)
  if (members.length === 0) return [problem(path, 'is neither a stakeholder id nor a body { quota, members } with members')]
  const quota = fieldOf(rule, 'quota')
  const wrong = members.flatMap((member, i) => memberIssues(member, `${path}.members[${i}]`))
  const strange = strangeKeys(Object(rule), ['quota', 'members'], path)
  const total = members.reduce((sum: number, member) => sum + weightOf(member), 0)
  if (typeof quota !== 'number' || !(quota > 0))
    return [problem(`${path}.quota`, `${shown(quota)} is not a number above 0`), ...wrong, ...strange]
  const reachable = quota <= total ? [] : [problem(`${path}.quota`, `is ${quota}, but all members together weigh ${total}`)]
  if (!(total <= Number.MAX_SAFE_INTEGER)) reachable.push(problem(`${path}.members`, 'weigh more together than can be counted'))
  return [...(wrong.length > 0 ? wrong : reachable), ...strange]
}

function memberIssues(member: unknown, path: string): Issue[] {
  if (typeof member !== 'object' || member === null) return [problem(path, 'is not a member { of, weight, veto }')]
  const veto = fieldOf(member, 'veto')
  const weight = weightOf(member)
  return [
    ...(Number.isSafeInteger(weight) && weight >= 1
      ? []
      : [problem(`${path}.weight`, `${shown(fieldOf(member, 'weight'))} is not a whole number of at least 1`)]),
    ...(veto === undefined || typeof veto === 'boolean' ? [] : [problem(`${path}.veto`, `${shown(veto)} is neither true nor false`)]),
    ...strangeKeys(member, ['of', 'weight', 'veto'], path),
  ]
}

function membersOf(rule: unknown): readonly unknown[] {
  const members = fieldOf(rule, 'members')
  return Array.isArray(members) ? members : []
}

function weightOf(member: unknown): number {
  const weight = fieldOf(member, 'weight') ?? 1
  return typeof weight === 'number' ? weight : Number.NaN
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
}

function strangeKeys(value: object, known: readonly string[], path: string): Issue[] {
  const strange = Object.keys(value).filter(key => !known.includes(key))
  return strange.map(key => {
    const near = nearest(key, known)
    return problem(
      path,
      `there is no field ${quoted(key)}. ${near === undefined ? `There are ${known.join(', ')}.` : `Did you mean ${quoted(near)}?`}`,
    )
  })
}

function problem(path: string, message: string): Issue {
  return { path, message, code: 'invalidRule' }
}

function tooMuch(where: string, limit: string, maximum: number, actual: number): LimitExceededError {
  return new LimitExceededError(where, limit, maximum, actual, 'Merge members who always vote alike into one.')
}
