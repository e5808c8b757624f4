import { errorFor, quoted } from '../errors.js'
import type { StakeholderInput } from '../model/village.js'
import { parseInstant } from '../support/instants.js'
import { admitSound } from '../village/admit.js'
import { rolePeriods } from '../village/rolePeriod.js'
import type { Snapshot } from '../village/snapshot.js'
import { withPlaceholders } from '../village/withPlaceholders.js'
import { amended } from '../village/work.js'
import { unlearned } from './contagion.js'
import { type Hypothesis, problem, refuseUnknown, supposedId } from './hypothesis.js'

/** Somebody is heard. */
export function hearing(s: Snapshot, { hear, sentiment, via = 'interview', sd }: Extract<Hypothesis, { hear: string }>): Snapshot {
  refuseUnknown(s, hear)
  const heard = { id: supposedId(s.observations), stakeholder: hear, at: s.agedTo, sentiment, via, ...(sd !== undefined && { sd }) }
  const { observations } = admitSound('whatIf', { observations: [heard] })
  const next = amended(s, { observations: [...s.observations, ...observations.map(row => row.fact)] })
  return s.shifts === undefined ? next : amended(next, { shifts: [...s.shifts, ...unlearned(s, next, hear)] })
}

/** Somebody leaves. */
export function losing(s: Snapshot, id: string): Snapshot {
  refuseUnknown(s, id)
  if (s.placeholders.includes(id))
    throw errorFor('whatIf', [problem('lose', `no one is known behind ${quoted(id)} who could leave`, 'invalidArgument')])
  const lost = s.stakeholders.filter(person => person.id === id).map(person => ({ ...person, leftAt: s.agedTo }))
  return withPlaceholders(s, {
    stakeholders: s.stakeholders.filter(person => person.id !== id),
    former: [...s.former, ...lost],
    roles: s.roles.filter(role => role.stakeholder !== id),
    motives: s.motives.filter(motive => motive.stakeholder !== id),
  })
}

/** Somebody comes. */
export function adding(s: Snapshot, person: StakeholderInput): Snapshot {
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
    // Who decided when something happened is asked of all roles, those of the newcomer among them.
    roleHistory: [...s.roleHistory, ...rolePeriods({ rows: roles }, now, now)],
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
