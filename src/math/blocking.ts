import { at } from '../support/linear.js'
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
  const groups = rule.shared.length > 0 ? minimal(stoppers.at(-1) ?? []) : (stoppers.at(-1) ?? [])
  return { coalitions: groups.sort(bySizeThenOrder).map(group => group.map(player => rule.players[player] ?? '')), complete }
}

/** Players by number, in order. */
type Group = readonly number[]

function stoppersOf({ vetoes, others, rest }: CompiledBody, stoppers: readonly Group[][], most: number): Group[] {
  const found = vetoes.flatMap(veto => stoppers[veto] ?? [])
  if (rest <= 0) return found
  const total = others.reduce((sum, { weight }) => sum + weight, 0)
  // Others are sorted by weight, the heaviest first, so that the last member stopped is always the one that was still needed.
  const extend = (from: number, stopped: number, group: Group): void => {
    for (let i = from; i < others.length; i++) {
      const { member = 0, weight = 0 } = others[i] ?? {}
      // Those still to come weigh no more than this one: when even as many of them as may join would not stop the body, nothing will.
      if (total - stopped - weight * (most - group.length) >= rest) return
      for (const part of stoppers[member] ?? []) {
        const joined = union(group, part)
        if (joined.length > most) continue
        if (total - stopped - weight < rest) found.push(joined)
        else extend(i + 1, stopped + weight, joined)
      }
    }
  }
  extend(0, 0, [])
  return found
}

function union(a: Group, b: Group): Group {
  return [...new Set([...a, ...b])].sort((x, y) => x - y)
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
  const first = a.findIndex((player, i) => player !== at(b, i))
  return a.length - b.length || (first < 0 ? 0 : at(a, first) - at(b, first))
}
