import type { Village } from 'account-village'
import { type ImportResult, mergeImport } from 'account-village/import'
import { at } from './world.js'

/** Villages with an import in them that comes at a turn; no village may be refused. */
export function take(known: readonly Village[], result: ImportResult, turn: number): readonly Village[] {
  const { villages, changes } = mergeImport(known, result, { recordedAt: at(20 + turn), salt: 'a salt of the tests' })
  const refused = changes.issues.filter(({ code }) => code === 'refused')
  if (refused.length > 0) throw new Error(`refused: ${refused.map(({ message }) => message).join(' ')}`)
  return villages
}
