import { quoted } from '../errors.js'
import type { Account } from '../model/account.js'
import type { Village } from '../model/village.js'
import { groupedBy } from '../support/grouping.js'
import { foldedText } from '../support/text.js'
import { CliFailure } from './failure.js'
import { nearestOf } from './nearestOf.js'

/** An account, as far as it is named. */
export type NamedAccount = Pick<Account, 'id' | 'name'>

/** The id of the account that is meant, or why none is. */
export type FoundAccount = { readonly id: string; readonly failure?: undefined } | { readonly failure: string }

/** Finds an account by its id, or by a name that no other has. What was given is not repeated: in a table it may have got out of place. */
export function accountFinder(accounts: readonly NamedAccount[]): (given: unknown) => FoundAccount {
  const ids = new Set(accounts.map(({ id }) => id))
  const byName = groupedBy(accounts, ({ name }) => foldedText(name))
  const nearId = nearestOf(() => ids)
  const nearName = nearestOf(() => byName.keys())
  return given => {
    if (typeof given !== 'string') return { failure: 'is not a text' }
    if (ids.has(given)) return { id: given }
    const [named, ...others] = byName.get(foldedText(given)) ?? []
    if (named !== undefined && others.length === 0) return { id: named.id }
    if (named !== undefined) return { failure: `is the name of ${others.length + 1} accounts. Give the id, such as ${quoted(named.id)}.` }
    const near = nearId(given) ?? byName.get(nearName(foldedText(given)) ?? '')?.[0]?.id
    const which = accounts.length === 1 ? 'is not that of the village' : `is none of the ${accounts.length} in the file`
    return { failure: `${which}.${near === undefined ? '' : ` Did you mean ${quoted(near)}?`}` }
  }
}

/** The id of the account that `--account` names. */
export function accountIn(accounts: readonly NamedAccount[], given: string): string {
  const found = accountFinder(accounts)(given)
  if (found.failure !== undefined) throw new CliFailure(`--account ${found.failure}`, 2)
  return found.id
}

/** The villages of the account that `--account` names, or all where none is asked for. */
export function villagesOf(villages: readonly Village[], given: string | undefined): readonly Village[] {
  if (given === undefined || villages.length === 0) return villages
  const id = accountIn(
    villages.map(({ account }) => account),
    given,
  )
  return villages.filter(({ account }) => account.id === id)
}

/**
 * The villages of the account that `--account` names, of villages that come one at a time: at once where none is asked for, and once all have
 * come otherwise, because a name may be that of several.
 */
export function chosenAs(given: string | undefined): { of(village: Village): readonly Village[]; last(): readonly Village[] } {
  if (given === undefined) return { of: village => [village], last: () => [] }
  const accounts: NamedAccount[] = []
  const meant: Village[] = []
  return {
    of(village) {
      const { id, name } = village.account
      accounts.push({ id, name })
      if (id === given || foldedText(name) === foldedText(given)) meant.push(village)
      return []
    },
    last() {
      if (accounts.length === 0) return []
      const id = accountIn(accounts, given)
      return meant.filter(({ account }) => account.id === id)
    },
  }
}
