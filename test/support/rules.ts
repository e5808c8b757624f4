import type { DecisionRule, RuleMember } from 'account-village'
import fc from 'fast-check'

/** A rule without names: its seats are numbered, its quota is a share of all weights. */
export type Shape = number | Body

interface Body {
  /** The quota as a share of the weights of all members, above 0 up to 1. */
  readonly quota: number
  readonly members: readonly { readonly of: Shape; readonly weight: number | null; readonly veto: boolean | null }[]
}

/** Rules without names: bodies nested up to three deep, of one to four members each. */
export const shapes: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape; body: Body; seat: number }>(tie => ({
  shape: fc.oneof({ maxDepth: 2, depthSize: 'small' }, tie('seat'), tie('body')),
  seat: fc.nat(59),
  body: fc.record({
    quota: fc.integer({ min: 1, max: 20 }).map(n => n / 20),
    members: fc.array(
      fc.record({
        of: tie('shape'),
        weight: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
        veto: fc.option(fc.boolean(), { nil: null, freq: 2 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
})).body

/** Rules without names that have up to seven seats. */
export const smallShapes: fc.Arbitrary<Shape> = shapes.filter(shape => seatsIn(shape) <= 7)

/** The rule of a shape, with the name of each seat. A quota is sometimes a fraction of a vote, as it may be. */
export function ruleFor(shape: Shape, name: (seat: number) => string): DecisionRule {
  if (typeof shape === 'number') return name(shape)
  const members = shape.members.map(
    ({ of, weight, veto }): RuleMember => ({
      of: ruleFor(of, name),
      ...(weight !== null && { weight }),
      ...(veto !== null && { veto }),
    }),
  )
  const total = members.reduce((sum, { weight = 1 }) => sum + weight, 0)
  return { quota: shape.quota * total, members }
}

/** Rules in which everybody sits in one place, of up to 12 people. */
export const readOnceRules: fc.Arbitrary<DecisionRule> = shapes
  .filter(shape => seatsIn(shape) <= 12)
  .map(shape => {
    let seat = 0
    return ruleFor(shape, () => `player ${String.fromCharCode(97 + seat++)}`)
  })

/** Rules in which fewer people than there are seats fill them, so that some sit in several places. */
export const crowdedRules: fc.Arbitrary<DecisionRule> = fc
  .tuple(shapes, fc.integer({ min: 1, max: 12 }))
  .map(([shape, people]) => ruleFor(shape, seat => `player ${String.fromCharCode(97 + (seat % people))}`))

/** Rules of both kinds. */
export const rules: fc.Arbitrary<DecisionRule> = fc.oneof(readOnceRules, crowdedRules)

function seatsIn(shape: Shape): number {
  return typeof shape === 'number' ? 1 : shape.members.reduce((sum, { of }) => sum + seatsIn(of), 0)
}
