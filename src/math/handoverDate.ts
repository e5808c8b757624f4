import { itemAt } from '../support/linear.js'
import type { Cluster } from './handoverEvidence.js'

/** When a hand-over happened, if it did. */
export interface HandoverDate {
  /** The middle of the most probable gap between events. */
  readonly day: number
  /** The central 80 % of the date, given that it happened. */
  readonly interval: readonly [number, number]
}

/**
 * When it happened, from the posterior over the gaps between events: that a gap holds the change has the probability of the prior that it
 * does, times the evidence of all events after it.
 */
export function dateOf(
  clusters: readonly Cluster[],
  { hazardPerDay, day }: { readonly hazardPerDay: number; readonly day: number },
): HandoverDate | undefined {
  const first = clusters[0]
  if (first === undefined) return undefined
  const ends = [...clusters.map(cluster => cluster.day), day]
  const later = laterEvidence(clusters)
  const gaps = ends.slice(1).map((to, i) => ({ from: itemAt(ends, i), to, later: itemAt(later, i) }))
  const most = gaps.reduce((highest, gap) => Math.max(highest, gap.later), Number.NEGATIVE_INFINITY)
  const masses = gaps.map(({ from, to, later }) => priorMass(from - first.day, to - first.day, hazardPerDay) * Math.exp(later - most))
  const total = masses.reduce((sum, mass) => sum + mass, 0)
  if (!(total > 0)) return undefined
  const best = masses.indexOf(masses.reduce((highest, mass) => Math.max(highest, mass), 0))
  const { from = day, to = day } = gaps[best] ?? {}
  const quantile = (share: number): number => quantileOf(gaps, masses, share * total)
  return { day: (from + to) / 2, interval: [quantile(0.1), quantile(0.9)] }
}

/** What all clusters after each one tell together. */
function laterEvidence(clusters: readonly Cluster[]): number[] {
  const later = clusters.map(() => 0)
  for (let i = clusters.length - 2; i >= 0; i--) later[i] = itemAt(later, i + 1) + (clusters[i + 1]?.evidence ?? 0)
  return later
}

/** The prior probability that the change falls between two days. */
function priorMass(from: number, to: number, hazardPerDay: number): number {
  const survival = Math.log1p(-hazardPerDay)
  return -Math.exp(from * survival) * Math.expm1((to - from) * survival)
}

/** The day by which so much of the mass has come; within a gap it comes evenly. */
function quantileOf(gaps: readonly { readonly from: number; readonly to: number }[], masses: readonly number[], wanted: number): number {
  let before = 0
  for (const [i, { from, to }] of gaps.entries()) {
    const mass = itemAt(masses, i)
    if (before + mass >= wanted) return from + ((wanted - before) / mass) * (to - from)
    before += mass
  }
  return gaps.at(-1)?.to ?? Number.NaN
}
