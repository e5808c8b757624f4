import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { compareText } from '../support/order.js'
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
  /** When the source changed it into this version; absent where it does not tell. */
  readonly changedAt?: Time | undefined
  /** Whether the source deleted it then, or merged it into another. */
  readonly gone?: true | undefined
  /** The record under whose id it goes on. */
  readonly into?: string | undefined
  /** Whether an import took back something that this version said here, because of what other records say. */
  readonly reduced?: true | undefined
  /** Whom it makes part of the account. */
  readonly links?: readonly ImportedLink[] | undefined
}

/** Somebody is part of an account because a record says so. */
export interface ImportedLink {
  /** The id of the record itself when absent. */
  readonly person?: string | undefined
  /** The account, which may be a unit; that of the village when absent. */
  readonly account?: string | undefined
  /** The decision in which they play a part. */
  readonly decision?: string | undefined
  /** It is their own account, they are related to it, or they only play a part in it. */
  readonly kind: 'home' | 'relation' | 'part'
  /** Whether it holds no longer. */
  readonly ended?: true | undefined
}

export const importsRegister = defineRegister<ImportedSource, ImportedSource<TimeInput>, ImportedRecord>({
  entries: 'records',
  times: ['changedAt'],
  schema: z.array(
    z.strictObject({
      source: id,
      records: z.array(
        z.strictObject({
          id,
          changedAt: z.exactOptional(time),
          gone: z.exactOptional(z.literal(true)),
          into: z.exactOptional(id),
          reduced: z.exactOptional(z.literal(true)),
          links: z.exactOptional(
            z.array(
              z.strictObject({
                person: z.exactOptional(id),
                account: z.exactOptional(id),
                decision: z.exactOptional(id),
                kind: z.enum(['home', 'relation', 'part']),
                ended: z.exactOptional(z.literal(true)),
              } satisfies ShapeOf<ImportedLink>),
            ),
          ),
        } satisfies ShapeOf<ImportedRecord<TimeInput>>),
      ),
    } satisfies ShapeOf<ImportedSource<TimeInput>>),
  ),
  nameOf: ({ source }) => source,
  entriesOf: ({ records }) => records,
  keyOf: record => record.id,
  prevailing: newest,
  listOf: (source, records) => ({ source, records }),
})

/**
 * The later version; of two at one moment that in which the record is gone, and else the one that says more. Instants are in the order of
 * their texts.
 */
function newest(a: ImportedRecord, b: ImportedRecord): ImportedRecord {
  const [first, second] = [a, b].map(
    each =>
      `${each.changedAt ?? ''} ${each.gone === true ? 1 : 0} ${each.reduced === true ? 1 : 0} ${JSON.stringify(each.links ?? [])} ${each.into ?? ''}`,
  )
  return compareText(first ?? '', second ?? '') >= 0 ? a : b
}
