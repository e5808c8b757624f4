import { type Ledger, report } from './ledger.js'
import type { PayloadFormat, Row } from './payloadFormat.js'

/** One page of records. */
export interface Page {
  readonly envelope: object
  /** Its records, those of lists in them included. */
  readonly rows: readonly Row[]
}

type PageFormat = Pick<PayloadFormat<string>, 'isLast' | 'totalOf' | 'hasFailures'>

/** Reports pages on which the source says that it could not give everything that was asked for. */
export function reportFailures(
  pages: readonly Page[],
  where: { readonly object: string; readonly id?: string },
  { format, ledger }: { readonly format: PageFormat; readonly ledger: Ledger },
): void {
  const message = 'A page tells of errors, so that not all that was asked for is here. Ask for it again.'
  if (pages.some(page => format.hasFailures?.(page.envelope) === true)) report(ledger, where, 'incomplete', message)
}

/**
 * Reports queries whose last page is not there.
 *
 * Pages of one query tell the same total. A page that says there is more is answered by a page that says there is no more, as long as both
 * tell the same total and the records come up to it; a total that only counts the page itself tells nothing.
 */
export function reportMissingPages(
  pages: readonly Page[],
  where: { readonly object: string; readonly id?: string },
  { format, ledger }: { readonly format: PageFormat; readonly ledger: Ledger },
): void {
  for (const page of pages) {
    if (format.isLast(page.envelope)) continue
    const object = page.rows[0]?.object
    const siblings = pages.filter(each => each.rows[0]?.object === object)
    const total = totalOf(page, format)
    const mates = total === undefined ? siblings : siblings.filter(each => totalOf(each, format) === total)
    const here = new Set(mates.flatMap(each => own(each).map(row => row.id ?? row))).size
    if (mates.some(each => format.isLast(each.envelope)) && here >= (total ?? 0)) continue
    const message = 'A page says that there is more, and the rest is not here. Fetch pages until none says so.'
    report(ledger, where.id === undefined ? { object: object ?? where.object } : where, 'incomplete', message)
  }
}

/** The total that a page tells of its query, when it tells more than its own size. */
function totalOf(page: Page, format: PageFormat): number | undefined {
  const total = format.totalOf?.(page.envelope)
  return typeof total === 'number' && total !== own(page).length ? total : undefined
}

/** The records of the page without those of lists in them, as far as they can be told apart. */
function own({ rows }: Page): Row[] {
  return rows.filter(row => row.object === rows[0]?.object)
}
