import { LimitExceededError } from '../errors.js'
import { itemAt } from '../support/linear.js'
import type { CompiledBody } from './compiledRule.js'
import { RULE_LIMITS } from './rule.js'

/**
 * A decision diagram for "the weights of those who say yes reach the quota": a state is a member to ask and a sum so far from which the
 * outcome is still open.
 *
 * State `states` means reached, `states + 1` means out of reach. Built once, it makes every later evaluation a walk over plain lists.
 */
export interface Diagram {
  readonly states: number
  /** The member that each state asks. */
  readonly member: Int32Array
  /** The state that follows a yes, and a no. */
  readonly ifYes: Int32Array
  readonly ifNo: Int32Array
}

/**
 * The diagram of weights and a quota, member by member. The sums before a member are kept in order, so that those after it are a merge of
 * two ordered lists.
 *
 * @throws LimitExceededError when there are too many different sums
 */
export function diagramOf(members: CompiledBody['others'], quota: number): Diagram {
  const member: number[] = []
  const ifYes: number[] = []
  const ifNo: number[] = []
  let open = members.reduce((sum, { weight }) => sum + weight, 0)
  let sums = [0]
  for (const { member: asked, weight } of members) {
    open -= weight
    const first = member.length
    const next = following(sums, weight, quota, open)
    const below = first + sums.length
    for (let i = 0; i < sums.length; i++) {
      member.push(asked)
      ifYes.push(placed(itemAt(next.yes, i), below))
      ifNo.push(placed(itemAt(next.no, i), below))
    }
    sums = next.sums
    if (member.length > RULE_LIMITS.sums) {
      throw new LimitExceededError(
        'decision rule',
        'different sums of weights',
        RULE_LIMITS.sums,
        member.length,
        'Give the members rounder weights.',
      )
    }
  }
  const states = member.length
  const settled = (state: number): number => (state === REACHED ? states : state === LOST ? states + 1 : state)
  return { states, member: new Int32Array(member), ifYes: new Int32Array(ifYes.map(settled)), ifNo: new Int32Array(ifNo.map(settled)) }
}

/** Where a sum leads that no longer matters. */
const REACHED = -1
const LOST = -2

function placed(position: number, below: number): number {
  return position < 0 ? position : below + position
}

/** The sums after a member, in order and once each, and where each sum before leads with its yes and with its no. */
function following(sums: readonly number[], weight: number, quota: number, open: number): { sums: number[]; yes: number[]; no: number[] } {
  const after: number[] = []
  const yes: number[] = []
  const no: number[] = []
  const lead = (places: number[], sum: number): void => {
    if (sum >= quota) places.push(REACHED)
    else if (sum + open < quota) places.push(LOST)
    else {
      if (after.at(-1) !== sum) after.push(sum)
      places.push(after.length - 1)
    }
  }
  // What a no leaves is at most what a yes makes of it, so that every no is placed when the last yes is; beyond the last no there is no number,
  // which is at most nothing.
  while (yes.length < sums.length) {
    const grows = itemAt(sums, yes.length) + weight
    const stays = itemAt(sums, no.length)
    if (stays <= grows) lead(no, stays)
    else lead(yes, grows)
  }
  return { sums: after, yes, no }
}
