import { authority } from '../influence/authority.js'
import { influenceRows } from '../influence/power.js'
import { inIdOrder } from '../math/rows.js'
import { cut, type Interval, SENTIMENT, within } from '../support/interval.js'
import { at } from '../support/linear.js'
import { NINETY_PERCENT } from '../support/normal.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { LEAST_EVIDENCE } from './verdict.js'
import { accountView, meanOfSum, type Part, varianceOfSum } from './view.js'

/** An opinion after all have talked. */
export interface SettledOpinion {
  /** Its expected value, -1..1; `undefined` when nobody with a part in it was heard, or nothing of it is left (a coverage below 0.01). */
  readonly value: number | undefined
  /** Its standard deviation, given also where `value` is `undefined`. */
  readonly sd: number
  /** `value` plus and minus 1.6449 standard deviations, within -1..1. */
  readonly interval: Interval | undefined
}

/** A person's opinion after all have talked. */
export interface SettledOpinionRow extends SettledOpinion {
  /** The id of the person, or of the placeholder, whose opinion it is. */
  readonly stakeholder: string
}

/** Where opinions settle. */
export interface OpinionEquilibrium {
  /** In order of id. */
  readonly byStakeholder: readonly SettledOpinionRow[]
  /** All settled opinions, weighted by decision rights. */
  readonly account: SettledOpinion
}

/**
 * Where everybody's opinion would settle if they all talked, and how sure that is: `y = V m` with covariance `V P V'`.
 *
 * It says how opinions mix and is no forecast of a vote: people talk less, and about other things, than the model has them do.
 *
 * @see `friedkinJohnsen` of `account-village/math` for `V` and its source
 * @example
 * import { createVillage, opinionEquilibrium, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   ties: [{ from: 'ann', to: 'bo', kind: 'influence' }],
 *   observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.8, via: 'interview' }],
 * })
 * opinionEquilibrium(snapshot(village, '2026-03-02')).byStakeholder[1]?.value //=> 0.2202
 */
export function opinionEquilibrium(snapshot: Snapshot): OpinionEquilibrium {
  return measured('opinionEquilibrium', snapshot, measureOpinionEquilibrium)
}

function measureOpinionEquilibrium(s: Snapshot): OpinionEquilibrium {
  const rows = influenceRows(s)
  const { rights } = authority(s)
  const whole = new Float64Array(rows.length)
  rows.forEach((row, i) => {
    for (const [j, part] of row) whole[j] = at(whole, j) + at(rights, i) * part
  })
  return {
    byStakeholder: inIdOrder(s.stakeholders.map(({ id: stakeholder }, i) => ({ stakeholder, ...mixed(s, partsIn(rows[i] ?? [])) }))),
    account: mixed(s, partsIn(whole.entries())),
  }
}

function partsIn(row: Iterable<readonly [place: number, share: number]>): readonly Part[] {
  return [...row].flatMap(([index, weight]) => (weight === 0 ? [] : [{ index, weight }]))
}

/** The opinion that is made up of everybody's own in given parts. */
function mixed(s: Snapshot, parts: readonly Part[]): SettledOpinion {
  const { known, reliabilities } = accountView(s)
  const mean = meanOfSum(s, parts)
  const sd = Math.sqrt(varianceOfSum(s, parts))
  const coverage = parts.reduce((sum, { index = -1, weight }) => sum + weight * at(reliabilities, index), 0)
  if (coverage < LEAST_EVIDENCE || !parts.some(({ index = -1, weight }) => weight > 0 && at(known, index) > 0))
    return { value: undefined, sd, interval: undefined }
  return { value: within(mean, SENTIMENT), sd, interval: cut([mean - NINETY_PERCENT * sd, mean + NINETY_PERCENT * sd], SENTIMENT) }
}
