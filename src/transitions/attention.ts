import { power, powerByStakeholder } from '../influence/power.js'
import { inIdOrder } from '../math/rows.js'
import type { Interaction } from '../model/interaction.js'
import type { RoleClass } from '../model/role.js'
import { days } from '../sentiment/readings.js'
import { deepFreeze } from '../support/freeze.js'
import { above0, type OptionShape, oneOf, optionsOf } from '../support/options.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { walkerThirds } from './walkerThirds.js'

/** Over how long attention is counted, and what it is held against. */
export interface AttentionOptions {
  /** The days up to the snapshot that count, above 0. */
  readonly days: number
  /**
   * What attention should follow: everybody's share of power (`power`, the default), or Walker's rule of thumb (`walkerThirds`): a third
   * for the choosers who matter most, a third for the other choosers, a third for the users who matter most, and none for others.
   */
  readonly target?: 'power' | 'walkerThirds' | undefined
}

const ATTENTION_OPTIONS: OptionShape<AttentionOptions> = { days: above0, target: oneOf('power', 'walkerThirds') }

/** What somebody, or a class, gets of our attention, beside what they should get. */
export interface AttentionShare {
  /** How many interactions they took part in. */
  readonly contacts: number
  /** Hours of ours, those of an interaction divided equally among its participants. */
  readonly effort: number
  /** Their share of our attention, 0..1. */
  readonly attention: number
  /** What it should be, 0..1. */
  readonly target: number
  /** `attention - target`: above 0 they get more than they should. */
  readonly excess: number
}

/** What a person gets of our attention, beside what they should get. */
export interface AttentionRow extends AttentionShare {
  /** The id of the person or the placeholder. */
  readonly stakeholder: string
}

/** Where our attention went, and where power lies. */
export interface AttentionBalance {
  /** The days up to the snapshot that count. */
  readonly days: number
  /** How many interactions count. */
  readonly interactions: number
  /** What attention is counted in: hours when every interaction says how many it took, otherwise contacts. */
  readonly unit: 'hours' | 'contacts'
  /** Everybody, in order of id. */
  readonly byStakeholder: readonly AttentionRow[]
  /** The sums over the people of each class; all are 0 for a class without people. */
  readonly byClass: { readonly [Class in RoleClass]: AttentionShare }
  /** What users get above their target, -1..1: above 0 we court users and neglect others; `undefined` when there was no interaction. */
  readonly overinvestment: number | undefined
}

/**
 * Our attention per person and class against their share of power, over the last days.
 *
 * Attention never feeds back into influence: whoever we meet often is not powerful for it.
 *
 * @throws InvalidArgumentError when `days` is not above 0
 * @example
 * import { attentionBalance, createVillage, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   interactions: [
 *     { at: '2026-02-02', kind: 'demo', participants: ['ann'], effort: 3 },
 *     { at: '2026-02-20', kind: 'meeting', participants: ['ann', 'bo'], effort: 2 },
 *   ],
 * })
 * const { overinvestment, byStakeholder } = attentionBalance(snapshot(village, '2026-03-02'), { days: 90 })
 * overinvestment //=> 0.6571
 * byStakeholder[1] //=> { stakeholder: 'bo', contacts: 1, effort: 1, attention: 0.2, target: 0.8571, excess: -0.6571 }
 */
export function attentionBalance(snapshot: Snapshot, options: AttentionOptions): AttentionBalance {
  checkGiven('attentionBalance', snapshot)
  const { days: span, target = 'power' } = optionsOf('attentionBalance', options, ATTENTION_OPTIONS, ['days'])
  const to = days(snapshot.agedTo)
  const counted = snapshot.interactions.filter(({ at }) => days(at) > to - span)
  const timed = counted.length > 0 && counted.every(({ effort }) => effort !== undefined)
  const own = tally(snapshot, counted)
  const targets =
    target === 'power' ? new Map(power(snapshot).map(({ stakeholder, share }) => [stakeholder, share])) : walkerThirds(snapshot)
  const total = [...own.values()].reduce((sum, each) => sum + (timed ? each.effort : each.contacts), 0)
  const byStakeholder = inIdOrder(
    [...own].map(([stakeholder, { contacts, effort }]): AttentionRow => {
      const attention = total > 0 ? (timed ? effort : contacts) / total : 0
      const wanted = targets.get(stakeholder) ?? 0
      return { stakeholder, contacts, effort, attention, target: wanted, excess: attention - wanted }
    }),
  )
  const byClass = classesOf(snapshot, byStakeholder)
  return deepFreeze({
    days: span,
    interactions: counted.length,
    unit: timed ? 'hours' : 'contacts',
    byStakeholder,
    byClass,
    overinvestment: total > 0 ? byClass.user.excess : undefined,
  })
}

function tally(s: Snapshot, interactions: readonly Interaction[]): Map<string, { contacts: number; effort: number }> {
  const own = new Map(s.stakeholders.map(({ id }) => [id, { contacts: 0, effort: 0 }]))
  for (const { participants, effort = 0 } of interactions) {
    const people = new Set(participants)
    for (const id of people) {
      const each = own.get(id)
      if (each === undefined) continue
      each.contacts++
      each.effort += effort / people.size
    }
  }
  return own
}

function classesOf(s: Snapshot, rows: readonly AttentionRow[]): AttentionBalance['byClass'] {
  const shares = powerByStakeholder(s)
  const sumOf = (wanted: RoleClass): AttentionShare => {
    const members = rows.filter(({ stakeholder }) => shares.get(stakeholder)?.class === wanted)
    const sum = (field: keyof AttentionShare): number => members.reduce((total, member) => total + member[field], 0)
    return { contacts: sum('contacts'), effort: sum('effort'), attention: sum('attention'), target: sum('target'), excess: sum('excess') }
  }
  return { user: sumOf('user'), advocate: sumOf('advocate'), gate: sumOf('gate'), decider: sumOf('decider'), unknown: sumOf('unknown') }
}
