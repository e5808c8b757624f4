/** By what the records of a source are told from those of others. */
interface Mark {
  /** The source, as in `ImportSource.name`. */
  readonly name: string
  readonly title: string
  /** Whether a record, or the page around records, can only be of this source. */
  readonly bears: (record: object, names: ReadonlySet<string>) => boolean
}

/** The marks of every source that exports are known of, one entry each. Names of fields are in lower case. */
const MARKS: readonly Mark[] = [
  {
    name: 'salesforce',
    title: 'Salesforce',
    bears: (record, names) => names.has('attributes') || /^(?:00[136KTU]|07k|02Z|0PK)[A-Za-z0-9]{12}(?:[A-Z0-5]{3})?$/i.test(idOf(record)),
  },
  {
    name: 'hubspot',
    title: 'HubSpot',
    bears: (_, names) => HUBSPOT.some(own => own.every(name => names.has(name))) || hasOne(names, /^hs_/),
  },
  {
    name: 'dynamics',
    title: 'Dynamics 365',
    bears: (_, names) => hasOne(names, /^@odata\.|@odata\.community|@microsoft\.dynamics|^_\w+_value$/),
  },
  {
    name: 'pipedrive',
    title: 'Pipedrive',
    bears: (_, names) => (names.has('success') && names.has('data')) || (names.has('add_time') && hasOne(names, PIPEDRIVE)),
  },
  {
    name: 'surveys',
    title: 'the answers to a survey',
    bears: (_, names) => SURVEYS.some(own => own.every(name => names.has(name))),
  },
]

/** Objects, associations between them in three parts, and the tables that the web page exports. */
const HUBSPOT = [['properties', 'id'], ['from', 'to'], ['toobjectid'], ['category', 'typeid'], ['record id']]

const PIPEDRIVE = /^(?:org_id|person_id|owner_id|stage_id|rel_owner_org_id|custom_fields)$/

/**
 * Qualtrics in its present and its former format, SurveyMonkey as files and as data, with the details of a survey, Typeform as files and as
 * data, Delighted, Zendesk's ratings and its survey responses.
 */
const SURVEYS = [
  ['responseid', 'recordeddate'],
  ['v1', 'v10', 'q1'],
  ['respondent id', 'collector id'],
  ['response_status', 'collector_id'],
  ['pages', 'question_count'],
  ['network id', 'submit date (utc)'],
  ['answers', 'submitted_at'],
  ['survey_type', 'score'],
  ['ticket_id', 'requester_id', 'score'],
  ['responder_id', 'answers'],
]

/** A source that a file seems to be of, and what people call it. */
export type Likeness = Pick<Mark, 'name' | 'title'>

/**
 * The source of which a file seems to be instead of the one that was named, or `undefined` when it may well be of that one.
 *
 * It is another's when no record bears the mark of the one named and a third of all, pages counted, bear that of the other; rows that bear no mark, such as those of
 * a table of chosen columns, may be anybody's.
 */
export function strayFrom(named: string, values: readonly unknown[]): Likeness | undefined {
  const samples = values.slice(0, SAMPLE).flatMap(value => recordsIn(value, 0))
  const bearers = (mark: Mark): number => samples.filter(record => mark.bears(record, namesIn(record))).length
  const own = MARKS.find(({ name }) => name === named)
  if (samples.length === 0 || (own !== undefined && bearers(own) > 0)) return undefined
  return MARKS.find(mark => mark.name !== named && bearers(mark) * LEAST_SHARE >= samples.length)
}

/** So many values, and so many records in each, tell what a file is. */
const SAMPLE = 20
/** One in so many must bear a mark: around a record there may be a page and a list. */
const LEAST_SHARE = 3
/** How deep records stand at most, lists counted: in lists of pages of tables. */
const DEPTH = 6

/** Records in a value: itself, with what stands in its lists where it looks like a page or a table. */
function recordsIn(value: unknown, depth: number): object[] {
  if (typeof value !== 'object' || value === null || depth > DEPTH) return []
  if (Array.isArray(value)) return value.slice(0, SAMPLE).flatMap((each: unknown) => recordsIn(each, depth + 1))
  const lists = Object.values(value).filter((each: unknown) => Array.isArray(each) && each.some(isObject))
  const isRecord = lists.length === 0 || namesIn(value).has('id')
  return isRecord ? [value] : [value, ...lists.flatMap(list => recordsIn(list, depth + 1))]
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function namesIn(record: object): ReadonlySet<string> {
  return new Set(Object.keys(record).map(name => name.trim().toLowerCase()))
}

function hasOne(names: ReadonlySet<string>, pattern: RegExp): boolean {
  return [...names].some(name => pattern.test(name))
}

function idOf(record: object): string {
  const [, id] = Object.entries(record).find(([name]) => name.trim().toLowerCase() === 'id') ?? []
  return typeof id === 'string' ? id : ''
}
