import { LONGEST_TEXT } from '../model/fact.js'
import { shortened } from '../support/text.js'
import { type ImportContext, learned } from './context.js'
import type { DraftAccount } from './draft.js'
import type { SourceRecord } from './record.js'
import { silentOn } from './silence.js'

/** What the record of an account can tell. */
type Told = 'name' | 'parent' | 'share' | 'owner' | 'segment' | 'annualRevenue'

/** The columns that tell it; what has none no record of the source tells. */
interface AccountColumns {
  readonly name: readonly string[]
  readonly parent: readonly (string | undefined)[]
  readonly owner: readonly (string | undefined)[]
  readonly segment: readonly (string | undefined)[]
  readonly annualRevenue?: readonly string[]
}

/** Adds an account by its own record. */
export function addAccount(
  record: SourceRecord,
  told: { readonly [Field in Told]?: DraftAccount[Field] | undefined },
  columns: AccountColumns,
  context: ImportContext<unknown, unknown>,
): void {
  const { name, parent, share, owner, annualRevenue } = told
  const segment = told.segment?.trim() ?? ''
  context.draft.accounts.push({
    id: record.id,
    ...(name !== undefined && { name }),
    ...(parent !== undefined && { parent }),
    ...(share !== undefined && { share }),
    ...(owner !== undefined && { owner }),
    ...(segment !== '' && { segment: shortened(segment, LONGEST_TEXT) }),
    ...(annualRevenue !== undefined && { annualRevenue }),
    ...learned(record, context),
    ...silentOn(record, { annualRevenue: [], ...columns }),
    from: record,
  })
}

/** Of an account whose name stands with a record of another, that record tells nothing else. */
export const ONLY_NAMED: readonly string[] = ['parent', 'owner', 'segment', 'annualRevenue']
