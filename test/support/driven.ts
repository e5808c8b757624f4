import { INTERACTION_KINDS, type InteractionKind, type Village, type VillageInput } from 'account-village'
import fc from 'fast-check'
import { instant } from './days.js'
import { inputOf, type Scene, scenes } from './villages.js'

/** A scene in which much happens between them and us: who took part and who drove it, by number, and deciders who begin and end. */
export interface DrivenScene extends Scene {
  readonly drives: readonly Drive[]
  readonly appointments: readonly Appointment[]
}

interface Drive {
  readonly at: number
  readonly kind: InteractionKind
  readonly driver: number | null
  readonly participants: readonly number[]
  /** Hours of ours; in some scenes every interaction says them. */
  readonly effort: number | null
  readonly decision: number | null
  /** Days until we learned of it. */
  readonly lag: number | null
}

interface Appointment {
  readonly person: number
  readonly role: 'user' | 'approver' | 'economicBuyer'
  readonly since: number
  readonly days: number | null
}

/** Around the moments at which scenes are looked at, in quarters of a day. */
const lately = fc.integer({ min: -200, max: 800 }).map(quarters => quarters / 4)
const hours = fc.integer({ min: 0, max: 4000 }).map(n => n / 100)
const rarely = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 5 }, { arbitrary, weight: 1 })

const drivesOf = (effort: fc.Arbitrary<number | null>): fc.Arbitrary<Drive[]> =>
  fc.array(
    fc.record({
      at: lately,
      kind: fc.constantFrom(...INTERACTION_KINDS),
      driver: fc.option(fc.nat(11), { nil: null, freq: 3 }),
      participants: fc.array(fc.nat(11), { maxLength: 4 }),
      effort,
      decision: rarely(fc.nat(2)),
      lag: rarely(fc.integer({ min: 0, max: 400 }).map(n => n / 4)),
    }),
    { maxLength: 25, size: 'max' },
  )

/** Scenes with interactions: few or many, with hours or without. */
export const drivenScenes: fc.Arbitrary<DrivenScene> = fc
  .record({
    scene: scenes,
    drives: fc.oneof(drivesOf(hours), drivesOf(fc.option(hours, { nil: null }))),
    appointments: fc.array(
      fc.record({
        person: fc.nat(11),
        role: fc.constantFrom('user', 'approver', 'economicBuyer'),
        since: lately,
        days: rarely(fc.integer({ min: 0, max: 400 }).map(n => n / 4)),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ scene, ...rest }) => ({ ...scene, ...rest }))

/** The scene written down under its ids. */
export function drivenInput(scene: Omit<DrivenScene, 'view'>): VillageInput {
  const { plot, cast, drives, appointments } = scene
  const input = inputOf(scene)
  if (plot.people.length === 0) return input
  const person = (i: number): string => cast.people[i % plot.people.length] ?? ''
  const decision = (i: number): string => cast.decisions[i % plot.decisions.length] ?? ''
  return {
    ...input,
    roles: [
      ...(input.roles ?? []),
      ...appointments.map(({ person: who, role, since, days }) => ({
        stakeholder: person(who),
        role,
        since: instant(since),
        ...(days !== null && { until: instant(since + days) }),
      })),
    ],
    interactions: [
      ...(input.interactions ?? []),
      ...drives.map(({ at, kind, driver, participants, effort, decision: about, lag }, i) => ({
        // The same events can happen twice on one day.
        id: `interaction ${String(i).padStart(2, '0')}`,
        at: instant(at),
        kind,
        participants: participants.map(person),
        ...(driver !== null && { drivenBy: person(driver) }),
        ...(effort !== null && { effort }),
        ...(about !== null && plot.decisions.length > 0 && { decision: decision(about) }),
        ...(lag !== null && { recordedAt: instant(at + lag) }),
      })),
    ],
  }
}

/** The first moment at which anything happened, in milliseconds. */
export function firstInteraction({ interactions }: Village): number {
  return Math.min(...interactions.map(({ at }) => Date.parse(at)))
}
