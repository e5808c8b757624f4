import type { PlanStep } from '../../planSteps.js'

/** The same with those links only that do not follow from others: what waits for a move waits for all that that waits for. */
export function withDirectLinks(steps: readonly PlanStep[]): PlanStep[] {
  const links = new Map(steps.map(({ id, after }) => [id, after]))
  const allBefore = (id: string): ReadonlySet<string> => {
    const found = new Set((links.get(id) ?? []).map(link => link.id))
    for (const each of found) for (const link of links.get(each) ?? []) found.add(link.id)
    return found
  }
  const before = new Map(steps.map(({ id }) => [id, allBefore(id)]))
  return steps.map(step => {
    const { after } = step
    return after.length < 2 ? step : { ...step, after: after.filter(({ id }) => !after.some(other => before.get(other.id)?.has(id))) }
  })
}
