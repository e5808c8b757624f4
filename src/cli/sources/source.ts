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
  /** Makes villages of records by the name of what they are, as far as a file tells. */
  readonly importFrom: (tables: object, options: SourceOptions) => ImportResult
}

/** The options of any importer. */
export interface SourceOptions extends ImportOptions {
  readonly fields?: { readonly [name: string]: string }
}
