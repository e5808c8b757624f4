import type { Metrics } from './metrics.js'
import type { MapTie } from './shown.js'

/** What a layout of people goes by. */
export interface Plan {
  readonly metrics: Metrics
  readonly levels: ReadonlyMap<number, number>
  readonly reporting: readonly MapTie[]
  readonly influence: readonly MapTie[]
}

/** How far below the top somebody stands. */
export function levelOf({ levels }: Pick<Plan, 'levels'>, person: number): number {
  return levels.get(person) ?? 0
}
