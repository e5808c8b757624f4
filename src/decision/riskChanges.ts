import { withSettingsOf } from '../sentiment/reasons.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { yesByStakeholder, yesOfUnknown } from './committee.js'
import { type Priced, SCENES, type Views } from './riskScenes.js'
import { decidingRule } from './rule.js'
import { voteOn } from './vote.js'

/** Something in which two snapshots differ and by which the money at risk can. */
export interface RiskChange {
  /**
   * `stakeholder`: the probability of somebody's yes. `person`: somebody joined or left. `role`: what somebody plays in it, and so their
   * right to decide. `veto`: one was granted to somebody, or lifted. `rule`: the decision has another rule or is of another kind. `value`:
   * what it is worth. `date`: the day on which it is expected. `delay`: how likely it is still made, being overdue. `settings`: other beliefs.
   */
  readonly kind: 'stakeholder' | 'person' | 'role' | 'veto' | 'rule' | 'value' | 'date' | 'delay' | 'settings'
  /** Whom it is about; absent for all that is about the decision or settings. */
  readonly stakeholder?: string
}

/** The decision is worth more or less. */
export function changesOfValue(before: Priced, after: Priced): readonly RiskChange[] {
  return before.decision.value.amount === after.decision.value.amount ? [] : [{ kind: 'value' }]
}

/** The decision is expected on another day. */
export function changesOfDate(before: Priced, after: Priced): readonly RiskChange[] {
  return before.decision.expectedAt === after.decision.expectedAt ? [] : [{ kind: 'date' }]
}

/** The decision is more or less likely to be made at all. */
export function changesOfDelay(before: Snapshot, after: Snapshot): readonly RiskChange[] {
  return voteOn(before).stillFalls === voteOn(after).stillFalls ? [] : [{ kind: 'delay' }]
}

/** What makes the decision come about otherwise: people, what they play in it, vetoes, the rule and beliefs. */
export function changesOfRule(before: Priced, after: Priced): readonly RiskChange[] {
  const [there, here] = [partsByPerson(before), partsByPerson(after)]
  const hasOwnRule = before.decision.rule !== undefined && after.decision.rule !== undefined
  const people = idsIn(there, here).flatMap((stakeholder): RiskChange[] => {
    const [one, other] = [there.get(stakeholder), here.get(stakeholder)]
    const counts = !hasOwnRule || [before, after].some(s => decidingRule(s).rule.players.includes(stakeholder))
    if (one === undefined || other === undefined) return counts ? [{ kind: 'person', stakeholder }] : []
    const roles = hasOwnRule || sameText(rolesIn(one), rolesIn(other)) ? [] : [{ kind: 'role', stakeholder } as const]
    return [...roles, ...(one.vetoes.length > 0 === other.vetoes.length > 0 ? [] : [{ kind: 'veto', stakeholder } as const])]
  })
  const [one, other] = [before.decision, after.decision]
  return [
    ...people,
    ...(sameText([one.kind, one.rule], [other.kind, other.rule]) ? [] : [{ kind: 'rule' } as const]),
    ...(withSettingsOf(before, after) === before ? [] : [{ kind: 'settings' } as const]),
  ]
}

function sameText(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** What somebody is in a decision. */
interface Parts {
  readonly person: Snapshot['stakeholders'][number]
  readonly isPlaceholder: boolean
  readonly roles: Snapshot['roles'][number][]
  readonly vetoes: Snapshot['vetoes'][number][]
}

/** What everybody is in the decision, in the order of the snapshot. */
export function partsByPerson(s: Snapshot): ReadonlyMap<string, Parts> {
  const nobody = new Set(s.placeholders)
  const parts = new Map(
    s.stakeholders.map((person): [string, Parts] => [person.id, { person, isPlaceholder: nobody.has(person.id), roles: [], vetoes: [] }]),
  )
  for (const role of s.roles) parts.get(role.stakeholder)?.roles.push(role)
  for (const veto of s.vetoes) parts.get(veto.stakeholder)?.vetoes.push(veto)
  return parts
}

function rolesIn({ roles }: Parts): readonly unknown[] {
  return roles.map(({ role, authority }) => [role, authority])
}

/** Everybody of both, placeholders last, as they stand in a snapshot. */
export function idsIn(there: ReadonlyMap<string, Parts>, here: ReadonlyMap<string, Parts>): readonly string[] {
  const isLast = (id: string): number => Number((here.get(id) ?? there.get(id))?.isPlaceholder)
  return [...new Set([...there.keys(), ...here.keys()])].sort((a, b) => isLast(a) - isLast(b) || compareText(a, b))
}

/** Whose probability of yes is another. Only those count who have a say before or after. */
export function changesOfAnswers(before: Snapshot, after: Snapshot, viewsIn: (scene: number) => Views): readonly RiskChange[] {
  const players = new Set([before, after].flatMap(s => decidingRule(s).rule.players))
  const present = new Set(before.stakeholders.map(({ id }) => id))
  const stayed = after.stakeholders.filter(({ id }) => present.has(id) && players.has(id))
  const differs = (id: string): boolean =>
    SCENES.some(scene => {
      const { there, here } = viewsIn(scene)
      return answersIn(there)(id) !== answersIn(here)(id)
    })
  return stayed.flatMap(({ id }) => (differs(id) ? [{ kind: 'stakeholder', stakeholder: id } as const] : []))
}

/** The probability that somebody says yes; of whoever is not there that of somebody of whom nothing is known. */
export function answersIn(s: Snapshot): (stakeholder: string) => number {
  return remembered(s, computeAnswersIn)
}

function computeAnswersIn(s: Snapshot): (stakeholder: string) => number {
  const [known, unknown] = [yesByStakeholder(s), yesOfUnknown(s)]
  return stakeholder => known.get(stakeholder) ?? unknown
}
