import type { DraftAccount } from '../crm/draft.js'
import { quoted } from '../errors.js'
import { fingerprint } from '../support/hash.js'
import { foldedText } from '../support/text.js'
import type { RowsAccount } from './accounts.js'
import { agreed } from './agreed.js'
import { directoryOf } from './directory.js'
import type { TableMapping } from './mapping.js'
import type { TableReader } from './reader.js'
import type { SheetRow } from './sheet.js'

/** Who of ours looks after an account, and the part of the market that it is of, as its rows say. */
export function accountTold(
  rows: readonly SheetRow[],
  account: RowsAccount,
  mapping: TableMapping,
  reader: TableReader,
): Pick<DraftAccount, 'owner' | 'segment'> {
  const text = (column: string | undefined): string | undefined =>
    column === undefined ? undefined : agreed(rows, { about: 'account', column, of: row => reader.text(row, column) }, reader)
  const [named, segment] = [text(mapping.owner), text(mapping.segment)]
  const owner = named === undefined ? undefined : ownerNamed(named, account, reader)
  if (named !== undefined && owner === undefined) {
    const message = `${quoted(mapping.owner ?? '')} names a person of ours whose name several have; give the id or the mail address.`
    for (const row of rows.slice(0, 1)) reader.report(row, 'contradiction', message)
  }
  return { ...(owner !== undefined && { owner }), ...(segment !== undefined && { segment }) }
}

/** The id of a person of ours: of the teammate whom the text names, or else the text; `undefined` where it names several. */
function ownerNamed(text: string, { known }: RowsAccount, { options: { where, redact } }: TableReader): string | undefined {
  const directory = directoryOf(where, undefined)
  for (const teammate of known?.teammates ?? []) if (teammate.retractedAt === undefined) directory.add(teammate)
  const found = directory.find(text)
  if (found === 'several') return undefined
  if (found !== 'unknown') return found.id
  return redact ? `owner:${fingerprint(foldedText(text))}` : text
}
