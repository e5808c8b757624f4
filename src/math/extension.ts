import { at, intAt } from '../support/linear.js'
import { type CompiledBody, type CompiledRule, refuseManyShared } from './compiledRule.js'
import { diagramOf } from './diagram.js'

/**
 * The probability that a rule passes when its players say yes independently, with its slope for each: the multilinear extension of the
 * rule.
 *
 * The extension of a whole is the composition of the extensions of its bodies, as long as nobody sits in two places; for those who do, the
 * answer is the average over what they may say.
 *
 * @see G. Owen, "Multilinear extensions of games", Management Science 18 (1972)
 */
export interface Extension {
  /** The probability of yes, for each player's probability of saying yes. */
  probability(yes: Float64Array): number
  /** The same, and into `slopes` its derivative by each player's probability. */
  gradient(yes: Float64Array, slopes: Float64Array): number
}

/** The extension of a rule, prepared once per rule. */
export function extensionOf(rule: CompiledRule): Extension {
  const extension = prepared.get(rule) ?? extend(rule)
  prepared.set(rule, extension)
  return extension
}

/** It goes with its rule. */
const prepared = new WeakMap<CompiledRule, Extension>()

/** Where people sit in several places, it is the average over all that they may say. */
function extend(rule: CompiledRule): Extension {
  refuseManyShared(rule)
  const { players, shared } = rule
  const tree = treeOf(rule)
  const answers = Array.from({ length: 2 ** shared.length }, (_, answer) => answer)
  const assume = (yes: Float64Array, answer: number): number => {
    tree.values.set(yes)
    let likelihood = 1
    shared.forEach((player, bit) => {
      const agrees = (answer >> bit) & 1
      tree.values[player] = agrees
      likelihood *= agrees === 1 ? at(yes, player) : 1 - at(yes, player)
    })
    return likelihood
  }
  return {
    probability(yes) {
      let total = 0
      for (const answer of answers) total += assume(yes, answer) * tree.forward()
      return total
    },
    gradient(yes, slopes) {
      slopes.fill(0)
      let total = 0
      for (const answer of answers) {
        const likelihood = assume(yes, answer)
        const probability = tree.forward()
        tree.backward()
        total += likelihood * probability
        for (const player of shared) tree.slopes[player] = 0
        for (let player = 0; player < players.length; player++) {
          slopes[player] = at(slopes, player) + likelihood * at(tree.slopes, player)
        }
        shared.forEach((player, bit) => {
          slopes[player] = at(slopes, player) + signedLikelihood(yes, shared, answer, bit) * probability
        })
      }
      // A yes never does harm and never does more than all; that is true of the slope, but not of the last digit of a sum with differing
      // signs.
      for (const player of shared) slopes[player] = Math.min(Math.max(at(slopes, player), 0), 1)
      return total
    },
  }
}

/** The derivative of the likelihood of some answers by one person's probability of yes. */
function signedLikelihood(yes: Float64Array, shared: readonly number[], answer: number, own: number): number {
  let product = 1
  shared.forEach((player, bit) => {
    const agrees = (answer >> bit) & 1
    if (bit === own) product = agrees === 1 ? product : -product
    else product *= agrees === 1 ? at(yes, player) : 1 - at(yes, player)
  })
  return product
}

/** All bodies of a rule over one array of values: players first, then bodies, the last being the whole. */
interface Tree {
  readonly values: Float64Array
  readonly slopes: Float64Array
  forward(): number
  backward(): void
}

function treeOf({ players, seats, bodies }: CompiledRule): Tree {
  const size = players.length + bodies.length
  const values = new Float64Array(size)
  const slopes = new Float64Array(size)
  const place = (member: number): number => seats[member] ?? players.length + member - seats.length
  const upwards = bodies.map((body, i) => bodyExtension(placed(body, place), players.length + i, values, slopes))
  const downwards = [...upwards].reverse()
  return {
    values,
    slopes,
    forward() {
      for (const body of upwards) body.forward()
      return at(values, size - 1)
    },
    backward() {
      slopes.fill(0)
      slopes[size - 1] = 1
      for (const body of downwards) body.backward()
    },
  }
}

/** A body whose members are numbered by their places. */
function placed({ vetoes, others, rest }: CompiledBody, place: (member: number) => number): CompiledBody {
  return { vetoes: vetoes.map(place), others: others.map(({ member, weight }) => ({ member: place(member), weight })), rest }
}

/** One body, at its own place: all vetoes pass, and the others reach the rest of the quota. */
function bodyExtension(
  { vetoes, others, rest }: CompiledBody,
  own: number,
  values: Float64Array,
  slopes: Float64Array,
): { forward(): void; backward(): void } {
  const diagram = diagramOf(others, rest)
  const reach = new Float64Array(diagram.states + 2)
  const visit = new Float64Array(diagram.states + 2)
  // Where nobody but vetoes has a seat, nothing can be reached any more.
  reach[diagram.states] = others.length === 0 && rest > 0 ? 0 : 1
  const reached = (): number => {
    for (let state = diagram.states - 1; state >= 0; state--) {
      const yes = at(values, intAt(diagram.member, state))
      reach[state] = yes * at(reach, intAt(diagram.ifYes, state)) + (1 - yes) * at(reach, intAt(diagram.ifNo, state))
    }
    return at(reach, 0)
  }
  const allBut = (left: number): number => {
    let product = 1
    for (const veto of vetoes) if (veto !== left) product *= at(values, veto)
    return product
  }
  return {
    forward() {
      values[own] = allBut(-1) * reached()
    },
    backward() {
      const slope = at(slopes, own)
      for (const veto of vetoes) slopes[veto] = slope * allBut(veto) * at(reach, 0)
      visit.fill(0)
      visit[0] = slope * allBut(-1)
      for (let state = 0; state < diagram.states; state++) {
        const member = intAt(diagram.member, state)
        const yes = at(values, member)
        const here = at(visit, state)
        const ifYes = intAt(diagram.ifYes, state)
        const ifNo = intAt(diagram.ifNo, state)
        slopes[member] = at(slopes, member) + here * (at(reach, ifYes) - at(reach, ifNo))
        visit[ifYes] = at(visit, ifYes) + here * yes
        visit[ifNo] = at(visit, ifNo) + here * (1 - yes)
      }
    },
  }
}
