import { type BarrierWorth, offeringFlow } from '../flow/offeringFlow.js'
import { places } from '../flow/places.js'
import { motives } from '../motives/motives.js'
import type { Snapshot } from '../village/snapshot.js'
import { allMoney, type Evidence, moneyThrough, type RiskRule } from './finding.js'

/** A unit likes us well and does not use what was bought, and no policy explains it. */
export const likedUnused: RiskRule = {
  id: 'likedUnused',
  title: 'Liked but unused',
  find(s) {
    const { units, barriers } = offeringFlow(s)
    const blocked = new Set(barriers.filter(isPolicy).flatMap(barrier => barrier.likedUnused))
    return units
      .filter(({ unit, likedUnused: stuck }) => stuck && !blocked.has(unit))
      .map(({ unit, use = 0, sentiment = 0, measuredAt, barriers: held }) => ({
        severity: 'warning',
        stakeholders: peopleIn(s, unit),
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
        ...moneyThrough(s, peopleIn(s, unit)),
      }))
  },
}

/** A policy keeps units that like us from using what was bought. */
export const blockedByPolicy: RiskRule = {
  id: 'blockedByPolicy',
  title: 'Blocked by policy',
  find(s) {
    return offeringFlow(s)
      .barriers.filter(barrier => isPolicy(barrier) && barrier.likedUnused.length > 0)
      .map(({ barrier, likedUnused: stuck, gain }) => {
        const people = [...new Set(stuck.flatMap(unit => peopleIn(s, unit)))]
        return {
          severity: 'warning',
          stakeholders: people,
          message:
            'A policy keeps people who like us from using what was bought. Convincing them changes nothing; find out who can lift it.',
          evidence: [
            { measure: 'offeringFlow.barriers', value: barrier },
            ...(gain === undefined ? [] : [{ measure: 'offeringFlow.barriers.gain', value: gain }]),
            ...stuck.map(unit => ({ measure: 'offeringFlow.unit', value: unit })),
          ],
          ...moneyThrough(s, people),
        }
      })
  },
}

/** Powerful people want something else than we believe we sell. */
export const boughtForAnotherReason: RiskRule = {
  id: 'boughtForAnotherReason',
  title: 'Bought for another reason',
  find(s) {
    const { powerfulFrom } = s.settings.listening
    return motives(s)
      .mismatches.filter(({ share }) => share >= powerfulFrom)
      .map(({ stakeholder, share, motives: own }) => ({
        severity: 'warning',
        stakeholders: [stakeholder],
        message: 'Somebody powerful wants something else than we believe we sell. More of what we sell will not keep them.',
        evidence: [
          { measure: 'power.share', value: share, stakeholder },
          ...own.map(
            ({ kind, since }): Evidence => ({ measure: 'motives', value: kind, stakeholder, ...(since !== undefined && { at: since }) }),
          ),
        ],
        ...moneyThrough(s, [stakeholder]),
      }))
  },
}

/** Of some we know why they want to do business with us, and of powerful ones we do not. */
export const motiveUnknown: RiskRule = {
  id: 'motiveUnknown',
  title: 'Motive unknown',
  find(s) {
    // Where nobody's motive is recorded, nobody asks for any.
    if (s.motives.length === 0) return []
    const unknown = motives(s).unknown.filter(({ share }) => share >= s.settings.listening.powerfulFrom)
    if (unknown.length === 0) return []
    return [
      {
        severity: 'info',
        stakeholders: unknown.map(({ stakeholder }) => stakeholder),
        message: 'Why powerful people want to do business with us is not known. Ask them.',
        evidence: unknown.map(({ stakeholder, share }) => ({ measure: 'power.share', value: share, stakeholder })),
        ...allMoney(s),
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
