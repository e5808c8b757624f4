import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { id, type ShapeOf, time } from './fact.js'
import { defineRegister } from './register.js'

/** The newest version of each record of a source that was imported, so that an older version that arrives later changes nothing. */
export interface ImportedSource<Time = Instant> {
  /** The source, such as `salesforce`. */
  readonly source: string
  /** In order of their ids, each once. */
  readonly records: readonly ImportedRecord<Time>[]
}

/** The newest version of a record of a source that was imported. */
export interface ImportedRecord<Time = Instant> {
  /** The id of the record in its source. */
  readonly id: string
  /** When the source changed it into this version. */
  readonly changedAt: Time
  /** Whether the source deleted it then. */
  readonly gone?: true | undefined
}

export const importsRegister = defineRegister<ImportedSource, ImportedSource<TimeInput>, ImportedRecord>({
  entries: 'records',
  times: ['changedAt'],
  schema: z.array(
    z.strictObject({
      source: id,
      records: z.array(
        z.strictObject({ id, changedAt: time, gone: z.exactOptional(z.literal(true)) } satisfies ShapeOf<ImportedRecord<TimeInput>>),
      ),
    } satisfies ShapeOf<ImportedSource<TimeInput>>),
  ),
  nameOf: ({ source }) => source,
  entriesOf: ({ records }) => records,
  keyOf: record => record.id,
  prevailing: newest,
  listOf: (source, records) => ({ source, records }),
})

/** The later version; of two at one moment that in which the record is gone. Instants are in the order of their texts. */
function newest(a: ImportedRecord, b: ImportedRecord): ImportedRecord {
  if (a.changedAt !== b.changedAt) return a.changedAt > b.changedAt ? a : b
  return b.gone === true && a.gone !== true ? b : a
}
