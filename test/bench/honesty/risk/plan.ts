import { type BuyingRole, type DecisionKind, ROLE_CLASSES } from 'account-village'
import type { Random } from '../../../../src/support/random.js'
import { oneOf } from '../world.js'

/** The day on which accounts are looked at; they begin on day 0. */
export const TODAY = 540
/** Why an account is at risk. */
export const CAUSES = ['turned', 'silent', 'championLeft', 'deciderLeft', 'expectation', 'useFalls', 'rosy', 'conflict'] as const
export type Cause = (typeof CAUSES)[number]

/** What healthy accounts are like. */
export interface World {
  /** What they think of us on average. */
  readonly mood: number
  /** How many times as often as usual we meet whoever does not decide. */
  readonly contacts: number
}

/** Somebody who holds a place from one day until another, that one excluded. */
export interface Holder {
  readonly id: string
  readonly from: number
  until: number
  /** How much better they think of us than the account as a whole. */
  readonly offset: number
}

/** A place in the account, whoever holds it. */
export interface Place {
  readonly role: BuyingRole
  readonly unit: string
  readonly isDecider: boolean
  readonly holders: Holder[]
}

/** What went wrong in an account at risk, and when. */
export interface Trouble {
  readonly cause: Cause
  readonly day: number
  /** The number of the place at which it began. */
  readonly place: number
  /** The numbers of the places whose holders think less of us since. */
  readonly victims: readonly number[]
  readonly drop: number
}

/** Who is there, what happens to them, and when it is decided. */
export interface Plan {
  readonly places: readonly Place[]
  /** What the account thinks of us as a whole. */
  readonly mood: number
  readonly kind: DecisionKind
  /** The day on which the decision is expected, and the one on which it falls. */
  readonly due: number
  readonly vote: number
  /** Whether it is made at all. */
  readonly falls: boolean
  /** How much too rosy the reports of each of us are. */
  readonly biases: readonly number[]
  readonly trouble?: Trouble
}

const ALWAYS = ['economicBuyer', 'decisionMaker', 'user', 'user'] as const
const OTHERS = ['user', 'technicalBuyer', 'approver', 'legalCompliance', 'influencer', 'user'] as const
const UNITS = ['finance', 'operations', 'technology']
/** How far people of an account, and accounts, differ. */
export const WITHIN = 0.25
const BETWEEN = 0.1
/** The mean days until somebody leaves, the share whose place is filled again, within how many days, and how much less heirs think of us. */
const [STAY, SUCCEEDED, VACANT, LESS] = [365 / -Math.log(0.85), 0.85, 60, 0.25]
const HORIZONS = [30, 60, 120]
const KINDS = ['new', 'renewal', 'renewal'] as const
/** What whoever follows a decider thinks of us where that is the trouble. */
const WORSE = -0.4
/** How many days ago trouble began: at least, and at most. A silence is none before long, and whom we see too rosily we always have. */
const BEGAN = { silent: [95, 154], rosy: [TODAY, TODAY], other: [30, 89] } as const
/** How many decisions are overdue, by how much, how long they slip on average, and how many of those are never made. */
const [OVERDUE, SINCE, SLIP, NEVER] = [0.1, 20, 60, 0.04]

/** An account of a world, healthy without cause. */
export function planOf({ mood: mean }: World, cause: Cause | undefined, random: Random): Plan {
  const kind = oneOf(KINDS, random)
  const mood = mean + BETWEEN * random.normal()
  const isOverdue = random.uniform() < OVERDUE
  const slip = -SLIP * Math.log(1 - random.uniform())
  const due = TODAY + (isOverdue ? -SINCE : oneOf(HORIZONS, random))
  const vote = isOverdue ? TODAY + Math.ceil(slip) : due
  const falls = !isOverdue || random.uniform() >= NEVER
  const places = rolesOf(cause, random).map((role, i) => placeOf(role, i, vote, random))
  const biases = [0.05, random.uniform() < 0.15 ? 0.4 : 0.05]
  const trouble = cause === undefined ? undefined : troubleOf(cause, places, mood, random)
  return { places, mood, kind, due, vote, falls, biases, ...(trouble !== undefined && { trouble }) }
}

function rolesOf(cause: Cause | undefined, random: Random): BuyingRole[] {
  const hasChampion = random.uniform() < 0.9
  const champion = hasChampion || cause === 'championLeft' ? (['champion'] as const) : (['user'] as const)
  return [...ALWAYS, ...champion, ...Array.from({ length: random.below(4) }, () => oneOf(OTHERS, random))]
}

function placeOf(role: BuyingRole, i: number, vote: number, random: Random): Place {
  const holders: Holder[] = [{ id: `p${i}`, from: 0, until: Number.POSITIVE_INFINITY, offset: 0 }]
  const place = { role, unit: oneOf(UNITS, random), isDecider: ROLE_CLASSES[role] === 'decider', holders }
  for (let day = stay(random); day <= vote; day += stay(random)) {
    leave(holders, day)
    if (random.uniform() >= SUCCEEDED) break
    day += 1 + random.below(VACANT)
    succeed(place, day, heirOffset(random))
  }
  return place
}

function stay(random: Random): number {
  return Math.ceil(-STAY * Math.log(1 - random.uniform()))
}

/** How much better, and mostly worse, somebody who follows thinks of us. */
export function heirOffset(random: Random): number {
  return -LESS + WITHIN * random.normal()
}

function leave(holders: Holder[], day: number): void {
  const last = holders.at(-1)
  if (last !== undefined) last.until = day
}

function succeed({ holders }: Place, day: number, offset: number): void {
  holders.push({ id: `${holders[0]?.id ?? 'p'}.${holders.length}`, from: day, until: Number.POSITIVE_INFINITY, offset })
}

function troubleOf(cause: Cause, places: readonly Place[], mood: number, random: Random): Trouble {
  const [least, most] = BEGAN[cause === 'silent' || cause === 'rosy' ? cause : 'other']
  const day = TODAY - least - random.below(most - least + 1)
  const drop = 0.75 + 0.35 * random.uniform()
  const deciders = places.flatMap(({ isDecider }, i) => (isDecider ? [i] : []))
  const place = cause === 'championLeft' ? places.findIndex(({ role }) => role === 'champion') : oneOf(deciders, random)
  const at = places[place]
  if (at === undefined) throw new RangeError('there is no place for the trouble')
  if (cause === 'championLeft' || cause === 'deciderLeft') leaveOn(at, day)
  if (cause === 'championLeft' && random.uniform() < SUCCEEDED) succeed(at, day + 1 + random.below(VACANT), heirOffset(random))
  if (cause === 'deciderLeft') succeed(at, day + 1 + random.below(30), WORSE - mood)
  const victims = cause === 'deciderLeft' ? [] : cause === 'championLeft' || cause === 'useFalls' ? deciders : [place]
  return { cause, day, place, victims, drop }
}

/** Makes whoever holds a place leave on a day, or whoever held it last; nobody follows yet. */
function leaveOn({ holders }: Place, day: number): void {
  holders.splice(0, holders.length, ...holders.filter(({ from }) => from <= day))
  leave(holders, day)
}

/** Who holds a place on a day. */
export function holderOn({ holders }: Place, day: number): Holder | undefined {
  return holders.find(({ from, until }) => from <= day && day < until)
}
