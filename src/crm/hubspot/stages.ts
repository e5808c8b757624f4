import { sortedByText } from '../../support/order.js'
import { fieldOf } from '../fields.js'
import { toFlag, toNumber } from '../record.js'
import type { HubSpotRow } from './row.js'

/** How a deal ended that is in a stage, by the id of the stage; stages in which deals are open are not there. */
export type Stages = ReadonlyMap<string, 'won' | 'lost'>

/** The closing stages: those that HubSpot comes with, and those of the pipelines in the import. */
export function stagesIn(rows: readonly HubSpotRow[]): Stages {
  const stages = sortedByText(
    rows.flatMap(({ object, id, fields }) => {
      const probability = toNumber(fieldOf(fields, 'metadata.probability') ?? fieldOf(fields, 'probability'))
      const isClosed = toFlag(fieldOf(fields, 'metadata.isClosed') ?? fieldOf(fields, 'is_closed')) === true
      if (object !== 'stage' || id === undefined || !isClosed) return []
      return [[id.trim().toLowerCase(), probability !== undefined && probability > 0 ? 'won' : 'lost'] as const]
    }),
    ([id, result]) => `${id} ${result}`,
  )
  return new Map([['closedwon', 'won'] as const, ['closedlost', 'lost'] as const, ...stages])
}
