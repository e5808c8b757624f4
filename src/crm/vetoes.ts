import type { VetoFact } from '../model/veto.js'
import { type ImportContext, learned } from './context.js'
import { type SourceRecord, textOf, toFlag } from './record.js'
import { states } from './silence.js'

/**
 * Adds the veto that somebody holds by the field that the options name, in one account or in one decision. The field is yes or no, or says
 * in words what they can stop.
 *
 * @param labelOf the words as people see them, where a field holds a code
 */
export function addVeto(
  record: SourceRecord,
  where: Pick<VetoFact, 'stakeholder' | 'decision' | 'since' | 'until'>,
  account: string | undefined,
  context: ImportContext<unknown, { readonly fields: { readonly veto?: string | undefined } }>,
  labelOf: (record: SourceRecord, field: string) => string | undefined = textOf,
): void {
  const field = context.options.fields.veto
  states(context.draft, record, [field], ['veto'])
  const given = field === undefined ? undefined : textOf(record, field)
  if (field === undefined || given === undefined || toFlag(given) === false) return
  const scope = toFlag(given) === undefined ? (labelOf(record, field) ?? given).trim() : undefined
  const fact = {
    id: `${record.id}:veto`,
    ...where,
    ...(scope !== undefined && { scope }),
    basis: 'stated' as const,
    ...learned(record, context),
  }
  context.draft.vetoes.push({ fact, ...(account !== undefined && { account }), from: record })
}
