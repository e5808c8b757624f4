import { covarianceOf } from '../math/sentimentFilter.js'
import { sentimentState } from '../sentiment/state.js'
import { at } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { accountView } from './view.js'

/**
 * How much one interview with a person would add to the account's coverage, 0..1: the variance that it takes from everybody they sway with,
 * as a share of the prior's, weighted by voice.
 */
export function coverageByHearing(s: Snapshot, id: string): number {
  const { filter } = sentimentState(s)
  const { shares } = accountView(s)
  // Nobody sways with a person who is not there.
  const i = placeOf(s, id)
  const { priorSd, readingSd } = s.settings.sentiment
  const uncertainty = covarianceOf(filter, i, i) + readingSd.interview ** 2
  return s.stakeholders.reduce((sum, _, k) => sum + (at(shares, k) * covarianceOf(filter, k, i) ** 2) / uncertainty / priorSd ** 2, 0)
}

/** How much of the account's coverage rests on what was heard of a person, 0..1. */
export function coverageOn(s: Snapshot, id: string): number {
  const { shares, reliabilities } = accountView(s)
  const i = placeOf(s, id)
  return i < 0 ? 0 : at(shares, i) * at(reliabilities, i)
}

/** Where somebody is among those who are there; the filter also knows those who left, after them. */
function placeOf(s: Snapshot, id: string): number {
  const place = sentimentState(s).index.get(id) ?? -1
  return place < s.stakeholders.length ? place : -1
}
