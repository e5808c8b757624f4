import { createVillage, type Village, type VillageInput } from 'account-village'
import { type Random, randomFrom } from '../../../../src/support/random.js'
import { dateOf, wandering } from '../world.js'
import { expectationsOf, usageOf } from './facts.js'
import { type Ledger, openLedger } from './ledger.js'
import { type Cause, heirOffset, holderOn, type Plan, planOf, TODAY, WITHIN, type World } from './plan.js'
import { tiesOf } from './ties.js'

/** An account of which is known what is true of it. */
export interface Account {
  readonly village: Village
  readonly plan: Plan
  /** What whoever will hold somebody's place on the day of the vote thinks of us then. */
  readonly thinks: (person: string) => number
  /** Those who were heard since trouble began. */
  readonly heardSince: ReadonlySet<string>
}

/** An account of a world from its first day to its vote; healthy without cause. */
export function accountOf(seed: number, world: World, cause?: Cause): Account {
  const random = randomFrom(seed)
  const plan = planOf(world, cause, random)
  const { places, trouble, vote } = plan
  const groups = places.map(({ unit }) => unit)
  const moods = wandering(groups, { mean: plan.mood, sd: WITHIN, halfLifeDays: 180, sameGroupCorrelation: 0.3 }, random)
  const loss = (place: number, day: number): number =>
    trouble !== undefined && day >= trouble.day && trouble.victims.includes(place) ? trouble.drop : 0
  const { ledger, hear } = openLedger(plan, world, random)
  for (let day = 0; day <= TODAY; day++) {
    moods.pass(1)
    const now = moods.now()
    places.forEach((each, place) => {
      const holder = holderOn(each, day)
      if (holder === undefined) return
      hear({ day, place, person: holder.id, sentiment: (now[place] ?? Number.NaN) + holder.offset - loss(place, day) })
    })
  }
  moods.pass(vote - TODAY)
  const atVote = moods.now()
  const opinions = places.map(
    (each, place) => (atVote[place] ?? Number.NaN) + (holderOn(each, vote)?.offset ?? heirOffset(random)) - loss(place, vote),
  )
  const isLater = (at: unknown): boolean => trouble !== undefined && String(at) >= dateOf(trouble.day)
  return {
    village: createVillage(inputOf(plan, ledger, random)),
    plan,
    thinks: person => opinions[placeIn(plan, person)] ?? Number.NaN,
    heardSince: new Set(ledger.observations.flatMap(({ stakeholder, at }) => (isLater(at) ? [stakeholder] : []))),
  }
}

/** The number of the place that somebody holds or has held, or for which somebody unknown stands. */
function placeIn({ places }: Plan, person: string): number {
  const role = person.replace(/^\?+/, '').replace(/^decider$/, 'economicBuyer')
  return places.findIndex(place => (person.startsWith('?') ? place.role === role : place.holders.some(({ id }) => id === person)))
}

/** What is known of an account today. */
function inputOf(plan: Plan, ledger: Ledger, random: Random): VillageInput {
  const { places, kind, due } = plan
  const holders = places.flatMap(({ role, unit, holders: all }) => all.map(holder => ({ role, unit, ...holder })))
  const known = holders.filter(({ from }) => from <= TODAY)
  return {
    account: 'x',
    units: [...new Set(places.map(({ unit }) => unit))].map(id => ({ id, name: id, kind: 'department' })),
    stakeholders: known.map(({ id, unit, from, until }) => ({
      id,
      unit,
      ...(from > 0 && { joinedAt: dateOf(from) }),
      ...(until <= TODAY && { leftAt: dateOf(until) }),
    })),
    roles: known.map(({ id, role, from }) => ({ stakeholder: id, role, ...(from > 0 && { since: dateOf(from) }) })),
    ...ledger,
    teammates: [...new Set(ledger.interactions.flatMap(({ ours = [] }) => ours))].map(id => ({ id })),
    ...tiesOf(plan, random),
    ...expectationsOf(plan, random),
    ...usageOf(plan, random),
    decisions: [{ id: 'd', name: 'Contract', kind, value: { amount: 100_000, currency: 'EUR' }, expectedAt: dateOf(due) }],
  }
}
