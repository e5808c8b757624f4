import type { Observation } from '../model/observation.js'
import { BUYING_ROLES, type BuyingRole } from '../model/role.js'
import type { Village } from '../model/village.js'
import { compareText } from '../support/order.js'
import { believedRows } from '../village/revise.js'
import type { Row } from '../village/rows.js'
import { rowsOf } from '../village/village.js'

/** The facts that tables show, each id once; a snapshot has them too. */
export type Facts = Pick<
  Village,
  'units' | 'stakeholders' | 'roles' | 'vetoes' | 'ties' | 'observations' | 'interviews' | 'teammates' | 'moves'
>

/** A reading of sentiment, observed or from an interview. */
export type Heard = Pick<Observation, 'stakeholder' | 'at' | 'sentiment' | 'via' | 'sd' | 'decision' | 'confidence' | 'recordedAt'> & {
  readonly id: string
}

/** The facts of a village as they are believed last; what was retracted is not among them. */
export function believedFacts(village: Village): Facts {
  const rows = rowsOf('toCsv', village)
  const believed = <F>(all: readonly Row<F>[]): F[] => [...believedRows(all).values()].map(({ fact }) => fact)
  return {
    units: believed(rows.units),
    stakeholders: believed(rows.stakeholders),
    roles: believed(rows.roles),
    vetoes: believed(rows.vetoes),
    ties: believed(rows.ties),
    observations: believed(rows.observations),
    interviews: believed(rows.interviews),
    teammates: believed(rows.teammates),
    moves: believed(rows.moves),
  }
}

/** Every role of each person, whether or not it has ended, users' roles first. */
export function rolesOf({ roles }: Facts): ReadonlyMap<string, readonly BuyingRole[]> {
  const held = new Map<string, Set<BuyingRole>>()
  for (const { stakeholder, role } of roles) held.set(stakeholder, (held.get(stakeholder) ?? new Set()).add(role))
  return new Map([...held].map(([id, own]) => [id, BUYING_ROLES.filter(role => own.has(role))]))
}

/** Every reading, by time and by id. */
export function readingRows({ observations, interviews }: Pick<Facts, 'observations' | 'interviews'>): Heard[] {
  const fromInterviews = interviews.flatMap(({ sentiment, ...interview }): Heard[] =>
    sentiment === undefined ? [] : [{ ...interview, sentiment, via: 'interview' }],
  )
  return [...observations, ...fromInterviews].sort((a, b) => compareText(a.at, b.at) || compareText(a.id, b.id))
}
