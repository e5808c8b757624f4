import { authority } from '../influence/authority.js'
import { influenceMatrix } from '../influence/power.js'
import { inIdOrder } from '../math/rows.js'
import { covarianceWithSum } from '../math/sentimentFilter.js'
import { knownShares, reliabilitiesOf } from '../sentiment/known.js'
import { meanSentiments, sentimentState } from '../sentiment/state.js'
import { overEverybody } from '../sentiment/takeIn.js'
import { cut, type Interval, SENTIMENT, within } from '../support/interval.js'
import { at, itemAt } from '../support/linear.js'
import { NINETY_PERCENT } from '../support/normal.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { LEAST_EVIDENCE } from './verdict.js'

/** An opinion after all have talked. */
export interface SettledOpinion {
  /** Its expected value, -1..1; `undefined` when nobody with a part in it was heard, or nothing of it is left (a coverage below 0.01). */
  readonly value: number | undefined
  readonly sd: number
  /** `value` plus and minus 1.6449 standard deviations, within -1..1. */
  readonly interval: Interval | undefined
}

/** A person's opinion after all have talked. */
export interface SettledOpinionRow extends SettledOpinion {
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
  const matrix = influenceMatrix(s)
  return {
    byStakeholder: inIdOrder(s.stakeholders.map(({ id: stakeholder }, i) => ({ stakeholder, ...mixed(s, matrix[i] ?? []) }))),
    account: mixed(
      s,
      s.stakeholders.map((_, j) => matrix.reduce((sum, row, i) => sum + at(authority(s).rights, i) * itemAt(row, j), 0)),
    ),
  }
}

/** The opinion that is made up of everybody's own in given parts. */
function mixed(s: Snapshot, parts: readonly number[]): SettledOpinion {
  const { filter } = sentimentState(s)
  const [known, reliabilities] = [knownShares(s), reliabilitiesOf(s)]
  const weights = Float64Array.from(parts)
  const means = meanSentiments(s)
  const cross = covarianceWithSum(filter, overEverybody({ filter }, weights))
  const mean = parts.reduce((sum, part, j) => sum + part * itemAt(means, j), 0)
  const sd = Math.sqrt(
    Math.max(
      0,
      parts.reduce((sum, part, j) => sum + part * at(cross, j), 0),
    ),
  )
  const coverage = parts.reduce((sum, part, j) => sum + part * at(reliabilities, j), 0)
  if (coverage < LEAST_EVIDENCE || !parts.some((part, j) => part > 0 && at(known, j) > 0))
    return { value: undefined, sd, interval: undefined }
  return { value: within(mean, SENTIMENT), sd, interval: cut([mean - NINETY_PERCENT * sd, mean + NINETY_PERCENT * sd], SENTIMENT) }
}
