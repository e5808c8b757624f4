import { afterEvents, type HandoverRule, type HandoverState } from '../math/handoverRule.js'
import type { Interaction } from '../model/interaction.js'
import { days } from '../sentiment/readings.js'
import { DAY, type Instant, isDay, parseInstant } from '../support/instants.js'
import type { RolePeriod } from '../village/rolePeriod.js'
import type { Snapshot } from '../village/snapshot.js'
import { classesBy } from './classes.js'
import { type DatedEvidence, evidenceBetween, sourcesOf } from './evidence.js'
import { believedIn, knownFrom } from './known.js'

/** What is believed of a hand-over, and when it would first have been flagged with what was known then. */
export interface Followed {
  readonly evidence: readonly DatedEvidence[]
  /** Where it stands after the last evidence; absent without any. */
  readonly state: HandoverState | undefined
  /** The first moment at which what was known then would have made the rule fire, in days. */
  readonly flaggedOn: number | undefined
}

/**
 * Follows a hand-over through every moment at which something happened or became known, each time with what was believed then: whatever
 * came late is taken in when it came, and all after it is weighed anew.
 */
export function followed(s: Snapshot, interactions: readonly Interaction[], roles: readonly RolePeriod[]): Followed {
  const rule = ruleOf(s)
  const classes = classesBy(roles)
  const all = sourcesOf(s, interactions, roles)
  const chain: Link[] = []
  let first: Instant | undefined
  let flaggedOn: number | undefined
  for (const { moment, news, turns } of momentsOf(interactions, roles, lastMoment(s))) {
    for (const { role, believed } of turns) if (believed !== undefined) classes.believe(role, believed)
    let from = firstTurn(turns, moment)
    for (const { at } of news) {
      from = Math.min(from, days(at))
      if (first === undefined || at < first) first = at
    }
    while (chain.length > 0 && (chain.at(-1)?.state.day ?? from) >= from) chain.pop()
    extend(chain, evidenceBetween(all, { from, until: moment, first, classes }), rule)
    if (flaggedOn === undefined && chain.at(-1)?.state.everFlagged === true) flaggedOn = moment
  }
  return { evidence: chain.flatMap(({ evidence }) => evidence), state: chain.at(-1)?.state, flaggedOn }
}

/** The evidence of one moment, and where the hand-over stands after it. */
interface Link {
  readonly evidence: readonly DatedEvidence[]
  readonly state: HandoverState
}

/** Puts further evidence, in order, at the end of a chain. */
function extend(chain: Link[], evidence: readonly DatedEvidence[], rule: HandoverRule): void {
  for (let from = 0; from < evidence.length; ) {
    const day = evidence[from]?.event.day
    let to = from + 1
    while (to < evidence.length && evidence[to]?.event.day === day) to++
    const moment = evidence.slice(from, to)
    const state = afterEvents(
      chain.at(-1)?.state,
      moment.map(({ event }) => event),
      rule,
    )
    chain.push({ evidence: moment, state })
    from = to
  }
}

function ruleOf(s: Snapshot): HandoverRule {
  const { hazardPerDay, withinDayCorrelation, falseAlarmShare, reversedBelow } = s.settings.handover
  return { hazardPerDay, withinDayCorrelation, up: 1 - falseAlarmShare, down: reversedBelow }
}

/** The last moment that the snapshot sees, in days. */
function lastMoment(s: Snapshot): number {
  return isDay(s.asOf) ? ((parseInstant(s.asOf) ?? 0) + DAY - 1) / DAY : days(s.asOf)
}

/** A role that begins or ends at a moment, or in which our belief does: then it says which. */
interface Turn {
  readonly role: RolePeriod
  readonly believed?: boolean
}

interface News {
  readonly news: Interaction[]
  readonly turns: Turn[]
}

/**
 * Every moment at which something happened or our belief changed, in order, with what came to be known or turned at it; first what was
 * always believed.
 */
function momentsOf(
  interactions: readonly Interaction[],
  roles: readonly RolePeriod[],
  now: number,
): (News & { readonly moment: number })[] {
  const moments = new Map<number, News>()
  const at = (moment: number): News => {
    const found = moments.get(moment) ?? { news: [], turns: [] }
    moments.set(moment, found)
    return found
  }
  for (const each of interactions) at(knownFrom(each)).news.push(each)
  for (const role of roles) {
    const [from, to] = believedIn(role)
    for (const instant of [role.since, role.until])
      if (instant !== undefined && days(instant) <= now) at(days(instant)).turns.push({ role })
    if (from >= to || from > now) continue
    at(from).turns.push({ role, believed: true })
    if (to <= now) at(to).turns.push({ role, believed: false })
  }
  return [...moments].sort(([a], [b]) => (a < b ? -1 : 1)).map(([moment, each]) => ({ moment, ...each }))
}

/**
 * From when on some turns at a moment change what is to be weighed, in days. A version of a role that takes the place of another changes
 * nothing where both say the same.
 */
function firstTurn(turns: readonly Turn[], moment: number): number {
  const changes = new Map<string, { readonly at: number; count: number }>()
  const note = (key: readonly string[], at: number, count: number): void => {
    const change = changes.get(JSON.stringify(key)) ?? { at, count: 0 }
    change.count += count
    changes.set(JSON.stringify(key), change)
  }
  let from = Number.POSITIVE_INFINITY
  for (const { role, believed } of turns) {
    const { stakeholder, role: name, since, until } = role
    const count = believed === true ? 1 : -1
    if (believed === undefined) from = moment
    else note([stakeholder, name, 'since', since ?? ''], since === undefined ? Number.NEGATIVE_INFINITY : days(since), count)
    if (believed !== undefined && until !== undefined) note([stakeholder, name, 'until', until], days(until), count)
  }
  for (const { at, count } of changes.values()) if (count !== 0 && at < from) from = at
  return from
}
