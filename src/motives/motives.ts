import { power } from '../influence/power.js'
import type { Recorded } from '../model/fact.js'
import { MOTIVE_KINDS, type Motive, type MotiveKind } from '../model/motive.js'
import { CLASS_ORDER, type RoleClass } from '../model/role.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type RiskAndReward, riskAndReward } from './riskAndReward.js'

/** Why one person wants to do business with us, as far as we know. */
export interface PersonMotives {
  /** The id of the person; placeholders are left out. */
  readonly stakeholder: string
  /** The class of their roles; of several the one nearest to deciding, and `unknown` without roles. */
  readonly class: RoleClass
  /** Their share of all power, 0..1. */
  readonly share: number
  /** Their motives, with what they said, since when, and from where we know; empty when we do not know why. */
  readonly motives: readonly Recorded<Motive>[]
  /** Whether what we believe we sell answers them; absent when either is unknown. */
  readonly answered?: 'all' | 'some' | 'none'
}

/** A kind of motive, and who has it. */
export interface MotiveShare {
  /** The kind that all motives counted here are of. */
  readonly kind: MotiveKind
  /** Who has it, the most powerful first. */
  readonly stakeholders: readonly string[]
  /** Their share of all power, 0..1. Those of several kinds overlap, because somebody may have several motives. */
  readonly share: number
  /** Whether it is what we believe we sell; absent when nobody has said what that is. */
  readonly sold?: boolean
}

/** The motives of a class of roles. */
export interface ClassMotives {
  /** A class with at least one person in it. */
  readonly class: RoleClass
  /** How many people are in it; placeholders are left out. */
  readonly people: number
  /** How many of them have a known motive. */
  readonly known: number
  /** Its share of all power, 0..1. */
  readonly share: number
  /** The part of that share with people whose motives we know, 0..1; a share of all power, and so at most `share`. */
  readonly shareKnown: number
  /** The motives of its people, the kind with most power behind it first; the shares in it are of all power. */
  readonly kinds: readonly MotiveShare[]
}

/** Why an account does business with us, beside what we believe we sell. */
export interface Motives {
  /** What we believe we sell, by `account.value`; absent when nobody has said. */
  readonly value?: readonly MotiveKind[]
  /** Everybody whom we know by name, the most powerful first. */
  readonly people: readonly PersonMotives[]
  /** Every kind that somebody has, the one with most power behind it first. */
  readonly kinds: readonly MotiveShare[]
  /** One entry for each class that has people, deciders first and people without a known role last. */
  readonly byClass: readonly ClassMotives[]
  /** Those who want something else than we sell, the most powerful first. */
  readonly mismatches: readonly PersonMotives[]
  /** Those of whom we do not know why, the most powerful first. */
  readonly unknown: readonly PersonMotives[]
  /** What deciders fear beside what users gain. */
  readonly riskAndReward: RiskAndReward
}

/**
 * Why people want to do business with us, by person, kind and class, against the value that we believe we sell.
 *
 * People buy for reasons of their own. Somebody who buys to be named in our research will not mind that they never use what we sell, and
 * will not renew for its use either.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { motives } from 'account-village/listening'
 * const village = createVillage({
 *   account: { id: 'acme', name: 'Acme', value: ['functional'] },
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }, { id: 'cy', roles: ['approver'] }],
 *   motives: [
 *     { stakeholder: 'ann', kind: 'functional', statement: 'fewer hand-offs' },
 *     { stakeholder: 'bo', kind: 'reputation', statement: 'to be in your research' },
 *   ],
 * })
 * const { mismatches, unknown, kinds } = motives(snapshot(village, '2026-03-02'))
 * mismatches.map(({ stakeholder, share }) => [stakeholder, share]) //=> [['bo', 0.5455]]
 * unknown.map(({ stakeholder }) => stakeholder) //=> ['cy']
 * kinds.map(({ kind, sold }) => [kind, sold]) //=> [['reputation', false], ['functional', true]]
 */
export function motives(snapshot: Snapshot): Motives {
  return measured('motives', snapshot, measureMotives)
}

function measureMotives(s: Snapshot): Motives {
  const { value } = s.account
  const people = peopleOf(s, value)
  return {
    ...(value !== undefined && { value }),
    people,
    kinds: kindsOf(people, value),
    byClass: CLASS_ORDER.flatMap(each => classOf(each, people, value)),
    mismatches: people.filter(({ answered }) => answered === 'none'),
    unknown: people.filter(person => person.motives.length === 0),
    riskAndReward: riskAndReward(s, people),
  }
}

function peopleOf(s: Snapshot, value: readonly MotiveKind[] | undefined): PersonMotives[] {
  const own = new Map<string, Recorded<Motive>[]>()
  // That we ceased to believe it later is not known yet.
  for (const { retractedAt: _, ...motive } of s.motives) own.set(motive.stakeholder, [...(own.get(motive.stakeholder) ?? []), motive])
  const placeholders = new Set(s.placeholders)
  return power(s)
    .filter(({ stakeholder }) => !placeholders.has(stakeholder))
    .map(({ stakeholder, class: ownClass, share }): PersonMotives => {
      const known = own.get(stakeholder) ?? []
      const answered = answeredBy(value, known)
      return { stakeholder, class: ownClass, share, motives: known, ...(answered !== undefined && { answered }) }
    })
    .sort((a, b) => b.share - a.share || compareText(a.stakeholder, b.stakeholder))
}

function answeredBy(value: readonly MotiveKind[] | undefined, known: readonly Motive[]): PersonMotives['answered'] {
  if (value === undefined || known.length === 0) return undefined
  const count = known.filter(({ kind }) => value.includes(kind)).length
  return count === 0 ? 'none' : count === known.length ? 'all' : 'some'
}

function kindsOf(people: readonly PersonMotives[], value: readonly MotiveKind[] | undefined): MotiveShare[] {
  const kinds = MOTIVE_KINDS.flatMap((kind): MotiveShare[] => {
    const who = people.filter(person => person.motives.some(motive => motive.kind === kind))
    const sold = value === undefined ? {} : { sold: value.includes(kind) }
    return who.length === 0 ? [] : [{ kind, stakeholders: who.map(({ stakeholder }) => stakeholder), share: shareOf(who), ...sold }]
  })
  return kinds.sort((a, b) => b.share - a.share || compareText(a.kind, b.kind))
}

function classOf(wanted: RoleClass, everybody: readonly PersonMotives[], value: readonly MotiveKind[] | undefined): ClassMotives[] {
  const people = everybody.filter(person => person.class === wanted)
  const known = people.filter(person => person.motives.length > 0)
  if (people.length === 0) return []
  const shares = { share: shareOf(people), shareKnown: shareOf(known) }
  return [{ class: wanted, people: people.length, known: known.length, ...shares, kinds: kindsOf(people, value) }]
}

function shareOf(people: readonly PersonMotives[]): number {
  return people.reduce((sum, { share }) => sum + share, 0)
}
