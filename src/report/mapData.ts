import { type VetoHolder, vetoHolders } from '../decision/vetoHolders.js'
import type { Account } from '../model/account.js'
import type { Decision } from '../model/decision.js'
import { checkNumbers } from '../support/finite.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import type { AccountReport } from './accountReport.js'
import { type PersonSummary, personSummaries } from './people.js'
import { type TieReport, tiesIn, type UnitReport, unitsIn } from './structure.js'

/** What a picture of the village shows: the part of a report that takes no simulation and no vote. */
export interface MapData {
  readonly account: Account
  readonly asOf: string
  /** The decision in view. */
  readonly decision?: Decision
  /** Everybody, the most powerful first. */
  readonly people: readonly PersonSummary[]
  readonly units: readonly UnitReport[]
  readonly ties: readonly TieReport[]
  readonly vetoHolders: readonly VetoHolder[]
}

/** What a picture shows of a snapshot, or of a report, which holds it already. A report is told by the version of its formulas. */
export function mapDataOf(where: string, source: Snapshot | AccountReport): MapData {
  checkGiven(where, source, ['snapshot', 'report'])
  if ('formulaVersion' in source) {
    checkNumbers(where, source)
    return source
  }
  return {
    account: source.account,
    asOf: source.asOf,
    ...(source.decision !== undefined && { decision: source.decision }),
    people: personSummaries(source),
    units: unitsIn(source),
    ties: tiesIn(source),
    vetoHolders: vetoHolders(source),
  }
}
