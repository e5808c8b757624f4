import { covarianceOf } from '../math/sentimentFilter.js'
import { at, vectorOf } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { sentimentState } from './state.js'

/**
 * How far each stakeholder counts as heard, 0..1, in the order of the snapshot: `w = min(1, R / staleReliability)` with the reliability `R`
 * for people who were heard, and 0 for those never heard, even where the rest of their unit was.
 */
export function knownShares(s: Snapshot): Float64Array {
  return remembered(s, computeKnownShares)
}

function computeKnownShares(s: Snapshot): Float64Array {
  const { heard } = sentimentState(s)
  const { staleReliability } = s.settings.account
  const reliabilities = reliabilitiesOf(s)
  return vectorOf(s.stakeholders, ({ id }, i) => {
    if (!heard.has(id)) return 0
    const reliability = Math.max(0, at(reliabilities, i))
    return reliability < staleReliability ? reliability / staleReliability : 1
  })
}

/** Fraction of each stakeholder's prior variance that the evidence removed, in the order of the snapshot. */
export function reliabilitiesOf(s: Snapshot): Float64Array {
  return remembered(s, computeReliabilities)
}

function computeReliabilities(s: Snapshot): Float64Array {
  const { filter } = sentimentState(s)
  const prior = s.settings.sentiment.priorSd ** 2
  return vectorOf(s.stakeholders, (_, i) => 1 - covarianceOf(filter, i, i) / prior)
}
