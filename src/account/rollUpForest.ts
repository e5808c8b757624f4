import { errorFor, type Issue, quoted } from '../errors.js'
import type { Account } from '../model/account.js'
import { checkLength, LARGEST } from '../support/finite.js'
import { is, type OptionShape } from '../support/options.js'
import { compareText } from '../support/order.js'
import { kindOf } from '../support/shown.js'
import type { Snapshot } from '../village/snapshot.js'
import { figuresOf, type RollUpFigures } from './rollUpFigures.js'
import type { Valued } from './valuedTree.js'

/** How accounts are rolled up. */
export interface RollUpOptions {
  /**
   * How much each account weighs, above 0 for at least one: by the revenue it pays in a year (`annualRevenue`, all in one currency), which
   * is the default, or by numbers of your own, by account id.
   */
  readonly weight?: 'revenue' | ReadonlyMap<string, number> | undefined
}

/** What each option of a roll-up may be. */
export const ROLL_UP_OPTIONS: OptionShape<RollUpOptions> = {
  weight: is("'revenue' or a Map of numbers by account id", value => value === 'revenue' || kindOf(value) === 'Map'),
}

/** An account, what it weighs and what belongs to it. */
export interface Branch {
  readonly id: string
  readonly own: RollUpFigures | undefined
  readonly ownMass: number
  /** The mass of the account and all below it. */
  readonly mass: number
  readonly children: readonly Branch[]
}

/** The accounts that belong to none, each with all that belong to it, in order of id. */
export function forestOf(
  accounts: readonly (Snapshot | RollUpFigures)[],
  { weight = 'revenue' }: RollUpOptions,
  where: string,
): readonly Branch[] {
  if (!Array.isArray(accounts)) throw errorFor(where, [problem('are no list of snapshots or reports')])
  checkLength(where, 'accounts', accounts)
  const given = new Map<string, RollUpFigures>()
  const issues: Issue[] = []
  for (const each of Array.from(accounts).map((of, i) => figuresOf(of, where, `accounts[${i}]`))) {
    if (given.has(each.account.id)) issues.push(problem(`${quoted(each.account.id)} is given twice`))
    given.set(each.account.id, each)
  }
  const parents = new Map([...given.values()].map(({ account }) => [account.id, account.parent]))
  issues.push(...circles(parents).map(id => problem(`${quoted(id)} is its own ancestor. Give it a parent outside its own parts.`)))
  const masses = massesOf(
    [...given.values()].map(({ account }) => account),
    weight,
    issues,
  )
  if (issues.length > 0) throw errorFor(where, issues)
  const below = new Map<string | undefined, string[]>()
  for (const [id, parent] of parents) below.set(parent, [...(below.get(parent) ?? []), id])
  const branchOf = (id: string): Branch => {
    const children = (below.get(id) ?? []).sort(compareText).map(branchOf)
    const ownMass = masses.get(id) ?? 0
    return { id, own: given.get(id), ownMass, mass: children.reduce((sum, child) => sum + child.mass, ownMass), children }
  }
  const tops = [...below].flatMap(([parent, ids]) => (parent === undefined ? ids : given.has(parent) ? [] : [parent]))
  return tops.sort(compareText).map(branchOf)
}

function massesOf(
  accounts: readonly Account[],
  weight: 'revenue' | ReadonlyMap<string, number>,
  issues: Issue[],
): ReadonlyMap<string, number> {
  const currencies = new Set(accounts.flatMap(({ annualRevenue }) => (annualRevenue === undefined ? [] : [annualRevenue.currency])))
  if (weight === 'revenue' && currencies.size > 1) {
    issues.push(problem(`their revenues are in ${[...currencies].sort(compareText).join(' and ')}. Give weights of your own.`))
  }
  return new Map(
    accounts.map(({ id, annualRevenue }) => {
      const mass = weight === 'revenue' ? annualRevenue?.amount : weight.get(id)
      if (typeof mass !== 'number' || !(mass >= 0 && mass <= LARGEST)) {
        issues.push(problem(`${quoted(id)} has no ${weight === 'revenue' ? 'annualRevenue' : 'weight of at least 0'}. Give it one.`))
      }
      return [id, mass ?? 0]
    }),
  )
}

/** The accounts that are their own ancestors. */
function circles(parents: ReadonlyMap<string, string | undefined>): string[] {
  const seen = new Set<string>()
  return [...parents.keys()].flatMap(start => {
    const way: string[] = []
    let at: string | undefined = start
    for (; at !== undefined && !seen.has(at); at = parents.get(at)) {
      seen.add(at)
      way.push(at)
    }
    // A way that comes back to itself is a circle from there on.
    return at !== undefined && way.includes(at) ? way.slice(way.indexOf(at)) : []
  })
}

/** Of what an account is made: itself, where it was given, and its children, each with its share of all. */
export interface RollUpParts {
  readonly own: { readonly weight: number; readonly figures: RollUpFigures } | undefined
  readonly children: readonly { readonly weight: number; readonly child: Branch }[]
}

/** The account itself and its children. */
export function partsOf({ own, ownMass, mass, children }: Branch): RollUpParts {
  const count = children.length + (own === undefined ? 0 : 1)
  return {
    own: own && { weight: sharesIn(ownMass, mass, count), figures: own },
    children: children.map(child => ({ weight: sharesIn(child.mass, mass, count), child })),
  }
}

/**
 * A branch as a tree of means over the accounts that have a value, the account itself beside its children under its own id; nothing where none
 * has one.
 */
export function valued(branch: Branch, weight: number): Valued | undefined {
  const { own, children } = partsOf(branch)
  const found = [own && valueAlone(branch.id, own.weight, own.figures), ...children.map(part => valued(part.child, part.weight))].filter(
    part => part !== undefined,
  )
  if (found.length === 0) return undefined
  const whole = found.reduce((sum, part) => sum + part.weight, 0)
  const parts = found.map(part => ({ ...part, weight: sharesIn(part.weight, whole, found.length) }))
  return { kind: 'account', id: branch.id, weight, mean: parts.reduce((sum, part) => sum + part.weight * part.mean, 0), children: parts }
}

function valueAlone(id: string, weight: number, { sentiment }: RollUpFigures): Valued | undefined {
  return sentiment.value === undefined ? undefined : { kind: 'stakeholder', id, weight, mean: sentiment.value, children: [] }
}

/** A share of a whole; equal ones where the whole weighs nothing. */
export function sharesIn(part: number, whole: number, parts: number): number {
  return whole > 0 ? part / whole : 1 / parts
}

function problem(message: string): Issue {
  return { path: 'accounts', message, code: 'invalidArgument' }
}
