import { basename, join } from 'node:path'
import type { Village } from '../../model/village.js'
import type { Portfolio } from '../../portfolio/base.js'
import { type PortfolioAccount, toPortfolioPage } from '../../render/index.js'
import { accountHistory } from '../../report/accountHistory.js'
import { fingerprint } from '../../support/hash.js'
import type { Io } from '../io.js'
import { eachVillageOf } from '../villages.js'
import { type ExportView, page } from './exports.js'

/** Where the page of a base goes, and those of its accounts, where they are asked for. */
interface Targets {
  readonly html: string
  readonly pages?: string | undefined
}

/** Writes a base as a page, and beside it the page of each account that is listed on it. */
export async function writePages(
  base: Portfolio,
  files: readonly string[],
  { html, pages }: Targets,
  view: ExportView,
  io: Io,
): Promise<void> {
  const listed = new Set([
    ...base.rankings.flatMap(({ accounts }) => accounts.map(({ standing }) => standing.account)),
    ...base.movers.map(({ account }) => account),
  ])
  const accounts: PortfolioAccount[] = []
  if (pages !== undefined) io.makeFolder(pages)
  // The files are read again, so that no more than one village is held at a time.
  await eachVillageOf(io, files, village => {
    const { id } = village.account
    if (!listed.has(id)) return
    const name = fileName(id)
    if (pages !== undefined) io.update(join(pages, name), write => write(page(village, view)))
    accounts.push({ account: id, ...lookedBack(village, view), ...(pages !== undefined && { href: `${basename(pages)}/${name}` }) })
  })
  const text = toPortfolioPage(base, {
    asOf: view.timeZone === undefined ? view.asOf : `${view.asOf} in ${view.timeZone}`,
    accounts,
  })
  io.update(html, write => write(text))
  if (html !== '-') io.note(`${html} written`)
}

/** How an account went in a year, and how its people are called. */
function lookedBack(village: Village, { asOf, options }: ExportView): Pick<PortfolioAccount, 'history' | 'people'> {
  return {
    history: accountHistory(village, asOf, { ...options, steps: 12 }),
    people: village.stakeholders.map(({ id, name }) => ({ stakeholder: id, name })),
  }
}

/** A name of a file that every system takes, and that no other account has. */
function fileName(account: string): string {
  const plain = account.replace(/[^\w-]+/g, '-').slice(0, 40)
  return plain === account ? `${plain}.html` : `${plain}-${fingerprint(account).slice(0, 8)}.html`
}
