import { type VetoHolder, vetoHolders } from '../decision/vetoHolders.js'
import type { Account } from '../model/account.js'
import type { Decision } from '../model/decision.js'
import type { TieKind } from '../model/tie.js'
import { checkNumbers } from '../support/finite.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import type { AccountReport } from './accountReport.js'
import { type PersonSummary, personSummaries } from './people.js'

/** A tie between two people who are there; `from` moves `to`, or reports to `to`. */
export interface TieReport {
  readonly from: string
  readonly to: string
  readonly kind: TieKind
  readonly weight: number
}

/** A part of the account. */
export interface UnitReport {
  readonly unit: string
  readonly name: string
  readonly parent?: string
}

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

/** Who moves whom, who reports to whom, and who is at odds with whom. */
export function tiesIn(s: Snapshot): TieReport[] {
  return s.ties.map(({ from, to, kind, weight = 1 }) => ({ from, to, kind, weight }))
}

/** The parts of the account. */
export function unitsIn(s: Snapshot): UnitReport[] {
  return s.units.map(({ id: unit, name, parent }) => ({ unit, name, ...(parent !== undefined && { parent }) }))
}
