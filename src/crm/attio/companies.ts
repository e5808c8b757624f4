import { learned } from '../context.js'
import { textOf } from '../record.js'
import { silentOn } from '../silence.js'
import type { Context } from './context.js'
import { liveRecords, referencesOf } from './records.js'

/** Adds the companies. */
export function addCompanies(context: Context): void {
  const { source, draft, options } = context
  const field = options.fields.parent
  for (const record of liveRecords(source, 'company')) {
    const name = textOf(record, 'name')
    const [parent] = field === undefined ? [] : referencesOf(record, field, source)
    draft.accounts.push({
      id: record.id,
      ...(name !== undefined && { name }),
      ...(parent !== undefined && { parent }),
      ...learned(record, context),
      ...silentOn(record, { name: ['name'], parent: [field] }),
      from: record,
    })
  }
}
