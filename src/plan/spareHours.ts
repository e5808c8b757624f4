import { powerByStakeholder } from '../influence/power.js'
import { attentionBalance } from '../transitions/attention.js'
import type { Snapshot } from '../village/snapshot.js'

/** Hours of ours that somebody gets beyond what their power asks for. */
export interface SpareHours {
  /** The id of the user. */
  readonly stakeholder: string
  /** Hours of ours in the last `settings.risk.days` days above what their share of power asks for. */
  readonly hours: number
}

/** So many are named from whom hours could be taken. */
const MOST_NAMED = 3

/** The users who get more hours of ours than their share of power asks for, most first, where users as a whole get far too many. */
export function spareHours(s: Snapshot): readonly SpareHours[] {
  const { unit, overinvestment = 0, byStakeholder } = attentionBalance(s, { days: s.settings.risk.days })
  if (unit !== 'hours' || overinvestment < s.settings.risk.overinvestment) return []
  const power = powerByStakeholder(s)
  return byStakeholder
    .filter(({ stakeholder, excess }) => excess > 0 && power.get(stakeholder)?.class === 'user')
    .map(({ stakeholder, effort, excess, attention }) => ({ stakeholder, hours: effort * (excess / attention) }))
    .sort((a, b) => b.hours - a.hours)
    .slice(0, MOST_NAMED)
}
