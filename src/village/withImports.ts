import type { ImportedSource } from '../model/imports.js'
import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { registersBy } from './registers.js'
import { rowsOf, villageOf } from './village.js'

/** The village with other versions of the records of a source; those of other sources stay. The same village where they are the same. */
export function withImports(village: Village, { source, records }: ImportedSource): Village {
  const { imports = [] } = village
  const before = imports.find(each => each.source === source)
  if (JSON.stringify(before?.records ?? []) === JSON.stringify(records)) return village
  const rows = rowsOf('mergeImport', village)
  const others = imports.filter(each => each.source !== source)
  const sources = [...others, ...(records.length > 0 ? [{ source, records }] : [])].sort((a, b) => (a.source < b.source ? -1 : 1))
  const registers = registersBy(name => (name === 'imports' ? deepFreeze(sources) : rows.registers[name]))
  return villageOf({ ...rows, registers })
}
