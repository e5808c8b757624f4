import { LimitExceededError } from '../errors.js'
import { averageLinkage, cutAt } from '../math/linkage.js'
import { clusterStability, jaccard } from '../math/stability.js'
import { deepFreeze } from '../support/freeze.js'
import { vector } from '../support/linear.js'
import { type OptionShape, oneOf, optionsOf, within } from '../support/options.js'
import { compareText } from '../support/order.js'
import { foldedText } from '../support/text.js'
import type { Snapshot } from '../village/snapshot.js'
import { inOrder, type Snapshots, shareIn } from './several.js'

/** How people or accounts are grouped. */
export interface ExpectationSetOptions {
  /** What is grouped; people when absent. */
  readonly of?: 'people' | 'accounts' | undefined
  /**
   * How unlike two groups may be on average and still be one, 0..1; 0.5 when absent: then members share about half of all that any two of
   * them expect.
   */
  readonly cut?: number | undefined
}

const EXPECTATION_SET_OPTIONS: OptionShape<ExpectationSetOptions> = { of: oneOf('people', 'accounts'), cut: within(0, 1) }

/** Those who expect much the same, so that one message reaches them. */
export interface ExpectationSet {
  /** Their account and id, in order of both; without a stakeholder where accounts are grouped. */
  readonly members: readonly { readonly account: string; readonly stakeholder?: string }[]
  /** What they expect, as it was first written, with the share of the members who do, 0..1; what most expect first. */
  readonly expectations: readonly { readonly theme: string; readonly share: number }[]
  /** Their share of all power, 0..1; of several accounts, the mean over all. */
  readonly power: number
  /**
   * How surely they are a group of their own, 0..1: about 0.75 and more is, below 0.6 is not to be relied on. Absent for somebody alone.
   */
  readonly stability?: number
}

/** The groups, and how they were made. */
export interface ExpectationSets {
  /** How the groups were made, and how their stability was tried. */
  readonly method: 'averageLinkage, Jaccard distance, bootstrap'
  /** How unlike two groups could be on average and still be one, 0..1; 0.5 unless the options say otherwise. */
  readonly cut: number
  /** The largest first, then those with most power. */
  readonly sets: readonly ExpectationSet[]
  /** How many people or accounts have no expectation that is open or missed, and so are in no set. */
  readonly withoutExpectations: number
}

/** So many people or accounts are grouped at most, and so many samples tell how stable groups are. */
export const EXPECTATION_SET_LIMITS = deepFreeze({ members: 500, samples: 50 } as const)

/**
 * People, or accounts, grouped by what they expect, the jobs that they want done, so that a message can be aimed at a group.
 *
 * What somebody expects are the themes of their expectations that are open or missed, or the statement where one has no theme. Two are as
 * unlike as `1 - shared / all` of what either expects (Jaccard). Groups that are nearest on average become one until the next would be
 * further apart than `cut`; equal distances are settled by the order of accounts and ids. `stability` is Hennig's, over samples with a fixed
 * seed: the same villages give the same groups.
 *
 * @throws InvalidArgumentError for a cut outside 0..1 or an account that is there twice; LimitExceededError above `EXPECTATION_SET_LIMITS`
 * @see P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11 (1912); for the linkage and the stability, R. R.
 * Sokal and C. D. Michener (1958) and C. Hennig (2007)
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { expectationSets } from 'account-village/listening'
 * const expecting = (stakeholder: string, ...themes: string[]) => ({ id: stakeholder, stakeholder, statement: '…', importance: 1, status: [], themes })
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: ['ann', 'bo', 'cy', 'di'].map(id => ({ id })),
 *   expectations: [expecting('ann', 'speed', 'training'), expecting('bo', 'speed', 'Training'), expecting('cy', 'audit trail'), expecting('di', 'audit trail')],
 * })
 * const { sets } = expectationSets(snapshot(village, '2026-03-02'))
 * sets.map(({ members }) => members.map(({ stakeholder }) => stakeholder)) //=> [['ann', 'bo'], ['cy', 'di']]
 * sets[0]?.expectations //=> [{ theme: 'speed', share: 1 }, { theme: 'training', share: 1 }]
 * sets[0]?.stability //=> 1
 */
export function expectationSets(snapshots: Snapshots, options?: ExpectationSetOptions): ExpectationSets {
  const { of: what = 'people', cut = 0.5 } = optionsOf('expectationSets', options, EXPECTATION_SET_OPTIONS)
  const accounts = inOrder('expectationSets', snapshots)
  const all = accounts.flatMap(s => (what === 'accounts' ? [accountMember(s)] : peopleMembers(s)))
  const members = all.filter(({ expects }) => expects.size > 0)
  const size = members.length
  const { members: most, samples } = EXPECTATION_SET_LIMITS
  if (size > most) throw new LimitExceededError('expectationSets', what, most, size, 'Take a sample, or group accounts.')
  const expected = members.map(({ expects }) => new Set(expects.keys()))
  const none = new Set<string>()
  const distances = vector(size * size, at => 1 - jaccard(expected[Math.floor(at / size)] ?? none, expected[at % size] ?? none))
  const labels = cutAt(averageLinkage(distances, size), size, cut)
  const stability = size > 1 ? clusterStability(distances, size, labels, { cut, samples }) : []
  const sets = [...new Set(labels)].map(label =>
    setOf(
      members.filter((_, i) => labels[i] === label),
      accounts.length,
      stability[label],
    ),
  )
  return deepFreeze({
    method: 'averageLinkage, Jaccard distance, bootstrap',
    cut,
    sets: sets.sort((a, b) => b.members.length - a.members.length || b.power - a.power),
    withoutExpectations: all.length - size,
  })
}

/** Somebody, or an account, and what they expect: as it was first written, by what tells it apart. */
interface Member {
  readonly account: string
  readonly stakeholder?: string
  readonly power: number
  readonly expects: ReadonlyMap<string, string>
}

function peopleMembers(s: Snapshot): Member[] {
  const placeholders = new Set(s.placeholders)
  const expects = expectedBy(s)
  return s.stakeholders
    .filter(({ id }) => !placeholders.has(id))
    .map(({ id }) => ({ account: s.account.id, stakeholder: id, power: shareIn(s, id), expects: expects.get(id) ?? new Map() }))
}

function accountMember(s: Snapshot): Member {
  const everything = [...expectedBy(s)].sort(([a], [b]) => compareText(a, b)).flatMap(([, own]) => [...own])
  return { account: s.account.id, power: 1, expects: new Map(everything.reverse()) }
}

/** What each person who is there expects. */
function expectedBy(s: Snapshot): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const present = new Set(s.stakeholders.map(({ id }) => id))
  const expects = new Map<string, Map<string, string>>()
  for (const { stakeholder, status, themes = [], statement } of s.expectations) {
    if (status.at(-1)?.state === 'met' || !present.has(stakeholder)) continue
    const own = expects.get(stakeholder) ?? new Map<string, string>()
    for (const theme of themes.length > 0 ? themes : [statement]) if (!own.has(foldedText(theme))) own.set(foldedText(theme), theme)
    expects.set(stakeholder, own)
  }
  return expects
}

function setOf(members: readonly Member[], accounts: number, stability: number | undefined): ExpectationSet {
  const themes = new Map<string, { readonly theme: string; count: number }>()
  for (const { expects } of members) {
    for (const [key, theme] of expects) {
      const known = themes.get(key) ?? { theme, count: 0 }
      known.count++
      themes.set(key, known)
    }
  }
  const inRank = [...themes].sort(([a, one], [b, other]) => other.count - one.count || compareText(a, b))
  return {
    members: members.map(({ account, stakeholder }) => ({ account, ...(stakeholder !== undefined && { stakeholder }) })),
    expectations: inRank.map(([, { theme, count }]) => ({ theme, share: count / members.length })),
    power: members.reduce((sum, { power }) => sum + power, 0) / accounts,
    ...(members.length > 1 && stability !== undefined && { stability }),
  }
}
