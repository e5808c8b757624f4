import * as z from 'zod/mini'
import { deepFreeze } from '../../support/freeze.js'
import { flag, type OptionShape, optionsOf } from '../../support/options.js'
import { extractionItem } from '../intake/draft.js'
import { draftItems } from './proposalTools.js'
import { TOOLS } from './tools.js'

/** Which tools are meant. */
export interface ToolDefinitionsOptions {
  /** Whether those that record are among them; not when absent. */
  readonly write?: boolean | undefined
}

/** A tool as a model is told of it. */
export interface ToolDefinition {
  /** What the model calls it by, and what `callTool` takes. */
  readonly name: string
  /** Its name for people. */
  readonly title: string
  /** What it does and when to use it, for the model. */
  readonly description: string
  /** The JSON Schema (draft 2020-12) of what it takes. */
  readonly inputSchema: ToolSchema
  /** The JSON Schema of what it gives. */
  readonly outputSchema: ToolSchema
  /** What the tool does to the world, as hints of the Model Context Protocol. */
  readonly annotations: ToolHints
}

/** A JSON Schema of an object. */
export interface ToolSchema {
  /** The arguments and the results of every tool are objects. */
  readonly type: 'object'
  readonly [keyword: string]: unknown
}

/** What a tool does to the world. */
export interface ToolHints {
  /** The same as `ToolDefinition.title`. */
  readonly title: string
  /** Whether it changes nothing. */
  readonly readOnlyHint: boolean
  /** No tool takes anything away. */
  readonly destructiveHint: false
  /** The same call twice does what it does once. */
  readonly idempotentHint: true
  /** No tool reaches beyond the store. */
  readonly openWorldHint: false
}

const OPTIONS: OptionShape<ToolDefinitionsOptions> = { write: flag }

/**
 * The tools for a model, as plain JSON Schema: for function calling of any vendor, and the same that `village mcp` serves. `callTool` answers
 * their calls.
 *
 * @throws InvalidArgumentError for options that make no sense
 * @example
 * import { toolDefinitions } from 'account-village/agents'
 * toolDefinitions().map(({ name }) => name).slice(0, 3)
 * //=> ['village_list_accounts', 'village_get_summary', 'village_list_veto_holders']
 * toolDefinitions({ write: true }).filter(({ annotations }) => !annotations.readOnlyHint).length //=> 4
 */
export function toolDefinitions(options?: ToolDefinitionsOptions): readonly ToolDefinition[] {
  const { write = false } = optionsOf('toolDefinitions', options, OPTIONS)
  return deepFreeze(
    TOOLS.filter(({ writes }) => write || !writes).map(({ name, title, description, input, output, writes }) => ({
      name,
      title,
      description,
      inputSchema: schemaFor(input),
      outputSchema: schemaFor(output),
      annotations: { title, readOnlyHint: !writes, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    })),
  )
}

function schemaFor(schema: z.ZodMiniType): ToolSchema {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    override({ zodSchema, jsonSchema }) {
      if (zodSchema === draftItems) jsonSchema.items = extractionItem()
    },
  })
  return { ...made, type: 'object' }
}
