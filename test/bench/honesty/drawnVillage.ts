import {
  BUYING_ROLES,
  type BuyingRole,
  blockingCoalitions,
  createVillage,
  type Decision,
  type DecisionKind,
  READING_SOURCES,
  type ReadingSource,
  type Settings,
  type Snapshot,
  type TimeInput,
  type Village,
} from 'account-village'
import { type Random, randomFrom } from '../../../src/support/random.js'
import { asReading, dateOf, oneOf, wandering } from './world.js'

/** The day on which villages are looked at, and how many days before it people were heard. */
const [TODAY, PAST] = [400, 365]
/** How many days ahead decisions fall; the first has no date and falls today. */
export const HORIZONS = [0, 30, 60, 90, 180, 365]
const UNITS = ['a', 'b', 'c']
const KINDS = ['new', 'renewal'] as const
const DECIDERS = ['approver', 'decisionMaker', 'economicBuyer', 'executiveSponsor'] as const
const TIES = ['influence', 'informs', 'reportsTo'] as const

/** How a village is drawn. */
export interface Drawing {
  /** What is true of people and of readings. */
  readonly settings: Settings
  /** How many times as large the errors of readings are. */
  readonly noise: number
}

/** A village of which the truth is known. */
export interface DrawnVillage {
  readonly village: Village
  readonly today: string
  /** The true sentiment of each person on the days of `HORIZONS`. */
  readonly truths: readonly ((person: string) => number)[]
}

/** A village drawn from the prior: four to eight people of three units, with roles, ties and readings by chance. */
export function drawnVillage(seed: number, { settings, noise }: Drawing): DrawnVillage {
  const random = randomFrom(seed)
  const { priorMean: mean, priorSd: sd, halfLifeDays, sameUnitCorrelation: sameGroupCorrelation } = settings.sentiment
  const kind = oneOf(KINDS, random)
  const people = Array.from({ length: 4 + random.below(5) }, (_, i) => ({
    id: `s${i}`,
    unit: oneOf(UNITS, random),
    roles: rolesOf(i, random),
  }))
  const ties = people.map(({ id: from }, i) => ({
    from,
    to: `s${(i + 1 + random.below(people.length - 1)) % people.length}`,
    kind: oneOf(TIES, random),
    weight: Math.exp(random.normal()),
  }))
  const most = 1 + random.below(7)
  const hearings = people.flatMap((_, person) => hearingsOf(person, most, random)).sort((a, b) => a.day - b.day)
  const moods = wandering(
    people.map(({ unit }) => unit),
    { mean, sd, halfLifeDays, sameGroupCorrelation },
    random,
  )
  let today = 0
  const on = (day: number): number[] => {
    moods.pass(day - today)
    today = day
    return moods.now()
  }
  const read = reader(settings, noise, random)
  const observations = hearings.flatMap(({ day, person, via }, k) =>
    read(on(day)[person] ?? Number.NaN, via).map((value, i) => ({
      id: `${k}.${i}`,
      stakeholder: `s${person}`,
      at: dateOf(day),
      sentiment: asReading(value),
      via,
    })),
  )
  const truths = HORIZONS.map(ahead => {
    const known = on(TODAY + ahead)
    return (person: string): number => known[Number(person.slice(1))] ?? Number.NaN
  })
  const units = UNITS.map(id => ({ id, name: id, kind: 'department' as const }))
  const village = createVillage({
    account: 'x',
    units,
    stakeholders: people,
    ties,
    observations,
    decisions: HORIZONS.map(ahead => decisionIn(ahead, kind)),
  })
  return { village, today: dateOf(TODAY), truths }
}

/** A user, somebody who decides, and others of any role or none. */
function rolesOf(person: number, random: Random): BuyingRole[] {
  if (person === 0) return ['user']
  if (person === 1) return [oneOf(DECIDERS, random)]
  return random.below(6) === 0 ? [] : [oneOf(BUYING_ROLES, random)]
}

/** The id of the decision that falls so many days ahead. */
export function decisionAhead(days: number): string {
  return `in ${days} days`
}

function decisionIn(days: number, kind: DecisionKind): Decision<TimeInput> {
  const expectedAt = days > 0 ? dateOf(TODAY + days) : undefined
  return { id: decisionAhead(days), name: 'Order', kind, ...(expectedAt !== undefined && { expectedAt }) }
}

interface Hearing {
  readonly person: number
  readonly day: number
  readonly via: ReadingSource
}

/** When and how somebody was heard: up to so many times within a year. */
function hearingsOf(person: number, most: number, random: Random): Hearing[] {
  const days = Array.from({ length: random.below(most + 1) }, () => TODAY - random.below(PAST))
  return days.map(day => ({ person, day, via: oneOf(READING_SOURCES, random) }))
}

/** What readings say of a sentiment: often one of a day, sometimes several, of which the errors are alike; those of a source share one, too. */
function reader({ sentiment }: Settings, noise: number, random: Random): (sentiment: number, via: ReadingSource) => number[] {
  const shared = new Map(READING_SOURCES.map(via => [via, sentiment.sharedSd[via] * random.normal()]))
  return (x, via) => {
    const [sd, alike] = [noise * sentiment.readingSd[via], sentiment.sameDayCorrelation[via]]
    const common = random.normal()
    const count = random.below(4) === 0 ? 2 + random.below(3) : 1
    return Array.from(
      { length: count },
      () => x + (shared.get(via) ?? 0) + sd * (Math.sqrt(alike) * common + Math.sqrt(1 - alike) * random.normal()),
    )
  }
}

/** Whether the decision in view passes when everybody votes as they think. */
export function passes(s: Snapshot, thinks: (person: string) => number): boolean {
  const bar = s.settings.decision.yesThreshold[s.decision?.kind ?? 'new']
  return !blockingCoalitions(s).coalitions.some(group => group.every(person => thinks(person) < bar))
}
