import { itemAt } from '../support/linear.js'
import { type CompiledBody, type CompiledRule, compileRule, type DecisionRule } from './rule.js'

/** The smallest groups that can stop a decision. */
export interface BlockingCoalitions {
  /** Each group stops the decision together and none of its members is superfluous; smallest groups first. */
  readonly coalitions: string[][]
  /** Whether these are all of them; otherwise they are all of up to `LARGEST_LISTED` members. */
  readonly complete: boolean
}

/** Up to so many players all groups are listed. */
const ALL_UP_TO = 20
/** Above, only groups of up to so many members. */
const LARGEST_LISTED = 3

/**
 * The smallest groups of people who together can stop a decision: take any one away, and the rest no longer can.
 *
 * Up to 20 players all of them are listed; above, those of up to 3 members, and `complete` is `false`.
 *
 * @throws InvalidRuleError for a rule that nobody could vote by; LimitExceededError beyond the limits of a rule
 * @example
 * import { blockingCoalitions } from 'account-village/math'
 * const rule = { quota: 2, members: [{ of: 'ann' }, { of: 'bo' }, { of: 'cy', veto: true }] }
 * blockingCoalitions(rule).coalitions //=> [['cy'], ['ann', 'bo']]
 */
export function blockingCoalitions(rule: DecisionRule): BlockingCoalitions {
  return blockingCoalitionsOf(compileRule(rule, 'blockingCoalitions'))
}

/**
 * The minimal blocking coalitions of a compiled rule, built from the leaves up: a body is stopped by whatever stops one of its veto members, or by
 * stopping so many of the others that those left cannot reach the quota.
 */
export function blockingCoalitionsOf(rule: CompiledRule): BlockingCoalitions {
  const complete = rule.players.length <= ALL_UP_TO
  const most = complete ? rule.players.length : LARGEST_LISTED
  const stoppers: Group[][] = [...rule.seats].map(player => [[player]])
  for (const body of rule.bodies) stoppers.push(stoppersOf(body, stoppers, most))
  const found = (stoppers.at(-1) ?? []).map(ordered)
  const groups = rule.shared.length > 0 ? minimal(found) : found
  return { coalitions: groups.sort(bySizeThenOrder).map(group => group.map(player => rule.players[player] ?? '')), complete }
}

/** Players by number, in order. */
type Group = readonly number[]

function stoppersOf({ vetoes, others, rest }: CompiledBody, stoppers: readonly Group[][], most: number): Group[] {
  const found = vetoes.flatMap(veto => stoppers[veto] ?? [])
  if (rest <= 0) return found
  const remaining = suffixSums(others.map(({ weight }) => weight))
  const total = itemAt(remaining, 0)
  const chosen: number[] = []
  // Others are sorted by weight, the heaviest first, so that the last member stopped is always the one that was still needed.
  const extend = (from: number, stopped: number): void => {
    for (let i = from; i < others.length; i++) {
      const { member = 0, weight = 0 } = others[i] ?? {}
      // When even all still to come would not stop the body, or as many of them as may join, none heavier than this one, nothing will.
      const reachable = Math.min(itemAt(remaining, i), weight * (most - chosen.length))
      if (total - stopped - reachable >= rest) return
      for (const part of stoppers[member] ?? []) {
        if (chosen.length + part.length > most) continue
        const before = chosen.length
        chosen.push(...part)
        if (total - stopped - weight < rest) found.push([...chosen])
        else extend(i + 1, stopped + weight)
        chosen.length = before
      }
    }
  }
  extend(0, 0)
  return found
}

/** The sum of each number and all that follow it. */
function suffixSums(numbers: readonly number[]): number[] {
  const sums = [...numbers, 0]
  for (let i = numbers.length - 1; i >= 0; i--) sums[i] = itemAt(sums, i) + itemAt(sums, i + 1)
  return sums
}

/** A group's players in order; who sits in several places may have been found several times. */
function ordered(group: Group): Group {
  const players = [...group].sort((a, b) => a - b)
  return players.filter((player, i) => player !== players[i - 1])
}

/** Leaves out every group that contains another; needed only where somebody sits in several places. */
function minimal(groups: readonly Group[]): Group[] {
  const kept: Group[] = []
  for (const group of [...groups].sort(bySizeThenOrder)) {
    if (!kept.some(smaller => smaller.every(player => group.includes(player)))) kept.push(group)
  }
  return kept
}

function bySizeThenOrder(a: Group, b: Group): number {
  const first = a.findIndex((player, i) => player !== itemAt(b, i))
  return a.length - b.length || (first < 0 ? 0 : itemAt(a, first) - itemAt(b, first))
}
