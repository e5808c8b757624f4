import {
  BUYING_ROLES,
  type BuyingRole,
  type DecisionRule,
  type DeepPartial,
  INTERACTION_KINDS,
  READING_SOURCES,
  REQUEST_CHANNELS,
  type ReadingSource,
  type RequestChannel,
  type Settings,
  type SnapshotOptions,
  type TieKind,
  type TimeInput,
  UPHEAVAL_KINDS,
  type UpheavalKind,
  type VillageInput,
} from 'account-village'
import fc from 'fast-check'
import { day, instant } from './days.js'
import { HOSTILE_IDS } from './hostileIds.js'
import { ruleFor, type Shape, smallShapes } from './rules.js'

/**
 * A village without names: people, units, decisions and facts refer to each other by number, so that the same village can be written down under any ids.
 *
 * Numbers are taken modulo how many there are. Days count from 1 January 2026, in quarters.
 */
export interface Plot {
  readonly people: readonly Person[]
  readonly units: readonly Unit[]
  readonly roles: readonly Role[]
  readonly vetoes: readonly Veto[]
  readonly ties: readonly Tie[]
  readonly observations: readonly Reading[]
  readonly interviews: readonly Interview[]
  readonly requests: readonly Asked[]
  readonly upheavals: readonly Event[]
  readonly decisions: readonly Decision[]
  readonly others: readonly Other[]
}

/** The ids under which a plot is written down. */
export interface Cast {
  readonly people: readonly string[]
  readonly units: readonly string[]
  readonly decisions: readonly string[]
  readonly interviews: readonly string[]
}

/** A plot, its ids, and how it is looked at. */
export interface Scene {
  readonly plot: Plot
  readonly cast: Cast
  readonly view: View
}

/** How a village is looked at. */
export interface View {
  readonly asOf: number
  readonly asDay: boolean
  readonly knownOn: number | null
  readonly decision: number | null
  readonly settings: DeepPartial<Settings> | null
}

interface Span {
  readonly since: number | null
  readonly days: number | null
}

interface Person extends Span {
  readonly unit: number | null
  readonly openness: number | null
  readonly riskAppetite: number | null
}

interface Unit {
  readonly parent: number | null
  readonly share: number | null
}

interface Role extends Span {
  readonly person: number
  readonly role: BuyingRole
  readonly decision: number | null
  readonly authority: number | null
}

interface Veto extends Span {
  readonly person: number
  readonly decision: number | null
}

interface Tie extends Span {
  readonly from: number
  readonly to: number
  readonly kind: TieKind
  readonly weight: number | null
  readonly confidence: number | null
}

/** A reading of sentiment. */
export interface Reading {
  readonly person: number
  readonly at: number
  readonly sentiment: number
  readonly via: ReadingSource
  readonly sd: number | null
  readonly confidence: number | null
  readonly by: number | null
  readonly decision: number | null
  /** Days from the reading until we learned of it. */
  readonly lag: number | null
}

interface Interview {
  readonly person: number
  readonly at: number
  readonly sentiment: number | null
  readonly confidence: number | null
}

interface Asked {
  readonly person: number
  readonly at: number
  readonly via: RequestChannel
}

interface Event {
  readonly at: number
  readonly kind: UpheavalKind
  /** Whom it concerns: a person, a unit, or everybody. */
  readonly person: number | null
  readonly unit: number | null
  readonly strength: number | null
}

interface Decision {
  readonly kind: 'new' | 'renewal' | 'expansion'
  readonly value: number | null
  readonly rule: Shape | null
  readonly expectedAt: number | null
  readonly outcome: number | null
}

/** A fact that no measure of sentiment, power or decision looks at. */
interface Other {
  readonly kind:
    | 'motive'
    | 'expectation'
    | 'barrier'
    | 'usage'
    | 'comment'
    | 'interaction'
    | 'nomination'
    | 'question'
    | 'relationship'
    | 'move'
  readonly person: number
  readonly at: number
  readonly level: number
}

/** Ids that nothing is wrong with. */
export const PLAIN_CAST: Cast = {
  people: Array.from({ length: 12 }, (_, i) => `person ${String(i).padStart(2, '0')}`),
  units: Array.from({ length: 5 }, (_, i) => `unit ${i}`),
  decisions: Array.from({ length: 3 }, (_, i) => `decision ${i}`),
  interviews: Array.from({ length: 5 }, (_, i) => `interview ${i}`),
}

const hostile = (count: number): fc.Arbitrary<string[]> => fc.shuffledSubarray([...HOSTILE_IDS], { minLength: count, maxLength: count })

/** Ids from the list of hostile ones. */
export const hostileCasts: fc.Arbitrary<Cast> = fc.record({
  people: hostile(PLAIN_CAST.people.length),
  units: hostile(PLAIN_CAST.units.length),
  decisions: hostile(PLAIN_CAST.decisions.length),
  interviews: hostile(PLAIN_CAST.interviews.length),
})

/** Ids, hostile ones in one of ten cases. */
export const casts: fc.Arbitrary<Cast> = fc.oneof({ arbitrary: fc.constant(PLAIN_CAST), weight: 9 }, { arbitrary: hostileCasts, weight: 1 })

const half = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(arbitrary, { nil: null, freq: 2 })
const rarely = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 5 }, { arbitrary, weight: 1 })
/** Numbers with two digits, so that a counterexample can be read. `+ 0` makes -0 a 0. */
const hundredths = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min: min * 100, max: max * 100 }).map(n => n / 100 + 0)
const which = fc.nat(59)
const time = fc.integer({ min: -1000, max: 1000 }).map(quarters => quarters / 4)
/** Around the moments that are looked at. */
const recently = fc.integer({ min: -200, max: 800 }).map(quarters => quarters / 4)
/** Most facts hold all the time, or at least on the days that are looked at. */
const span = {
  since: rarely(time),
  days: rarely(fc.integer({ min: 0, max: 3000 }).map(n => n / 4)),
}

const plotParts = (least: { readonly people: number; readonly roles: number; readonly observations: number }) => ({
  people: fc.array(
    fc.record({ ...span, unit: half(which), openness: rarely(hundredths(0, 0.99)), riskAppetite: rarely(hundredths(0, 1)) }),
    {
      minLength: least.people,
      maxLength: 12,
      size: 'max',
    },
  ),
  units: fc.array(fc.record({ parent: half(which), share: rarely(hundredths(0, 1)) }), { maxLength: 5 }),
  roles: fc.array(
    fc.record({
      ...span,
      person: which,
      role: fc.constantFrom(...BUYING_ROLES),
      decision: rarely(which),
      authority: rarely(hundredths(0, 10)),
    }),
    { minLength: least.roles, maxLength: 14, size: 'max' },
  ),
  vetoes: fc.array(fc.record({ ...span, person: which, decision: half(which) }), { maxLength: 3 }),
  ties: fc.array(
    fc.record({
      ...span,
      from: which,
      to: which,
      kind: fc.constantFrom('influence', 'influence', 'informs', 'reportsTo', 'conflict'),
      weight: half(hundredths(0.01, 20)),
      confidence: rarely(hundredths(0, 1)),
    }),
    { maxLength: 20, size: 'max' },
  ),
  observations: fc.array(
    fc.record({
      person: which,
      at: recently,
      sentiment: hundredths(-1, 1),
      via: fc.constantFrom(...READING_SOURCES),
      sd: half(hundredths(0.01, 2)),
      confidence: rarely(hundredths(0, 1)),
      by: half(fc.nat(2)),
      decision: rarely(which),
      lag: rarely(fc.integer({ min: 0, max: 400 }).map(n => n / 4)),
    }),
    { minLength: least.observations, maxLength: 20, size: 'max' },
  ),
  interviews: fc.array(
    fc.record({
      person: which,
      at: time,
      sentiment: half(hundredths(-1, 1)),
      confidence: rarely(hundredths(0, 1)),
    }),
    { maxLength: 5 },
  ),
  requests: fc.array(fc.record({ person: which, at: time, via: fc.constantFrom(...REQUEST_CHANNELS) }), { maxLength: 4 }),
  upheavals: fc.array(
    fc.record({
      at: time,
      kind: fc.constantFrom(...UPHEAVAL_KINDS),
      person: half(which),
      unit: half(which),
      strength: half(hundredths(0, 1)),
    }),
    { maxLength: 2 },
  ),
  decisions: fc.array(
    fc.record({
      kind: fc.constantFrom('new', 'renewal', 'expansion'),
      value: half(fc.integer({ min: 0, max: 1_000_000 })),
      rule: half(smallShapes),
      expectedAt: half(time),
      outcome: rarely(time),
    }),
    { maxLength: 3 },
  ),
  others: fc.array(
    fc.record({
      kind: fc.constantFrom(
        'motive',
        'expectation',
        'barrier',
        'usage',
        'comment',
        'interaction',
        'nomination',
        'question',
        'relationship',
        'move',
      ),
      person: which,
      at: time,
      level: hundredths(0, 1),
    }),
    { maxLength: 4 },
  ),
})

/** Villages without names, of up to 12 people. */
export const plots: fc.Arbitrary<Plot> = fc.oneof(
  fc.record(plotParts({ people: 0, roles: 0, observations: 0 })),
  fc.record(plotParts({ people: 4, roles: 4, observations: 8 })),
)

const some = <Value>(arbitrary: fc.Arbitrary<Value>): { arbitrary: fc.Arbitrary<Value>; weight: number } => ({ arbitrary, weight: 1 })

/** Parts of settings that make sense. */
export const settings: fc.Arbitrary<DeepPartial<Settings> | null> = fc.oneof(
  { arbitrary: fc.constant(null), weight: 3 },
  some(
    fc.record(
      {
        sentiment: fc.record(
          {
            priorSd: hundredths(0.2, 1),
            halfLifeDays: fc.integer({ min: 1, max: 2000 }),
            sameUnitCorrelation: hundredths(0, 0.95),
            readingSd: fc.record({ interview: hundredths(0.05, 0.5), text: hundredths(0.05, 2) }, { requiredKeys: [] }),
          },
          { requiredKeys: [] },
        ),
        influence: fc.record(
          {
            openness: hundredths(0, 0.99),
            kindWeight: fc.record(
              { influence: hundredths(0, 1), reportsTo: hundredths(0, 1), informs: hundredths(0, 1) },
              { requiredKeys: [] },
            ),
          },
          { requiredKeys: [] },
        ),
        authority: fc.record(
          {
            unknownMass: hundredths(0, 5),
            roleMass: fc.record(
              { user: hundredths(0, 10), economicBuyer: hundredths(0, 10), champion: hundredths(0, 3) },
              { requiredKeys: [] },
            ),
            required: fc.record({ decider: fc.constantFrom('approver', 'decisionMaker') }, { requiredKeys: [] }),
          },
          { requiredKeys: [] },
        ),
        decision: fc.record(
          {
            vetoRoles: fc.subarray<BuyingRole>(['economicBuyer', 'legalCompliance', 'user']),
            vetoWeight: hundredths(0, 1),
            yesThreshold: fc.record({ new: hundredths(-1, 1) }, { requiredKeys: [] }),
            neverDecided: hundredths(0, 0.9),
            slipDays: fc.integer({ min: 1, max: 400 }),
            riskTolerance: hundredths(0, 1),
          },
          { requiredKeys: [] },
        ),
        account: fc.record(
          {
            leastCoverage: hundredths(0, 1),
            neutralBand: hundredths(0, 1),
            verdictProbability: hundredths(0.51, 0.99),
            staleReliability: hundredths(0, 1),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    ),
  ),
)

/** Ways to look at a village: on a day or at an instant, knowing what was known then or not, at a decision or at none. */
export const views: fc.Arbitrary<View> = fc.record({
  asOf: fc.integer({ min: 0, max: 800 }).map(quarters => quarters / 4),
  asDay: fc.boolean(),
  knownOn: rarely(time),
  decision: half(which),
  settings,
})

/** Villages with ids, hostile in one of ten cases, and how they are looked at. */
export const scenes: fc.Arbitrary<Scene> = fc.record({ plot: plots, cast: casts, view: views })

/** Scenes with a condition on the plot or the view built in. */
export function scenesOf(parts: {
  readonly plot?: fc.Arbitrary<Plot>
  readonly cast?: fc.Arbitrary<Cast>
  readonly view?: fc.Arbitrary<View>
}): fc.Arbitrary<Scene> {
  return fc.record({ plot: parts.plot ?? plots, cast: parts.cast ?? casts, view: parts.view ?? views })
}

/** The plot written down under its ids. */
export function inputOf({ plot, cast }: Pick<Scene, 'plot' | 'cast'>): VillageInput {
  const person = picker(cast.people, plot.people.length)
  const unit = picker(cast.units, plot.units.length)
  const decision = picker(cast.decisions, plot.decisions.length)
  const ifAny = <Part, Fact>(parts: readonly Part[], write: (part: Part, i: number) => Fact[]): Fact[] =>
    plot.people.length === 0 ? [] : parts.flatMap(write)
  return {
    account: { id: 'account', name: 'Acme' },
    units: plot.units.map(({ parent, share }, i) => ({
      id: unit(i),
      name: 'a unit',
      kind: 'department',
      // A parent stands before its parts, so that units form a tree; the account is one choice more.
      ...(parent !== null && parent % (i + 1) < i && { parent: unit(parent % (i + 1)) }),
      ...(share !== null && { share: share / plot.units.length }),
    })),
    stakeholders: plot.people.map((each, i) => ({
      id: person(i),
      ...(each.since !== null && { joinedAt: instant(each.since) }),
      ...(each.days !== null && { leftAt: instant(endOf(each)) }),
      ...(each.unit !== null && plot.units.length > 0 && { unit: unit(each.unit) }),
      ...(each.openness !== null && { openness: each.openness }),
      ...(each.riskAppetite !== null && { riskAppetite: each.riskAppetite }),
    })),
    roles: ifAny(plot.roles, each => [
      {
        stakeholder: person(each.person),
        role: each.role,
        ...about(each.decision, plot, decision),
        ...(each.authority !== null && { authority: each.authority }),
        ...spanOf(each),
      },
    ]),
    vetoes: ifAny(plot.vetoes, each => [{ stakeholder: person(each.person), ...about(each.decision, plot, decision), ...spanOf(each) }]),
    ties: ifAny(plot.ties, each =>
      person(each.from) === person(each.to)
        ? []
        : [
            {
              from: person(each.from),
              to: person(each.to),
              kind: each.kind,
              ...(each.weight !== null && { weight: each.weight }),
              ...(each.confidence !== null && { confidence: each.confidence }),
              ...spanOf(each),
            },
          ],
    ),
    observations: ifAny(plot.observations, each => [
      {
        stakeholder: person(each.person),
        at: instant(each.at),
        sentiment: each.sentiment,
        via: each.via,
        ...(each.sd !== null && { sd: each.sd }),
        ...(each.confidence !== null && { confidence: each.confidence }),
        ...(each.by !== null && { by: `reporter ${each.by}` }),
        ...about(each.decision, plot, decision),
        ...(each.lag !== null && { recordedAt: instant(each.at + each.lag) }),
      },
    ]),
    interviews: ifAny(plot.interviews, (each, i) => [
      {
        id: picker(cast.interviews, cast.interviews.length)(i),
        stakeholder: person(each.person),
        at: instant(each.at),
        answers: [],
        ...(each.sentiment !== null && { sentiment: each.sentiment }),
        ...(each.confidence !== null && { confidence: each.confidence }),
      },
    ]),
    // Each at an instant of its own: of several at one instant the order, and with it what they say together, hangs on ids.
    requests: ifAny(plot.requests, (each, i) => [{ stakeholder: person(each.person), at: instant(each.at + i / 16), via: each.via }]),
    upheavals: plot.upheavals.map((each, i) => ({
      id: `upheaval ${i}`,
      at: instant(each.at + i / 16),
      kind: each.kind,
      ...(each.person !== null && plot.people.length > 0 && { stakeholders: [person(each.person)] }),
      ...(each.unit !== null && plot.units.length > 0 && { unit: unit(each.unit) }),
      ...(each.strength !== null && { strength: each.strength }),
    })),
    decisions: plot.decisions.map((each, i) => ({
      id: decision(i),
      name: 'a decision',
      kind: each.kind,
      ...(each.value !== null && { value: { amount: each.value, currency: 'EUR' } }),
      ...(each.rule !== null && plot.people.length > 0 && { rule: ruleOf(each.rule, plot, person) }),
      ...(each.expectedAt !== null && { expectedAt: instant(each.expectedAt) }),
      ...(each.outcome !== null && { outcome: { result: 'won', at: instant(each.outcome) } }),
    })),
    ...othersOf(plot, person),
  }
}

/** The moment and the options with which a scene is looked at. */
export function viewOf({ plot, cast, view }: Scene): { readonly asOf: TimeInput; readonly options: SnapshotOptions } {
  const { asOf, asDay, knownOn, decision } = view
  return {
    asOf: asDay ? day(Math.floor(asOf)) : instant(asOf),
    options: {
      ...(knownOn !== null && { knownOn: instant(knownOn) }),
      ...(decision !== null && plot.decisions.length > 0 && { decision: picker(cast.decisions, plot.decisions.length)(decision) }),
      ...(view.settings !== null && { settings: view.settings }),
    },
  }
}

/** The same scene in which every source is a person's own word. */
export function withoutSharedErrors(scene: Scene): Scene {
  const { settings } = scene.view
  const sentiment = { ...settings?.sentiment, sharedSd: { meeting: 0, impression: 0, text: 0 } }
  return { ...scene, view: { ...scene.view, settings: { ...settings, sentiment } } }
}

/** The same scene in which nobody's sentiment tells of anybody else's. */
export function withoutCommonSwings(scene: Scene): Scene {
  const { settings } = scene.view
  const sentiment = { ...settings?.sentiment, sameUnitCorrelation: 0 }
  return { ...scene, view: { ...scene.view, settings: { ...settings, sentiment } } }
}

function ruleOf(shape: Shape, plot: Plot, person: (i: number) => string): DecisionRule {
  return ruleFor(shape, seat => person(seat % Math.min(plot.people.length, 8)))
}

function about(decision: number | null, plot: Plot, id: (i: number) => string): { readonly decision?: string } {
  return decision === null || plot.decisions.length === 0 ? {} : { decision: id(decision) }
}

function spanOf(span: Span): { readonly since?: string; readonly until?: string } {
  return { ...(span.since !== null && { since: instant(span.since) }), ...(span.days !== null && { until: instant(endOf(span)) }) }
}

function endOf({ since, days }: Span): number {
  return (since ?? 0) + (days ?? 0)
}

function othersOf(plot: Plot, person: (i: number) => string): Partial<VillageInput> {
  const others =
    plot.people.length === 0 ? [] : plot.others.map((other, i) => ({ ...other, id: `other ${i}`, stakeholder: person(other.person) }))
  const of = (kind: Other['kind']) => others.filter(other => other.kind === kind)
  return {
    motives: of('motive').map(({ id, stakeholder, at }) => ({
      id,
      stakeholder,
      kind: 'career',
      statement: 'a reason',
      since: instant(at),
    })),
    expectations: of('expectation').map(({ id, stakeholder, at, level }) => ({
      id,
      stakeholder,
      statement: 'a hope',
      importance: level,
      status: [
        { at: instant(at), state: 'open' },
        { at: instant(at + 30), state: 'met' },
      ],
    })),
    barriers: of('barrier').map(({ id, stakeholder, at, level }) => ({
      id,
      statement: 'a rule',
      stakeholders: [stakeholder],
      kind: 'policy',
      blocks: level,
      since: instant(at),
    })),
    nominations: of('nomination').map(({ id, stakeholder, at, level }) => ({
      id,
      stakeholder,
      at: instant(at),
      nominates: [person(Math.round(level * 100))],
      question: level > 0.5 ? 'whom' : 'who else',
    })),
    usage: of('usage').map(({ id, stakeholder, at, level }) => ({ id, stakeholder, at: instant(at), level })),
    comments: of('comment').map(({ id, stakeholder, at }) => ({ id, stakeholder, at: instant(at), text: 'a word' })),
    questions: of('question').map(({ id, at, level }) => ({
      id,
      plan: 'a plan',
      question: 'a question',
      ...(level > 0.3 && { answered: { at: instant(at), statement: 'an answer' } }),
      ...(level > 0.7 && { dropped: instant(at + 30) }),
    })),
    interactions: of('interaction').map(({ id, stakeholder, at, level }, i) => ({
      id,
      at: instant(at),
      kind: INTERACTION_KINDS[i % INTERACTION_KINDS.length] ?? 'other',
      participants: [stakeholder],
      effort: level,
      ...(level > 0.5 && { ours: [teammate(i)] }),
    })),
    ...(others.length > 0 && { teammates: [0, 1].map(i => ({ id: teammate(i), ...(i > 0 && { leftAt: instant(100) }) })) }),
    relationships: of('relationship').map(({ id, stakeholder, at, level }, i) => ({
      id,
      teammate: teammate(i),
      stakeholder,
      level,
      since: instant(at),
    })),
    moves: of('move').map(({ id, stakeholder, at, level }, i, moves) => ({
      id,
      statement: 'a move',
      with: [stakeholder],
      ...(level > 0.3 ? { by: teammate(i) } : { byThem: stakeholder }),
      plannedAt: instant(at),
      ...(level > 0.5 && { dueAt: instant(at + 20) }),
      dependsOn: moves.slice(0, i).flatMap(before => (before.stakeholder === stakeholder ? [before.id] : [])),
      answers: of('comment')
        .slice(0, 1)
        .map(comment => ({ kind: 'comment', id: comment.id, stakeholder: comment.stakeholder }) as const),
      status: level > 0.4 ? [{ at: instant(at + 10), state: level > 0.7 ? 'done' : 'started' }] : [],
      ...(level > 0.8 && { sharedWith: [{ stakeholder, at: instant(at + 30) }] }),
    })),
  }
}

function teammate(i: number): string {
  return `teammate ${i % 2}`
}

function picker(ids: readonly string[], count: number): (i: number) => string {
  return i => ids[i % count] ?? `id ${i}`
}
