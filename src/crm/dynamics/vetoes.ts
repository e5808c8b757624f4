import type { VetoFact } from '../../model/veto.js'
import { fieldOf } from '../fields.js'
import { type SourceRecord, toFlag } from '../record.js'
import { labelIn } from './choices.js'
import { type Context, learned } from './context.js'

/** Adds the veto that somebody holds by the column that the options name, in one account or in one decision. */
export function addVeto(
  record: SourceRecord,
  where: Pick<VetoFact, 'stakeholder' | 'decision' | 'since' | 'until'>,
  account: string | undefined,
  context: Context,
): void {
  const column = context.reading.fields.veto
  const given = column === undefined ? undefined : fieldOf(record.fields, column)
  if (column === undefined || given === undefined || toFlag(given) === false) return
  const scope = toFlag(given) === undefined ? (labelIn(record.fields, column) ?? String(given)).trim() : undefined
  const fact = {
    id: `${record.id}:veto`,
    ...where,
    ...(scope !== undefined && { scope }),
    basis: 'stated' as const,
    ...learned(record, context),
  }
  context.draft.vetoes.push({ fact, ...(account !== undefined && { account }), from: record })
}
