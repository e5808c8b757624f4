import { coverageOf } from '../crm/coverage.js'
import { type Draft, type DraftAccount, openDraft } from '../crm/draft.js'
import { finishImport } from '../crm/finishImport.js'
import { inferredOf, issuesOf, type Ledger, openLedger, unmappedOf } from '../crm/ledger.js'
import type { ImportResult } from '../crm/result.js'
import { keepTaken } from '../crm/taken.js'
import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { groupedBy } from '../support/grouping.js'
import { fingerprint } from '../support/hash.js'
import { compareText, sortedByText } from '../support/order.js'
import { foldedText } from '../support/text.js'
import { grounded } from './grounded.js'
import type { ResolvedOptions } from './options.js'

/** The account of some rows. */
export interface RowsAccount {
  readonly id: string
  /** Absent when the village is known, which keeps its own. */
  readonly name?: string
  readonly known?: Village
}

/** What is told of one account, and what comes of it. */
export interface AccountDraft {
  readonly account: RowsAccount
  readonly draft: Draft
}

/** The account that a text names: one that is known by its id or else by its name, or a new one. */
export function accountNamed(text: string, { known, redact }: Pick<ResolvedOptions, 'known' | 'redact'>): RowsAccount {
  const key = foldedText(text)
  const village =
    known.find(({ account }) => account.id === text) ??
    known.find(({ account }) => foldedText(account.name) === key || foldedText(account.id) === key)
  if (village !== undefined) return { id: village.account.id, known: village }
  return { id: redact ? `account:${fingerprint(key)}` : text, name: text }
}

/** Items by their account, accounts in the order of their ids; of one that is spelled in two ways, the first in the order of text. */
export function byAccount<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  options: ResolvedOptions,
): readonly (readonly [RowsAccount, readonly Item[]])[] {
  const spelled = new Map<string, string>()
  for (const item of items) {
    const name = nameOf(item)
    const before = spelled.get(foldedText(name))
    if (before === undefined || compareText(name, before) < 0) spelled.set(foldedText(name), name)
  }
  const named = new Map([...spelled.keys()].map(key => [key, accountNamed(spelled.get(key) ?? key, options)]))
  const groups = groupedBy(items, item => named.get(foldedText(nameOf(item)))?.id ?? '')
  const accounts = new Map([...named.values()].map(account => [account.id, account]))
  return sortedByText(groups, ([id]) => id).flatMap(([id, own]) => {
    const account = accounts.get(id)
    return account === undefined ? [] : [[account, own] as const]
  })
}

/** A draft of one account, with the account in it, and what is told of it. */
export function draftFor(
  account: RowsAccount,
  { source, name }: ResolvedOptions,
  told: Pick<DraftAccount, 'owner' | 'segment'> = {},
): Draft {
  const draft = openDraft({ source, accountObject: name })
  draft.accounts.push({ id: account.id, name: account.name ?? account.known?.account.name ?? account.id, ...told, from: { object: name } })
  return draft
}

/** Makes villages of drafts, each by itself, so that an id means what it means in its own account. */
export function finishAll(drafts: readonly AccountDraft[], ledger: Ledger, options: ResolvedOptions): ImportResult {
  const { redact } = options
  const finished = drafts.map(({ account, draft }) => {
    const own = openLedger()
    const result = finishImport(draft, { subsidiaries: 'accounts', redact }, own)
    ledger.issues.push(...result.issues)
    ledger.leftOut.overLimit += result.coverage.leftOut.overLimit
    const { known } = account
    return known === undefined ? result.villages : result.villages.map(village => grounded(village, known, options))
  })
  const villages = finished.flat()
  const result = deepFreeze({
    villages,
    issues: issuesOf(ledger),
    unmapped: unmappedOf(ledger, { redact }),
    coverage: { accounts: villages.map(coverageOf), leftOut: { ...ledger.leftOut } },
    inferred: inferredOf(ledger),
    withdrawn: { retracted: [], merged: [], moved: [], erased: 0 },
  })
  return keepTaken(result, 'added')
}

/** The id that a text of which nobody may read too much becomes: a person's name or mail address stands in no message. */
export function personIdFrom(account: string, kind: 'mail' | 'name', text: string): string {
  return `p-${fingerprint(JSON.stringify([account, kind, foldedText(text)])).slice(0, 12)}`
}
