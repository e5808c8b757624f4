import { CliFailure } from '../failure.js'

/** By what the records of a source are told from those of others. */
interface Mark {
  /** The source, which is also the command of `village import` that reads it. */
  readonly name: string
  /** What people call it. */
  readonly title: string
  /** What to do with a file of it, where no command of `village import` reads it. */
  readonly advice?: string
  /** Whether a record, or the page around records, can only be of this source. */
  readonly bears: (record: object, names: ReadonlySet<string>) => boolean
}

/** The marks of everything that is told by its fields, one entry each. Names of fields are in lower case. */
const MARKS: readonly Mark[] = [
  {
    name: 'salesforce',
    title: 'Salesforce',
    bears: (record, names) => names.has('attributes') || /^(?:00[136KTU]|07k|02Z|0PK)[A-Za-z0-9]{12}(?:[A-Z0-5]{3})?$/i.test(idOf(record)),
  },
  {
    name: 'hubspot',
    title: 'HubSpot',
    bears: (record, names) =>
      HUBSPOT.some(own => own.every(name => names.has(name))) ||
      hasOne(names, /^hs_/) ||
      isAssociation(record) ||
      /^\d+$/.test(webIdOf(record)),
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
    name: 'attio',
    title: 'Attio',
    bears: (record, names) => names.has('webhook_id') || ATTIO_IDS.some(name => hasOwnPart(record, name)),
  },
  {
    name: 'zoho',
    title: 'Zoho CRM',
    bears: (record, names) =>
      /^zcrm_\d+$/.test(webIdOf(record)) ||
      names.has('$approval') ||
      names.has('$editable') ||
      (names.has('modified_time') && hasOne(names, ZOHO)),
  },
  {
    name: 'surveys',
    title: 'answers to a survey',
    bears: (record, names) => SURVEYS.some(own => own.every(name => names.has(name))) || Object.values(record).some(isImportId),
  },
  {
    name: 'table',
    title: 'a table of your own',
    bears: (record, names) => TABLES.some(own => own.every(name => names.has(name))) && !Object.values(record).some(isObject),
  },
  {
    name: 'village',
    title: 'a village that was made already',
    advice: 'Use village report to look at it, or village record to add to it.',
    bears: (_, names) => isVillage(names),
  },
]

/** Objects, and associations between them in two of three parts. */
const HUBSPOT = [['properties', 'id'], ['toobjectid'], ['category', 'typeid']]

/** The id in a file that the web page exports. */
function webIdOf(record: object): string {
  const [, id] = Object.entries(record).find(([name]) => name.trim().toLowerCase() === 'record id') ?? []
  return String(id ?? '').trim()
}

/** An association names its ends by objects; a list of ties of one's own has texts there. */
function isAssociation(record: object): boolean {
  const [from, to] = ['from', 'to'].map((name): unknown => Reflect.get(record, name))
  return isObject(from) && isObject(to)
}

const PIPEDRIVE = /^(?:org_id|person_id|owner_id|stage_id|rel_owner_org_id|custom_fields)$/

const ATTIO_IDS = ['record_id', 'meeting_id', 'note_id']

/** Whether the id of a record is an object with that part. */
function hasOwnPart(record: object, name: string): boolean {
  const id: unknown = Reflect.get(record, 'id')
  return typeof id === 'object' && id !== null && Object.hasOwn(id, name)
}

const ZOHO = /^(?:account_name|deal_name|event_title|call_start_time|contact_role|reporting_to|\$se_module)$/

/**
 * Qualtrics in its present and its former format, SurveyMonkey as files and as data, with the details of a survey, Typeform as files and as
 * data, Delighted, Zendesk's ratings and its survey responses. In files of Qualtrics and SurveyMonkey columns may have been left out.
 */
const SURVEYS = [
  ['responseid', 'recordeddate'],
  ['responseid', 'enddate'],
  ['v1', 'v8', 'v9'],
  ['respondent id', 'collector id'],
  ['respondent id', 'date modified'],
  ['response_status', 'collector_id'],
  ['pages', 'question_count'],
  ['network id', 'submit date (utc)'],
  ['answers', 'submitted_at'],
  ['survey_type', 'score'],
  ['ticket_id', 'requester_id', 'score'],
  ['responder_id', 'answers'],
]

/** Lists of ties, organisation charts, stakeholder registers and our own tables. */
const TABLES = [
  ['from', 'to'],
  ['name', 'reports to'],
  ['name', 'manager'],
  ['name', 'influence'],
  ['name', 'attitude'],
  ['name', 'sentiment'],
  ['stakeholder', 'sentiment'],
  ['name', 'unitname', 'roles'],
]

/** What is read as a source, and is not of it. */
export interface Stray {
  /** The name of what it seems to be. */
  readonly name: string
  /** What is wrong and what to do, without the file. */
  readonly message: string
}

/**
 * What a file seems to be instead of what was named, or `undefined` when it may well be that.
 *
 * It is another's when no record bears the mark of the one named and a third of all, pages counted, bear that of the other or stand in one
 * that does; rows that bear no mark, such as those of a table of chosen columns, may be anybody's.
 */
export function strayFrom(named: string, values: readonly unknown[]): Stray | undefined {
  const samples = values.slice(0, SAMPLE).flatMap(value => recordsIn(value, 0))
  const bearers = (mark: Mark): number => samples.filter(chain => chain.some(each => mark.bears(each, namesIn(each)))).length
  const own = MARKS.find(({ name }) => name === named)
  if (samples.length === 0 || own === undefined || bearers(own) > 0) return undefined
  const other = MARKS.find(mark => mark !== own && bearers(mark) * LEAST_SHARE >= samples.length)
  if (other === undefined) return undefined
  const { name, title, advice = `Use village import ${name}.` } = other
  return { name, message: `looks like ${title}, not like ${own.title}. ${advice}` }
}

/**
 * Refuses a file of something else than what was named.
 *
 * @throws CliFailure with what it seems to be and what to do
 */
export function refuseStray(named: string, file: string, values: readonly unknown[]): void {
  const stray = strayFrom(named, values)
  if (stray !== undefined) throw new CliFailure(`${file} ${stray.message}`, 2)
}

/** So many values, and so many records in each, tell what a file is. */
const SAMPLE = 20
/** One in so many must bear a mark: around a record there may be a page and a list. */
const LEAST_SHARE = 3
/** How deep records stand at most, lists counted: in lists of pages of tables. */
const DEPTH = 6

/**
 * Records in a value, each after the objects around it: the value itself, with what stands in its lists where it looks like a page or a
 * table.
 */
function recordsIn(value: unknown, depth: number, around: readonly object[] = []): (readonly object[])[] {
  if (typeof value !== 'object' || value === null || depth > DEPTH) return []
  if (Array.isArray(value)) return value.slice(0, SAMPLE).flatMap((each: unknown) => recordsIn(each, depth + 1, around))
  const lists = Object.values(value).filter((each: unknown) => Array.isArray(each) && each.some(isObject))
  const names = namesIn(value)
  const isRecord = names.has('id') || isVillage(names)
  const chain = [...around, value]
  return isRecord ? [chain] : [chain, ...lists.flatMap(list => recordsIn(list, depth + 1, chain))]
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function isVillage(names: ReadonlySet<string>): boolean {
  return names.has('schemaversion') && names.has('account')
}

/** Whether it is a cell of the third header of Qualtrics. */
function isImportId(cell: unknown): boolean {
  return typeof cell === 'string' && /^\s*\{\s*"ImportId"/.test(cell)
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
