import { type BarrierWorth, offeringFlow } from '../flow/offeringFlow.js'
import { places } from '../flow/places.js'
import { isPowerful } from '../influence/isPowerful.js'
import { medianOf } from '../math/waiting.js'
import { isOpenDecision } from '../model/openDecision.js'
import { motives } from '../motives/motives.js'
import { days } from '../sentiment/readings.js'
import type { Snapshot } from '../village/snapshot.js'
import type { Evidence, Found, RiskRule } from './finding.js'
import { daysSince } from './seats.js'

/** A unit likes us well and does not use what was bought, and no policy explains it. */
export const likedUnused: RiskRule = {
  id: 'likedUnused',
  title: 'Liked but unused',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const { units, barriers } = offeringFlow(s)
    const blocked = new Set(barriers.filter(isPolicy).flatMap(barrier => barrier.likedUnused))
    return units
      .filter(({ unit, likedUnused: stuck }) => stuck && !blocked.has(unit))
      .map(({ unit, use = 0, sentiment = 0, measuredAt, barriers: held }) => ({
        stakeholders: peopleIn(s, unit),
        subjects: [unit],
        floor: 'info',
        message:
          held.length > 0
            ? 'A unit likes us and does not use what was bought, because something holds it back.'
            : 'A unit likes us and does not use what was bought, and nothing that we know explains it. Ask what stops them.',
        evidence: [
          { measure: 'offeringFlow.use', value: use, ...(measuredAt !== undefined && { at: measuredAt }) },
          { measure: 'offeringFlow.sentiment', value: sentiment },
          { measure: 'offeringFlow.unit', value: unit },
          ...held.map((barrier): Evidence => ({ measure: 'offeringFlow.barriers', value: barrier })),
        ],
      }))
  },
}

/** A policy keeps units that like us from using what was bought. */
export const blockedByPolicy: RiskRule = {
  id: 'blockedByPolicy',
  title: 'Blocked by policy',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    return offeringFlow(s)
      .barriers.filter(barrier => isPolicy(barrier) && barrier.likedUnused.length > 0)
      .map(({ barrier, likedUnused: stuck, gain }) => {
        const people = [...new Set(stuck.flatMap(unit => peopleIn(s, unit)))]
        return {
          stakeholders: people,
          subjects: [barrier],
          floor: 'info',
          message:
            'A policy keeps people who like us from using what was bought. Convincing them changes nothing; find out who can lift it.',
          evidence: [
            { measure: 'offeringFlow.barriers', value: barrier },
            ...(gain === undefined ? [] : [{ measure: 'offeringFlow.barriers.gain', value: gain }]),
            ...stuck.map(unit => ({ measure: 'offeringFlow.unit', value: unit })),
          ],
        }
      })
  },
}

/** Powerful people want something else than we believe we sell. */
export const boughtForAnotherReason: RiskRule = {
  id: 'boughtForAnotherReason',
  title: 'Bought for another reason',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const { powerfulFrom } = s.settings.listening
    return motives(s)
      .mismatches.filter(({ share }) => share >= powerfulFrom)
      .map(({ stakeholder, share, motives: own }) => ({
        stakeholders: [stakeholder],
        subjects: [stakeholder],
        floor: 'info',
        message: 'Somebody powerful wants something else than we believe we sell. More of what we sell will not keep them.',
        evidence: [
          { measure: 'power.share', value: share, stakeholder },
          ...own.map(
            ({ kind, since }): Evidence => ({ measure: 'motives', value: kind, stakeholder, ...(since !== undefined && { at: since }) }),
          ),
        ],
      }))
  },
}

/** Of some we know why they want to do business with us, and of powerful ones we do not. */
export const motiveUnknown: RiskRule = {
  id: 'motiveUnknown',
  title: 'Motive unknown',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    // Where nobody's motive is recorded, nobody asks for any.
    if (s.motives.length === 0) return []
    const unknown = motives(s).unknown.filter(({ share }) => isPowerful(share, s))
    if (unknown.length === 0) return []
    return [
      {
        subjects: [],
        floor: 'info',
        stakeholders: unknown.map(({ stakeholder }) => stakeholder),
        message: 'Why powerful people want to do business with us is not known. Ask them.',
        evidence: unknown.map(({ stakeholder, share }) => ({ measure: 'power.share', value: share, stakeholder })),
      },
    ]
  },
}

function isPolicy({ kind }: BarrierWorth): boolean {
  return kind === 'policy'
}

function peopleIn(s: Snapshot, unit: string): string[] {
  return [...(places(s).units.get(unit)?.people ?? [])]
}

/** What was bought is used much less than it was. */
export const useFell: RiskRule = {
  id: 'useFell',
  title: 'Use fell',
  asks: 'account',
  gravest: 'critical',
  find(s) {
    const levels = new Map<string | undefined, { readonly at: string; readonly level: number }[]>()
    for (const { unit, stakeholder, at, level } of s.usage) {
      if (stakeholder === undefined) levels.set(unit, [...(levels.get(unit) ?? []), { at, level }])
    }
    const isRenewalNear = s.decisions.some(
      ({ expectedAt, ...decision }) =>
        decision.kind === 'renewal' &&
        isOpenDecision(decision) &&
        expectedAt !== undefined &&
        Math.abs(daysSince(s, expectedAt)) <= s.settings.risk.ahead,
    )
    return [...levels].flatMap(([unit, all]): Found[] => {
      const last = all.at(-1)
      const before = last === undefined ? undefined : medianOf(all.filter(({ at }) => isBaseline(at, last.at)).map(({ level }) => level))
      if (last === undefined || before === undefined || before - last.level < LEAST_FALL || last.level > MOST_LEFT * before) return []
      return [
        {
          stakeholders: unit === undefined ? [] : peopleIn(s, unit),
          subjects: unit === undefined ? [] : [unit],
          message: 'What was bought is used much less than it was. Ask what changed before the renewal does.',
          evidence: [
            { measure: 'usage.before', value: before },
            { measure: 'usage.now', value: last.level, at: last.at },
            ...(unit === undefined ? [] : [{ measure: 'offeringFlow.unit', value: unit }]),
          ],
          floor: isRenewalNear && last.level < LITTLE_USE ? 'critical' : 'warning',
        },
      ]
    })
  },
}

/** A fall of use is worth telling from so many points on, where at most so much of it is left; below the last it endangers a renewal. */
const LEAST_FALL = 0.2
const MOST_LEFT = 0.7
const LITTLE_USE = 0.3

/** Whether a level is one of those with which the last is compared: 60 to 365 days older. */
function isBaseline(at: string, last: string): boolean {
  const older = days(last) - days(at)
  return older >= 60 && older <= 365
}
