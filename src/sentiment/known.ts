import { covarianceOf } from '../math/sentimentFilter.js'
import { shelfLife } from '../math/shelfLife.js'
import { DAY, formatInstant, type Instant, isHeld, parseInstant } from '../support/instants.js'
import { at, vector, vectorOf } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { sentimentState } from './state.js'

/** The share of what could be known of each stakeholder that is known, 0..1, in the order of the snapshot. */
export function reliabilitiesOf(s: Snapshot): Float64Array {
  return remembered(s, computeReliabilities)
}

function computeReliabilities(s: Snapshot): Float64Array {
  const { filter } = sentimentState(s)
  const prior = s.settings.sentiment.priorSd ** 2
  return vector(s.stakeholders.length, i => Math.max(1 - covarianceOf(filter, i, i) / prior, 0))
}

/**
 * How far each stakeholder counts as heard, 0..1, in the order of the snapshot: 1 while their reliability is at least
 * `account.staleReliability`, in proportion below, and 0 for whoever was never heard, however much is known of their unit.
 */
export function knownShares(s: Snapshot): Float64Array {
  return remembered(s, computeKnownShares)
}

function computeKnownShares(s: Snapshot): Float64Array {
  const { heard } = sentimentState(s)
  const { staleReliability } = s.settings.account
  const found = reliabilitiesOf(s)
  return vectorOf(s.stakeholders, ({ id }, i) => {
    if (!heard.has(id)) return 0
    return at(found, i) >= staleReliability ? 1 : at(found, i) / staleReliability
  })
}

/**
 * Until when what is known stays at least a limit if nobody is heard; `undefined` when it already is below, has no end, or ends beyond the
 * calendar. It falls as reliability does.
 */
export function goodUntil(s: Snapshot, share: number, least: number): Instant | undefined {
  if (share < least) return undefined
  const days = shelfLife({ known: share, least, halfLifeDays: s.settings.sentiment.halfLifeDays }) ?? Number.NaN
  const end = Math.floor((parseInstant(s.agedTo) ?? Number.NaN) + days * DAY)
  return isHeld(end) ? formatInstant(end) : undefined
}
