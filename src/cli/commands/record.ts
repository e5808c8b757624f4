import { VillageError } from '../../errors.js'
import type { Village } from '../../model/village.js'
import { count } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import { recordAs } from '../../village/village.js'
import type { CommandPlan } from '../command.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { type Input, readItems } from '../input.js'
import type { Io } from '../io.js'
import type { Item } from '../item.js'
import type { Write } from '../update.js'
import { readVillage, villageText } from '../villages.js'

const args = {
  village: { type: 'positional', required: true, description: 'the file of the village, which is replaced' },
  readings: {
    type: 'positional',
    required: false,
    description: 'CSV or NDJSON with stakeholder, at, sentiment, via and, if wanted, by, sd, decision, note; or - for standard input',
  },
  stakeholder: { type: 'string', description: 'for one reading: who, by id, e-mail address or id in another system', valueHint: 'id' },
  at: { type: 'string', description: 'for one reading: when; today when absent', valueHint: 'date' },
  sentiment: { type: 'string', description: 'for one reading: from -1, will block us, to 1, champions us', valueHint: 'number' },
  via: { type: 'string', description: 'for one reading: interview, survey, meeting, comment, impression or text', valueHint: 'source' },
  by: { type: 'string', description: 'for one reading: who reported it, by id', valueHint: 'id' },
  note: { type: 'string', description: 'for one reading: a note', valueHint: 'text' },
  output: { type: 'string', alias: 'o', description: 'write the village here instead; - is standard output', valueHint: 'file' },
} as const

/** A command that records readings of sentiment. A row that does not fit is told with its line, and the others are recorded. */
export const record: CommandPlan<typeof args> = {
  name: 'record',
  description: 'Record what people think, from a file or one reading by options',
  args,
  run(options, io): ExitCode {
    // Before the village is locked, because readings may come slowly through a pipe.
    const input =
      options.readings === undefined ? { items: [readingByOptions(options, io)], problems: [] } : readItems(io, options.readings)
    return io.update(options.output ?? options.village, write => recordInto(readVillage(io, options.village), input, write, io))
  },
}

function recordInto(village: Village, { items, problems }: Input, write: Write, io: Io): ExitCode {
  const notes = problems.map(({ line, message }) => `line ${line}: ${message}`)
  const people = peopleBy(village)
  const facts = items.flatMap((item): Fact[] => {
    const { observation, failure } = observationIn(item, people)
    if (observation !== undefined) return [{ line: item.line, observation }]
    notes.push(`line ${item.line}: ${failure}`)
    return []
  })
  const after = recordWhatFits(village, facts, notes)
  for (const note of notes) io.note(plain(note))
  write(villageText(after))
  io.note(
    `${count(after.observations.length - village.observations.length, 'reading', 'readings')} recorded, ${count(notes.length, 'row', 'rows')} refused`,
  )
  return notes.length > 0 ? 4 : 0
}

function readingByOptions(options: { readonly [name: string]: unknown }, io: Io): Item {
  const { stakeholder, at = io.today(), sentiment, via, by, note } = options
  if (stakeholder === undefined || sentiment === undefined || via === undefined) {
    throw new CliFailure('give a file of readings, or one reading with --stakeholder, --sentiment and --via', 2)
  }
  return { line: 1, value: { stakeholder, at, sentiment, via, ...(by !== undefined && { by }), ...(note !== undefined && { note }) } }
}

/** Whom each id, e-mail address and id in another system means; somebody only when it means one person. */
function peopleBy({ stakeholders }: Village): ReadonlyMap<string, ReadonlySet<string>> {
  const people = new Map<string, Set<string>>()
  const know = (key: string, id: string): void => void people.set(key, (people.get(key) ?? new Set()).add(id))
  for (const { id, email, externalIds = [] } of stakeholders) {
    know(id, id)
    if (email !== undefined) know(email.toLowerCase(), id)
    for (const external of externalIds) know(external.id, id)
  }
  return people
}

const FIELDS = ['id', 'stakeholder', 'at', 'sentiment', 'via', 'by', 'sd', 'decision', 'note', 'source', 'recordedAt'] as const

/** An observation of unknown form, and its line. */
interface Fact {
  readonly line: number
  readonly observation: object
}

/** A row as an observation to record. Empty cells are absent, and numbers are read from text strictly. */
function observationIn(
  { value }: Item,
  people: ReadonlyMap<string, ReadonlySet<string>>,
): { readonly observation?: object; readonly failure?: string } {
  const given = typeof value === 'object' && value !== null ? Object.entries(value).filter(([, cell]) => cell !== '' && cell !== null) : []
  const strange = given.find(([name]) => !FIELDS.some(field => field === name))
  if (strange !== undefined) return { failure: `there is no field ${JSON.stringify(strange[0])}; the fields are ${FIELDS.join(', ')}` }
  const row = new Map<string, unknown>(given.map(([name, cell]) => [name, name === 'sentiment' || name === 'sd' ? numberIn(cell) : cell]))
  const who = row.get('stakeholder')
  const meant = typeof who === 'string' ? (people.get(who) ?? people.get(who.toLowerCase())) : undefined
  const [id, ...others] = meant ?? []
  if (id === undefined) return { failure: 'stakeholder names nobody in the village' }
  if (others.length > 0) return { failure: 'stakeholder means several people; use the id' }
  return { observation: Object.fromEntries(row.set('stakeholder', id)) }
}

function numberIn(cell: unknown): unknown {
  return typeof cell === 'string' && /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(cell.trim()) ? Number(cell) : cell
}

/** Records all facts at once; where that fails, each half for itself, down to the facts that are at fault. */
function recordWhatFits(village: Village, facts: readonly Fact[], notes: string[]): Village {
  try {
    return recordAs('record', village, { observations: facts.map(({ observation }) => observation) })
  } catch (error) {
    if (!(error instanceof VillageError)) throw error
    const [first, ...others] = facts
    if (first !== undefined && others.length === 0) {
      notes.push(`line ${first.line}: ${messageOf(error)}`)
      return village
    }
    const middle = Math.ceil(facts.length / 2)
    return recordWhatFits(recordWhatFits(village, facts.slice(0, middle), notes), facts.slice(middle), notes)
  }
}

function messageOf(error: VillageError): string {
  if (error.issues.length === 0) return error.message
  return error.issues.map(({ path, message }) => `${path.replace(/^observations\[0\]\.?/, '')} ${message}`).join('; ')
}
