import * as z from 'zod/mini'
import { sortedByText } from '../support/order.js'

/** What a village needs to know of a field of its own that holds no facts: lists of entries under a name, as of records under their source. */
export interface RegisterKind<Stored extends object = object, Given extends object = object> {
  /** Never there: it tells the compiler the interfaces. */
  readonly interfaces?: readonly [Stored, Given]
  /** The field that holds the entries of a list. */
  readonly entries: string
  /** The fields of an entry that hold points in time. */
  readonly times: readonly string[]
  /** Paths of an entry, such as `said.ties`, that lead to an object, or to a list of objects, with points in time of their own. */
  readonly timesWithin: readonly (readonly [path: string, times: readonly string[]])[]
  /** See `registerSchema`. The types of zod stay out of the declarations of the package. */
  readonly schema: object
  /** Lists in canonical form, of which no two have one name and no two entries one key. What they say together does not depend on their order. */
  united(lists: readonly object[]): readonly Stored[]
}

/** What tells how the lists of a register are one. */
interface RegisterForm<Stored extends object, Given extends object, Entry extends object> {
  readonly entries: keyof Given & string
  readonly times: readonly (keyof Entry & string)[]
  readonly timesWithin?: RegisterKind['timesWithin']
  readonly schema: z.ZodMiniType<readonly Given[]>
  readonly nameOf: (list: Stored) => string
  readonly entriesOf: (list: Stored) => readonly Entry[]
  readonly keyOf: (entry: Entry) => string
  /** Which of two entries with one key holds. It must be the same in either order. */
  readonly prevailing: (a: Entry, b: Entry) => Entry
  readonly listOf: (name: string, entries: readonly Entry[]) => Stored
}

/** Describes a register. */
export function defineRegister<Stored extends object, Given extends object, Entry extends object>(
  form: RegisterForm<Stored, Given, Entry>,
): RegisterKind<Stored, Given> {
  const { entries, times, timesWithin = [], schema, nameOf, entriesOf, keyOf, prevailing, listOf } = form
  return {
    entries,
    times,
    timesWithin,
    schema,
    united(lists) {
      const byName = new Map<string, Map<string, Entry>>()
      for (const list of lists) {
        if (!isStored<Stored>(list)) continue
        const known = byName.get(nameOf(list)) ?? new Map<string, Entry>()
        byName.set(nameOf(list), known)
        for (const entry of entriesOf(list)) {
          const before = known.get(keyOf(entry))
          known.set(keyOf(entry), before === undefined ? entry : prevailing(before, entry))
        }
      }
      const filled = [...byName].filter(([, known]) => known.size > 0)
      return sortedByText(filled, ([name]) => name).map(([name, known]) => listOf(name, sortedByText(known.values(), keyOf)))
    },
  }
}

/** The schema of a register as callers may give it. */
export function registerSchema({ schema }: RegisterKind): z.ZodMiniType {
  if (!isSchema(schema)) throw new TypeError('a register comes from defineRegister()')
  return schema
}

/** Of a register there are only lists that came through its schema. */
function isStored<Stored extends object>(list: object): list is Stored {
  return typeof list === 'object'
}

function isSchema(schema: object): schema is z.ZodMiniType {
  return schema instanceof z.ZodMiniType
}
