import { reading } from '../support/reading.js'
import type { ImportContext, OwnerOf, SourceTimes } from './context.js'
import { openDraft } from './draft.js'
import { finishImport } from './finishImport.js'
import { type Ledger, openLedger } from './ledger.js'
import { checkInput } from './options.js'
import { rowsIn } from './payload.js'
import type { PayloadFormat, Row } from './payloadFormat.js'
import type { ImportResult } from './result.js'
import type { Finish } from './taken.js'

/** How a CRM gives its records. */
export interface CrmFormat<Kind extends string, Source, Options> {
  /** The name of the source in facts. */
  readonly name: string
  /** What it calls an account. */
  readonly accountObject: Kind
  readonly payload: PayloadFormat<Kind>
  readonly times: SourceTimes
  readonly ownerOf: OwnerOf
  /** The records, told apart, and what was deleted. */
  readonly sourceOf: (rows: readonly Row<Kind>[], ledger: Ledger) => Source
  /** The people of whom nothing may be left, and accounts that are such a person. */
  readonly withheldIn: (source: Source, options: Options, ledger: Ledger) => ReadonlySet<string>
}

/** What a source says is there no more: the ids of what was deleted or merged away, and under which id the latter goes on. */
interface Gone {
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
export function importFromCrm<Kind extends string, Source extends Gone, Options extends Finish>(
  { importer, input, resolve }: ImportCall<Options>,
  { name, accountObject, payload, times, ownerOf, sourceOf, withheldIn }: CrmFormat<Kind, Source, Options>,
  addAll: (context: ImportContext<Source, Options>) => void,
): ImportResult {
  checkInput(importer, input)
  const options = reading(importer, 'options', resolve)
  const ledger = openLedger()
  const source = sourceOf(rowsIn(input, payload, ledger), ledger)
  const { gone, masters } = source
  const draft = openDraft({ source: name, accountObject, withheld: withheldIn(source, options, ledger), gone, ...(masters && { masters }) })
  addAll({ source, options, ledger, draft, times, ownerOf })
  // A record says all of the fact that has its id.
  for (const id of ledger.stamps.keys()) draft.stated.push(id)
  return finishImport(draft, options, ledger)
}
