import { groupedBy } from '../../support/grouping.js'
import { fieldOf } from '../fields.js'
import { toFlag, toNumber } from '../record.js'
import { type StageState, type StageTable, stageTable } from '../stages.js'
import type { HubSpotRow } from './row.js'

/**
 * What the stages of the pipelines in the import mean, by their id and by their label. A label that means different things in two pipelines
 * is not among them.
 */
export function stagesIn(rows: readonly HubSpotRow[]): StageTable {
  const named = rows.flatMap(({ object, id, fields }): [string, StageState][] => {
    const state = object === 'stage' ? stateIn(fields) : undefined
    const names = [id, fieldOf(fields, 'label')].flatMap(name => (name === undefined ? [] : String(name)))
    return state === undefined ? [] : names.map(name => [name.trim(), state])
  })
  const groups = [...groupedBy(named, ([name]) => name)].map(([name, own]) => [name, new Set(own.map(([, state]) => state))] as const)
  return stageTable(
    Object.fromEntries(groups.flatMap(([name, states]) => (states.size === 1 ? [[name, [...states][0] ?? 'open'] as const] : []))),
  )
}

/** A deal is won in a closed stage of some probability, and lost in one of none; of a stage that says nothing of it nothing is known. */
function stateIn(fields: HubSpotRow['fields']): StageState | undefined {
  const probability = toNumber(fieldOf(fields, 'metadata.probability') ?? fieldOf(fields, 'probability'))
  const isClosed = toFlag(fieldOf(fields, 'metadata.isClosed') ?? fieldOf(fields, 'is_closed'))
  if (isClosed !== true) return isClosed === false ? 'open' : undefined
  return probability !== undefined && probability > 0 ? 'won' : 'lost'
}
