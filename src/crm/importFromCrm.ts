import { reading } from '../support/reading.js'
import { evidenceOf } from './cellEvidence.js'
import type { ImportContext, OwnerOf, SourceTimes } from './context.js'
import { openDraft } from './draft.js'
import type { FieldForm } from './fieldTable.js'
import { finishImport } from './finishImport.js'
import { type Ledger, openLedger } from './ledger.js'
import { checkInput } from './options.js'
import { rowsIn } from './payload.js'
import type { PayloadFormat, Row } from './payloadFormat.js'
import { type CellOptions, readCells } from './readCells.js'
import type { SourceRecord } from './record.js'
import type { ImportResult } from './result.js'
import type { Finish } from './taken.js'
import { addNamedTeammates, ownerNames } from './teammates.js'
import { markReporter } from './unread.js'

/** How a CRM gives its records. */
export interface CrmFormat<Kind extends string, Source, Options> {
  /** The name of the source in facts. */
  readonly name: string
  /** What it calls an account. */
  readonly accountObject: Kind
  readonly payload: PayloadFormat<Kind>
  readonly times: SourceTimes
  readonly ownerOf: OwnerOf
  /** The columns in which a record says how its owner is called. */
  readonly ownerNamedIn: readonly string[]
  /** The fields that it reads, the custom ones among them that the options name. */
  readonly fieldsFor: (options: Options) => FieldForm
  /** The records, told apart, and what was deleted. */
  readonly sourceOf: (rows: readonly Row<Kind>[], ledger: Ledger) => Source
  /** The people of whom nothing may be left, and accounts that are such a person. */
  readonly withheldIn: (source: Source, options: Options, ledger: Ledger) => ReadonlySet<string>
  /** See `Draft.wishes`. */
  readonly wishesIn?: (source: Source) => ReadonlySet<string>
}

/** The records of a source, the ids of those that were deleted or merged away, and under which ids the latter go on. */
interface Records {
  readonly all: ReadonlyMap<string, readonly SourceRecord[]>
  readonly gone: ReadonlySet<string>
  readonly masters?: ReadonlyMap<string, string>
}

/** What an importer was called with. */
export interface ImportCall<Options> {
  /** The function that was called, for its errors. */
  readonly importer: string
  readonly input: unknown
  /** Gives the options with defaults in place of what is absent. */
  readonly resolve: () => Options
}

/**
 * The villages in the records of a CRM, of what its steps add to a draft.
 *
 * @throws InvalidArgumentError for input or options that cannot be read, or make no sense
 */
export function importFromCrm<Kind extends string, Source extends Records, Options extends Finish & CellOptions>(
  { importer, input, resolve }: ImportCall<Options>,
  {
    name,
    accountObject,
    payload,
    times,
    ownerOf,
    ownerNamedIn,
    fieldsFor,
    sourceOf,
    withheldIn,
    wishesIn,
  }: CrmFormat<Kind, Source, Options>,
  addAll: (context: ImportContext<Source, Options>) => void,
): ImportResult {
  checkInput(importer, input)
  const options = reading(importer, 'options', resolve)
  const ledger = openLedger()
  const form = fieldsFor(options)
  const source = sourceOf(readCells(rowsIn(input, payload, ledger), form, options, { ledger, whole: evidenceOf(input) }), ledger)
  const withheld = withheldIn(source, options, ledger)
  const silent = new Set<string>()
  const { gone, masters } = source
  const draft = openDraft({
    source: name,
    accountObject,
    withheld,
    gone,
    ...(masters && { masters }),
    ...(wishesIn && { wishes: wishesIn(source) }),
  })
  addAll({ source, options, ledger, draft, silent, times, ownerOf })
  addNamedTeammates(draft, ownerNames([...source.all.values()].flat(), ownerOf, ownerNamedIn))
  const reportMarks = markReporter(form, ledger)
  for (const record of [...source.all.values()].flat()) {
    const isTold = !withheld.has(record.id) && !source.gone.has(record.id) && !silent.has(record.id)
    if (isTold) reportMarks(record)
  }
  // A record says all of the fact that has its id.
  for (const id of ledger.stamps.keys()) draft.stated.push(id)
  return finishImport(draft, options, ledger)
}
