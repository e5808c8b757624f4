import * as z from 'zod/mini'
import { InvalidArgumentError, type Issue } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { isDay } from '../support/instants.js'
import { choose, type OptionCheck, wrong } from '../support/options.js'
import { a, kindOf } from '../support/shown.js'
import { explain, pathText } from './explain.js'
import { atLeast0, id, openness, type ShapeOf, sentiment, share } from './fact.js'
import { INTERACTION_KINDS } from './interaction.js'
import { MOVE_KINDS } from './move.js'
import { READING_SOURCES } from './observation.js'
import { REQUEST_CHANNELS } from './request.js'
import { BUYING_ROLES, CLASS_ORDER, ROLE_CLASSES, type RoleClass } from './role.js'
import {
  type AccountSettings,
  type AuthoritySettings,
  DEFAULT_SETTINGS,
  type DecisionSettings,
  type ExpectationSettings,
  type HandoverSettings,
  type InfluenceSettings,
  type ListeningSettings,
  type MoveSettings,
  type ReporterPrior,
  type RiskSettings,
  type SentimentSettings,
  type Settings,
  type SilenceSettings,
} from './settings.js'
import { UPHEAVAL_KINDS } from './upheaval.js'

/** A part of something, at any depth; lists are replaced as a whole. */
export type DeepPartial<T> = T extends readonly unknown[] | string | number | boolean
  ? T
  : { readonly [Key in keyof T]?: DeepPartial<T[Key]> | undefined }

/**
 * The default settings with a part replaced.
 *
 * @throws InvalidArgumentError naming every setting that is unknown or makes no sense
 */
export function settingsFrom(part: DeepPartial<Settings> | undefined): Settings {
  if (part === undefined) return DEFAULT_SETTINGS
  const { settings, issues } = judged(part)
  if (settings === undefined || issues.length > 0) throw new InvalidArgumentError('snapshot', issues)
  return deepFreeze(settings)
}

/** Checks settings among the options of a function. */
export const settingsOption: OptionCheck = (part, path) => {
  try {
    return judged(part).issues
  } catch {
    return [wrong(path, 'cannot be read')]
  }
}

function judged(part: unknown): { readonly settings: Settings | undefined; readonly issues: readonly Issue[] } {
  const issues: Issue[] = []
  const merged = overlaid(DEFAULT_SETTINGS, part, 'settings', issues)
  const parsed = settingsSchema.safeParse(merged, { reportInput: true })
  const senseless = parsed.success ? [] : parsed.error.issues.map(issue => wrong(pathText(['settings', ...issue.path]), explain(issue)))
  return { settings: parsed.data, issues: [...issues, ...senseless] }
}

/** Replaces what the part has, and reports what the whole does not have. */
function overlaid(whole: unknown, part: unknown, path: string, issues: Issue[]): unknown {
  if (part === undefined) return whole
  if (Array.isArray(part) && part.length > MOST_ITEMS) {
    issues.push(wrong(path, `is a list of more than ${MOST_ITEMS} items`))
    return whole
  }
  if (!isPlain(whole) || OPEN_RECORDS.has(path)) return part
  if (!isPlain(part)) {
    issues.push(wrong(path, `is ${a(kindOf(part))}, not an object with settings`))
    return whole
  }
  for (const key of Object.keys(part)) {
    if (!Object.hasOwn(whole, key)) issues.push(wrong(`${path}.${key}`, `there is no such setting. ${choose(key, Object.keys(whole))}`))
  }
  return Object.fromEntries(
    Object.entries(whole).map(([key, value]) => [
      key,
      overlaid(value, Object.hasOwn(part, key) ? part[key] : undefined, `${path}.${key}`, issues),
    ]),
  )
}

/** Settings whose keys are not the library's own. */
const OPEN_RECORDS: ReadonlySet<string> = new Set(['settings.risk.likelihoodRatio'])

/** So many items a list among the settings may have, such as rules or holidays. */
const MOST_ITEMS = 10_000

function isPlain(value: unknown): value is Record<string, unknown> {
  return kindOf(value) === 'object'
}

const above0 = z.number().check(z.positive())
/** Below, everything is known for certain, and nothing can be learned. */
const error = z.number().check(z.minimum(1e-6))
const role = z.enum(BUYING_ROLES)
/** A role of a class. */
const roleOf = (wanted: RoleClass) => z.enum(BUYING_ROLES.filter(each => ROLE_CLASSES[each] === wanted))
const businessDays = z.int().check(z.minimum(1), z.maximum(1000))
const calendarDays = z.number().check(z.minimum(1), z.maximum(36_500))
/** A day of the calendar. */
const day = z.string().check(z.refine(isDay))
const between = z.number().check(z.positive(), z.lt(1))
/** A standard deviation of what may be free of error. */
const spread = z.number().check(z.minimum(0), z.maximum(100))
const source = z.enum(READING_SOURCES)
const reporter = z.strictObject({ by: id, offset: sentiment, sd: spread } satisfies ShapeOf<ReporterPrior>)
/** How often something happens, per day. */
const rate = atLeast0.check(z.maximum(1e6))

const settingsSchema = z.strictObject({
  sentiment: z.strictObject({
    priorMean: sentiment,
    priorSd: error.check(z.maximum(100)),
    halfLifeDays: above0,
    sameUnitCorrelation: z.number().check(z.minimum(0), z.lt(1)),
    readingSd: z.strictObject({ interview: error, survey: error, meeting: error, comment: error, impression: error, text: error }),
    offset: z.record(source, sentiment),
    sharedSd: z.record(source, spread),
    reporters: z.array(reporter).check(z.refine(isOnceEach)),
    silence: z.strictObject({
      slope: z.number().check(z.minimum(0), z.maximum(10)),
      rate: z.record(z.enum(REQUEST_CHANNELS), between),
      waitDays: z.number().check(z.minimum(0), z.maximum(36_500)),
    } satisfies ShapeOf<SilenceSettings>),
    upheaval: z.record(z.enum(UPHEAVAL_KINDS), share),
    sameDayCorrelation: z.record(source, share),
  } satisfies ShapeOf<SentimentSettings>),
  influence: z.strictObject({
    openness,
    kindWeight: z.strictObject({ influence: share, reportsTo: share, informs: share }),
  } satisfies ShapeOf<InfluenceSettings>),
  authority: z.strictObject({
    roleMass: z.record(role, atLeast0),
    unknownMass: atLeast0,
    required: z.strictObject({ user: roleOf('user'), decider: roleOf('decider') }),
  } satisfies ShapeOf<AuthoritySettings>),
  decision: z.strictObject({
    yesThreshold: z.strictObject({ new: sentiment, renewal: sentiment, expansion: sentiment }),
    vetoRoles: z.array(role),
    vetoWeight: share,
    neverDecided: z.number().check(z.minimum(0), z.lt(1)),
    slipDays: above0,
    riskTolerance: share,
  } satisfies ShapeOf<DecisionSettings>),
  account: z.strictObject({
    verdictProbability: z.number().check(z.gt(0.5), z.lt(1)),
    neutralBand: share,
    leastCoverage: share,
    staleReliability: share,
    smallestChange: atLeast0,
  } satisfies ShapeOf<AccountSettings>),
  handover: z.strictObject({
    hazardPerDay: rate.check(z.positive()),
    reversalPerDay: rate,
    falseAlarmShare: between,
    reversedBelow: between,
    suspectedFrom: between,
    withinDayCorrelation: share,
    sharedWeight: share,
    settledAfterDays: above0,
    kindWeight: z.strictObject({
      meeting: share,
      email: share,
      call: share,
      demo: share,
      webinar: share,
      content: share,
      approval: share,
      agenda: share,
      other: share,
    }),
    structural: z.strictObject({ roleChange: share, processChange: share }),
  } satisfies ShapeOf<HandoverSettings>),
  risk: z.strictObject({
    disabledRules: z.array(z.string()),
    critical: share,
    warning: share,
    info: share,
    keySeat: share,
    likelihoodRatio: z.record(z.string(), above0),
    leastFall: z.number().check(z.minimum(0), z.maximum(2)),
    nearDays: atLeast0,
    ahead: atLeast0,
    contradiction: above0,
    tooRosy: z.strictObject({ bias: z.number().check(z.minimum(-2), z.maximum(2)), probability: share }),
    deciderAttention: share,
    divergence: z.number().check(z.minimum(0), z.maximum(2)),
    overinvestment: share,
    readiness: share,
    singleThread: share,
    contactsPerWeek: above0,
    declineProbability: share,
    days: above0,
  } satisfies ShapeOf<RiskSettings>),
  expectation: z.strictObject({ met: share, lossAversion: z.number().check(z.minimum(1)) } satisfies ShapeOf<ExpectationSettings>),
  listening: z.strictObject({
    cadenceDays: z.record(z.enum(CLASS_ORDER), businessDays),
    graceDays: z.int().check(z.minimum(0), z.maximum(1000)),
    holidays: z.array(day),
    newDays: calendarDays,
    longStandingDays: calendarDays,
    restDays: z.number().check(z.minimum(0), z.maximum(36_500)),
    likedFrom: sentiment,
    unusedUpTo: share,
    powerfulFrom: share,
    answerDays: businessDays,
  } satisfies ShapeOf<ListeningSettings>),
  moves: z.strictObject({
    coldChance: z.number().check(z.gt(0), z.maximum(1)),
    contactWeight: z.record(z.enum(INTERACTION_KINDS), share),
    contactHalfLifeDays: above0,
    contactsForHalf: error.check(z.maximum(1e6)),
    statedHalfLifeDays: above0,
    durationDays: z.record(z.enum(MOVE_KINDS), z.number().check(z.minimum(0), z.maximum(1e4))),
    durationSpread: z.number().check(z.minimum(0), z.maximum(10)),
  } satisfies ShapeOf<MoveSettings>),
} satisfies ShapeOf<Settings>)

function isOnceEach(reporters: readonly ReporterPrior[]): boolean {
  return new Set(reporters.map(({ by }) => by)).size === reporters.length
}
