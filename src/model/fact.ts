import * as z from 'zod/mini'
import type { Instant, TimeInput } from '../support/instants.js'
import { definedEntries } from '../support/order.js'

/** How somebody came to know a fact: they were told, they saw it, or they concluded it. */
export type Basis = 'stated' | 'observed' | 'inferred'

/**
 * What every fact may carry beside its content.
 *
 * `Time` is how its points in time are written: as stored instants, or as callers may give them (`TimeInput`).
 */
export interface Fact<Time = Instant> {
  /** Names the fact: recording the same id with the same content again changes nothing. Derived from the content when absent. */
  readonly id?: string | undefined
  /** When we learned it; when it became true if absent, or always if that has no date either. */
  readonly recordedAt?: Time | undefined
  /** When we stopped believing it; never if absent. */
  readonly retractedAt?: Time | undefined
  /** Where it comes from, such as the name of a system or a document. */
  readonly source?: string | undefined
  /** How it came to be known. */
  readonly basis?: Basis | undefined
  /**
   * How far we trust it, 0..1; 1 if absent. It scales what the fact weighs: the precision of a reading (one over its variance) and the
   * weight of a tie. On other kinds of fact it is kept and shown, and computes nothing.
   */
  readonly confidence?: number | undefined
}

/** A fact with an id, as a village stores it: the id that it was given, or one derived from its content. */
export type Recorded<F extends Fact> = F & { readonly id: string }

/**
 * The zod fields of a hand-written interface: one for each of its properties, of its type.
 *
 * It pins a schema to its interface: a missing, an extra or a mistyped field does not compile.
 */
export type ShapeOf<T> = {
  // The second parameter is the input of the field, which may be anything.
  // biome-ignore lint/suspicious/noExplicitAny: a schema pinned by its output is free in its input
  readonly [Key in keyof T]-?: z.ZodMiniType<NonNullable<T[Key]>, any>
}

/** The arrays of a village whose facts others name. */
export type ReferenceTarget =
  | 'stakeholders'
  | 'units'
  | 'decisions'
  | 'teammates'
  | 'moves'
  | 'expectations'
  | 'barriers'
  | 'comments'
  | 'interviews'

/** A field of a part of a fact that names another fact. */
export interface PartReference {
  readonly field: string
  readonly target: ReferenceTarget
  /** It names one only in parts with this `kind`; in all when absent. */
  readonly kind?: string
}

/** What a village needs to know of a kind of fact. `Stored` and `Given` are its interfaces as a village holds it and as callers give it. */
export interface FactKind<Stored extends Fact = Fact, Given extends object = object> {
  /** Never there: it tells the compiler the interfaces. */
  readonly interfaces?: readonly [Stored, Given]
  /** The kind in messages and in derived ids, such as `observation`. */
  readonly noun: string
  /** See `schemaOf`. The types of zod stay out of the declarations of the package, which would ask every reader for those of a browser. */
  readonly schema: object
  /** The names of all its fields. */
  readonly fields: readonly string[]
  /** The field that holds when the fact became true; absent when it is always true. */
  readonly begins?: string
  /** The field that holds when it ceases to be true. */
  readonly ends?: string
  /** The other fields of its own that hold points in time. */
  readonly times: readonly string[]
  /** Fields that hold an object, or a list of objects, with points in time of their own. */
  readonly timesWithin: readonly (readonly [field: string, times: readonly string[]])[]
  /** Those fields that show only what had happened by a moment: parts with an `at`, or points in time. */
  readonly unfolds: readonly string[]
  /** Fields that name other facts, and the array of the village in which those stand. */
  readonly references: readonly (readonly [field: string, target: ReferenceTarget])[]
  /** Fields that hold a list of objects of which each names other facts. */
  readonly referencesWithin: readonly (readonly [field: string, names: readonly PartReference[]])[]
  /** Those of them that the fact holds without: it goes on when what they name is gone. */
  readonly dispensable: readonly string[]
}

/** The schema of the facts of a kind. */
export function schemaOf({ schema }: FactKind): z.ZodMiniType {
  if (!isSchema(schema)) throw new TypeError('a kind of fact comes from defineKind()')
  return schema
}

function isSchema(schema: object): schema is z.ZodMiniType {
  return schema instanceof z.ZodMiniType
}

/** Describes a kind of fact. The names of its fields are checked against its interfaces. */
export function defineKind<Stored extends Fact, Given extends Fact<TimeInput>>(kind: {
  readonly noun: string
  readonly fields: ShapeOf<Given>
  readonly begins?: keyof Given & string
  readonly ends?: keyof Given & string
  readonly times?: readonly (keyof Given & string)[]
  readonly timesWithin?: { readonly [Field in keyof Given & string]?: readonly string[] }
  readonly unfolds?: readonly (keyof Given & string)[]
  readonly references?: { readonly [Field in keyof Given & string]?: ReferenceTarget }
  readonly referencesWithin?: { readonly [Field in keyof Given & string]?: readonly PartReference[] }
  readonly dispensable?: readonly (keyof Given & string)[]
}): FactKind<Stored, Given> {
  const { begins, ends } = kind
  return {
    noun: kind.noun,
    schema: z.strictObject(kind.fields),
    fields: Object.keys(kind.fields),
    ...(begins !== undefined && { begins }),
    ...(ends !== undefined && { ends }),
    times: kind.times ?? [],
    timesWithin: definedEntries(kind.timesWithin ?? {}),
    unfolds: kind.unfolds ?? [],
    references: definedEntries(kind.references ?? {}),
    referencesWithin: definedEntries(kind.referencesWithin ?? {}),
    dispensable: kind.dispensable ?? [],
  }
}

/** A point in time as callers may give it; the village checks it and stores the instant. It is the only union among the fields of facts. */
export const time = z.union([z.string(), z.number(), z.date()])

/** The id of a fact or of something a fact names. */
export const id = z.string().check(z.minLength(1))

/** The id of a person of ours, a model, a tool or a partner: of anyone who is no stakeholder. */
export const outsider = z.string().check(z.minLength(1))

/** A free text. */
export const text = z.string()

/** The most characters of a text of `longText`. */
export const LONGEST_TEXT = 10_000

/** A free text of at most 10,000 characters. */
export const longText = z.string().check(z.maxLength(LONGEST_TEXT))

/** A number that is not negative. */
export const atLeast0 = z.number().check(z.minimum(0))

/** A number from 0 to 1. */
export const share = z.number().check(z.minimum(0), z.maximum(1))

/** How far others move somebody. At 1 nobody would have a view of their own, and opinions need not settle. */
export const openness = z.number().check(z.minimum(0), z.maximum(0.99))

/** A number from -1 to 1. */
export const sentiment = z.number().check(z.minimum(-1), z.maximum(1))

/** The fields that every fact may carry. */
export const factFields = {
  id: z.exactOptional(id),
  recordedAt: z.exactOptional(time),
  retractedAt: z.exactOptional(time),
  source: z.exactOptional(text),
  basis: z.exactOptional(z.enum(['stated', 'observed', 'inferred'])),
  confidence: z.exactOptional(share),
} satisfies ShapeOf<Fact<TimeInput>>
