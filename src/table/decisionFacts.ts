import { decisionKindOf } from '../crm/decisionKinds.js'
import type { Draft } from '../crm/draft.js'
import { countUnmapped, report } from '../crm/ledger.js'
import { isCurrency, NO_CURRENCY } from '../crm/options.js'
import { quoted } from '../errors.js'
import { MOST_MONEY, type Money } from '../model/account.js'
import type { Decision } from '../model/decision.js'
import { groupedBy } from '../support/grouping.js'
import { fingerprint } from '../support/hash.js'
import { sortedByText } from '../support/order.js'
import { foldedText } from '../support/text.js'
import { believedRows } from '../village/revise.js'
import { rowsOf } from '../village/village.js'
import type { RowsAccount } from './accounts.js'
import type { DecisionMapping } from './mapping.js'
import { originOf } from './people.js'
import type { TableReader } from './reader.js'
import type { SheetRow } from './sheet.js'

/** The decisions of an account. */
export interface TableDecisions {
  /** The decision that each row is about. */
  readonly decisionOf: ReadonlyMap<SheetRow, string>
  /** The decision that a text names, by id or name. */
  named(text: string): string | undefined
}

/** Adds the decisions that rows are about, each once, to a draft. */
export function decisionsIn(
  rows: readonly SheetRow[],
  { account, draft }: { readonly account: RowsAccount; readonly draft: Draft },
  given: string | DecisionMapping | undefined,
  reader: TableReader,
): TableDecisions {
  const plan = typeof given === 'string' ? { column: given } : given
  const ids = new Map<string, string>()
  const before = account.known === undefined ? [] : [...believedRows(rowsOf(reader.options.where, account.known).decisions).values()]
  for (const { fact } of before) {
    ids.set(foldedText(fact.name), fact.id)
    ids.set(foldedText(fact.id), fact.id)
  }
  const decisionOf = new Map<SheetRow, string>()
  if (plan !== undefined) {
    const groups = groupedBy(rows, row => foldedText(reader.name(row, plan.column) ?? ''))
    for (const [key, own] of sortedByText(groups, ([name]) => name)) {
      const [name] = own.flatMap(row => reader.name(row, plan.column) ?? []).sort()
      if (name === undefined) continue
      const known = ids.get(key)
      const id = known ?? (reader.options.redact ? `decision:${fingerprint(key)}` : name)
      ids.set(key, id)
      for (const row of own) decisionOf.set(row, id)
      draft.decisions.push({
        fact: decisionFrom({ id, name, rows: own, isKnown: known !== undefined }, plan, reader),
        places: [{ account: account.id }],
        from: originOf(own[0] ?? { place: '' }, reader),
      })
    }
  }
  return { decisionOf, named: text => ids.get(foldedText(text)) }
}

function decisionFrom(
  {
    id,
    name,
    rows,
    isKnown,
  }: { readonly id: string; readonly name: string; readonly rows: readonly SheetRow[]; readonly isKnown: boolean },
  plan: DecisionMapping,
  reader: TableReader,
): Decision {
  const first = <Value>(read: (row: SheetRow) => Value | undefined): Value | undefined => rows.map(read).find(each => each !== undefined)
  const expectedAt = first(row => reader.instant(row, plan.expectedAt))
  const value = first(row => moneyOf(row, plan, reader))
  const state =
    plan.outcome === undefined
      ? 'open'
      : stateOf(
          first(row => reader.text(row, plan.outcome)),
          plan.outcome,
          reader,
        )
  const type = first(row => reader.text(row, plan.kind))
  // Nobody knows when it fell but for the day on which it was expected to.
  const outcome =
    (state === 'won' || state === 'lost' || state === 'noDecision') && expectedAt !== undefined
      ? { result: state, at: expectedAt }
      : undefined
  const isValued = outcome !== undefined || state === 'open'
  return {
    id,
    name,
    kind: decisionKindOf(type ?? (isKnown ? undefined : kindInName(name)), plan.kind ?? plan.column, reader.ledger),
    ...(value !== undefined && isValued && { value }),
    ...(expectedAt !== undefined && isValued && { expectedAt }),
    ...(outcome !== undefined && { outcome }),
  }
}

/** A name such as `Renewal 2027` says what kind of decision it is; one that does not is no unknown word. */
function kindInName(name: string): string | undefined {
  return /renew|expansion|upgrade|up-?sell|verlängerung|renouvellement|renovaci|rinnovo|renova|verlenging/i.test(name)
    ? /expansion|upgrade|up-?sell/i.test(name)
      ? 'expansion'
      : 'renewal'
    : undefined
}

function moneyOf(row: SheetRow, { value: column, currency }: DecisionMapping, reader: TableReader): Money | undefined {
  const cell = reader.cell(row, column)
  if (column === undefined || cell === undefined) return undefined
  const [, before = '', digits, after = ''] = typeof cell === 'string' ? (MONEY.exec(cell.trim()) ?? []) : []
  const bare = digits === undefined ? row : { ...row, cells: new Map([...row.cells, [foldedText(column), digits]]) }
  const amount = reader.number(bare, column)
  if (amount === undefined) return undefined
  if (amount < 0 || amount > MOST_MONEY) {
    reader.report(row, 'invalidValue', `${quoted(column)} is not between 0 and 1e21, so it was left out.`)
    return undefined
  }
  const own = reader.text(row, currency)?.toUpperCase() ?? codeOf(before) ?? codeOf(after)
  if (own !== undefined && isCurrency(own)) return { amount, currency: own }
  if (own !== undefined) reader.report(row, 'invalidValue', `${quoted(currency ?? column)} is no ISO 4217 code, so it was left out.`)
  if (reader.options.currency === undefined) {
    const message = `There are amounts without a currency, which were marked ${NO_CURRENCY}. Give the currency as an option.`
    report(reader.ledger, { object: reader.options.name }, 'noCurrency', message)
  }
  return { amount, currency: reader.options.currency ?? NO_CURRENCY }
}

const MONEY = /^([A-Za-z€$£¥]{0,4})\s*([+-]?\d[\d.,\s'’]*)\s*([A-Za-z€$£¥]{0,4})$/

/** A code, or the one sign that stands for one currency only. */
function codeOf(text: string): string | undefined {
  if (text === '€') return 'EUR'
  if (text === '£') return 'GBP'
  return /^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : undefined
}

type State = 'open' | 'won' | 'lost' | 'noDecision' | 'unknown'

/** Where a deal is by its stage or outcome. What nothing is known of is counted. */
function stateOf(text: string | undefined, column: string, reader: TableReader): State {
  if (text === undefined) return 'open'
  const found = STATES.find(([, pattern]) => pattern.test(text))?.[0]
  if (found === undefined) countUnmapped(reader.ledger, column, text)
  return found ?? 'unknown'
}

const STATES: readonly (readonly [State, RegExp])[] = [
  ['won', /\bwon\b|gewonnen|gagn[ée]|ganad[ao]|vint[ao]|vencid[ao]|\bganha\b/i],
  ['lost', /\blost\b|verloren|perdu|perdid[ao]|pers[ao]\b/i],
  ['noDecision', /no decision|abandoned|cancelled|canceled|keine entscheidung/i],
  [
    'open',
    /^(?:\d+\s*[-–:.]?\s*)?(?:open|in progress|prospect\w*|discover\w*|qualif\w*|proposal.*|negotiat\w*.*|evaluat\w*|demo\w*|scoping|pilot|poc|commit\w*|best case|upside|offen|angebot\w*|verhandlung\w*|qualifizierung|en cours|proposition\w*|n[ée]gociation|abiert[ao]|propuesta|negociaci[óo]n|apert[ao]|proposta|trattativa|negocia[çc][ãa]o)$/i,
  ],
]
