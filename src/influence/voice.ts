import type { OrgUnit } from '../model/orgUnit.js'
import { at, itemAt } from '../support/linear.js'
import type { Snapshot } from '../village/snapshot.js'
import { rememberedOf, shared } from '../village/work.js'
import { powerShares } from './power.js'

/** A part of the account's voice: the account, a unit or a person. */
export interface Voice {
  readonly kind: 'account' | 'unit' | 'stakeholder'
  readonly id: string
  /** Its share of its parent's voice; 1 for the account. */
  readonly weight: number
  /** Its share of the account's voice: the product of the weights on the way to it. */
  readonly share: number
  /** Units first, then people, each in order of id. A unit without children is one whose share is given and in which nobody is known. */
  readonly children: readonly Voice[]
  /** Where the person stands in the snapshot; `undefined` for units and the account. */
  readonly index: number | undefined
}

/**
 * Who makes up the account's voice, level by level.
 *
 * A part's share of its parent is the power of its people, unless the share of a unit is given; the others divide what is left, in
 * proportion to their power.
 */
export function voices(s: Snapshot): Voice {
  return shared(s, voiceParts, computeVoices)
}

function computeVoices(s: Snapshot): Voice {
  const outline = outlineOf(s)
  return voiceOf(outline, 1, 1)
}

/**
 * Every stakeholder's share of the account's voice, in the order of the snapshot. It sums to 1 less the shares of units in which nobody is
 * known.
 */
export function voiceShares(s: Snapshot): Float64Array {
  return shared(s, voiceParts, computeVoiceShares)
}

function computeVoiceShares(s: Snapshot): Float64Array {
  const shares = new Float64Array(s.stakeholders.length)
  for (const { index, share } of rememberedOf(s, voices(s), leavesOf)) if (index !== undefined) shares[index] = share
  return shares
}

function voiceParts(s: Snapshot): readonly object[] {
  return [powerShares(s), s.stakeholders, s.units, s.account]
}

/** The people and the units without people that make up a voice. */
export function leavesOf(voice: Voice): readonly Voice[] {
  return voice.children.length === 0 ? [voice] : voice.children.flatMap(leavesOf)
}

/** The shares of units in which nobody is known: what they think is as open as before any reading. */
export function unknownShares(s: Snapshot): readonly number[] {
  return rememberedOf(s, voices(s), leavesOf).flatMap(({ index, share }) => (index === undefined ? [share] : []))
}

/** A part of the account before its voice is divided. */
interface Outline {
  readonly kind: Voice['kind']
  readonly id: string
  readonly power: number
  readonly given: number | undefined
  readonly children: readonly Outline[]
  readonly index: number | undefined
}

function outlineOf(s: Snapshot): Outline {
  const power = powerShares(s)
  const units: Units = new Map(s.units.map(unit => [unit.id, unit]))
  const people = new Map<string, Outline[]>()
  s.stakeholders.forEach(({ id, unit }, index) => {
    const place = units.get(unit)?.id ?? ''
    const outline: Outline = { kind: 'stakeholder', id, power: at(power, index), given: undefined, children: [], index }
    const beside = people.get(place)
    if (beside === undefined) people.set(place, [outline])
    else beside.push(outline)
  })
  const parts = new Map<string, string[]>()
  for (const { id, parent } of s.units) {
    const above = units.get(parent)
    const place = above !== undefined && !isWithin(above, id, units) ? above.id : ''
    parts.set(place, [...(parts.get(place) ?? []), id])
  }
  const part = (id: string): Outline => {
    const children = [...(parts.get(id) ?? []).map(part).filter(isVoiced), ...(people.get(id) ?? [])]
    const sum = children.reduce((total, child) => total + child.power, 0)
    return { kind: 'unit', id, power: sum, given: units.get(id)?.share, children, index: undefined }
  }
  return { ...part(''), kind: 'account', id: s.account.id, given: undefined }
}

/** Units by id; nobody's is none. */
type Units = ReadonlyMap<string | undefined, OrgUnit>

/** Whether a unit is another or lies within it; revisions that never stood together can make units circle. */
function isWithin(unit: OrgUnit, other: string, units: Units): boolean {
  const seen = new Set<OrgUnit>()
  for (let place: OrgUnit | undefined = unit; place !== undefined && !seen.has(place); place = units.get(place.parent)) {
    if (place.id === other) return true
    seen.add(place)
  }
  return false
}

/** Whether a unit has people, or a share that it keeps without. */
function isVoiced(unit: Outline): boolean {
  return unit.children.length > 0 || unit.given !== undefined
}

function voiceOf({ kind, id, children, index }: Outline, weight: number, share: number): Voice {
  const weights = dividedAmong(children)
  return {
    kind,
    id,
    weight,
    share,
    children: children.map((child, i) => voiceOf(child, itemAt(weights, i), share * itemAt(weights, i))),
    index,
  }
}

/** The shares of siblings, which sum to 1: given ones as they are, the rest in proportion to power. */
function dividedAmong(siblings: readonly Outline[]): number[] {
  const given = siblings.reduce((sum, { given: own = 0 }) => sum + own, 0)
  const others = siblings.filter(sibling => sibling.given === undefined)
  const power = others.reduce((sum, sibling) => sum + sibling.power, 0)
  const left = Math.max(0, 1 - given)
  // Given shares that leave a gap nobody fills, or that promise more than a whole, are stretched or shrunk to one.
  const whole = others.length === 0 ? given : Math.max(1, given)
  return siblings.map(({ given: own, power: mine }) => {
    if (own !== undefined) return whole > 0 ? own / whole : 1 / siblings.length
    return left * (power > 0 ? mine / power : 1 / others.length)
  })
}
