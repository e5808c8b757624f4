import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { compareText, definedEntries, keysOf } from '../support/order.js'
import { type Decision, decisionFields, decisionKind } from './decision.js'
import { type FactKind, id, type ShapeOf, time } from './fact.js'
import { type Interaction, interactionFields, interactionKind } from './interaction.js'
import { type Move, moveFields, moveKind } from './move.js'
import { type Observation, observationFields, observationKind } from './observation.js'
import { defineRegister } from './register.js'
import { type RoleFact, roleFields, roleKind } from './role.js'
import { type Tie, tieFields, tieKind } from './tie.js'
import { type VetoFact, vetoFields, vetoKind } from './veto.js'

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
  /** What it says that the account does not hold, or not all of it, because whom or what it names is elsewhere or unknown: it holds once they are there. */
  readonly said?: ImportedFacts<Time> | undefined
  /** What tells where it belongs, the best first; when absent, it names the account of the village. */
  readonly places?: readonly ImportedPlace[] | undefined
}

/** Facts as a record says them, by the array of a village in which they stand. */
export interface ImportedFacts<Time = Instant> {
  readonly decisions?: readonly Omit<Decision<Time>, 'rule'>[] | undefined
  readonly roles?: readonly (RoleFact<Time> & Identified)[] | undefined
  readonly vetoes?: readonly (VetoFact<Time> & Identified)[] | undefined
  readonly ties?: readonly (Tie<Time> & Identified)[] | undefined
  readonly observations?: readonly (Observation<Time> & Identified)[] | undefined
  readonly interactions?: readonly (Interaction<Time> & Identified)[] | undefined
  readonly moves?: readonly Move<Time>[] | undefined
}

interface Identified {
  readonly id: string
}

/** What tells where something belongs: an account itself, a decision that an account makes, or a person who belongs to one. */
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

const SAID_KINDS = {
  decisions: decisionKind,
  roles: roleKind,
  vetoes: vetoKind,
  ties: tieKind,
  observations: observationKind,
  interactions: interactionKind,
  moves: moveKind,
} satisfies { readonly [Name in keyof ImportedFacts]-?: FactKind }

/** The arrays of facts that records may say. */
export type SaidArray = keyof ImportedFacts
const SAID_ARRAYS: readonly SaidArray[] = keysOf(SAID_KINDS)

/** Facts as a record says them, array by array. Whatever makes it must give facts of the array. */
export function factsSaid(make: (name: SaidArray) => readonly object[]): ImportedFacts {
  const filled = SAID_ARRAYS.flatMap(name => {
    const facts = make(name)
    return facts.length > 0 ? [[name, facts] as const] : []
  })
  const said: object = Object.fromEntries(filled)
  if (!areSaid(said)) throw new TypeError('no record says facts of such an array')
  return said
}

/** One of them, in the order of its fields, and without its source, which the list of records tells. */
export function factSaid(name: SaidArray, fact: object): ImportedFacts {
  const fields = SAID_KINDS[name].fields.flatMap((field): [string, unknown][] => {
    const value: unknown = Reflect.get(fact, field)
    return value === undefined || field === 'source' ? [] : [[field, value]]
  })
  return factsSaid(each => (each === name ? [Object.fromEntries(fields)] : []))
}

function areSaid(value: object): value is ImportedFacts {
  return Object.keys(value).every(key => SAID_ARRAYS.some(name => name === key))
}

/** All of them, each with the array in which it stands. */
export function eachSaid(said: ImportedFacts): readonly { readonly name: SaidArray; readonly fact: Identified }[] {
  return SAID_ARRAYS.flatMap(name => (said[name] ?? []).map(fact => ({ name, fact })))
}

/** Where the facts that a record says hold points in time. */
const TIMES_SAID = definedEntries<FactKind>(SAID_KINDS).flatMap(([name, { begins = [], ends = [], times, timesWithin }]) => [
  [`said.${name}`, [begins, ends, ...times, 'recordedAt', 'retractedAt'].flat()] as const,
  ...timesWithin.map(([field, own]) => [`said.${name}.${field}`, own] as const),
])

const { rule: _, ...decisionSaid } = decisionFields

export const importsRegister = defineRegister<ImportedSource, ImportedSource<TimeInput>, ImportedRecord>({
  entries: 'records',
  times: ['changedAt'],
  timesWithin: TIMES_SAID,
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
          said: z.exactOptional(
            z.strictObject({
              decisions: z.exactOptional(z.array(z.strictObject(decisionSaid))),
              roles: z.exactOptional(z.array(z.strictObject({ ...roleFields, id }))),
              vetoes: z.exactOptional(z.array(z.strictObject({ ...vetoFields, id }))),
              ties: z.exactOptional(z.array(z.strictObject({ ...tieFields, id }))),
              observations: z.exactOptional(z.array(z.strictObject({ ...observationFields, id }))),
              interactions: z.exactOptional(z.array(z.strictObject({ ...interactionFields, id }))),
              moves: z.exactOptional(z.array(z.strictObject(moveFields))),
            } satisfies ShapeOf<ImportedFacts<TimeInput>>),
          ),
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
    each => `${each.changedAt ?? ''} ${each.gone === true ? 1 : 0} ${each.reduced === true ? 1 : 0} ${sayings(each)} ${each.into ?? ''}`,
  )
  return compareText(first ?? '', second ?? '') >= 0 ? a : b
}

function sayings({ links = [], said = {}, places = [] }: ImportedRecord): string {
  return JSON.stringify([links, said, places])
}
