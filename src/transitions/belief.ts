import { afterEvents, type HandoverRule, type HandoverState } from '../math/handover.js'
import type { Interaction } from '../model/interaction.js'
import { days } from '../sentiment/readings.js'
import { DAY, isDay, parseInstant } from '../support/instants.js'
import type { RoleSpell, Snapshot } from '../village/snapshot.js'
import { compareEvidence, type DatedEvidence, drivenEvidence, evidenceIn } from './evidence.js'

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
export function followed(s: Snapshot, decision: string | undefined): Followed {
  const interactions = s.interactions.filter(each => each.decision === undefined || each.decision === decision)
  const roles = s.roleHistory.filter(role => role.decision === undefined || role.decision === decision)
  const now = lastMoment(s)
  const rule = ruleOf(s)
  let chain: readonly Link[] = []
  let flaggedOn: number | undefined
  let before: readonly RoleSpell[] = []
  for (const { moment, news } of momentsOf(interactions, roles, now)) {
    const believed = roles.filter(role => isBelieved(role, moment))
    const known = interactions.filter(each => knownFrom(each) <= moment)
    const [first] = known
    // Other roles make other evidence of the same events, and an earlier first event lets more roles count.
    const isPlain = sameRoles(before, believed) && !news.some(each => each === first && chain.length > 0) && !roleTurnsAt(believed, moment)
    chain = isPlain
      ? news.flatMap(each => drivenEvidence(s, each, believed)).reduce((links, evidence) => inserted(links, evidence, rule), chain)
      : linked(evidenceIn(s, { interactions: known, roles: believed, until: moment }), [], rule)
    before = believed
    if (flaggedOn === undefined && chain.at(-1)?.state.everFlagged === true) flaggedOn = moment
  }
  return { evidence: chain.flatMap(({ evidence }) => evidence), state: chain.at(-1)?.state, flaggedOn }
}

/** The evidence of one moment, and where the hand-over stands after it. */
interface Link {
  readonly evidence: readonly DatedEvidence[]
  readonly state: HandoverState
}

/** The chain with further evidence, in order, at its end. */
function linked(evidence: readonly DatedEvidence[], before: readonly Link[], rule: HandoverRule): Link[] {
  const links = [...before]
  for (let from = 0; from < evidence.length; ) {
    const day = evidence[from]?.event.day
    const later = evidence.findIndex(({ event }, i) => i > from && event.day !== day)
    const moment = evidence.slice(from, later < 0 ? evidence.length : later)
    const state = afterEvents(
      links.at(-1)?.state,
      moment.map(({ event }) => event),
      rule,
    )
    links.push({ evidence: moment, state })
    from += moment.length
  }
  return links
}

/** The chain with one more piece of evidence; its moment and what comes after it are weighed anew. */
function inserted(links: readonly Link[], evidence: DatedEvidence, rule: HandoverRule): readonly Link[] {
  let place = links.length
  while (place > 0 && (links[place - 1]?.state.day ?? 0) >= evidence.event.day) place--
  const later = links.slice(place).flatMap(link => link.evidence)
  return linked([evidence, ...later].sort(compareEvidence), links.slice(0, place), rule)
}

function ruleOf(s: Snapshot): HandoverRule {
  const { hazardPerDay, withinDayCorrelation, falseAlarmShare, reversedBelow } = s.settings.handover
  return { hazardPerDay, withinDayCorrelation, up: 1 - falseAlarmShare, down: reversedBelow }
}

/** The last moment that the snapshot sees, in days. */
function lastMoment(s: Snapshot): number {
  return isDay(s.asOf) ? ((parseInstant(s.asOf) ?? 0) + DAY - 1) / DAY : days(s.asOf)
}

/** From when on an interaction could be known. */
function knownFrom({ at, recordedAt }: Interaction): number {
  return Math.max(days(at), recordedAt === undefined ? Number.NEGATIVE_INFINITY : days(recordedAt))
}

/** Every moment at which something happened or our belief changed, in order, with the interactions that came to be known at it. */
function momentsOf(
  interactions: readonly Interaction[],
  roles: readonly RoleSpell[],
  now: number,
): { moment: number; news: readonly Interaction[] }[] {
  const news = new Map<number, Interaction[]>()
  for (const each of interactions) news.set(knownFrom(each), [...(news.get(knownFrom(each)) ?? []), each])
  for (const { since, until, knownSince, knownUntil } of roles) {
    for (const instant of [since, until, knownSince, knownUntil]) {
      if (instant !== undefined && days(instant) <= now && !news.has(days(instant))) news.set(days(instant), [])
    }
  }
  return [...news].sort(([a], [b]) => a - b).map(([moment, each]) => ({ moment, news: each }))
}

function isBelieved({ knownSince, knownUntil }: RoleSpell, moment: number): boolean {
  return (knownSince === undefined || days(knownSince) <= moment) && (knownUntil === undefined || moment < days(knownUntil))
}

function roleTurnsAt(roles: readonly RoleSpell[], moment: number): boolean {
  return roles.some(({ since, until }) => [since, until].some(instant => instant !== undefined && days(instant) === moment))
}

function sameRoles(a: readonly RoleSpell[], b: readonly RoleSpell[]): boolean {
  return a.length === b.length && a.every((role, i) => role === b[i])
}
