import { errorFor } from '../errors.js'
import type { Village } from '../model/village.js'
import { wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import { isDraft } from '../village/form.js'
import { open, recordAs } from '../village/village.js'

/**
 * The village of an account with facts in it, a new one where there was none; the same village where the facts are known.
 *
 * @throws the errors of `record`
 */
export function villageWith(where: string, account: string, before: Village | undefined, facts: unknown): Village {
  if (before !== undefined) return recordAs(where, before, facts)
  const input = isDraft(facts) && !Array.isArray(facts) ? reading(where, 'facts', () => withAccount(account, facts)) : facts
  const village = open(where, input)
  if (village.account.id === account) return village
  throw errorFor(where, [wrong('account', 'is of another account than the facts')])
}

function withAccount(account: string, facts: object): object {
  const given: { readonly account?: unknown } = facts
  return { ...facts, account: given.account ?? account }
}
