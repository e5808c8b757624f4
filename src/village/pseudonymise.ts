import { errorFor } from '../errors.js'
import type { FactKind } from '../model/fact.js'
import { isMeant, partsOf } from '../model/named.js'
import { withoutTexts, withTexts } from '../model/texts.js'
import { FACT_ARRAYS, type FactArray, type Village } from '../model/village.js'
import { type TimeInput, toInstant } from '../support/instants.js'
import { keyedHash } from '../support/keyedHash.js'
import { date, idText, type OptionShape, optionsOf } from '../support/options.js'
import { ERASED } from '../support/redaction.js'
import { factsOf, factsWithout, ownNames } from './erasedArray.js'
import { noStakeholder } from './erasedIssues.js'
import { eraseStakeholder } from './eraseStakeholder.js'
import { identitiesAmong } from './identities.js'
import { duplicatesIn, importsWithout } from './importsWithout.js'
import { renamedFact } from './renamedFact.js'
import { kindOf, ROW_ARRAYS, type RowArray, type Rows } from './rows.js'
import { saltCheck, tombstonesOf } from './tombstones.js'
import { open, rowsOf } from './village.js'

export interface PseudonymiseOptions {
  /** What the new ids are made with: a text of at least 16 characters that the caller draws at random. Nothing in the village tells it. */
  readonly salt: string
  /** When it was done, as the tombstones tell it; absent there when absent here. */
  readonly at?: TimeInput | undefined
}

/** A village in which a person has no name. */
export interface PseudonymisedVillage {
  readonly village: Village
  /** The id under which they go on. */
  readonly stakeholder: string
}

/**
 * The village in which a person goes on without a name: under a random id, with role, unit, dates and numbers, and without name, mail, title,
 * external ids and every sentence about them or of theirs. What measures compute stays the same to 1e-12, but for what they read from words.
 *
 * Facts about the person get random ids too. Labels stay, such as themes, touchpoints and plans; sentences that a fact cannot be without, such
 * as the text of a comment, become `[erased]`, and so does the person's name in labels and in texts of others. Records of theirs are gone from
 * `imports`, whoever was merged into them by an import is erased, and tombstones keep their name from coming back with the next import, as after `eraseStakeholder`.
 *
 * What is left is still personal data: the only CFO of a company is recognised by role, unit and dates alone. Erase whom nobody may recognise.
 *
 * @param id the id of the stakeholder
 * @throws UnknownStakeholderError when nobody has the id; InvalidArgumentError for a salt that is too short
 * @example
 * import { createVillage } from 'account-village'
 * import { pseudonymise } from 'account-village/store'
 * const before = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', name: 'Ann Lee', title: 'CFO', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.4, via: 'meeting', note: 'She likes it' }],
 * })
 * const { village, stakeholder } = pseudonymise(before, 'ann', { salt: 'drawn at random: 7f3a' })
 * village.stakeholders.map(({ id }) => id === stakeholder) //=> [true]
 * village.observations.map(({ sentiment, note }) => [sentiment, note]) //=> [[0.4, undefined]]
 */
export function pseudonymise(village: Village, id: string, options: PseudonymiseOptions): PseudonymisedVillage {
  const { salt, at } = optionsOf('pseudonymise', options, OPTIONS, ['salt'])
  const rows = rowsOf('pseudonymise', village)
  const issues = idText(id, 'id')
  if (issues.length > 0) throw errorFor('pseudonymise', issues)
  const people = rows.stakeholders.map(({ fact }) => fact)
  const own = people.filter(person => person.id === id)
  if (own.length === 0) throw noStakeholder('pseudonymise', id)
  const identities = identitiesAmong(
    own,
    people.filter(person => person.id !== id),
  )
  const duplicates = duplicatesIn(rows.registers.imports ?? [], identities.isOwn)
  const duplicate = people.find(person => person.id !== id && duplicates.has(person.id))
  if (duplicate !== undefined) {
    const before = eraseStakeholder(village, duplicate.id, {
      salt: rows.registers.erasures?.[0]?.salt ?? keyedHash(salt)('tombstones'),
      at,
    })
    return pseudonymise(before.village, id, options)
  }
  const { redaction } = identities
  const drawn = keyedHash(salt)
  const names = newNames(rows, id, (array, old) => `${kindOf(array).noun}-${drawn(JSON.stringify([array, old])).slice(0, 32)}`)
  const redacted = (text: string): string => redaction(text) ?? text
  const arrays = ROW_ARRAYS.map(name => ({ name, facts: renamedArray(name, rows, { id, names, redacted }) }))
  const { imports, merged } = importsWithout(rows.registers.imports ?? [], identities, redaction)
  const erasures = rows.registers.erasures ?? []
  // Whoever has the village can test a guessed id against its tombstones, and must not find the new id by it.
  const key = erasures[0]?.salt ?? drawn('tombstones')
  const tombstones = tombstonesOf([...identities.tombstoned, ...merged.map(each => `id:${each}`)], key, toInstant(at))
  const registers = { imports, erasures: [...erasures, { salt: key, tombstones }] }
  return Object.freeze({
    village: open('pseudonymise', { ...factsOf(arrays), ...rows.registers, ...registers }),
    stakeholder: names.get('stakeholders')?.get(id) ?? id,
  })
}

const OPTIONS: OptionShape<PseudonymiseOptions> = { salt: saltCheck, at: date }

type Names = ReadonlyMap<FactArray, ReadonlyMap<string, string>>

/** New ids for the person, and for facts that in all versions are about them alone, by their old ones. */
function newNames(rows: Rows, person: string, drawn: (array: FactArray, id: string) => string): Names {
  return new Map(
    FACT_ARRAYS.map(name => {
      const left = factsWithout(name, rows, person)
      const shared = new Set(rows[name].flatMap(({ id }, i) => (left[i] === undefined ? [] : [id])))
      const theirs = new Set(rows[name].flatMap(({ id }) => (shared.has(id) ? [] : [id])))
      return [name, new Map([...theirs].map(id => [id, drawn(name, id)]))]
    }),
  )
}

interface Renaming {
  readonly id: string
  readonly names: Names
  /** A text without what names the person. */
  readonly redacted: (text: string) => string
}

/** The facts of an array in their order. */
function renamedArray(name: RowArray, rows: Rows, { id, names, redacted }: Renaming): object[] {
  const kind = kindOf(name)
  if (name === 'accounts') return rows.accounts.map(({ fact }) => withTexts(kind, fact, redacted))
  const left = factsWithout(name, rows, id)
  const own = names.get(name)
  const targets = Object.fromEntries(names)
  const facts: readonly { readonly id: string; readonly fact: object }[] = rows[name]
  return facts.map(({ id: old, fact }, i) => {
    const renamed = {
      ...renamedFact(name, name === 'moves' ? withFindings(fact, names, redacted) : fact, targets),
      id: own?.get(old) ?? old,
    }
    return left[i] === undefined ? nameless(name, kind, renamed, redacted) : withTexts(kind, renamed, redacted, ownNames(name))
  })
}

/** A fact of the person's without sentences and, of the person, without what names them. */
function nameless(name: FactArray, kind: FactKind, fact: object, redacted: (text: string) => string): object {
  const without = Object.fromEntries(Object.entries(fact).filter(([field]) => name !== 'stakeholders' || !ownNames(name).includes(field)))
  return withTexts(kind, withoutTexts(kind, without, ERASED), redacted)
}

/** A move whose answers to findings and plans name people, facts and plans by their new names. */
function withFindings(move: object, names: Names, redacted: (text: string) => string): object {
  const answers = partsOf(Reflect.get(move, 'answers'))
  if (answers.length === 0) return move
  const all = new Map([...names.values()].flatMap(each => [...each]))
  const renamed = answers.map(answer => {
    const id: unknown = Reflect.get(answer, 'id')
    if (typeof id !== 'string') return answer
    if (isMeant(answer, 'plan')) return { ...answer, id: redacted(id) }
    return isMeant(answer, 'finding') ? { ...answer, id: renamedFinding(id, all) } : answer
  })
  return { ...move, answers: renamed }
}

/** The id of a finding is its rule and its subjects as a JSON text. */
function renamedFinding(finding: string, names: ReadonlyMap<string, string>): string {
  try {
    const parts: unknown = JSON.parse(finding)
    return Array.isArray(parts)
      ? JSON.stringify(parts.map((part: unknown) => (typeof part === 'string' ? (names.get(part) ?? part) : part)))
      : finding
  } catch {
    return finding
  }
}
