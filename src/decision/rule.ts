import { authority, rolesByPerson } from '../influence/authority.js'
import { type CompiledRule, compileSound } from '../math/compiledRule.js'
import { type DecisionRule, seatsOf } from '../math/rule.js'
import { vetoPlayers } from '../math/voting.js'
import { at, itemAt } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { shared } from '../village/work.js'

/** Why somebody can stop a decision: a veto was granted to them, their role has one, or the rule gives them one. */
export type VetoBasis = 'granted' | 'role' | 'rule'

/** How the decision in view comes about. */
export interface DecidingRule {
  readonly rule: CompiledRule
  /** Everybody without whom it cannot pass, and why. */
  readonly vetoes: ReadonlyMap<string, VetoBasis>
}

/**
 * The rule of the decision in view. It is the decision's own, beside which granted vetoes hold; when it has none, everyone with a veto,
 * granted or by role, must agree, and those who agree must hold more than half of the decision rights.
 */
export function decidingRule(s: Snapshot): DecidingRule {
  return shared(s, ruleParts, computeDecidingRule)
}

function computeDecidingRule(s: Snapshot): DecidingRule {
  const granted = new Set(s.vetoes.map(veto => veto.stakeholder))
  const rule = s.decision?.rule === undefined ? defaultRule(s, granted) : withVetoes(s.decision.rule, granted)
  const byRole = s.decision?.rule === undefined ? holdersByRole(s) : new Set<string>()
  const basis = (player: string): VetoBasis => (granted.has(player) ? 'granted' : byRole.has(player) ? 'role' : 'rule')
  return { rule, vetoes: new Map(vetoPlayers(rule).map(player => [player, basis(player)])) }
}

function ruleParts(s: Snapshot): readonly object[] {
  const { rule } = s.decision ?? {}
  return [authority(s), rolesByPerson(s), s.vetoes, s.settings.decision, typeof rule === 'object' ? rule : (s.decision ?? s.settings)]
}

/** The rule, which whoever was granted a veto can stop from outside it; inside, their yes is then taken for granted. */
function withVetoes(rule: DecisionRule, granted: ReadonlySet<string>): CompiledRule {
  if (granted.size === 0) return compileSound(rule)
  const { open, idle } = withYesOf(granted, rule)
  const vetoes = [...(open === undefined ? [] : [open]), ...granted].map(of => ({ of, veto: true }))
  return compileSound({ quota: 1, members: [...vetoes, ...idle.map(of => ({ of, weight: 0 }))] })
}

/** What is left to decide once some people have said yes: nothing when that suffices. Whose answer no longer matters is idle. */
function withYesOf(agreed: ReadonlySet<string>, rule: DecisionRule): { readonly open?: DecisionRule; readonly idle: readonly string[] } {
  if (typeof rule === 'string') return agreed.has(rule) ? { idle: [] } : { open: rule, idle: [] }
  const parts = rule.members.map(({ of, weight = 1, veto = false }) => ({ weight, veto, ...withYesOf(agreed, of) }))
  const members = parts.flatMap(({ open, weight, veto }) => (open === undefined ? [] : [{ of: open, weight, veto }]))
  const reached = parts.reduce((sum, { open, weight }) => sum + (open === undefined ? weight : 0), 0)
  const idle = parts.flatMap(part => part.idle)
  if (reached >= rule.quota && !members.some(({ veto }) => veto)) {
    return { idle: [...idle, ...members.flatMap(({ of }) => seatsOf(of))] }
  }
  return { open: { quota: rule.quota - reached, members: [...members, ...idle.map(of => ({ of, weight: 0 }))] }, idle: [] }
}

/** So many parts a whole of rights is divided into, so that equal rights stay equal and sums are as good as exact. */
const FINE = 2 ** 30
/** So many where the fine parts could make too many different sums, as in a village of hundreds. */
const COARSE = 512
/** Up to so many equal parts are tried to divide all rights exactly. */
const MOST_PARTS = 2520 // divisible by every number up to ten, of holders of a role
/** So many different sums are worth telling apart. */
const MOST_SUMS = 2 ** 16

function defaultRule(s: Snapshot, granted: ReadonlySet<string>): CompiledRule {
  const byRole = holdersByRole(s)
  const { rights } = authority(s)
  const people = s.stakeholders
    .map(({ id }, i) => ({ of: id, veto: granted.has(id) || byRole.has(id), right: at(rights, i) }))
    .filter(({ veto, right }) => veto || right > 0)
  const whole = wholeParts(people.map(({ right }) => right))
  if (whole !== undefined) return majority(people, whole.parts, Math.floor(whole.of / 2) + 1)
  const fine = people.map(({ right }) => Math.round(right * FINE))
  // Rounding moves each weight by up to half a part, so that only sums beyond all of that are more than half.
  if (possibleSums(fine) <= MOST_SUMS) return majority(people, fine, FINE / 2 + people.length)
  return majority(people, largestRemainder(people.map(({ right }) => right * COARSE)), COARSE / 2 + 1)
}

function majority(
  people: readonly { readonly of: string; readonly veto: boolean }[],
  weights: readonly number[],
  quota: number,
): CompiledRule {
  const members = people.map(({ of, veto }, i) => ({ of, veto, weight: itemAt(weights, i) }))
  return compileSound({ quota, members: members.filter(({ veto, weight }) => veto || weight > 0) })
}

/** The shares as whole numbers of the fewest equal parts, when not too many parts do; roles and their holders make such shares. */
function wholeParts(shares: readonly number[]): { readonly parts: readonly number[]; readonly of: number } | undefined {
  for (let of = 1; of <= MOST_PARTS; of++) {
    if (shares.every(share => Math.abs(share * of - Math.round(share * of)) < 1e-9))
      return { parts: shares.map(share => Math.round(share * of)), of }
  }
  return undefined
}

/** How many different sums the weights could make at most: equal ones are interchangeable. */
function possibleSums(weights: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const weight of weights) counts.set(weight, (counts.get(weight) ?? 0) + 1)
  return [...counts.values()].reduce((product, count) => product * (count + 1), 1)
}

/** Whole numbers that sum to what the parts sum to: each rounded down, the rest to those who lost most. */
function largestRemainder(parts: readonly number[]): number[] {
  const whole = parts.map(Math.floor)
  const left = Math.round(parts.reduce((sum, part) => sum + part, 0)) - whole.reduce((sum, part) => sum + part, 0)
  const byLoss = parts.map((part, i) => ({ i, loss: part - Math.floor(part) })).sort((a, b) => b.loss - a.loss || a.i - b.i)
  for (const { i } of byLoss.slice(0, left)) whole[i] = itemAt(whole, i) + 1
  return whole
}

function holdersByRole(s: Snapshot): ReadonlySet<string> {
  const { vetoRoles } = s.settings.decision
  return new Set([...rolesByPerson(s)].flatMap(([person, roles]) => (vetoRoles.some(role => roles.has(role)) ? [person] : [])))
}
