import { power } from '../influence/power.js'
import { wilsonInterval } from '../math/wilson.js'
import { READING_SOURCES, type ReadingSource } from '../model/observation.js'
import { CLASS_ORDER } from '../model/role.js'
import { everyObservation } from '../sentiment/everyObservation.js'
import { days } from '../sentiment/readings.js'
import { deepFreeze } from '../support/freeze.js'
import { above0, listOf, type OptionShape, oneOf, optionsOf } from '../support/options.js'
import { sortedByText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { isHeldIn } from './heldInTime.js'
import { inOrder, type Snapshots } from './several.js'

/** What counts as heard. */
export interface ListeningSampleOptions {
  /** The days up to the snapshot that count, above 0; 365 when absent. */
  readonly days?: number | undefined
  /** The ways to be heard that count, such as `survey`; all when absent. */
  readonly via?: readonly ReadingSource[] | undefined
}

const LISTENING_SAMPLE_OPTIONS: OptionShape<ListeningSampleOptions> = { days: above0, via: listOf(oneOf(...READING_SOURCES)) }

/** How a class or a unit is represented among those who were heard. */
export interface SampleGroup {
  /** What `group` names. A person is counted once by class and once by unit. */
  readonly by: 'class' | 'unit'
  /** The class, or the id of the unit in which people directly are; empty for people in none. */
  readonly group: string
  /** How many people whom we know by name are in it. */
  readonly people: number
  /** How many of them were heard. */
  readonly heard: number
  /** `heard` of all people heard, 0..1. Absent where nobody was. */
  readonly shareOfHeard?: number
  /** Their share of all power, that of people whom nobody knows included, 0..1; of several accounts, the mean over all. */
  readonly shareOfPower: number
  /** The 90 % interval of `shareOfHeard`, within 0..1. Absent where nobody was heard. */
  readonly interval?: readonly [low: number, high: number]
  /** Whether `shareOfPower` lies below the interval, above it or within it. Absent where nobody was heard. */
  readonly verdict?: 'over' | 'under' | 'fair'
}

/** Whom we heard, against the people who decide. */
export interface ListeningSample {
  /** The share of all power of those who were heard, 0..1; of several accounts, the mean over all. */
  readonly shareOfPower: number
  /** Half the sum over classes of how far their share of those heard is from their share of power, 0..1. Absent where nobody was heard. */
  readonly dissimilarity?: number
  /** Classes, those who decide first, and then units, by id. */
  readonly groups: readonly SampleGroup[]
}

/**
 * Whom a survey or a series of interviews heard, by class and unit, against the village that decides: a survey that only users answer tells
 * little of the account.
 *
 * Heard is whoever said something themselves: in an interview, a survey or a comment. What we report of them, from a meeting, an impression or
 * a text, is not their own word. The interval of a group's share of those heard is Wilson's; a group is over- or under-represented where its
 * share of power lies outside. Units of several accounts with one id are one group.
 *
 * @throws InvalidArgumentError for an option that makes no sense, or an account that is there twice
 * @see `wilsonInterval` for the interval; O. D. Duncan and B. Duncan, "A methodological analysis of segregation indexes", American
 * Sociological Review 20 (1955), for the index of dissimilarity
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { listeningSample } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [...['ann', 'cy', 'di'].map(id => ({ id, roles: ['user'] as const })), { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: ['ann', 'cy', 'di'].map(stakeholder => ({ stakeholder, at: '2026-02-20', sentiment: 0.5, via: 'survey' })),
 * })
 * const { shareOfPower, dissimilarity, groups } = listeningSample(snapshot(village, '2026-03-02'), { via: ['survey'] })
 * shareOfPower //=> 0.1429
 * dissimilarity //=> 0.8571
 * groups.flatMap(({ by, group, verdict }) => (by === 'class' ? [[group, verdict]] : [])) //=> [['decider', 'under'], ['user', 'over']]
 */
export function listeningSample(snapshots: Snapshots, options?: ListeningSampleOptions): ListeningSample {
  const { days: span = 365, via } = optionsOf('listeningSample', options, LISTENING_SAMPLE_OPTIONS)
  const accounts = inOrder('listeningSample', snapshots)
  const members = accounts.flatMap(s => membersOf(s, heardIn(s, span, via ?? READING_SOURCES), accounts.length))
  const all = members.filter(({ isHeard }) => isHeard).length
  const units = [...new Set(members.map(({ unit }) => unit))]
  const groups = [
    ...CLASS_ORDER.map(group => groupOf('class', group, members, all)),
    ...sortedByText(units, unit => unit).map(group => groupOf('unit', group, members, all)),
  ].filter(({ people, shareOfPower }) => people > 0 || shareOfPower > 0)
  return deepFreeze({
    shareOfPower: sumOf(members.filter(({ isHeard }) => isHeard)),
    ...(all > 0 && { dissimilarity: dissimilarityOf(groups) }),
    groups,
  })
}

/** Somebody of an account, or a placeholder. */
interface Member {
  readonly class: string
  readonly unit: string
  readonly isPerson: boolean
  readonly isHeard: boolean
  /** Their share of the power of all accounts. */
  readonly share: number
}

function membersOf(s: Snapshot, heard: ReadonlySet<string>, accounts: number): readonly Member[] {
  const placeholders = new Set(s.placeholders)
  const units = new Set(s.units.map(({ id }) => id))
  const placed = new Map(s.stakeholders.map(({ id, unit = '' }) => [id, units.has(unit) ? unit : '']))
  return power(s).map(({ stakeholder, class: own, share }) => ({
    class: own,
    unit: placed.get(stakeholder) ?? '',
    isPerson: !placeholders.has(stakeholder),
    isHeard: heard.has(stakeholder),
    share: share / accounts,
  }))
}

/** The people of whom there is an own word of one of these ways within some days. */
function heardIn(s: Snapshot, span: number, via: readonly ReadingSource[]): ReadonlySet<string> {
  const words = [
    ...everyObservation(s).filter(each => OWN_WORDS.includes(each.via)),
    ...s.interviews
      .filter(each => isHeldIn(each, undefined))
      .map(({ stakeholder, at }) => ({ stakeholder, at, via: 'interview' as const })),
    ...s.comments.map(({ stakeholder, at }) => ({ stakeholder, at, via: 'comment' as const })),
  ]
  const since = days(s.agedTo) - span
  return new Set(words.filter(({ at, via: own }) => via.includes(own) && days(at) >= since).map(({ stakeholder }) => stakeholder))
}

/** Sources in which people speak for themselves. */
const OWN_WORDS: readonly ReadingSource[] = ['interview', 'survey', 'comment']

function groupOf(by: SampleGroup['by'], group: string, members: readonly Member[], all: number): SampleGroup {
  const own = members.filter(member => member[by] === group)
  const heard = own.filter(({ isHeard }) => isHeard).length
  const counts = { by, group, people: own.filter(({ isPerson }) => isPerson).length, heard }
  const shareOfPower = sumOf(own)
  if (all === 0) return { ...counts, shareOfPower }
  const interval = wilsonInterval(heard, all)
  const verdict = shareOfPower < interval[0] ? 'over' : shareOfPower > interval[1] ? 'under' : 'fair'
  return { ...counts, shareOfHeard: heard / all, shareOfPower, interval, verdict }
}

/** Their share of power; rounding must not lead past all of it. */
function sumOf(members: readonly Member[]): number {
  return Math.min(
    1,
    members.reduce((sum, { share }) => sum + share, 0),
  )
}

function dissimilarityOf(groups: readonly SampleGroup[]): number {
  const classes = groups.filter(({ by }) => by === 'class')
  return classes.reduce((sum, { shareOfHeard = 0, shareOfPower }) => sum + Math.abs(shareOfHeard - shareOfPower), 0) / 2
}
