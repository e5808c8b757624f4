import { errorFor } from '../errors.js'
import type { ImportedRecord } from '../model/imports.js'
import { withTexts } from '../model/texts.js'
import type { FactArray, Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { formatInstant, type Instant } from '../support/instants.js'
import { idText } from '../support/options.js'
import { factsWithout, ownNames } from './erasedArray.js'
import { noStakeholder } from './erasedIssues.js'
import { identitiesAmong } from './identities.js'
import { duplicatesIn } from './importsWithout.js'
import { kindOf, ROW_ARRAYS } from './rows.js'
import { rowsOf } from './village.js'

/** A fact that a village holds on a person. What is absent is not known, or has no end. */
export interface SubjectFact {
  /** The array of the village in which it is; `accounts` for the account itself. */
  readonly array: FactArray | 'accounts'
  readonly id: string
  /** Whether it is about the person alone, names them among others, or is about others with a text that names them. */
  readonly about: 'person' | 'several' | 'others'
  /** From when on it was true, and from when on no longer. */
  readonly from?: Instant
  readonly until?: Instant
  /** From when on it was believed, and from when on no longer. */
  readonly knownFrom?: Instant
  readonly knownUntil?: Instant
  /** Where it comes from. */
  readonly source?: string
  /** The fact as the village holds it. */
  readonly fact: { readonly [field: string]: unknown }
}

/** All that a village holds on a person. */
export interface SubjectExport {
  readonly account: { readonly id: string; readonly name: string }
  readonly stakeholder: string
  /** Every version of every fact, array by array. */
  readonly facts: readonly SubjectFact[]
  /** Which versions of their records were imported, by the source. */
  readonly imports: readonly { readonly source: string; readonly record: ImportedRecord }[]
}

/**
 * All that a village holds on a person, in all versions, taken back ones too, with its source and both times: from when to when it was true,
 * and from when to when it was believed. For those who ask what is held on them.
 *
 * Whoever was merged into the person by an import is the same person.
 *
 * Facts about several people, and those of others whose texts name the person, hold data of others too: look through what is not `about`
 * the person alone before you hand it over.
 *
 * @param id the id of the stakeholder
 * @throws UnknownStakeholderError when nobody has the id
 * @example
 * import { createVillage, exportSubject } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', name: 'Ann Lee', source: 'crm' }, { id: 'bo' }],
 *   comments: [{ id: 'c1', at: '2026-03-02', stakeholder: 'bo', text: 'Ask Ann Lee' }],
 * })
 * exportSubject(village, 'ann').facts.map(({ array, about, source }) => [array, about, source])
 * //=> [['stakeholders', 'person', 'crm'], ['comments', 'others', undefined]]
 */
export function exportSubject(village: Village, id: string): SubjectExport {
  return subjectOf('exportSubject', village, id)
}

/** The same for a function that has another name. */
export function subjectOf(where: string, village: Village, id: string): SubjectExport {
  const rows = rowsOf(where, village)
  const issues = idText(id, 'id')
  if (issues.length > 0) throw errorFor(where, issues)
  const people = rows.stakeholders.map(({ fact }) => fact)
  const known = people.filter(person => person.id === id)
  if (known.length === 0) throw noStakeholder(where, id)
  const registered = rows.registers.imports ?? []
  const duplicates = duplicatesIn(registered, identitiesAmong(known, []).isOwn)
  const ids = new Set([id, ...people.flatMap(person => (duplicates.has(person.id) ? [person.id] : []))])
  const { redaction, isRecord } = identitiesAmong(
    people.filter(person => ids.has(person.id)),
    people.filter(person => !ids.has(person.id)),
  )
  const facts = ROW_ARRAYS.flatMap(array => {
    const left = [...ids].map(each => factsWithout(array, rows, each))
    const kind = kindOf(array)
    const isNamed = (fact: object): boolean => withTexts(kind, fact, text => redaction(text) ?? text, ownNames(array)) !== fact
    return rows[array].flatMap(({ fact, id: name, from, to, knownFrom, knownTo }, i): SubjectFact[] => {
      const isTheirs = left.some(each => each[i] === undefined)
      const about = isTheirs ? 'person' : left.some(each => each[i] !== fact) ? 'several' : isNamed(fact) ? 'others' : undefined
      if (about === undefined) return []
      const { source } = fact
      return [
        {
          array,
          id: name,
          about,
          ...(Number.isFinite(from) && { from: formatInstant(from) }),
          ...(Number.isFinite(to) && { until: formatInstant(to) }),
          ...(Number.isFinite(knownFrom) && { knownFrom: formatInstant(knownFrom) }),
          ...(Number.isFinite(knownTo) && { knownUntil: formatInstant(knownTo) }),
          ...(source !== undefined && { source }),
          fact: { ...fact },
        },
      ]
    })
  })
  const { id: account, name } = village.account
  const imports = registered.flatMap(({ source, records }) =>
    records.filter(each => isRecord(source, each.id) || duplicates.has(each.id)).map(record => ({ source, record })),
  )
  return deepFreeze({ account: { id: account, name }, stakeholder: id, facts, imports })
}
