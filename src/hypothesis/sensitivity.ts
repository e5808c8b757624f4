import type { AccountVerdict } from '../account/verdict.js'
import { wholeOf } from '../account/whole.js'
import { chanceOfYes } from '../decision/prospect.js'
import { InvalidArgumentError, type Issue } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { choose, type OptionShape, optionsOf, wrong } from '../support/options.js'
import { compareText } from '../support/order.js'
import { kindOf } from '../support/shown.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { amended } from '../village/work.js'
import { beliefsOf } from './beliefs.js'

/** What a snapshot says under some beliefs. What it cannot say is absent. */
export interface ReadOut {
  /** The chance of yes on the day of the vote, 0..1. */
  readonly probabilityOfYes?: number
  /** The account's sentiment, -1..1. */
  readonly sentiment?: number
  /** The money at risk in the decision in view, in its currency. */
  readonly revenueAtRisk?: number
  /** The verdict on the account, which is always there, as in `AccountSentiment.state`. */
  readonly state: AccountVerdict
}

/** What hangs on one belief. Each pair is that at the low and at the high end, absent where one end has no number. */
export interface BeliefSensitivity {
  /** The setting, such as `sentiment.halfLifeDays`. */
  readonly belief: string
  /**
   * What was tried on the low side: a value of the setting, or a factor (a shift for `sentiment.offset`) where several settings move
   * together.
   */
  readonly low: number
  /** What was tried on the high side, in the same unit as `low`. */
  readonly high: number
  /** The chance of yes on the day of the vote, 0..1. */
  readonly probabilityOfYes?: readonly [atLow: number, atHigh: number]
  /** The account's sentiment, -1..1. */
  readonly sentiment?: readonly [atLow: number, atHigh: number]
  /** The money at risk in the decision in view, in its currency. */
  readonly revenueAtRisk?: readonly [atLow: number, atHigh: number]
  /** The verdict on the account; both are always there. */
  readonly state: readonly [atLow: AccountVerdict, atHigh: AccountVerdict]
  /**
   * How far the chance of yes moves from the low to the high end; the account's sentiment where no decision is in view. 0 where an end has no
   * number.
   */
  readonly swing: number
  /** Whether the chance of yes crosses a half, or the account's state is another, anywhere between the ends and now. */
  readonly flips: boolean
}

/** On which beliefs the answers of a snapshot hang. */
export interface Sensitivity {
  /** What the snapshot says with its settings as they are. */
  readonly base: ReadOut
  /** The widest swing first, then by name; beliefs that move nothing are left out. */
  readonly beliefs: readonly BeliefSensitivity[]
}

/** What is tried. */
export interface SensitivityOptions {
  /** Ranges of your own by belief, low first, such as the intervals of `calibrate`; in the units of `low` and `high`. */
  readonly ranges?: { readonly [belief: string]: readonly [low: number, high: number] } | undefined
}

const SENSITIVITY_OPTIONS: OptionShape<SensitivityOptions> = {
  ranges: (value, path) => (value === undefined || kindOf(value) === 'object' ? [] : [wrong(path, 'is not an object of ranges by belief')]),
}

/** What moves less moves nothing. */
const LEAST_MOVE = 1e-12

/**
 * Which belief decides the answer: for each setting that nobody measured, what the snapshot would say with it lower and higher, all else as is.
 *
 * @throws InvalidArgumentError for a belief that there is not, or a range that is none
 * @example
 * import { createVillage, sensitivity, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment: 0.1, via: 'interview' }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new', expectedAt: '2026-05-31' }],
 * })
 * const [first] = sensitivity(snapshot(village, '2026-03-02')).beliefs
 * first?.belief //=> 'decision.yesThreshold.new'
 * first?.probabilityOfYes //=> [0.7642, 0.3567]
 * first?.flips //=> true
 */
export function sensitivity(snapshot: Snapshot, options?: SensitivityOptions): Sensitivity {
  checkGiven('sensitivity', snapshot)
  const { ranges = {} } = optionsOf('sensitivity', options, SENSITIVITY_OPTIONS)
  const beliefs = beliefsOf(snapshot.settings, snapshot.decision?.kind ?? 'new')
  refuseSenseless(
    ranges,
    beliefs.map(({ belief }) => belief),
  )
  const base = readOut(snapshot)
  const found = beliefs.flatMap(({ belief, range, apply }): BeliefSensitivity[] => {
    const [low, high] = Object.hasOwn(ranges, belief) ? (ranges[belief] ?? range) : range
    const ends = [low, high].map(value => readOut(amended(snapshot, { settings: deepFreeze(apply(value)) })))
    const [atLow = base, atHigh = base] = ends
    return moves(base, ends) ? [{ belief, low, high, ...between(base, atLow, atHigh) }] : []
  })
  return deepFreeze({ base, beliefs: found.sort((a, b) => b.swing - a.swing || compareText(a.belief, b.belief)) })
}

function readOut(s: Snapshot): ReadOut {
  const chance = chanceOfYes(s)
  const { value, state } = wholeOf(s)
  const worth = s.decision?.value?.amount
  return {
    ...(chance !== undefined && { probabilityOfYes: chance }),
    ...(value !== undefined && { sentiment: value }),
    ...(chance !== undefined && worth !== undefined && { revenueAtRisk: worth * (1 - chance) }),
    state,
  }
}

const NUMBERS = ['probabilityOfYes', 'sentiment', 'revenueAtRisk'] as const

function moves(base: ReadOut, ends: readonly ReadOut[]): boolean {
  return ends.some(
    end =>
      end.state !== base.state ||
      NUMBERS.some(
        name => (base[name] === undefined) !== (end[name] === undefined) || Math.abs((end[name] ?? 0) - (base[name] ?? 0)) >= LEAST_MOVE,
      ),
  )
}

function between(base: ReadOut, low: ReadOut, high: ReadOut): Omit<BeliefSensitivity, 'belief' | 'low' | 'high'> {
  const pairs = Object.fromEntries(
    NUMBERS.flatMap(name => {
      const [atLow, atHigh] = [low[name], high[name]]
      return atLow === undefined || atHigh === undefined ? [] : [[name, [atLow, atHigh] as const]]
    }),
  )
  const moved = base.probabilityOfYes === undefined ? 'sentiment' : 'probabilityOfYes'
  const isYes = ({ probabilityOfYes = 0 }: ReadOut): boolean => probabilityOfYes >= 0.5
  return {
    ...pairs,
    state: [low.state, high.state],
    swing: swingOf(low[moved], high[moved]),
    flips: [low, high].some(end => end.state !== base.state || isYes(end) !== isYes(base)),
  }
}

function refuseSenseless(ranges: object, known: readonly string[]): void {
  const issues = Object.entries(ranges).flatMap(([belief, range]: [string, unknown]) => {
    if (!known.includes(belief)) return [unknownBelief(belief, known)]
    const ends: readonly unknown[] = Array.isArray(range) ? range : []
    const [low, high] = ends
    const isRange =
      ends.length === 2 &&
      typeof low === 'number' &&
      typeof high === 'number' &&
      Number.isFinite(low) &&
      Number.isFinite(high) &&
      low <= high
    return isRange ? [] : [wrong(`ranges.${belief}`, 'is not a low and a high number, the lower first')]
  })
  if (issues.length > 0) throw new InvalidArgumentError('sensitivity', issues)
}

function unknownBelief(belief: string, known: readonly string[]): Issue {
  return wrong(`ranges.${belief}`, `there is no such belief. ${choose(belief, known)}`)
}

/** How far a number moves; where an end has none nobody can tell, and none is not 0. */
function swingOf(atLow: number | undefined, atHigh: number | undefined): number {
  return atLow === undefined || atHigh === undefined ? 0 : Math.abs(atHigh - atLow)
}
