import type { ImportOptions } from '../../crm/options.js'
import type { ImportResult } from '../../crm/result.js'

/** A source that `village import` reads. */
export interface ImportSource {
  /** The command, such as `salesforce`. */
  readonly name: string
  /** What people call it. */
  readonly title: string
  readonly description: string
  /** The custom fields that its importer can be told of, and what each holds: `sentimentDate` becomes `--sentiment-date-field`. */
  readonly fields: { readonly [name: string]: string }
  /** The options of its importer that are a text, and what each is: `source` becomes `--source`. */
  readonly texts: { readonly [name: string]: string }
  /** How records of it hang together; without it all of them are held at once, however many they are. */
  readonly grouping?: Grouping
  /** The files that a value names instead of holding records, each with what stands in it. */
  readonly filesIn?: (value: unknown) => readonly NamedFile[] | undefined
  /** Makes villages of records by the name of what they are, as far as a file tells. */
  readonly importFrom: (tables: object, options: SourceOptions) => ImportResult
}

/** How records hang together, so that those that do can be imported apart from the others. */
export interface Grouping {
  /** The field in which a page holds its records. */
  readonly page: string
  /** Whether a page says that no other follows it. */
  readonly isLast: (page: object) => boolean
  /** The ids that a record has and names, and whether every other record may need it. */
  readonly linksOf: (record: object, table: string) => { readonly ids: readonly string[]; readonly isForAll: boolean }
}

/** A file beside another that names it. */
export interface NamedFile {
  readonly path: string
  readonly table: string
}

/** The options of any importer. */
export interface SourceOptions extends ImportOptions {
  readonly fields?: { readonly [name: string]: string }
}
