import { errorFor, type Issue, quoted } from '../errors.js'
import { liftedUse } from '../flow/use.js'
import type { Observation } from '../model/observation.js'
import type { Tie } from '../model/tie.js'
import type { StakeholderInput } from '../model/village.js'
import { checkLength } from '../support/finite.js'
import { parseInstant } from '../support/instants.js'
import { a, kindOf } from '../support/shown.js'
import { admitSound } from '../village/admit.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { withPlaceholders } from '../village/withPlaceholders.js'
import { amended, siblingOf } from '../village/work.js'
import { shiftsOf, unlearned } from './contagion.js'

/** Something that could be so. */
export type Hypothesis =
  /** Somebody, or a placeholder, is heard to think so; in an interview unless `via` or `sd` says otherwise. */
  | { readonly hear: string; readonly sentiment: number; readonly via?: Observation['via'] | undefined; readonly sd?: number | undefined }
  /** Somebody leaves. */
  | { readonly lose: string }
  /** Somebody comes, whose roles and veto may stand with them. */
  | { readonly add: StakeholderInput }
  /** The expectation of this id is met, or missed. */
  | { readonly meet: string }
  | { readonly miss: string }
  /** Somebody is granted a veto on the decision in view, or loses those they were granted. */
  | { readonly grantVeto: string }
  | { readonly liftVeto: string }
  /** The barrier of this id is lifted, and what it kept from being used is used. */
  | { readonly liftBarrier: string }
  /** All ties of the kind (`influence` when absent) from one to the other become one of this weight; none at 0. */
  | { readonly tie: Pick<Tie, 'from' | 'to'> & { readonly kind?: Tie['kind'] | undefined; readonly weight: number } }

/**
 * The snapshot as it would be if something, or several things one after another, were so. Every measure works on it, and the village is
 * left as it is.
 *
 * Meeting or missing an expectation moves its owner's sentiment by `settings.expectation`, in proportion to the importance, and through the
 * influence graph everybody else's by the owner's share in their settled opinion. Lifting a barrier raises use, as `offeringFlow` says, and
 * nobody's sentiment.
 *
 * @throws UnknownStakeholderError for somebody who is not in the snapshot; InvalidArgumentError for an expectation, barrier or veto that is
 * not there; InvalidVillageError for a value that no fact could have
 * @example
 * import { createVillage, decisionOutlook, snapshot, whatIf } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new' }],
 * })
 * const s = snapshot(village, '2026-03-02')
 * decisionOutlook(s).probabilityOfYes //=> 0.5
 * decisionOutlook(whatIf(s, { hear: 'bo', sentiment: 0.6 })).probabilityOfYes //=> 0.9999
 * decisionOutlook(whatIf(s, [{ grantVeto: 'ann' }, { hear: 'ann', sentiment: -0.2 }])).probabilityOfYes //=> 0.0504
 */
export function whatIf(snapshot: Snapshot, changes: Hypothesis | readonly Hypothesis[]): Snapshot {
  checkGiven('whatIf', snapshot)
  checkLength('whatIf', 'changes', changes, 10_000)
  return (Array.isArray(changes) ? Array.from(changes) : [changes]).reduce<Snapshot>(supposing, snapshot)
}

/**
 * The snapshot under a hypothesis, which also holds for the other decisions, unless it is about a veto on the one in view, or about a
 * placeholder where a role is held for the other.
 */
function supposing(s: Snapshot, change: Hypothesis): Snapshot {
  if (kindOf(change) !== 'object') throw noHypothesis()
  const next = supposed(s, change)
  return amended(next, {}, decision => {
    const sibling = siblingOf(s, decision)
    if ('liftVeto' in change) return withoutVetoes(sibling, lifted(s, next))
    const isOfDecision = s.decision !== undefined && 'grantVeto' in change
    const isAbout = namedIn(change).every(id => isThere(sibling, id) || !s.placeholders.includes(id))
    return isOfDecision || !isAbout ? sibling : supposing(sibling, change)
  })
}

/** The vetoes that a hypothesis took away. */
function lifted(before: Snapshot, after: Snapshot): ReadonlySet<string> {
  const left = new Set(after.vetoes.map(({ id }) => id))
  return new Set(before.vetoes.flatMap(({ id }) => (left.has(id) ? [] : [id])))
}

function withoutVetoes(s: Snapshot, ids: ReadonlySet<string>): Snapshot {
  return amended(s, { vetoes: s.vetoes.filter(({ id }) => !ids.has(id)) })
}

/** Who must be there for a hypothesis. */
function namedIn(change: Hypothesis): readonly string[] {
  if ('hear' in change) return [change.hear]
  if ('grantVeto' in change) return [change.grantVeto]
  return 'tie' in change ? [change.tie.from, change.tie.to] : []
}

function isThere(s: Snapshot, id: string): boolean {
  return s.stakeholders.some(person => person.id === id)
}

function supposed(s: Snapshot, change: Hypothesis): Snapshot {
  if ('hear' in change) return hearing(s, change)
  if ('lose' in change) return losing(s, change.lose)
  if ('add' in change) return adding(s, fieldsIn('add', change.add))
  if ('meet' in change) return settling(s, change.meet, 'met')
  if ('miss' in change) return settling(s, change.miss, 'missed')
  if ('grantVeto' in change) return granting(s, change.grantVeto)
  if ('liftVeto' in change) return lifting(s, change.liftVeto)
  if ('liftBarrier' in change) return unblocking(s, change.liftBarrier)
  if ('tie' in change) return tying(s, fieldsIn('tie', change.tie))
  throw noHypothesis()
}

function fieldsIn<Given>(path: string, given: Given): Given {
  if (kindOf(given) === 'object') return given
  throw errorFor('whatIf', [problem(path, `is ${a(kindOf(given))}, not an object with fields`, 'invalidArgument')])
}

function noHypothesis(): Error {
  const message = 'is none of hear, lose, add, meet, miss, grantVeto, liftVeto, liftBarrier and tie'
  return errorFor('whatIf', [problem('changes', message, 'invalidArgument')])
}

function hearing(s: Snapshot, { hear, sentiment, via = 'interview', sd }: Extract<Hypothesis, { hear: string }>): Snapshot {
  refuseUnknown(s, hear)
  const heard = { id: supposedId(s.observations), stakeholder: hear, at: s.agedTo, sentiment, via, ...(sd !== undefined && { sd }) }
  const { observations } = admitSound('whatIf', { observations: [heard] })
  const next = amended(s, { observations: [...s.observations, ...observations.map(row => row.fact)] })
  return s.shifts === undefined ? next : amended(next, { shifts: [...s.shifts, ...unlearned(s, next, hear)] })
}

function losing(s: Snapshot, id: string): Snapshot {
  refuseUnknown(s, id)
  if (s.placeholders.includes(id))
    throw errorFor('whatIf', [problem('lose', `nobody is known behind ${quoted(id)} who could leave`, 'invalidArgument')])
  const lost = s.stakeholders.filter(person => person.id === id).map(person => ({ ...person, leftAt: s.agedTo }))
  return withPlaceholders(s, {
    stakeholders: s.stakeholders.filter(person => person.id !== id),
    former: [...s.former, ...lost],
    roles: s.roles.filter(role => role.stakeholder !== id),
    vetoes: s.vetoes.filter(veto => veto.stakeholder !== id),
    ties: s.ties.filter(({ from, to }) => from !== id && to !== id),
    motives: s.motives.filter(motive => motive.stakeholder !== id),
  })
}

function adding(s: Snapshot, person: StakeholderInput): Snapshot {
  const { stakeholders, roles, vetoes } = admitSound('whatIf', { stakeholders: [person] })
  refuseImpossible(s, person, [...roles, ...vetoes])
  const now = parseInstant(s.agedTo) ?? 0
  const counts = ({
    from,
    to,
    fact,
  }: {
    readonly from: number
    readonly to: number
    readonly fact: { readonly decision?: string | undefined }
  }): boolean => from <= now && now < to && (fact.decision === undefined || fact.decision === s.decision?.id)
  return withPlaceholders(s, {
    stakeholders: [...s.stakeholders, ...stakeholders.map(row => row.fact)],
    roles: [...s.roles, ...roles.filter(counts).map(row => row.fact)],
    vetoes: [...s.vetoes, ...vetoes.filter(counts).map(row => row.fact)],
  })
}

/** Refuses a newcomer who is there already, or who is where there is nothing. */
function refuseImpossible(
  s: Snapshot,
  { id, unit }: StakeholderInput,
  rights: readonly { readonly fact: { readonly decision?: string | undefined } }[],
): void {
  const decisions = new Set(s.decisions.map(decision => decision.id))
  const missing = rights.flatMap(({ fact: { decision = '' } }) => (decision === '' || decisions.has(decision) ? [] : [decision]))
  const issues = [
    ...([...s.stakeholders, ...s.former].some(person => person.id === id)
      ? [problem('add.id', `there is a stakeholder ${quoted(id)} already`, 'invalidArgument')]
      : []),
    ...(unit === undefined || s.units.some(each => each.id === unit)
      ? []
      : [problem('add.unit', `there is no unit ${quoted(unit)}. Add it first.`, 'invalidVillage')]),
    ...missing.map(decision => problem('add', `there is no decision ${quoted(decision)}. Add it first.`, 'unknownDecision')),
  ]
  if (issues.length > 0) throw errorFor('whatIf', issues)
}

function settling(s: Snapshot, id: string, state: 'met' | 'missed'): Snapshot {
  const expectation = s.expectations.find(each => each.id === id)
  if (expectation === undefined)
    throw errorFor('whatIf', [problem(state === 'met' ? 'meet' : 'miss', `there is no expectation ${quoted(id)}`, 'invalidArgument')])
  const settled = { ...expectation, status: [...expectation.status, { at: s.agedTo, state }] }
  return amended(s, {
    expectations: s.expectations.map(each => (each === expectation ? settled : each)),
    shifts: [...(s.shifts ?? []), ...shiftsOf(s, expectation, state)],
  })
}

function granting(s: Snapshot, stakeholder: string): Snapshot {
  refuseUnknown(s, stakeholder)
  return amended(s, { vetoes: [...s.vetoes, { id: supposedId(s.vetoes), stakeholder }] })
}

function lifting(s: Snapshot, stakeholder: string): Snapshot {
  refuseUnknown(s, stakeholder)
  const vetoes = s.vetoes.filter(veto => veto.stakeholder !== stakeholder)
  if (vetoes.length === s.vetoes.length) {
    const message = `${quoted(stakeholder)} was granted no veto. One by role is a matter of settings.decision.vetoRoles, one by rule of the rule.`
    throw errorFor('whatIf', [problem('liftVeto', message, 'invalidArgument')])
  }
  return amended(s, { vetoes })
}

function unblocking(s: Snapshot, id: string): Snapshot {
  if (!s.barriers.some(barrier => barrier.id === id))
    throw errorFor('whatIf', [problem('liftBarrier', `there is no barrier ${quoted(id)}`, 'invalidArgument')])
  const supposed = liftedUse(s, id).map((usage, i) => ({ id: `${supposedId(s.usage)}:${i}`, ...usage }))
  return amended(s, { barriers: s.barriers.filter(barrier => barrier.id !== id), usage: [...s.usage, ...supposed] })
}

function tying(s: Snapshot, { from, to, kind = 'influence', weight }: Extract<Hypothesis, { tie: object }>['tie']): Snapshot {
  refuseUnknown(s, from)
  refuseUnknown(s, to)
  const others = s.ties.filter(tie => !(tie.from === from && tie.to === to && tie.kind === kind))
  if (weight === 0) return amended(s, { ties: others })
  if (from === to) throw errorFor('whatIf', [problem('tie', 'ties somebody to themselves', 'invalidArgument')])
  const { ties } = admitSound('whatIf', { ties: [{ id: supposedId(s.ties), from, to, kind, weight }] })
  return amended(s, { ties: [...others, ...ties.map(row => row.fact)] })
}

/** An id that no fact of the array has. */
function supposedId(facts: readonly { readonly id: string }[]): string {
  let number = facts.length
  while (facts.some(({ id }) => id === `supposed:${number}`)) number++
  return `supposed:${number}`
}

function refuseUnknown(s: Snapshot, id: string): void {
  if (isThere(s, id)) return
  throw errorFor('whatIf', [problem('changes', `there is no stakeholder ${quoted(id)} in the snapshot of ${s.asOf}`, 'unknownStakeholder')])
}

function problem(path: string, message: string, code: Issue['code']): Issue {
  return { path, message, code }
}
