import type { FactArray } from '../../model/village.js'
import type { ResolvedRules } from '../../reading/rules.js'
import { keysOf } from '../../support/order.js'
import { CliFailure } from '../failure.js'
import { factOfCells, headerOf, lenient, readColumns } from './columns.js'
import { aFact, nounOf } from './kinds.js'
import type { FactLine } from './lines.js'
import { type SingleInput, singleArgs } from './singleArgs.js'

type Option = keyof SingleInput

/** How a fact of a kind is given by options: what they are as columns of a table, and which must be there. */
interface Single {
  readonly array: FactArray
  readonly columns: { readonly [Name in Option]?: string }
  readonly required: readonly Option[]
}

const READING: Single = {
  array: 'observations',
  columns: same('stakeholder', 'at', 'sentiment', 'via', 'by', 'sd', 'decision', 'themes', 'note', 'id'),
  required: ['stakeholder', 'sentiment', 'via'],
}

/** The others, by the option that says that it is one. */
const SINGLES: ReadonlyMap<Option, Single> = new Map<Option, Single>([
  [
    'comment',
    {
      array: 'comments',
      columns: { comment: 'text', ...same('stakeholder', 'at', 'via', 'by', 'themes', 'id') },
      required: ['stakeholder'],
    },
  ],
  [
    'expectation',
    {
      array: 'expectations',
      columns: {
        expectation: 'statement',
        'due-at': 'dueAt',
        status: 'status.state',
        at: 'status.at',
        ...same('stakeholder', 'importance', 'decision', 'themes', 'id'),
      },
      required: ['stakeholder', 'importance'],
    },
  ],
  ['request', { array: 'requests', columns: { request: 'via', ...same('stakeholder', 'at', 'by', 'id') }, required: ['stakeholder'] }],
  [
    'upheaval',
    { array: 'upheavals', columns: { upheaval: 'kind', ...same('at', 'unit', 'stakeholders', 'strength', 'note', 'id') }, required: [] },
  ],
])

function same(...options: readonly Option[]): { readonly [Name in Option]?: string } {
  return Object.fromEntries(options.map(option => [option, option]))
}

/** Whether any option of one fact is given. */
export function isSingle(options: SingleInput): boolean {
  return OPTIONS.some(option => options[option] !== undefined)
}

/** The fact that the options give, of today unless they say when, with texts read by the rules. */
export function singleFact(options: SingleInput, rules: ResolvedRules, today: string): FactLine {
  const given = OPTIONS.filter(option => options[option] !== undefined)
  const named = given.filter(option => SINGLES.has(option))
  const [name = 'sentiment', second] = named
  if (second !== undefined) throw new CliFailure(`--${name} and --${second} are two facts; give one at a time, or a file`, 2)
  const { array, columns, required } = SINGLES.get(name) ?? READING
  const noun = aFact(array)
  const strange = given.find(option => columns[option] === undefined)
  if (strange !== undefined) throw new CliFailure(`--${strange} is not of ${noun}; one has ${optionsIn(columns)}`, 2)
  const missing = required.filter(option => options[option] === undefined)
  if (missing.length > 0) {
    const other = named.length === 0 ? ', or a file of facts' : ''
    throw new CliFailure(`${noun} needs ${missing.map(option => `--${option}`).join(' and ')}${other}`, 2)
  }
  const isDated = array !== 'expectations' || options.status !== undefined
  if (!isDated && options.at !== undefined) throw new CliFailure('--at of an expectation is that of its --status', 2)
  const cells = { ...(isDated && { at: today }), ...options }
  const texts = OPTIONS.flatMap(option => (columns[option] === undefined ? [] : [[columns[option] ?? '', cells[option] ?? ''] as const]))
  const { columns: known } = headerOf(
    array,
    texts.map(([column]) => column),
  )
  const fact = factOfCells(lenient(readColumns(known, [], rules)), texts)
  if (typeof fact === 'string') throw new CliFailure(`${nounOf(array)}: ${fact}`, 2)
  return { order: 0, place: '', array, fact }
}

const OPTIONS: readonly Option[] = keysOf(singleArgs)

function optionsIn(columns: Single['columns']): string {
  return Object.keys(columns)
    .map(option => `--${option}`)
    .join(', ')
}
