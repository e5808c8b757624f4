import { authority } from '../influence/authority.js'
import { voiceShares, voices } from '../influence/voice.js'
import { CLASS_ORDER, type RoleClass } from '../model/role.js'
import { cut, DIFFERENCE, type Interval, SENTIMENT, within } from '../support/interval.js'
import { at } from '../support/linear.js'
import { NINETY_PERCENT } from '../support/normal.js'
import type { Snapshot } from '../village/snapshot.js'
import { shared } from '../village/work.js'
import { probabilityFavourable } from './verdict.js'
import { accountView, meanOfSum, type Part, varianceOfSum } from './view.js'

/** The sentiment of users less that of deciders, both of those heard. */
export interface Divergence {
  /** -2..2; above 0 users like us better. */
  readonly value: number
  /** The standard deviation of `value`; what the sentiments of both classes have in common is taken into account. */
  readonly sd: number
  /** `value` plus and minus 1.6449 standard deviations, within -2..2. */
  readonly interval: Interval
  /** The probability that users like us better, 0..1. */
  readonly probability: number
}

/** The sentiment of the people of one class. */
export interface ClassSentiment {
  /** That of those heard, weighted by voice; `undefined` when none of them was. */
  readonly value: number | undefined
  /** The standard deviation of `value`; `undefined` where that is. */
  readonly sd: number | undefined
  /** `value` plus and minus 1.6449 standard deviations, within -1..1. */
  readonly interval: Interval | undefined
  /** The share of their voice that was heard, 0..1. */
  readonly shareHeard: number
  /** Fraction of the prior variance that the evidence removed, 0..1. */
  readonly coverage: number
  /** Their share of the account's voice, 0..1. */
  readonly share: number
  /** How many they are, a placeholder counting as one. */
  readonly people: number
  /** How many of them were ever heard. */
  readonly heard: number
}

/** The sentiment of each class of roles that anybody holds, and how much better users like us than deciders do, where both were heard. */
export function classSentiments(s: Snapshot): {
  readonly byClass: { readonly [Class in RoleClass]?: ClassSentiment }
  readonly divergence: Divergence | undefined
} {
  const voices = classVoices(s).map(voice => ({ ...voice, heard: heardOf(s, voice) }))
  const heardOfClass = (name: RoleClass): readonly Part[] => voices.flatMap(voice => (voice.name === name ? voice.heard : []))
  const [users, deciders] = [heardOfClass('user'), heardOfClass('decider')] as const
  return {
    byClass: Object.fromEntries(voices.map(voice => [voice.name, classSentiment(s, voice, voice.heard)])),
    divergence: users.length > 0 && deciders.length > 0 ? divergenceOf(s, users, deciders) : undefined,
  }
}

/** The part of each person of a class in what was heard of it, summing to 1; none when nothing was. */
function heardOf(s: Snapshot, { share, parts }: ClassVoice): readonly Part[] {
  const heard = heardParts(s, parts)
  const whole = heard.reduce((sum, { weight }) => sum + weight, 0)
  return share > 0 && whole > 0 ? heard.map(({ index, weight }) => ({ index, weight: weight / whole })) : []
}

function divergenceOf(s: Snapshot, users: readonly Part[], deciders: readonly Part[]): Divergence {
  const parts = [...users, ...deciders.map(({ index, weight }) => ({ index, weight: -weight }))]
  const value = meanOfSum(s, parts)
  const sd = Math.sqrt(varianceOfSum(s, parts))
  return {
    value: within(value, DIFFERENCE),
    sd,
    interval: cut([value - NINETY_PERCENT * sd, value + NINETY_PERCENT * sd], DIFFERENCE),
    probability: probabilityFavourable(value, sd),
  }
}

/** What the people of a class have to say. */
interface ClassVoice {
  /** Their share of the account's voice. */
  readonly share: number
  /** The part of each in it. */
  readonly parts: readonly { readonly index: number; readonly weight: number }[]
}

/** The classes of roles that anybody holds. */
function classVoices(s: Snapshot): readonly (ClassVoice & { readonly name: RoleClass })[] {
  return shared(s, s => [authority(s), voices(s)], computeClassVoices)
}

function computeClassVoices(s: Snapshot): readonly (ClassVoice & { readonly name: RoleClass })[] {
  const { classes } = authority(s)
  const shares = voiceShares(s)
  return CLASS_ORDER.filter(name => classes.includes(name)).map(name => {
    const members = classes.flatMap((own, i) => (own === name ? [i] : []))
    const share = members.reduce((sum, i) => sum + at(shares, i), 0)
    return { name, share, parts: members.map(index => ({ index, weight: share > 0 ? at(shares, index) / share : 1 / members.length })) }
  })
}

function classSentiment(s: Snapshot, { share, parts }: ClassVoice, heard: readonly Part[]): ClassSentiment {
  const { reliabilities, isHeard, known } = accountView(s)
  const isKnown = heard.length > 0
  const mean = meanOfSum(s, heard)
  const sd = Math.sqrt(varianceOfSum(s, heard))
  return {
    value: isKnown ? within(mean, SENTIMENT) : undefined,
    sd: isKnown ? sd : undefined,
    interval: isKnown ? cut([mean - NINETY_PERCENT * sd, mean + NINETY_PERCENT * sd], SENTIMENT) : undefined,
    shareHeard: parts.reduce((sum, { index, weight }) => sum + weight * at(known, index), 0),
    coverage: parts.reduce((sum, { index, weight }) => sum + weight * at(reliabilities, index), 0),
    share,
    people: parts.length,
    heard: parts.filter(({ index }) => isHeard[index]).length,
  }
}

/** Each part as far as its person counts as heard. */
export function heardParts(s: Snapshot, parts: readonly Part[]): readonly Part[] {
  const { known } = accountView(s)
  return parts.flatMap(({ index, weight }) => (index === undefined ? [] : [{ index, weight: weight * at(known, index) }]))
}
