import type { AccountReport } from '../../report/accountReport.js'
import { type Names, nameOf } from '../names.js'
import { hanging, type Layout } from './layout.js'

/** Whom to hear next, why, and through whom to reach them. */
export function interviews({ interviews: plan }: AccountReport, names: Names, { width }: Layout): string[] {
  const worth = plan.filter(({ enough }) => !enough)
  if (worth.length === 0) return ['· Enough was heard for now.']
  return worth.flatMap(({ stakeholder, reason, path }) => {
    const way = path.length === 0 ? '' : ` Reach them through ${path.map(id => nameOf(names, id)).join(', then ')}.`
    return hanging('· ', `${nameOf(names, stakeholder)}: ${reason}${way}`, width)
  })
}
