import { vetoHolders } from '../decision/vetoHolders.js'
import type { Snapshot } from '../village/snapshot.js'
import type { AccountReport } from './accountReport.js'
import { peopleOf } from './people.js'

/** What a map of a village shows: who is there, where they belong, what lies between them and who can stop the decision. */
export type MapData = Pick<AccountReport, 'account' | 'asOf' | 'decision' | 'people' | 'units' | 'ties' | 'vetoHolders'>

/** The parts of a report that a map shows, of a report or of the snapshot alone, which asks fewer measures. */
export function mapDataOf(of: Snapshot | AccountReport): MapData {
  if ('formulaVersion' in of) return of
  return {
    account: of.account,
    asOf: of.asOf,
    ...(of.decision !== undefined && { decision: of.decision }),
    people: peopleOf(of),
    units: of.units.map(({ id, name, parent }) => ({ id, name, ...(parent !== undefined && { parent }) })),
    ties: of.ties.map(({ from, to, kind, weight = 1 }) => ({ from, to, kind, weight })),
    vetoHolders: vetoHolders(of),
  }
}
