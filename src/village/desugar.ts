import type { Issue } from '../errors.js'
import type { Rows } from './rows.js'

/** Where the caller wrote a fact that now is elsewhere: `roles[4]` came from `stakeholders[0].roles[1]`. */
export type Origins = ReadonlyMap<string, Origin>

/** The place of a fact in short form, and the fields that it takes over from its stakeholder. */
export interface Origin {
  readonly place: string
  readonly inherited: readonly string[]
}

type Plain = Record<string, unknown>

/**
 * Writes the short forms of input out: an account given by its name, and roles and vetoes that stand with their stakeholder.
 *
 * Whatever is not in a short form is left as it is for the schema to judge; nothing of the input is changed. Somebody known already, of whom
 * only roles and a veto are given, stays who they are.
 *
 * @param known what is known of the account that the facts are for
 */
export function desugar(
  input: unknown,
  known?: Rows,
): { readonly plain: unknown; readonly origins: Origins; readonly issues: readonly Issue[] } {
  if (!isPlain(input)) return { plain: input, origins: new Map(), issues: [] }
  const named = typeof input.account === 'string' ? withAccount(input, input.account, known?.accounts[0]?.id) : input
  const people = input.stakeholders
  if (!Array.isArray(people) || !people.some(isShort)) return { plain: named, origins: new Map(), issues: [] }
  const roles = listIn(input.roles)
  const vetoes = listIn(input.vetoes)
  const origins = new Map<string, Origin>()
  const issues: Issue[] = []
  const own = (person: Plain, fact: unknown, place: string): unknown => {
    if (isPlain(fact) && fact.stakeholder !== undefined && fact.stakeholder !== person.id) {
      issues.push({ path: `${place}.stakeholder`, message: 'is not the person it is given with. Leave it out.', code: 'invalidVillage' })
    }
    return ownedBy(person, fact)
  }
  const stakeholders: unknown[] = []
  const take = (person: unknown, i: number): void => {
    if (i !== stakeholders.length) origins.set(`stakeholders[${stakeholders.length}]`, { place: `stakeholders[${i}]`, inherited: [] })
    stakeholders.push(person)
  }
  people.forEach((person: unknown, i) => {
    if (!isShort(person)) {
      take(person, i)
      return
    }
    const { roles: shortRoles, veto, ...rest } = person
    listIn(shortRoles ?? []).forEach((role, j) => {
      const place = `stakeholders[${i}].roles[${j}]`
      origins.set(`roles[${roles.length}]`, { place, inherited: inheritedBy(role) })
      roles.push(own(rest, typeof role === 'string' ? { role } : role, place))
    })
    if (veto !== undefined && veto !== false) {
      const place = `stakeholders[${i}].veto`
      origins.set(`vetoes[${vetoes.length}]`, { place, inherited: inheritedBy(veto) })
      vetoes.push(own(rest, veto === true ? {} : veto, place))
    }
    if (!isNamedOnly(rest) || !isBelieved(rest.id, known)) take(rest, i)
  })
  return { plain: { ...named, stakeholders, roles, vetoes }, origins, issues }
}

/** The input with the account written out; the name of the account that is known already says nothing new of it. */
function withAccount({ account: _, ...facts }: Plain, account: string, known: string | undefined): Plain {
  return account === known ? facts : { ...facts, account: { id: account, name: account } }
}

/** The same value without fields that are explicitly `undefined`, as deep as facts nest. */
export function withoutUndefined(value: unknown, depth = 8): unknown {
  if (depth === 0) return value
  if (Array.isArray(value)) return value.map(each => withoutUndefined(each, depth - 1))
  if (!isPlain(value) || value instanceof Date) return value
  const kept = Object.keys(value).filter(key => value[key] !== undefined)
  // Defining rather than assigning keeps a field called "__proto__" a field, for the schema to refuse.
  const copy: Plain = {}
  for (const key of kept) {
    Object.defineProperty(copy, key, {
      value: withoutUndefined(value[key], depth - 1),
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return copy
}

/** A role or a veto with what it takes over from its stakeholder: who it is about, and since when and from where we know. */
function ownedBy({ id, recordedAt, source }: Plain, fact: unknown): unknown {
  if (!isPlain(fact)) return fact
  return { stakeholder: id, ...(recordedAt !== undefined && { recordedAt }), ...(source !== undefined && { source }), ...definedIn(fact) }
}

function definedIn(fact: Plain): Plain {
  return Object.fromEntries(Object.entries(fact).filter(([, value]) => value !== undefined))
}

function inheritedBy(fact: unknown): string[] {
  return ['stakeholder', 'recordedAt', 'source'].filter(field => !isPlain(fact) || fact[field] === undefined || field === 'stakeholder')
}

/** Whether nothing is said of a person but who they are, and since when and from where we know. */
function isNamedOnly(person: Plain): boolean {
  return Object.keys(person).every(field => field === 'id' || field === 'recordedAt' || field === 'source' || person[field] === undefined)
}

function isBelieved(id: unknown, known: Rows | undefined): boolean {
  return known?.stakeholders.some(row => row.id === id && row.knownTo === Number.POSITIVE_INFINITY) === true
}

function isShort(person: unknown): person is Plain {
  return isPlain(person) && (person.roles !== undefined || person.veto !== undefined)
}

function listIn(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? [...value] : [value]
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
