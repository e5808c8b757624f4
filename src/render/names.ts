import type { SentimentNode } from '../account/tree.js'
import type { AccountVerdict } from '../account/verdict.js'
import type { AccountReport } from '../report/accountReport.js'
import type { PersonSummary } from '../report/people.js'
import type { Stance } from '../sentiment/stance.js'
import { finite, signed } from './numbers.js'
import { plain } from './plain.js'

/** What to call everybody and everything with an id, safe to print. A person, a unit and the account may have the same id. */
export interface Names {
  readonly account: string
  readonly units: ReadonlyMap<string, string>
  /** Those who have left among them. */
  readonly people: ReadonlyMap<string, string>
  /** The ids of those who have not left. */
  readonly present: ReadonlySet<string>
  /** The ids among them that stand for people whom nobody knows. */
  readonly unknown: ReadonlySet<string>
}

/** The parts of a report that have the names. */
export type Named = Pick<AccountReport, 'account' | 'people' | 'former' | 'units'>

/** What to call everybody: by name, or by id where there is none. */
export function namesOf({ people, former, units, account }: Named): Names {
  return {
    account: plain(account.name),
    units: unitNames(units),
    people: new Map([
      ...former.map(({ stakeholder, name = stakeholder }): [string, string] => [stakeholder, plain(name)]),
      ...people.map((person): [string, string] => [person.stakeholder, called(person)]),
    ]),
    present: new Set(people.map(({ stakeholder: id }) => id)),
    unknown: new Set(people.flatMap(({ stakeholder: id, placeholder }) => (placeholder ? [id] : []))),
  }
}

/** What to call units; where several have the same name, each with the unit that it is in. */
function unitNames(units: Named['units']): ReadonlyMap<string, string> {
  const own = new Map(units.map(({ unit, name }) => [unit, plain(name)]))
  const counts = new Map<string, number>()
  for (const { name } of units) counts.set(name, (counts.get(name) ?? 0) + 1)
  return new Map(
    units.map(({ unit, name, parent }) => {
      const above = parent === undefined ? undefined : own.get(parent)
      return [unit, (counts.get(name) ?? 0) > 1 && above !== undefined ? `${plain(name)} (${above})` : plain(name)]
    }),
  )
}

/** What to call a person. */
export function called({ stakeholder: id, name, placeholder, roles }: PersonSummary): string {
  return placeholder ? `(unknown ${words(roles[0] ?? id)})` : plain(name ?? id)
}

/** What to call somebody by id, who may have left, or be missing in another decision than the one in view. */
export function nameOf({ people }: Names, id: string): string {
  const role = /^\?+(\w+)$/.exec(id)?.[1]
  return people.get(id) ?? (role === undefined ? plain(id) : `(unknown ${words(role)})`)
}

/** What to call a unit by id. */
export function unitNameOf({ units }: Names, id: string): string {
  return units.get(id) ?? plain(id)
}

/** A role in words: `economicBuyer` is `economic buyer`. */
export function words(role: string): string {
  return plain(role).replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
}

/** An account's state in words. */
export const VERDICT_WORDS = {
  favourable: 'favourable',
  neutral: 'neutral',
  unfavourable: 'unfavourable',
  undecided: 'open either way',
  insufficientSignal: 'not enough signal',
} as const satisfies { readonly [Each in AccountVerdict]: string }

/** How a stance is called where it stands alone. */
export const STANCE_WORDS = {
  opponent: 'strongly against',
  nonSupporter: 'against',
  neutral: 'neutral',
  supporter: 'for',
  champion: 'strongly for',
  unknown: 'never heard',
} as const satisfies { readonly [Each in Stance]: string }

/** The sentiment of a part of the account in a table: of one without enough signal none is shown. */
export function sentimentWords({ kind, value, sd }: SentimentNode, state: AccountVerdict): string {
  if (kind === 'account' && (value === undefined || state === 'insufficientSignal')) return VERDICT_WORDS.insufficientSignal
  return value === undefined ? 'never heard' : `${signed(value)} ±${finite(sd).toFixed(2)}`
}
