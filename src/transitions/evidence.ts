import type { InteractionKind } from '../model/interaction.js'
import type { HandoverSettings } from '../model/settings.js'
import type { Instant } from '../support/instants.js'
import type { RolePeriod } from '../village/rolePeriod.js'
import { type Classes, decides } from './classes.js'
import { type RecordedInteraction, timeOf } from './known.js'

/** Something that tells who drives. */
export interface DrivingEvidence {
  /** The id of the interaction, or of the role that begins or ends. */
  readonly id: string
  /** Whether the id is that of an interaction or of a role. */
  readonly idOf: 'interaction' | 'role'
  /** When the interaction was, or the role began or ended. */
  readonly at: Instant
  /** The kind of the interaction; `roleChange` where the id is that of a role. */
  readonly kind: InteractionKind | 'roleChange'
  /** Whether a decider drove it, or power passes to the deciders with it. */
  readonly byDecider: boolean
  /** How much it counts, 0..1; where `to` is given, the probability that power passes with it. */
  readonly weight: number
  /** To whom power may pass with it by itself; absent for what only tells who drives. */
  readonly to?: 'deciders' | 'users'
  /** Who drove it: the one who is named, or all who took part; for a change of roles, the person whose role changed. */
  readonly people: readonly string[]
}

/** Something that may come to be evidence, and what it tells by the classes believed; nothing where it tells nothing. */
export interface Source {
  /** When, in milliseconds. */
  readonly time: number
  /** What happened; several facts may say that the same did. */
  readonly what: string
  /** Everybody on whose class it hangs. */
  readonly people: readonly string[]
  /** Whether it also hangs on who else decides at the time. */
  readonly endsDecider: boolean
  /** @param first when the first interaction was, in milliseconds */
  tells(classes: Classes, first: number): DrivingEvidence | undefined
}

/**
 * An interaction tells who drives where that is clear: the one who is named is of a known class, or nobody is named and all of known class
 * who took part are on one side, deciders or others. A change of the buying process hands power over by itself.
 */
export function interactionSource(interaction: RecordedInteraction, settings: HandoverSettings): Source {
  const { id, at, kind, drivenBy, participants } = interaction
  const people = [...new Set(drivenBy === undefined ? participants : [drivenBy])]
  return {
    time: timeOf(at),
    what: JSON.stringify([id]),
    people,
    endsDecider: false,
    tells(classes) {
      const sides = new Set(
        people.map(person => classes.classAt(person, at)).flatMap(own => (own === 'unknown' ? [] : [own === 'decider'])),
      )
      const [byDecider] = sides
      if (byDecider === undefined || sides.size > 1) return undefined
      const evidence = { id, idOf: 'interaction', at, kind, byDecider, people } as const
      if (kind === 'processChange') return structural({ ...evidence, weight: settings.structural.processChange })
      const weight = settings.kindWeight[kind] * (drivenBy === undefined ? settings.sharedWeight : 1)
      return weight > 0 ? { ...evidence, weight } : undefined
    },
  }
}

/**
 * A decider's role hands power over by itself: to deciders where it begins and was not held right before, to users where it ends and nobody
 * decides any more. Nothing up to the first interaction counts: roles written down when an account is set up are no hand-over.
 */
export function roleSources(period: RolePeriod, { structural: { roleChange: weight } }: HandoverSettings): Source[] {
  const { id, stakeholder, role, since, until } = period
  if (!decides(period)) return []
  const people = [stakeholder]
  const change = (at: Instant, byDecider: boolean, isOne: (classes: Classes) => boolean): Source => ({
    time: timeOf(at),
    what: JSON.stringify([stakeholder, role, at, byDecider]),
    people,
    endsDecider: !byDecider,
    tells: (classes, first) =>
      timeOf(at) > first && isOne(classes)
        ? structural({ id, idOf: 'role', at, kind: 'roleChange', byDecider, weight, people })
        : undefined,
  })
  return [
    ...(since === undefined ? [] : [change(since, true, classes => !classes.heldUntil(stakeholder, role, since))]),
    ...(until === undefined ? [] : [change(until, false, classes => !classes.anyDeciderAt(until))]),
  ]
}

function structural(evidence: Omit<DrivingEvidence, 'to'>): DrivingEvidence | undefined {
  return evidence.weight > 0 ? { ...evidence, to: evidence.byDecider ? 'deciders' : 'users' } : undefined
}
