import type { Issue } from '../errors.js'

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
 * Whatever is not in a short form is left as it is for the schema to judge; nothing of the input is changed.
 *
 * @param known the id of the account that the facts are for, when it is known
 */
export function desugar(
  input: unknown,
  known?: string,
): { readonly plain: unknown; readonly origins: Origins; readonly issues: readonly Issue[] } {
  if (!isPlain(input)) return { plain: input, origins: new Map(), issues: [] }
  const named = typeof input.account === 'string' ? withAccount(input, input.account, known) : input
  const people = input.stakeholders
  if (!Array.isArray(people) || !people.some(isShort)) return { plain: named, origins: new Map(), issues: [] }
  const roles = listIn(input.roles)
  const vetoes = listIn(input.vetoes)
  const origins = new Map<string, Origin>()
  const issues: Issue[] = []
  const own = (person: Plain, fact: unknown, place: string): unknown => {
    if (isPlain(fact) && fact.stakeholder !== undefined && fact.stakeholder !== person.id) {
      issues.push({ path: `${place}.stakeholder`, message: 'is not the person with whom it stands. Leave it out.', code: 'invalidVillage' })
    }
    return ownedBy(person, fact)
  }
  const stakeholders = people.map((person: unknown, i) => {
    if (!isShort(person)) return person
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
    return rest
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

function isShort(person: unknown): person is Plain {
  return isPlain(person) && (person.roles !== undefined || person.veto !== undefined)
}

function listIn(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? [...value] : [value]
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
