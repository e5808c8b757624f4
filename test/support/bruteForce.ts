import type { DecisionRule } from 'account-village'

/** A game given by its players and by which coalitions win; bit `i` of a coalition is player `i`. */
export interface Game {
  readonly players: readonly string[]
  wins(coalition: number): boolean
}

/** The game of a rule, straight from its definition. */
export function gameOf(rule: DecisionRule): Game {
  const players = [...new Set(seatsOf(rule))].sort()
  const bits = new Map(players.map((player, i) => [player, 1 << i]))
  return { players, wins: coalition => passes(rule, player => (coalition & (bits.get(player) ?? 0)) !== 0) }
}

/** Whether a rule passes: every member with a veto passes, and the weights of those who pass reach the quota. */
export function passes(rule: DecisionRule, agrees: (player: string) => boolean): boolean {
  if (typeof rule === 'string') return agrees(rule)
  const votes = rule.members.map(({ of, weight = 1, veto = false }) => ({ weight, veto, yes: passes(of, agrees) }))
  const reached = votes.reduce((sum, { yes, weight }) => sum + (yes ? weight : 0), 0)
  return votes.every(({ veto, yes }) => !veto || yes) && reached >= rule.quota
}

/** The classical indices by going through all coalitions. */
export function powerOf({ players, wins }: Game) {
  const coalitions = range(2 ** players.length)
  const winning = coalitions.map(coalition => wins(coalition))
  const winningCoalitions = winning.filter(Boolean).length
  const swings = players.map((_, i) => coalitions.filter(each => winning[each] && !winning[each & ~(1 << i)]))
  const total = swings.reduce((sum, each) => sum + each.length, 0)
  return {
    winningCoalitions,
    players: players.map((player, i) => {
      const own = swings[i] ?? []
      return {
        player,
        banzhafAbsolute: own.length / 2 ** (players.length - 1),
        banzhaf: own.length / total,
        preventive: own.length / winningCoalitions,
        initiative: own.length / (coalitions.length - winningCoalitions),
        shapleyShubik: own.reduce((sum, each) => sum + orders(sizeOf(each), players.length), 0),
        veto: own.length === winningCoalitions,
      }
    }),
  }
}

/** How many coalitions win. */
export function winsOf({ players, wins }: Game): number {
  return range(2 ** players.length).filter(wins).length
}

/** The probability that the game is won when players agree independently. */
export function probabilityOf({ players, wins }: Game, yes: (player: string) => number): number {
  const p = players.map(yes)
  return range(2 ** players.length).reduce(
    (sum, coalition) => sum + (wins(coalition) ? p.reduce((product, each, i) => product * (coalition & (1 << i) ? each : 1 - each), 1) : 0),
    0,
  )
}

/** The minimal sets whose complement loses, as texts in order. */
export function blockingOf({ players, wins }: Game): string[] {
  const all = 2 ** players.length - 1
  const blocks = (set: number): boolean => !wins(all & ~set)
  const minimal = range(all + 1).filter(set => blocks(set) && players.every((_, i) => !(set & (1 << i)) || !blocks(set & ~(1 << i))))
  return minimal.map(set => players.filter((_, i) => set & (1 << i)).join(' + ')).sort()
}

/** The highest value such that those who reach it win. */
export function barOf(rule: DecisionRule, values: ReadonlyMap<string, number>): number {
  const reached = [...values.values()].filter(bar => passes(rule, player => (values.get(player) ?? Number.NaN) >= bar))
  return Math.max(...reached)
}

/** The share of orders in which a player of a coalition of this size comes last of it. */
function orders(size: number, players: number): number {
  let share = 1 / players
  for (let i = 1; i < size; i++) share *= i / (players - size + i)
  return share
}

function sizeOf(coalition: number): number {
  let size = 0
  for (let rest = coalition; rest > 0; rest >>= 1) size += rest & 1
  return size
}

function seatsOf(rule: DecisionRule): string[] {
  return typeof rule === 'string' ? [rule] : rule.members.flatMap(member => seatsOf(member.of))
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}
