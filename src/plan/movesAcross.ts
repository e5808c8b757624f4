import { errorFor, quoted } from '../errors.js'
import { isFirm } from '../listening/reasons.js'
import { inOrder } from '../listening/several.js'
import { deepFreeze } from '../support/freeze.js'
import { groupedBy } from '../support/grouping.js'
import { calling, choose, idText, type OptionShape, optionsOf, whole, within, wrong } from '../support/options.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import type { NextMove } from './nextMove.js'
import { type Budgeted, type NextMovesOptions, suggestedIn } from './nextMoves.js'
import { nextToFall } from './nextToFall.js'

/** One budget for several accounts. */
export type MovesAcrossOptions = Pick<NextMovesOptions, 'hours' | 'limit' | 'by' | 'effort'>

const OPTIONS: OptionShape<MovesAcrossOptions> = { hours: within(0, 1e9), limit: whole(0), by: idText, effort: calling }

/** Something to do in one of several accounts. */
export interface AccountMove extends NextMove {
  /** The id of the account. */
  readonly account: string
}

/** What is worth our hours in several accounts. */
export interface MovesAcross {
  /** What to do, most worth an hour first. */
  readonly moves: readonly AccountMove[]
  /** Hours of the budget that these moves leave. */
  readonly hoursLeft: number
}

/**
 * What to do next in several accounts with one budget of hours: of each account's `nextMoves` those that are worth most money an hour.
 *
 * Money is never compared with another currency: where there are several, their moves take turns. Moves of which no firm worth in money is
 * known come after all others, by what they are worth an hour in their account.
 *
 * @param snapshots one of each account
 * @throws InvalidArgumentError for options that make no sense, an account that is there twice, and a teammate whom no account has
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { movesAcross } from 'account-village/moves'
 * const stakeholders = [{ id: 'bo', roles: ['economicBuyer' as const] }]
 * const accounts = ['Acme', 'Bolt'].map(account => snapshot(createVillage({ account, stakeholders }), '2026-03-02'))
 * movesAcross(accounts, { hours: 2 }).moves.map(({ account, id }) => [account, id]) //=> [['Acme', 'hear:bo']]
 */
export function movesAcross(snapshots: readonly Snapshot[], options?: MovesAcrossOptions): MovesAcross {
  const accounts = inOrder('movesAcross', snapshots)
  const gathered = gatherMoves(options)
  for (const s of accounts) gathered.add(s)
  return gathered.chosen()
}

/**
 * What is worth our hours in accounts that come one at a time. Of each no more is held than the moves that may be chosen.
 *
 * @param least from so many moves on those are forgotten that cannot be chosen any more
 */
export function gatherMoves(options?: MovesAcrossOptions, least = LEAST_COMPACTED): { add(s: Snapshot): void; chosen(): MovesAcross } {
  const { hours = 16, limit = 5, by, effort } = optionsOf('movesAcross', options, OPTIONS)
  const teammates = new Set<string>()
  let isTheirs = by === undefined
  let ranked: Ranked[] = []
  let forgotten: Gathered['forgotten'] = new Map()
  let compactAt = least
  return {
    add(s) {
      for (const { id } of s.teammates) teammates.add(id)
      if (by !== undefined && !s.teammates.some(({ id }) => id === by)) return
      isTheirs = true
      for (const each of rankedIn(s, { hours, limit, by, effort })) ranked.push(each)
      if (ranked.length < compactAt) return
      ;({ ranked, forgotten } = compacted({ ranked, forgotten }, limit))
      compactAt = Math.max(least, 2 * ranked.length)
    },
    chosen() {
      if (by !== undefined && !isTheirs) {
        throw errorFor('movesAcross', [wrong('by', `no account has a teammate ${quoted(by)}. ${choose(by, [...teammates])}`)])
      }
      const moves = taken(inTurns({ ranked, forgotten }), hours, limit)
      return deepFreeze({ moves, hoursLeft: hours - moves.reduce((sum, each) => sum + each.effort, 0) })
    },
  }
}

/** The moves that may be chosen, and of those that cannot be, by currency, what an hour is worth. */
interface Gathered {
  readonly ranked: Ranked[]
  readonly forgotten: ReadonlyMap<string, readonly number[]>
}

/** Fewer moves are all kept. */
const LEAST_COMPACTED = 1000

/**
 * Forgets what cannot be chosen any more. Of moves in one currency that cost as many hours and need no other the best are kept, as many as may
 * be chosen: where one of these does not fit, neither do the others. And what needs a move that is kept is kept.
 */
function compacted({ ranked, forgotten }: Gathered, limit: number): Gathered {
  const free = groupedBy(
    byWorth(ranked.filter(({ move }) => move.needs === undefined)),
    ({ move, currency }) => `${move.effort} ${currency}`,
  )
  const kept = new Set([...free.values()].flatMap(group => group.slice(0, limit)))
  const names = new Set([...kept].map(({ move: { account, id } }) => JSON.stringify([account, id])))
  const isKept = (each: Ranked): boolean => kept.has(each) || names.has(JSON.stringify([each.move.account, each.move.needs]))
  const more = groupedBy(
    ranked.filter(each => !isKept(each)),
    ({ currency }) => currency,
  )
  const worths = [...more].map(
    ([currency, each]) => [currency, [...(forgotten.get(currency) ?? []), ...each.map(({ perHour }) => perHour)]] as const,
  )
  return { ranked: ranked.filter(isKept), forgotten: new Map([...forgotten, ...worths]) }
}

/** A move with what an hour of it is worth: in money where that is firmly known, and otherwise in its account. */
interface Ranked {
  readonly move: AccountMove
  readonly currency: string
  readonly perHour: number
}

/** The currency of what is worth no money that is known; it comes after all others. */
const NONE = '~'

function rankedIn(s: Snapshot, budget: Budgeted): Ranked[] {
  const view = nextToFall(s)
  const value = isFirm(view) ? view.decision?.value : undefined
  return suggestedIn('movesAcross', s, budget).moves.map(move => {
    const worth = move.aim === 'decision' ? value : undefined
    return {
      move: { account: s.account.id, ...move },
      currency: worth?.currency ?? NONE,
      perHour: move.perHour * (worth?.amount ?? 1),
    }
  })
}

/** The best of each currency in turn, and after all of them what is worth no money that is known. */
function inTurns({ ranked, forgotten }: Gathered): readonly AccountMove[] {
  const turn = new Map<Ranked, number>()
  for (const [currency, own] of groupedBy(byWorth(ranked), each => each.currency)) {
    const worths = [...(forgotten.get(currency) ?? [])].sort((a, b) => b - a)
    let before = 0
    for (const [i, each] of own.entries()) {
      while ((worths[before] ?? Number.NEGATIVE_INFINITY) > each.perHour) before++
      turn.set(each, i + before)
    }
  }
  return byWorth(ranked)
    .sort(
      (a, b) =>
        Number(a.currency === NONE) - Number(b.currency === NONE) ||
        (turn.get(a) ?? 0) - (turn.get(b) ?? 0) ||
        compareText(a.currency, b.currency),
    )
    .map(({ move }) => move)
}

function byWorth(ranked: readonly Ranked[]): Ranked[] {
  return [...ranked].sort(
    (a, b) => b.perHour - a.perHour || compareText(a.move.account, b.move.account) || compareText(a.move.id, b.move.id),
  )
}

/** Efforts are sums of decimals. */
const ROUNDING = 1e-9

/** The first that fit; what another move is needed for waits for that. */
function taken(moves: readonly AccountMove[], hours: number, limit: number): readonly AccountMove[] {
  const found: AccountMove[] = []
  let left = hours
  const isThere = ({ account, id }: Pick<AccountMove, 'account' | 'id'>): boolean =>
    found.some(each => each.account === account && each.id === id)
  while (found.length < limit) {
    const next = moves.find(
      ({ account, id, needs, effort }) =>
        !isThere({ account, id }) && effort <= left + ROUNDING && (needs === undefined || isThere({ account, id: needs })),
    )
    if (next === undefined) break
    found.push(next)
    left -= next.effort
  }
  return found
}
