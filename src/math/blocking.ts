import { deepFreeze } from '../support/freeze.js'
import { itemAt } from '../support/linear.js'
import { type CompiledBody, type CompiledRule, compileRule, passes, refuseManyShared } from './compiledRule.js'
import type { DecisionRule } from './rule.js'

/** The smallest groups that can stop a decision. */
export interface BlockingCoalitions {
  /** Each group stops the decision together and none of its members is superfluous; smallest groups first. */
  readonly coalitions: readonly (readonly string[])[]
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
  return deepFreeze(blockingCoalitionsOf(compileRule(rule, 'blockingCoalitions')))
}

/**
 * The minimal blocking coalitions of a compiled rule.
 *
 * Where everybody has one seat, they are built from the leaves up. For those with several seats, the question is asked once for each way of
 * who of them takes part: on the seats of those who do, the rule is stopped for nothing; on the seats of the others, by nobody.
 */
export function blockingCoalitionsOf(rule: CompiledRule): BlockingCoalitions {
  refuseManyShared(rule)
  const complete = rule.players.length <= ALL_UP_TO
  const most = complete ? rule.players.length : LARGEST_LISTED
  const groups: Group[] = []
  for (const taking of subsetsOf(rule.shared)) {
    if (taking.length > most) continue
    for (const rest of stoppersBeside(rule, taking, most - taking.length)) {
      const group = [...taking, ...rest].sort((a, b) => a - b)
      if (taking.every(player => passes(rule, each => each === player || !group.includes(each)))) groups.push(group)
    }
  }
  return { coalitions: groups.sort(bySizeThenOrder).map(group => group.map(player => String(rule.players[player]))), complete }
}

/** Players by number. */
type Group = readonly number[]

function subsetsOf(players: Group): readonly Group[] {
  return players.reduce<Group[]>((subsets, player) => subsets.concat(subsets.map(subset => [...subset, player])), [[]])
}

/** The smallest groups of players with one seat who stop the rule together with those who take part of the others. */
function stoppersBeside({ seats, shared, bodies }: CompiledRule, taking: Group, most: number): readonly Group[] {
  const stoppers = Array.from(seats, (player): readonly Group[] =>
    taking.includes(player) ? [[]] : shared.includes(player) ? [] : [[player]],
  )
  for (const body of bodies) stoppers.push(stoppersOf(body, stoppers, most))
  return partsAt(stoppers, stoppers.length - 1)
}

/** What stops a member of a body. */
function partsAt(stoppers: readonly (readonly Group[])[], member: number): readonly Group[] {
  return stoppers[member] ?? []
}

/** What stops a body: whatever stops one of its veto members, or so many of the others that those left cannot reach the quota. */
function stoppersOf({ vetoes, others, rest }: CompiledBody, stoppers: readonly (readonly Group[])[], most: number): readonly Group[] {
  const isFree = (parts: readonly Group[]): boolean => parts[0]?.length === 0
  const vetoed = vetoes.map(veto => partsAt(stoppers, veto))
  const left = others.map(({ member, weight }) => ({ parts: partsAt(stoppers, member), weight })).filter(({ parts }) => !isFree(parts))
  const remaining = suffixSums(left.map(({ weight }) => weight))
  const total = itemAt(remaining, 0)
  if (vetoed.some(isFree) || total < rest) return [[]]
  const found = vetoed.flat()
  const chosen: number[] = []
  // Others are sorted by weight, the heaviest first, so that the last member stopped is always the one that was still needed.
  const extend = (from: number, stopped: number): void => {
    for (let i = from; ; i++) {
      const next = left[i]
      // When even all still to come would not stop the body, or as many of them as may join, none heavier than this one, nothing will.
      if (next === undefined || total - stopped - Math.min(itemAt(remaining, i), next.weight * (most - chosen.length)) >= rest) return
      for (const part of next.parts) {
        if (chosen.length + part.length > most) continue
        const before = chosen.length
        chosen.push(...part)
        if (total - stopped - next.weight < rest) found.push([...chosen])
        else extend(i + 1, stopped + next.weight)
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

function bySizeThenOrder(a: Group, b: Group): number {
  const first = a.findIndex((player, i) => player !== itemAt(b, i))
  return a.length - b.length || itemAt(a, first) - itemAt(b, first)
}
