import { powerByStakeholder } from '../influence/power.js'
import { CLASS_ORDER, type RoleClass } from '../model/role.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { businessDaysAfter, businessDaysBetween, dayOf } from '../support/calendar.js'
import { DAY, formatInstant, type Instant, LATEST, parseInstant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { lastHeard } from './lastHeard.js'

/** When somebody is to be heard again. */
export interface ListeningTurn {
  /** The id of a person known by name; placeholders have no turn. */
  readonly stakeholder: string
  /** The class whose `settings.listening.cadenceDays` counts, of several the first of decider, gate, advocate and user. */
  readonly class: RoleClass
  /** Their share of all power, 0..1. */
  readonly share: number
  /** When they last said anything to us; absent when they never did. */
  readonly lastHeardAt?: Instant
  /** The share of what could be known of their sentiment that is known, 0..1. */
  readonly reliability: number
  /** The business day on which they are to be heard, `YYYY-MM-DD`. */
  readonly dueOn: string
  /** What makes it that day: they never said anything, it is the turn of their class, or what we know of them fades before it is. */
  readonly reason: 'neverHeard' | 'cadence' | 'fading'
  /** `later` before `dueOn`; `overdue` once more than `settings.listening.graceDays` business days have passed since. */
  readonly status: 'overdue' | 'due' | 'later'
  /** Business days since that day; below 0 when it lies ahead. */
  readonly businessDays: number
}

/** Who is to be heard, and when. */
export interface ListeningCadence {
  /** Everybody whom we know by name: those overdue first, then those due, each the longest waiting first, then the more powerful. */
  readonly turns: readonly ListeningTurn[]
  /** One row for each class that has people, those who decide first. */
  readonly byClass: readonly {
    /** The class; of the roles of a person the highest tells it, as in `ListeningTurn.class`. */
    readonly class: RoleClass
    /** How many people known by name are in the class. */
    readonly people: number
    /** How many of them are due and not yet overdue. */
    readonly due: number
    /** How many of them are overdue; they are not among `due`. */
    readonly overdue: number
    /** After how many business days its people are to be heard again. */
    readonly cadenceDays: number
  }[]
}

/**
 * Who is to be heard and when, in business days: when it is the turn of their class by `settings.listening.cadenceDays`, or before, on the
 * day on which what we know of them has faded to `settings.account.staleReliability`; whoever never said anything at once.
 *
 * The reliability `R` of what is known now is `R 4^(-t / h)` after `t` days with the half-life `h`, so that it reaches `R0` after
 * `h / 2 log2(R / R0)` days. Business days are Mondays to Fridays, in UTC, but for `settings.listening.holidays`.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { listeningCadence } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [
 *     { stakeholder: 'ann', at: '2026-03-02', sentiment: 0.7, via: 'interview' },
 *     { stakeholder: 'bo', at: '2026-02-02', sentiment: 0.1, via: 'meeting' },
 *   ],
 * })
 * const { turns } = listeningCadence(snapshot(village, '2026-03-09'))
 * turns.map(({ stakeholder, dueOn, status, businessDays }) => [stakeholder, dueOn, status, businessDays])
 * //=> [['bo', '2026-03-02', 'due', 5], ['ann', '2026-04-27', 'later', -35]]
 */
export function listeningCadence(snapshot: Snapshot): ListeningCadence {
  return measured('listeningCadence', snapshot, measureListeningCadence)
}

function measureListeningCadence(s: Snapshot): ListeningCadence {
  const placeholders = new Set(s.placeholders)
  const turns = s.stakeholders.filter(({ id }) => !placeholders.has(id)).map(({ id }) => turnOf(s, id))
  const { cadenceDays } = s.settings.listening
  return {
    turns: turns.sort(
      (a, b) =>
        RANK[a.status] - RANK[b.status] ||
        b.businessDays - a.businessDays ||
        b.share - a.share ||
        compareText(a.stakeholder, b.stakeholder),
    ),
    byClass: CLASS_ORDER.flatMap(each => {
      const own = turns.filter(turn => turn.class === each)
      const count = (status: ListeningTurn['status']): number => own.filter(turn => turn.status === status).length
      if (own.length === 0) return []
      return [{ class: each, people: own.length, due: count('due'), overdue: count('overdue'), cadenceDays: cadenceDays[each] }]
    }),
  }
}

const RANK = { overdue: 0, due: 1, later: 2 } as const

function turnOf(s: Snapshot, id: string): ListeningTurn {
  const { holidays, graceDays } = s.settings.listening
  const own = powerByStakeholder(s).get(id)
  const ownClass = own?.class ?? 'unknown'
  const lastHeardAt = lastHeard(s).get(id)
  const { day, reason } = dueDay(s, id, ownClass, lastHeardAt)
  const businessDays = businessDaysBetween(day, today(s), holidays)
  return {
    stakeholder: id,
    class: ownClass,
    share: own?.share ?? 0,
    ...(lastHeardAt !== undefined && { lastHeardAt }),
    reliability: sentimentsByStakeholder(s).get(id)?.reliability ?? 0,
    dueOn: formatInstant(day).slice(0, 10),
    reason,
    status: day > today(s) ? 'later' : businessDays > graceDays ? 'overdue' : 'due',
    businessDays,
  }
}

function dueDay(
  s: Snapshot,
  id: string,
  ownClass: RoleClass,
  lastHeardAt: Instant | undefined,
): { readonly day: number; readonly reason: ListeningTurn['reason'] } {
  const { holidays, cadenceDays } = s.settings.listening
  const heard = parseInstant(lastHeardAt)
  if (heard === undefined) return { day: businessDaysAfter(knownSince(s, id), 0, holidays), reason: 'neverHeard' }
  const turn = businessDaysAfter(heard, cadenceDays[ownClass], holidays)
  const faded = businessDaysAfter(Math.max(heard, fadedAt(s, id)), 0, holidays)
  return faded < turn ? { day: faded, reason: 'fading' } : { day: turn, reason: 'cadence' }
}

/** When what is known of somebody's sentiment will have faded, or has, in milliseconds; the last day that there is when it never will. */
function fadedAt(s: Snapshot, id: string): number {
  const { reliability, readings } = sentimentsByStakeholder(s).get(id) ?? { reliability: 0, readings: 0 }
  const { staleReliability } = s.settings.account
  // Of whoever only commented, no sentiment is known that could fade.
  if (readings === 0 || staleReliability === 0) return LATEST
  const days = (s.settings.sentiment.halfLifeDays / 2) * Math.log2(reliability / staleReliability)
  return Math.min(LATEST, (parseInstant(s.agedTo) ?? 0) + days * DAY)
}

/** Since when we know that somebody is there; today where nobody has said. */
function knownSince(s: Snapshot, id: string): number {
  const { joinedAt, recordedAt } = s.stakeholders.find(person => person.id === id) ?? {}
  const dates = [joinedAt, recordedAt].flatMap(date => parseInstant(date) ?? [])
  return dates.length === 0 ? today(s) : Math.max(...dates)
}

/** The first instant of the day looked at. */
export function today(s: Snapshot): number {
  return dayOf(parseInstant(s.asOf) ?? 0)
}
