import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { id, type ShapeOf, time } from './fact.js'
import { type Interaction, interactionFields } from './interaction.js'
import { defineRegister } from './register.js'
import { type Tie, tieFields } from './tie.js'

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
  /** Ties of which it says that they lie between the person and others who were not of the account then: they hold once they are. */
  readonly ties?: readonly (Tie<Time> & { readonly id: string })[] | undefined
  /** What took place, as it says it, where the account does not hold all of it: whoever took part is named once they are of the account. */
  readonly interaction?: (Interaction<Time> & { readonly id: string }) | undefined
  /** What tells where it took place, the best first; when absent, it names the account of the village. */
  readonly places?: readonly ImportedPlace[] | undefined
}

/** What tells where something took place: an account itself, a decision that an account makes, or a person who belongs to one. */
export interface ImportedPlace {
  readonly account?: string | undefined
  readonly decision?: string | undefined
  readonly person?: string | undefined
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
  timesWithin: {
    ties: ['since', 'until', 'recordedAt', 'retractedAt'],
    interaction: ['at', 'recordedAt', 'retractedAt'],
  },
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
          ties: z.exactOptional(z.array(z.strictObject({ ...tieFields, id }))),
          interaction: z.exactOptional(z.strictObject({ ...interactionFields, id })),
          places: z.exactOptional(
            z.array(
              z.strictObject({
                account: z.exactOptional(id),
                decision: z.exactOptional(id),
                person: z.exactOptional(id),
              } satisfies ShapeOf<ImportedPlace>),
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
    each => `${each.changedAt ?? ''} ${each.gone === true ? 1 : 0} ${each.reduced === true ? 1 : 0} ${said(each)} ${each.into ?? ''}`,
  )
  return compareText(first ?? '', second ?? '') >= 0 ? a : b
}

function said({ links = [], ties = [], interaction, places = [] }: ImportedRecord): string {
  return JSON.stringify([links, ties, interaction ?? {}, places])
}
