import type { PersonRow } from './people.js'
import type { TieRow } from './ties.js'

/** What a format without lists may hold. */
export type Cell = string | number | boolean | undefined

/** A named property of rows. */
export interface Field<Row> {
  readonly name: string
  readonly type: 'string' | 'double' | 'integer' | 'boolean'
  of(row: Row): Cell
}

/** The properties of a person in the formats that declare theirs. Roles are words with blanks between. */
export const PERSON_FIELDS: readonly Field<PersonRow>[] = [
  { name: 'stakeholder', type: 'string', of: row => row.stakeholder },
  { name: 'name', type: 'string', of: row => row.name },
  { name: 'title', type: 'string', of: row => row.title },
  { name: 'unit', type: 'string', of: row => row.unit },
  { name: 'unitName', type: 'string', of: row => row.unitName },
  { name: 'roles', type: 'string', of: ({ roles }) => (roles.length === 0 ? undefined : roles.join(' ')) },
  { name: 'class', type: 'string', of: row => row.class },
  { name: 'power', type: 'double', of: row => row.power },
  { name: 'sentiment', type: 'double', of: row => row.sentiment },
  { name: 'sentimentSd', type: 'double', of: row => row.sentimentSd },
  { name: 'reliability', type: 'double', of: row => row.reliability },
  { name: 'readings', type: 'integer', of: row => row.readings },
  { name: 'lastHeardAt', type: 'string', of: row => row.lastHeardAt },
  { name: 'veto', type: 'string', of: row => row.veto },
  { name: 'placeholder', type: 'boolean', of: row => row.placeholder },
  { name: 'openness', type: 'double', of: row => row.openness },
]

/** The properties of a tie; its kind and weight have places of their own in some formats. */
export const TIE_FIELDS: readonly Field<TieRow>[] = [
  { name: 'tie', type: 'string', of: row => row.tie },
  { name: 'kind', type: 'string', of: row => row.kind },
  { name: 'weight', type: 'double', of: row => row.weight },
  { name: 'confidence', type: 'double', of: row => row.confidence },
]
