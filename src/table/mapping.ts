import { isScale, roleIssues } from '../crm/options.js'
import type { RoleLabels } from '../crm/roleLabels.js'
import { errorFor, type Issue } from '../errors.js'
import { READING_SOURCES } from '../model/observation.js'
import { parseInstant } from '../support/instants.js'
import { fieldsOf, flag, is, listOf, type OptionCheck, type OptionShape, optionsOf, wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import { kindOf } from '../support/shown.js'
import type { AttitudeLabels } from './attitudes.js'

/** What the columns of a table of people, readings or deals hold. Everything is the name of a column, in any case, unless it says otherwise. */
export interface TableMapping {
  /** The account that a row is about. It may be absent where the option `account` names one. */
  readonly account?: string | undefined
  /** Who of ours looks after the account: the id, the mail address or the name of a teammate; of one who is not known, the id. */
  readonly owner?: string | undefined
  /** The part of the market that the account is of, such as `mid-market`. */
  readonly segment?: string | undefined
  /** The name of the person; several columns, such as first and last name, are joined by a blank. */
  readonly person?: string | readonly string[] | undefined
  /** The id of the person, as other columns and other tables name them. */
  readonly id?: string | undefined
  /** The mail address of the person; rows with the same one are about the same person. */
  readonly email?: string | undefined
  /** The job title of the person, such as `Head of IT`. */
  readonly title?: string | undefined
  /** The name of the department or team. */
  readonly unit?: string | undefined
  /** The id of that unit, where the table has one beside the name. */
  readonly unitId?: string | undefined
  /** Buying roles, one or several in a cell. */
  readonly role?: string | undefined
  /** Columns that are a role, and say with yes or no, or with a mark, who plays it: `{ 'Signs off': 'approver' }`. */
  readonly roleMarks?: RoleLabels | undefined
  /** Columns that are a role, and name who plays it, as in a list of deals or of tasks: `{ Champion: 'champion', Informed: null }`. */
  readonly roleNames?: RoleLabels | undefined
  /** Columns that are a person each, whose cells say what that person is to the task of the row, as in a RACI matrix. */
  readonly people?: readonly string[] | undefined
  /** Whether the person can stop a decision: yes or no, or in words what they can stop it for. */
  readonly veto?: string | undefined
  /** Whom the person reports to, by id, mail address or name. */
  readonly reportsTo?: string | undefined
  /** Whom the person moves, by id, mail address or name, one or several. */
  readonly influences?: string | undefined
  /** How much the person has to say: see `InfluenceMapping`. */
  readonly influence?: string | InfluenceMapping | undefined
  /** How the person thinks of us. */
  readonly sentiment?: string | SentimentMapping | undefined
  /** What the row is about, where it is a deal, or a person in a deal; roles of the row are then played in it. */
  readonly decision?: string | DecisionMapping | undefined
  /** When the person came to the account, a day or a time; always there where it is empty. */
  readonly joinedAt?: string | undefined
  /** When the person left it, that day excluded; still there where it is empty. */
  readonly leftAt?: string | undefined
  /** How far others move them, 0 to 0.99. */
  readonly openness?: string | undefined
  /** Rows to leave out, because they stand for a person whom nobody knows yet: yes or no. */
  readonly placeholder?: string | undefined
  /** Whether rows may only be about people who are known already; who is not is then an issue and no new person. Default `false`. */
  readonly onlyKnown?: boolean | undefined
}

/**
 * How much a person has to say. It becomes the `authority` of their roles: the usual part of each role, times the person's influence, divided
 * by the mean influence of those in the account who have one. It is no tie, because a tie needs a listener, and it counts only for people
 * with a role.
 */
export interface InfluenceMapping {
  /** The column that says it, in numbers or words. */
  readonly column: string
  /** The numbers of least and most say. Only the most matters: 2 of 5 is two fifths. Read from the column when absent. */
  readonly scale?: readonly [least: number, most: number] | undefined
  /** What words mean, as shares of the most, 0 to 1, beside the usual words for high, medium and low. */
  readonly labels?: { readonly [word: string]: number } | undefined
}

/** How a person thinks of us, and when and how that was found. */
export interface SentimentMapping {
  /** The column that says it, in numbers or words. */
  readonly column: string
  /** The numbers that stand for the worst and the best. Read from the column when absent. */
  readonly scale?: readonly [worst: number, best: number] | undefined
  /** What words mean, -1 to 1, or `null` for nothing, in place of their usual meaning. */
  readonly labels?: AttitudeLabels | undefined
  /**
   * The column with the day, or a day, such as `2026-03-02`, for all rows. Readings without a day are left out. With one day for all, who is said
   * to think as the table last said is left out too: an old sheet read again is no new reading.
   */
  readonly at?: string | undefined
  /** A source of readings, such as `interview`, or the column that names one. Default `impression`. */
  readonly via?: string | undefined
  /** Who of us found it. */
  readonly by?: string | undefined
  /** What was noted with it; exports leave it out. */
  readonly note?: string | undefined
  /** The standard deviation of its error. */
  readonly sd?: string | undefined
  /** How far it is trusted, 0 to 1. */
  readonly confidence?: string | undefined
  /** The id of the reading, so that a correction replaces it. */
  readonly id?: string | undefined
  /** The decision that it is about, by id or name. */
  readonly decision?: string | undefined
  /** When we learned of it; when the reading was taken, where it is empty. */
  readonly recordedAt?: string | undefined
}

/** A deal, and what is known of it. */
export interface DecisionMapping {
  /** Its name. */
  readonly column: string
  /** Whether it is a first purchase, a renewal or an expansion, in words. */
  readonly kind?: string | undefined
  /** What it is worth to us, 0 to 1e21 in units of the currency; a currency may stand beside the number. */
  readonly value?: string | undefined
  /** The ISO 4217 code of the value; where it is empty, the one beside the number, else the option `currency`. */
  readonly currency?: string | undefined
  /** When it is expected to fall; of one that has fallen, the day on which it did. */
  readonly expectedAt?: string | undefined
  /** Its stage or outcome; a stage that nothing is known of is counted, and then the value is left out. */
  readonly outcome?: string | undefined
}

/** What the columns of a list of ties hold. Each is the name of a column. */
export interface EdgeMapping {
  /** The person at the start of the tie, by id, mail address or name: the one who moves, informs or reports. */
  readonly from: string
  /** The person at its end, by id, mail address or name: the one who listens, or is reported to. */
  readonly to: string
  /** What the tie is, such as `influence` or `reports to`; influence where it is absent. */
  readonly kind?: string | undefined
  /**
   * The weight of the tie, above 0; a row with 0 is no tie. Where it is empty, the mean of the others of its kind to the same listener
   * counts.
   */
  readonly weight?: string | undefined
  /** How far the tie is trusted, 0 to 1; fully where it is empty. */
  readonly confidence?: string | undefined
  /** When the tie began; always where it is empty. */
  readonly since?: string | undefined
  /** The day on which it ended, itself excluded; never where it is empty. */
  readonly until?: string | undefined
  /** The id of the tie, so that a correction replaces it. */
  readonly id?: string | undefined
  /** The account that the tie is in. It may be absent where the option `account` names one. */
  readonly account?: string | undefined
}

const column: OptionCheck = is('the name of a column', value => typeof value === 'string' && value.trim() !== '')
const columns = listOf(column, 10_000)
const scale: OptionCheck = (value, path) => (isScale(value) ? [] : [wrong(path, 'is not two different numbers, the worst and the best')])
const numbersWithin =
  (least: number, most: number, mayBeNull: boolean): OptionCheck =>
  (value, path) =>
    isObject(value)
      ? Object.entries(value).flatMap(([word, meaning]: [string, unknown]): Issue[] => {
          const fits = (mayBeNull && meaning === null) || (typeof meaning === 'number' && meaning >= least && meaning <= most)
          return fits ? [] : [wrong(`${path}.${word}`, `is not a number from ${least} to ${most}${mayBeNull ? ' or null' : ''}`)]
        })
      : [wrong(path, 'is not an object of words and what they mean')]
const roles: OptionCheck = (value, path) =>
  isRoleLabels(value)
    ? roleIssues(value, path).map(({ path: place, ...rest }) => ({ ...rest, path: place.replace('options.', '') }))
    : [wrong(path, 'is not an object of columns and the roles that they are')]

/** A column by its name, or what is to be known of it. */
function either<Fields extends object>(shape: OptionShape<Fields>, required: readonly (keyof Fields & string)[]): OptionCheck {
  const whole = fieldsOf(shape, required)
  return (value, path) => (typeof value === 'string' ? column(value, path) : whole(value, path))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && kindOf(value) === 'object'
}

function isRoleLabels(value: unknown): value is RoleLabels {
  return isObject(value)
}

const via: OptionCheck = column
export const attitudeLabels = numbersWithin(-1, 1, true)
export const roleLabels = roles

export const TABLE_MAPPING: OptionShape<TableMapping> = {
  account: column,
  owner: column,
  segment: column,
  person: (value, path) => (Array.isArray(value) ? columns(value, path) : column(value, path)),
  id: column,
  email: column,
  title: column,
  unit: column,
  unitId: column,
  role: column,
  roleMarks: roles,
  roleNames: roles,
  people: columns,
  veto: column,
  reportsTo: column,
  influences: column,
  influence: either<InfluenceMapping>({ column, scale, labels: numbersWithin(0, 1, false) }, ['column']),
  sentiment: either<SentimentMapping>(
    {
      column,
      scale,
      labels: attitudeLabels,
      at: column,
      via,
      by: column,
      note: column,
      sd: column,
      confidence: column,
      id: column,
      decision: column,
      recordedAt: column,
    },
    ['column'],
  ),
  decision: either<DecisionMapping>({ column, kind: column, value: column, currency: column, expectedAt: column, outcome: column }, [
    'column',
  ]),
  joinedAt: column,
  leftAt: column,
  openness: column,
  placeholder: column,
  onlyKnown: flag,
}

export const EDGE_MAPPING: OptionShape<EdgeMapping> = {
  from: column,
  to: column,
  kind: column,
  weight: column,
  confidence: column,
  since: column,
  until: column,
  id: column,
  account: column,
}

/**
 * A mapping, checked.
 *
 * @throws InvalidArgumentError naming everything in it that makes no sense
 */
export function mappingGiven<Mapping extends object>(
  where: string,
  given: Partial<Mapping>,
  shape: OptionShape<Mapping>,
  required: readonly (keyof Mapping & string)[] = [],
): Mapping {
  return reading(where, 'mapping', () => {
    const issues = fieldsOf(shape, required)(given, 'mapping')
    if (issues.length > 0) throw errorFor(where, issues)
    return optionsOf<Mapping>(where, given, shape, required)
  })
}

/** Whether a text that stands for a column is a day instead. */
export function isDayGiven(text: string): boolean {
  return parseInstant(text) !== undefined
}

/** Whether a text that stands for a column is a source of readings instead. */
export function isSourceGiven(text: string): boolean {
  return READING_SOURCES.some(source => source === text)
}

/** Every column that a mapping names. */
export function columnsOf(mapping: TableMapping | EdgeMapping): readonly string[] {
  return Object.entries(mapping).flatMap(([use, given]: [string, unknown]) => columnsIn(use, given))
}

function columnsIn(use: string, given: unknown): readonly string[] {
  if (typeof given === 'string') {
    const isValue = (use === 'at' && isDayGiven(given)) || (use === 'via' && isSourceGiven(given))
    return isValue ? [] : [given]
  }
  if (Array.isArray(given)) return given.flatMap((each: unknown) => (typeof each === 'string' ? each : []))
  if (!isObject(given)) return []
  if (use === 'roleMarks' || use === 'roleNames') return Object.keys(given)
  return Object.entries(given).flatMap(([part, value]: [string, unknown]) =>
    part === 'labels' || part === 'scale' ? [] : columnsIn(part, value),
  )
}
