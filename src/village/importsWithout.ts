import { type ImportedRecord, type ImportedSource, importsRegister } from '../model/imports.js'
import { registerSchema } from '../model/register.js'
import { changedBy } from '../model/texts.js'
import { groupedBy } from '../support/grouping.js'
import type { Identities } from './identities.js'
import { recordWithout } from './recordWithout.js'

/** What is left of the records of imports without a person. */
export interface ImportsWithout {
  readonly imports: readonly ImportedSource[]
  /** How many records were theirs. */
  readonly gone: number
  /** The ids of those that were merged into theirs. */
  readonly merged: readonly string[]
  /** How many texts of others named them. */
  readonly texts: number
}

/**
 * The records of all sources that are not a person's.
 *
 * What was merged into a record of theirs is theirs too.
 *
 * @param redaction a text without what names them, nothing where it does not; texts stay where there is none
 */
export function importsWithout(
  imports: readonly ImportedSource[],
  { isOwn, isRecord }: Pick<Identities, 'isOwn' | 'isRecord'>,
  redaction?: (text: string) => string | undefined,
): ImportsWithout {
  let [gone, texts] = [0, 0]
  const merged: string[] = []
  const replace = (text: string): string => {
    const without = redaction?.(text)
    if (without !== undefined) texts++
    return without ?? text
  }
  const left = imports.map(({ source, records }) => {
    const duplicates = mergedInto(records, id => isOwn(source, id))
    merged.push(...duplicates)
    const isOut = (id: string): boolean => isRecord(source, id) || duplicates.has(id)
    const others = records.flatMap(record => (isOut(record.id) ? [] : recordWithout(record, isOut)))
    gone += records.length - others.length
    return { source, records: others }
  })
  const changed = changedBy(registerSchema(importsRegister), left, replace)
  return { imports: isImports(changed, left) ? changed : left, gone, merged, texts }
}

/** The ids of records that were merged into those of a person, by their sources: the same person under ids of before. */
export function duplicatesIn(imports: readonly ImportedSource[], isOwn: Identities['isOwn']): ReadonlySet<string> {
  return new Set(imports.flatMap(({ source, records }) => [...mergedInto(records, id => isOwn(source, id))]))
}

/** The records that were merged into some, directly or through others. */
function mergedInto(records: readonly ImportedRecord[], isOne: (id: string) => boolean): ReadonlySet<string> {
  const merged = records.filter(({ id, into }) => into !== undefined && !isOne(id))
  const duplicates = groupedBy(merged, ({ into }) => into)
  const found = new Set(merged.flatMap(({ id, into = '' }) => (isOne(into) ? id : [])))
  for (const id of found) for (const each of duplicates.get(id) ?? []) found.add(each.id)
  return found
}

/** Texts that are replaced leave a list what it is. */
function isImports(changed: unknown, _: readonly ImportedSource[]): changed is readonly ImportedSource[] {
  return Array.isArray(changed)
}
