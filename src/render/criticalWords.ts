import { fitted } from './plain.js'
import type { PlanStep } from './planSteps.js'

/** So many columns of each statement are told. */
const MOST_COLUMNS = 44

/** The critical path in words, way by way; what there is to say where there is none. */
export function criticalWords(steps: readonly PlanStep[]): string {
  const ways = criticalWays(steps)
  if (ways.length === 0) return steps.length === 0 ? 'No move is planned.' : 'Nothing is left to be done.'
  const told = ways.map(way => way.map(({ statement }) => fitted(statement, MOST_COLUMNS).trimEnd()).join(' → '))
  return `Critical path: ${told.join('; ')}.`
}

/** The critical moves, each once, in ways along which one holds up the next. */
function criticalWays(steps: readonly PlanStep[]): PlanStep[][] {
  const critical = steps.filter(({ isCritical }) => isCritical)
  const next = new Map<string, PlanStep[]>()
  const held = new Set<string>()
  for (const step of critical) {
    for (const { id, isCritical } of step.after) {
      if (!isCritical) continue
      next.set(id, [...(next.get(id) ?? []), step])
      held.add(step.id)
    }
  }
  const told = new Set<PlanStep>()
  const ways: PlanStep[][] = []
  for (const first of [...critical.filter(({ id }) => !held.has(id)), ...critical]) {
    const way: PlanStep[] = []
    for (let step: PlanStep | undefined = first; step !== undefined && !told.has(step); ) {
      told.add(step)
      way.push(step)
      step = next.get(step.id)?.find(each => !told.has(each))
    }
    if (way.length > 0) ways.push(way)
  }
  return ways
}
