import type { EvidenceCollector } from '../../crm/cellEvidence.js'
import type { GroupLinks } from '../../crm/groupLinks.js'
import type { ImportOptions } from '../../crm/options.js'
import type { PayloadFormat } from '../../crm/payloadFormat.js'
import type { ImportResult } from '../../crm/result.js'

/** A source that `village import` reads. */
export interface ImportSource {
  /** The command, such as `salesforce`. */
  readonly name: string
  readonly description: string
  /** The custom fields that its importer can be told of, and what each holds: `sentimentDate` becomes `--sentiment-date-field`. */
  readonly fields: { readonly [name: string]: string }
  /** The options of its importer that are a text, and what each is: `source` becomes `--source`. */
  readonly texts: { readonly [name: string]: string }
  /** How records of it hang together. */
  readonly grouping: Grouping
  /** The files that a value names instead of holding records, each with what stands in it. */
  readonly filesIn?: (value: unknown) => readonly NamedFile[] | undefined
  /** Makes villages of records by the name of what they are, as far as a file tells. */
  readonly importFrom: (tables: object, options: SourceOptions) => ImportResult
}

/** How records hang together, so that those that do can be imported apart from the others. */
export interface Grouping {
  /** How they are packed. */
  readonly format: Pick<PayloadFormat<string>, 'pages' | 'isLast' | 'hasFailures' | 'kindNamed' | 'kindOfPage'>
  /** By what a record hangs together with others, the custom fields that its importer is told of included. */
  readonly linksOf: (record: object, table: string, options: SourceOptions) => GroupLinks
  /** Collects how their cells are written, so that each group is read as all of them would be. */
  readonly collector: (options: SourceOptions) => EvidenceCollector
}

/** A file beside another that names it. */
export interface NamedFile {
  readonly path: string
  readonly table: string
}

/** The options of any importer. */
export interface SourceOptions extends ImportOptions {
  /** Names of custom fields by what they hold. */
  readonly fields?: { readonly [name: string]: string }
}
