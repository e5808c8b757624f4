import { cutChain, emptyChain, extendChain, type HandoverChain } from '../math/handoverChain.js'
import { type HandoverDay, handoverDays } from '../math/handoverDays.js'
import type { HandoverSettings } from '../model/settings.js'
import { DAY } from '../support/instants.js'
import { compareText, placeOf } from '../support/order.js'
import type { RolePeriod } from '../village/rolePeriod.js'
import { classesBy, decides } from './classes.js'
import type { DrivingEvidence, Source } from './evidence.js'
import { dayOf, playedIn, type RecordedInteraction, timeOf } from './known.js'
import { sourcesIn } from './sources.js'

/** What is known of who drives, day by day, and what follows from it. What comes to be known costs what it changes, and the days after. */
export interface Ledger {
  readonly chain: HandoverChain
  /** The evidence taken in, in order of time. */
  evidence(): readonly DrivingEvidence[]
  learn(interaction: RecordedInteraction): void
  /** Believes some roles from now on, and others no longer. What both say alike changes nothing. */
  believe(now: readonly RolePeriod[], noLonger: readonly RolePeriod[]): void
  /** A role begins or ends, which may have been believed before. */
  reach(role: RolePeriod): void
  /** Takes in all that is known and happened up to a time. */
  advance(time: number): void
}

/** What a day tells: its evidence, and that as a whole, where there is any. */
interface Told {
  readonly evidence: readonly DrivingEvidence[]
  readonly whole: HandoverDay | undefined
}

/** A ledger in which nothing is known yet of all that may come to be known. */
export function ledgerOf(interactions: readonly RecordedInteraction[], roles: readonly RolePeriod[], settings: HandoverSettings): Ledger {
  const classes = classesBy(roles)
  const sources = sourcesIn(interactions, roles, settings)
  const chain = emptyChain()
  /** Whole days, in order, of which something is known; and how long the chain is after each that was taken in. */
  const days: number[] = []
  const lengths: number[] = []
  const known = new Map<number, Set<Source>>()
  const told = new Map<number, Told>()
  let first = Number.POSITIVE_INFINITY

  const cut = (place: number): void => {
    if (place >= lengths.length) return
    lengths.length = place
    cutChain(chain, lengths[place - 1] ?? 0)
  }
  const weighAnew = (day: number): void => {
    if (told.delete(day)) cut(placeOf(days, day))
  }
  const add = (source: Source): void => {
    const day = dayOf(source.time)
    const others = known.get(day)
    if (others !== undefined) others.add(source)
    else {
      const place = placeOf(days, day)
      cut(place)
      days.splice(place, 0, day)
      known.set(day, new Set([source]))
    }
  }
  const tell = (day: number, until: number): Told => {
    const byEvent = new Map<string, DrivingEvidence>()
    for (const source of known.get(day) ?? []) {
      const each = source.time > until ? undefined : source.tells(classes, first)
      if (each === undefined) continue
      const same = byEvent.get(source.what)
      if (same === undefined || compareText(each.id, same.id) < 0) byEvent.set(source.what, each)
    }
    const evidence = [...byEvent.values()].sort(compareEvidence)
    const events = evidence.flatMap(({ to, byDecider, weight }) => (to === undefined ? [{ day, byDecider, weight }] : []))
    const structural = evidence.flatMap(({ to, weight }) => (to === undefined ? [] : [{ day, to, probability: weight }]))
    const [whole] = handoverDays(events, structural, settings.withinDayCorrelation)
    return { evidence, whole }
  }

  return {
    chain,
    evidence: () => days.flatMap(day => told.get(day)?.evidence ?? []),
    learn(interaction) {
      for (const source of sources.of(interaction)) {
        add(source)
        weighAnew(dayOf(source.time))
      }
      const time = timeOf(interaction.at)
      if (time >= first) return
      // Changes of roles count from the first interaction on.
      for (const day of sources.roleChanges(time, first)) weighAnew(day)
      first = time
    },
    believe(now, noLonger) {
      for (const role of noLonger) {
        classes.believe(role, false)
        for (const source of sources.of(role)) known.get(dayOf(source.time))?.delete(source)
      }
      for (const role of now) {
        classes.believe(role, true)
        for (const source of sources.of(role)) add(source)
      }
      for (const { role, from, to } of changesOf(now, noLonger))
        for (const day of sources.hangingOn(role.stakeholder, decides(role), from, to)) weighAnew(day)
    },
    reach(role) {
      for (const { time } of sources.of(role)) weighAnew(dayOf(time))
    },
    advance(time) {
      for (let i = lengths.length; i < days.length; i++) {
        const day = days[i] ?? Number.NaN
        if (day * DAY > time) break
        const found = told.get(day) ?? tell(day, time)
        told.set(day, found)
        if (found.whole !== undefined) extendChain(chain, found.whole, settings)
        lengths.push(chain.days.length)
      }
    },
  }
}

/** A time in which something else is believed of a role than before. */
interface RoleChange {
  readonly role: RolePeriod
  readonly from: number
  readonly to: number
}

/** From when on and until when roles differ. A version of a role that takes the place of another changes nothing where both say the same. */
function changesOf(now: readonly RolePeriod[], noLonger: readonly RolePeriod[]): RoleChange[] {
  const byRole = new Map<string, { readonly role: RolePeriod; readonly turns: Map<number, number> }>()
  const note = (role: RolePeriod, count: number): void => {
    const key = JSON.stringify([role.id, role.stakeholder, role.role])
    const { turns } = byRole.get(key) ?? { turns: new Map<number, number>() }
    const [from, to] = playedIn(role)
    turns.set(from, (turns.get(from) ?? 0) + count)
    turns.set(to, (turns.get(to) ?? 0) - count)
    byRole.set(key, { role, turns })
  }
  for (const role of now) note(role, 1)
  for (const role of noLonger) note(role, -1)
  return [...byRole.values()].flatMap(({ role, turns }) => {
    const times = [...turns].flatMap(([time, count]) => (count === 0 ? [] : [time]))
    return times.length === 0 ? [] : [{ role, from: Math.min(...times), to: Math.max(...times) }]
  })
}

/** Evidence in order of time; of one moment, by id and kind. */
function compareEvidence(a: DrivingEvidence, b: DrivingEvidence): number {
  const key = ({ id, kind, byDecider }: DrivingEvidence): string => JSON.stringify([id, kind, byDecider])
  return compareText(a.at, b.at) || compareText(key(a), key(b))
}
