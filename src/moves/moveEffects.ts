import { explainChange } from '../account/explainChange.js'
import { changesSince, type PersonChange } from '../sentiment/personChange.js'
import { days, readings } from '../sentiment/readings.js'
import { deepFreeze } from '../support/freeze.js'
import { groupedBy } from '../support/grouping.js'
import type { Instant } from '../support/instants.js'
import { normalCdf } from '../support/normal.js'
import { type OptionShape, optionsOf, unchecked } from '../support/options.js'
import { compareText } from '../support/order.js'
import { checkGiven, measured } from '../village/given.js'
import { refuseOtherAccount } from '../village/sameAccount.js'
import type { Snapshot } from '../village/snapshot.js'
import { doneWith } from './doneMoves.js'
import { type PooledEffect, pooledOf } from './pooledEffect.js'
import { knownPeople } from './relationships.js'

/** What the effects of moves are compared with. */
export interface MoveEffectsOptions {
  /** An earlier snapshot of the account: how much of the account's change was heard of people after a move with them. */
  readonly before?: Snapshot | undefined
}

const OPTIONS: OptionShape<MoveEffectsOptions> = { before: unchecked }

/** How somebody thinks of us after a move with them. It is no proof that the move is the cause. */
export interface MoveEffect {
  /** The id of the move, which is done. */
  readonly move: string
  /** The id of a person that the move was done with, who is still there. */
  readonly stakeholder: string
  /** When the move was done. */
  readonly doneAt: Instant
  /** The expected sentiment when the move was done, as all that was heard tells; absent, as all numbers, of whoever was never heard. */
  readonly before?: number
  /** The expected sentiment now. */
  readonly after?: number
  /** `after` less `before`, as `sentimentTrend` gives it. */
  readonly change?: number
  /** The standard deviation of `change`. */
  readonly sd?: number
  /** The drift to the prior's mean that was to come without any move. */
  readonly expectedAnyway?: number
  /** `change` less `expectedAnyway`. */
  readonly beyond?: number
  /** The standard deviation of `beyond`. */
  readonly beyondSd?: number
  /** The probability that they think better of us than was to come without any move, 0..1. */
  readonly probabilityBetter?: number
  /** By how much the move was expected to sway each person when it was planned; absent where nobody said. */
  readonly expectedSway?: number
  /** How many readings of theirs there are after the move. */
  readonly readings: number
  /** How many other done moves with them at least one of these readings follows as well. */
  readonly sharedWith: number
  /**
   * `notHeardSince` when there is no reading after the move. `better` when `probabilityBetter` is at least
   * `settings.risk.declineProbability` and `beyond` at least `settings.account.smallestChange`, `worse` the other way round, else `unclear`.
   */
  readonly verdict: 'better' | 'worse' | 'unclear' | 'notHeardSince'
}

/** How much of the account's change was heard after moves. */
export interface AccountEffect {
  /** The change of the account's expected sentiment, as `explainChange` gives it. */
  readonly total: number
  /** What readings that are new add to it, of people with whom a move was done, after it. */
  readonly throughMoves: number
  /** `total` less `throughMoves`. */
  readonly rest: number
}

/** What was heard after moves. */
export interface MoveEffects {
  /** One row for each done move and each person that it was with, if they are there and known; by the ids of move and person. */
  readonly effects: readonly MoveEffect[]
  /** Over the rows of which something was heard after the move. A person with whom several moves were done counts once for each. */
  readonly pooled: PooledEffect
  /** The same of the people with whom no move was done, since the earliest of these moves, as far as they were heard after it. */
  readonly others: PooledEffect
  /** Only with `before`. */
  readonly account?: AccountEffect
}

/**
 * Whether people think better of us after moves with them than was to come without any, told with uncertainty.
 *
 * Moves go to people who were low, and whoever was low drifts up by themselves. So of the change since the move that drift is taken off: with
 * `a = 2^(-days / halfLife)`, times `1 - s` for each upheaval of strength `s` since, `beyond = x(T) - mean - a (x(T0) - mean)`, from the joint
 * posterior of both. What comes after a move need not come from it: somebody else may have moved them, and `others` says how those fared with
 * whom no move was done.
 *
 * @throws InvalidArgumentError when `before` is of another account
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { moveEffects } from 'account-village/moves'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }],
 *   observations: [
 *     { stakeholder: 'ann', at: '2026-03-02', sentiment: -0.4, via: 'interview' },
 *     { stakeholder: 'ann', at: '2026-08-03', sentiment: 0.5, via: 'interview' },
 *   ],
 *   moves: [{ id: 'm1', statement: 'Show what came of it', with: ['ann'], status: [{ at: '2026-06-01', state: 'done' }] }],
 * })
 * const [effect] = moveEffects(snapshot(village, '2026-08-10')).effects
 * effect?.change //=> 0.2982
 * effect?.beyond //=> 0.3248
 * effect?.verdict //=> 'better'
 */
export function moveEffects(snapshot: Snapshot, options?: MoveEffectsOptions): MoveEffects {
  checkGiven('moveEffects', snapshot)
  const { before } = optionsOf('moveEffects', options, OPTIONS)
  const found = measured('moveEffects', snapshot, measureMoveEffects)
  if (before === undefined) return found
  checkGiven('moveEffects', before, ['snapshot'], 'before')
  refuseOtherAccount('moveEffects', before, snapshot)
  return deepFreeze({ ...found, account: accountEffect(before, snapshot) })
}

function measureMoveEffects(s: Snapshot): MoveEffects {
  const there = knownPeople(s)
  const everyMove = doneWith(s)
  const present = new Set(there)
  const done = everyMove.filter(({ stakeholder }) => present.has(stakeholder))
  const heard = groupedBy(readings(s), ({ stakeholder }) => stakeholder)
  const lastHeard = (stakeholder: string): number => heard.get(stakeholder)?.at(-1)?.day ?? Number.NEGATIVE_INFINITY
  const ofPerson = groupedBy(done, ({ stakeholder }) => stakeholder)
  const changes = changesSince(s, done)
  const effects = changes.map((change): MoveEffect => {
    const { move, stakeholder, doneAt: at, expectedSway, day } = change
    const since = (heard.get(stakeholder) ?? []).filter(reading => reading.day > day).length
    const sharing = (ofPerson.get(stakeholder) ?? []).filter(each => since > 0 && each.move !== move && each.day < lastHeard(stakeholder))
    return {
      move,
      stakeholder,
      doneAt: at,
      ...(heard.has(stakeholder) && numbersOf(change)),
      ...(expectedSway !== undefined && { expectedSway }),
      readings: since,
      sharedWith: sharing.length,
      verdict: since === 0 ? 'notHeardSince' : verdictOf(s, change),
    }
  })
  const touched = new Set(everyMove.map(({ stakeholder }) => stakeholder))
  const first = done.reduce((least, { day }) => Math.min(least, day), Number.POSITIVE_INFINITY)
  const others = there.filter(id => !touched.has(id) && lastHeard(id) > first).map(stakeholder => ({ stakeholder, day: first }))
  return {
    effects: effects.sort((a, b) => compareText(a.move, b.move) || compareText(a.stakeholder, b.stakeholder)),
    pooled: pooledOf(changes.filter(({ stakeholder, day }) => lastHeard(stakeholder) > day)),
    others: pooledOf(changesSince(s, others)),
  }
}

function numbersOf(change: PersonChange): Partial<MoveEffect> {
  const { before, expectedAnyway, beyond } = change
  return {
    before,
    after: before + change.change.mean,
    change: change.change.mean,
    sd: Math.sqrt(change.change.variance),
    expectedAnyway,
    beyond: beyond.mean,
    beyondSd: Math.sqrt(beyond.variance),
    probabilityBetter: probabilityBetter(change),
  }
}

function probabilityBetter({ beyond: { mean, variance } }: PersonChange): number {
  return variance > 0 ? normalCdf(mean / Math.sqrt(variance)) : 0.5 + 0.5 * Math.sign(mean)
}

function verdictOf({ settings: { risk, account } }: Snapshot, change: PersonChange): MoveEffect['verdict'] {
  const { mean } = change.beyond
  const better = probabilityBetter(change)
  if (better >= risk.declineProbability && mean >= account.smallestChange) return 'better'
  return 1 - better >= risk.declineProbability && -mean >= account.smallestChange ? 'worse' : 'unclear'
}

function accountEffect(before: Snapshot, s: Snapshot): AccountEffect {
  const done = groupedBy(doneWith(s), ({ stakeholder }) => stakeholder)
  const { total, contributions } = explainChange(before, s)
  const throughMoves = contributions.reduce((sum, { kind, stakeholder, at, amount }) => {
    const isAfter = stakeholder !== undefined && at !== undefined && done.get(stakeholder)?.some(({ day }) => days(at) > day)
    return kind === 'newReading' && isAfter === true ? sum + amount : sum
  }, 0)
  return { total, throughMoves, rest: total - throughMoves }
}
