import { quoted } from '../../errors.js'
import type { PartReference } from '../../model/fact.js'
import { FACT_KINDS, type Village } from '../../model/village.js'
import { nearestOf } from '../nearestOf.js'
import type { Draft, FactLine } from './lines.js'

/** Who is meant by what a line says. */
export interface People {
  /** The fact with the ids of people in place of their e-mail addresses and ids in other systems. */
  resolved(line: FactLine): Draft
  /** Why a text means no person; `undefined` when it means one. It is not repeated, because it may be anything about anybody. */
  whyNot(text: unknown): string | undefined
}

/** What each text means, of the people of a village and of those whom lines add to it. */
export function peopleOf({ stakeholders }: Village, lines: readonly FactLine[]): People {
  const ids = new Set<string>()
  const others = new Map<string, Set<string>>()
  const know = (key: unknown, id: string): void => {
    if (typeof key === 'string') others.set(key, (others.get(key) ?? new Set()).add(id))
  }
  const added = lines.flatMap(({ array, fact }) => (array === 'stakeholders' ? [fact] : []))
  const everybody: readonly { readonly [Field in 'id' | 'email' | 'externalIds']?: unknown }[] = [...stakeholders, ...added]
  for (const { id, email, externalIds } of everybody) {
    if (typeof id !== 'string') continue
    ids.add(id)
    if (typeof email === 'string') know(email.toLowerCase(), id)
    for (const external of Array.isArray(externalIds) ? externalIds : []) if (isExternal(external)) know(external.id, id)
  }
  const meant = (text: string): ReadonlySet<string> => {
    if (ids.has(text)) return new Set([text])
    return others.get(text) ?? others.get(text.toLowerCase()) ?? new Set()
  }
  const idIn = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(idIn)
    const [id, ...more] = typeof value === 'string' ? meant(value) : []
    return id === undefined || more.length > 0 ? value : id
  }
  const nearId = nearestOf(() => ids)
  return {
    resolved({ array, fact }) {
      const named = FACT_KINDS[array].references.flatMap(([field, target]) =>
        target === 'stakeholders' && field in fact ? [[field, idIn(fact[field])] as const] : [],
      )
      const within = FACT_KINDS[array].referencesWithin.flatMap(([field, names]): [string, unknown][] => {
        const parts = fact[field]
        return Array.isArray(parts) ? [[field, parts.map((part: unknown) => resolvedPart(part, names, idIn))]] : []
      })
      const all = [...named, ...within]
      return all.length === 0 ? fact : { ...fact, ...Object.fromEntries(all) }
    },
    whyNot(text) {
      const found = typeof text === 'string' ? meant(text).size : 0
      if (found === 1) return undefined
      if (found > 1) return 'means several people; use the id'
      return nobodyCalled(typeof text === 'string' ? nearId(text) : undefined)
    },
  }
}

/** That a text means nobody, and the id that was probably meant; one that is a mail address is not told. */
export function nobodyCalled(near: string | undefined): string {
  const help = near === undefined || near.includes('@') ? '"village people" lists who is there.' : `Did you mean ${quoted(near)}?`
  return `names no one in the village. ${help}`
}

function resolvedPart(part: unknown, names: readonly PartReference[], idIn: (value: unknown) => unknown): unknown {
  if (typeof part !== 'object' || part === null) return part
  const people = names.flatMap(({ field, target }) => (target === 'stakeholders' && field in part ? [field] : []))
  return { ...part, ...Object.fromEntries(people.map(field => [field, idIn(Reflect.get(part, field))])) }
}

function isExternal(value: unknown): value is { readonly id: unknown } {
  return typeof value === 'object' && value !== null && 'id' in value
}
