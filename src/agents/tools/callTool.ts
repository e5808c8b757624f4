import * as z from 'zod/mini'
import { errorFor } from '../../errors.js'
import { explain, pathText } from '../../model/explain.js'
import { checkStore } from '../../store/given.js'
import type { VillageStore } from '../../store/port.js'
import { deepFreeze } from '../../support/freeze.js'
import type { TimeInput } from '../../support/instants.js'
import { nearest } from '../../support/nearest.js'
import { anyText, date, flag, is, type OptionShape, optionsOf } from '../../support/options.js'
import type { ProposalStore } from './proposalStore.js'
import { faultOf, faultText, type Tool, type ToolFault } from './tool.js'
import { TOOLS } from './tools.js'

/** How a call is answered. */
export interface CallToolOptions {
  /** Whether tools that record may be called; not when absent. */
  readonly write?: boolean | undefined
  /** The day of questions that name none; when absent, such a question is refused. */
  readonly today?: TimeInput | undefined
  /** Where proposals wait; when absent, none can be made. */
  readonly proposals?: ProposalStore | undefined
}

/** What became of a call: what the tool gives, or what went wrong, in words for whoever called. */
export type ToolAnswer =
  /** `result` is what the tool gives, as its `outputSchema` describes it. */
  | { readonly isError: false; readonly result: object }
  /** `code` names what went wrong for programs, such as `invalidArgument`, `readOnly` or `failed`; `message` says it for the model. */
  | { readonly isError: true; readonly error: { readonly code: string; readonly message: string } }

const isProposals = is('a place for proposals, such as memoryProposals()', value => {
  return (
    typeof value === 'object' && value !== null && ['add', 'get', 'accepted'].every(name => typeof Reflect.get(value, name) === 'function')
  )
})
const OPTIONS: OptionShape<CallToolOptions> = { write: flag, today: date, proposals: isProposals }

/**
 * Answers a call of a tool of `toolDefinitions`, as a model makes it.
 *
 * What is wrong with the call comes back as an answer that says so, for the model to mend. Names, notes and all else that people wrote are in
 * a result only under keys that end in `Text`, on one line and at most 200 characters long: they are data, whatever they say. A message
 * names what was given only where it can be an id, and no sentence.
 *
 * @param input the arguments as an object
 * @returns an answer, also where the call or the store fails
 * @throws InvalidArgumentError at once when `name`, `store` or `options` make no sense, which is a mistake in the program
 * @example
 * import { mkdtempSync } from 'node:fs'
 * import { callTool } from 'account-village/agents'
 * import { fileStore, recordIn } from 'account-village/store'
 * const store = fileStore(mkdtempSync('/tmp/villages-'))
 * await recordIn(store, 'acme', { account: { id: 'acme', name: 'Acme Works' } })
 * await callTool('village_list_risks', { account: 'acme', asOf: '2026-03-02', limit: 1 }, store).then(({ isError }) => isError) //=> false
 * await callTool('village_list_risks', { account: 'amce', asOf: '2026-03-02' }, store)
 * //=> { isError: true, error: { code: 'unknownAccount', message: 'account: there is no account "amce". village_list_accounts lists those there are.' } }
 */
export function callTool(name: string, input: unknown, store: VillageStore, options?: CallToolOptions): Promise<ToolAnswer> {
  const issues = anyText(name, 'name')
  if (issues.length > 0) throw errorFor('callTool', issues)
  checkStore('callTool', store)
  const { write = false, today, proposals } = optionsOf('callTool', options, OPTIONS)
  const tool = TOOLS.find(each => each.name === name)
  if (tool === undefined) return refused({ code: 'unknownTool', message: `There is no such tool.${meant(name)}` })
  if (tool.writes && !write) return refused({ code: 'readOnly', message: 'This tool records, and only reading is allowed here.' })
  return answered(tool, input, { store, today, proposals })
}

async function answered(tool: Tool, input: unknown, context: Parameters<Tool['call']>[1]): Promise<ToolAnswer> {
  try {
    const parsed = z.safeParse(tool.input, input, { reportInput: true })
    if (!parsed.success)
      return deepFreeze({ isError: true, error: { code: 'invalidArgument', message: whatIsWrong(tool, parsed.error.issues) } })
    return deepFreeze({ isError: false, result: await tool.call(parsed.data, context) })
  } catch (error) {
    return deepFreeze({ isError: true, error: faultOf(error) })
  }
}

/** At most so many issues are told at once. */
const MOST_ISSUES = 5

function whatIsWrong({ input }: Tool, issues: readonly z.core.$ZodIssue[]): string {
  const fields = input instanceof z.ZodMiniObject ? Object.keys(input.shape) : []
  const told = issues
    .slice(0, MOST_ISSUES)
    .map(
      issue =>
        `${pathText(issue.path) || 'input'}: ${issue.code === 'invalid_union' ? 'is none of the forms that the schema allows' : explain(issue, fields)}`,
    )
  return faultText(told.join(' · '))
}

async function refused(error: ToolFault): Promise<ToolAnswer> {
  return deepFreeze({ isError: true, error })
}

function meant(name: string): string {
  const near = nearest(
    name,
    TOOLS.map(tool => tool.name),
  )
  return near === undefined ? '' : ` Did you mean ${near}?`
}
