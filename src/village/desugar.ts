/** Where the caller wrote a fact that now stands elsewhere: `roles[4]` came from `stakeholders[0].roles[1]`. */
export type Origins = ReadonlyMap<string, string>

type Plain = Record<string, unknown>

/**
 * Writes the short forms of input out: an account given by its name, and roles and vetoes that stand with their stakeholder.
 *
 * Whatever is not in a short form is left as it is for the schema to judge; nothing of the input is changed.
 */
export function desugar(input: unknown): { readonly plain: unknown; readonly origins: Origins } {
  if (!isPlain(input)) return { plain: input, origins: new Map() }
  const account = typeof input.account === 'string' ? { id: input.account, name: input.account } : input.account
  const named = account === input.account ? input : { ...input, account }
  const people = input.stakeholders
  if (!Array.isArray(people) || !people.some(isShort)) return { plain: named, origins: new Map() }
  const roles = listIn(input.roles)
  const vetoes = listIn(input.vetoes)
  const origins = new Map<string, string>()
  const stakeholders = people.map((person: unknown, i) => {
    if (!isShort(person)) return person
    const { roles: shortRoles, veto, ...rest } = person
    listIn(shortRoles ?? []).forEach((role, j) => {
      origins.set(`roles[${roles.length}]`, `stakeholders[${i}].roles[${j}]`)
      roles.push(ownedBy(rest, typeof role === 'string' ? { role } : role))
    })
    if (veto !== undefined && veto !== false) {
      origins.set(`vetoes[${vetoes.length}]`, `stakeholders[${i}].veto`)
      vetoes.push(ownedBy(rest, veto === true ? {} : veto))
    }
    return rest
  })
  return { plain: { ...named, stakeholders, roles, vetoes }, origins }
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
  return { stakeholder: id, ...(recordedAt !== undefined && { recordedAt }), ...(source !== undefined && { source }), ...fact }
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
