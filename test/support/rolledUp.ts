import { createVillage, type Snapshot, snapshot } from 'account-village'
import reference from '../fixtures/reference/aggregation.json' with { type: 'json' }
import { day } from './days.js'

const { people, priorVariance, groupsOfUnits } = reference
type Dated = (typeof reference.dates)[number]

/**
 * The account of the source: explicit shares for units and groups, weights within a group as rights to decide, and one reading of each person that leaves
 * exactly the mean and the variance wanted. Nobody sways with anybody.
 */
export function rolledUp(
  date: Dated,
  means: (mean: number, i: number) => number = mean => mean,
  variance = (i: number) => date.variances[i] ?? 0,
): Snapshot {
  const shareOf = (unit: string): number => date.unitShares[Object.keys(groupsOfUnits).indexOf(unit)] ?? 0
  const village = createVillage({
    account: 'Rolled up',
    units: Object.entries(groupsOfUnits).flatMap(([unit, groups]) => [
      { id: unit, name: unit, kind: 'site' as const, share: shareOf(unit) },
      ...groups.map((group, i) => ({ id: group, name: group, kind: 'team' as const, parent: unit, share: within(date, unit)[i] ?? 0 })),
    ]),
    stakeholders: people.map(({ id, g }, i) => ({
      id,
      unit: g,
      roles: [{ role: g === 'exec' ? 'approver' : 'user', authority: date.weights[i] ?? 0 }],
    })),
    observations: people.flatMap(({ id }, i) => {
      const sd2 = (variance(i) * priorVariance) / (priorVariance - variance(i))
      const sentiment = means(date.means[i] ?? 0, i) * ((priorVariance + sd2) / priorVariance)
      return Number.isNaN(sentiment) ? [] : [{ stakeholder: id, at: day(0), sentiment, via: 'survey', sd: Math.sqrt(sd2) } as const]
    }),
  })
  return snapshot(village, day(0), { settings: { sentiment: { sameUnitCorrelation: 0 }, account: { leastCoverage: 0.1 } } })
}

function within(date: Dated, unit: string): readonly number[] {
  return unit === 'HQ' ? date.groupWithinUnit.HQ : date.groupWithinUnit['Plant A']
}
