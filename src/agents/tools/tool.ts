import * as z from 'zod/mini'
import { quoted, UnknownStakeholderError, VillageError } from '../../errors.js'
import { id } from '../../model/fact.js'
import type { Village } from '../../model/village.js'
import { oneLine } from '../../render/plain.js'
import type { VillageStore } from '../../store/port.js'
import type { TimeInput } from '../../support/instants.js'
import { shortened } from '../../support/text.js'
import type { Snapshot } from '../../village/snapshot.js'
import { snapshot } from '../../village/takeSnapshot.js'
import type { ProposalStore } from './proposalStore.js'

/** What a tool works with. */
export interface ToolContext {
  readonly store: VillageStore
  readonly today: TimeInput | undefined
  readonly proposals: ProposalStore | undefined
}

/** A tool: what it takes, what it gives, and how. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: z.ZodMiniType
  readonly output: z.ZodMiniType
  /** Whether it changes what the store holds. */
  readonly writes: boolean
  call(input: unknown, context: ToolContext): Promise<object>
}

/** Describes a tool; its input is checked before it runs. */
export function defineTool<Input extends z.ZodMiniType, Output extends z.ZodMiniType<object>>(tool: {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: Input
  readonly output: Output
  readonly writes?: boolean
  readonly run: (input: z.output<Input>, context: ToolContext) => Promise<z.output<Output>>
}): Tool {
  const { name, title, description, input, output, writes = false, run } = tool
  return { name, title, description, input, output, writes, call: (given, context) => run(z.parse(input, given), context) }
}

/** What a call is refused for, in words for whoever called. */
export class ToolError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** So many characters of a foreign text an answer shows. */
const MOST_TEXT = 200

/** A foreign text for an answer: on one line, without control characters, and short. It may stand only under a key that ends in `Text`. */
export function foreign(text: string): string {
  return shortened(oneLine(text), MOST_TEXT)
}

/** A foreign text under its key, where there is one. */
export function textOf<Key extends `${string}Text`>(key: Key, text: string | undefined): { readonly [K in Key]?: string } {
  const found: { [K in Key]?: string } = {}
  return text === undefined ? found : { ...found, [key]: foreign(text) }
}

/** A number with as many digits as anybody reads. */
export function short(number: number): number {
  return Math.round(number * 10_000) / 10_000
}

/** The field with a number, where there is one. */
export function numberAt<Key extends string>(key: Key, number: number | undefined): { readonly [K in Key]?: number } {
  const found: { [K in Key]?: number } = {}
  return number === undefined ? found : { ...found, [key]: short(number) }
}

/** A schema with words for whoever fills it in. */
export function told<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  return schema.check(z.describe(description))
}

/** The account that a tool is asked about. */
export const accountField = told(id, 'The id of the account, as village_list_accounts gives it')
/** A day, or an instant with offset. */
export const dayField = told(z.string(), 'A day YYYY-MM-DD, or an instant with offset')

/** What every question about an account takes. */
export const viewFields = {
  account: accountField,
  asOf: z.exactOptional(told(z.string(), 'The day to look at, YYYY-MM-DD; today when left out, where the server knows it')),
  decision: z.exactOptional(told(id, 'The id of the decision in view, where several are open')),
}

/** What every list takes. */
export const pageFields = {
  limit: z.exactOptional(told(z.int().check(z.minimum(1), z.maximum(50)), 'At most so many, 1 to 50; 10 when left out')),
  cursor: z.exactOptional(told(z.string(), 'nextCursor of the page before')),
}

/** What every page of a list has. */
export const nextField = { nextCursor: z.exactOptional(told(z.string(), 'Give it as cursor for the next page; absent on the last')) }

/** An amount of money. */
export const moneyField = z.object({ amount: z.number(), currency: z.string() })
/** The id of a person, with their name. */
export const personFields = { stakeholder: z.string(), nameText: z.exactOptional(z.string()), titleText: z.exactOptional(z.string()) }

/** A page of a list, and how to have the next. */
export function pageOf<Item>(
  items: readonly Item[],
  { limit = 10, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
): { readonly rows: readonly Item[]; readonly next: { readonly nextCursor?: string } } {
  const start = cursor === undefined ? 0 : Number(cursor)
  if (!Number.isSafeInteger(start) || start < 0)
    throw new ToolError('invalidArgument', 'cursor: is not the nextCursor of a page. Leave it out for the first page.')
  const end = start + limit
  return { rows: items.slice(start, end), next: end < items.length ? { nextCursor: String(end) } : {} }
}

/** The village of an account. */
export async function villageIn({ store }: ToolContext, account: string): Promise<Village> {
  const stored = await store.load(account)
  if (stored === undefined) {
    throw new ToolError('unknownAccount', `account: there is no account ${quoted(account)}. village_list_accounts lists those there are.`)
  }
  return stored.village
}

/** The snapshot that a question asks for. */
export async function seenIn(
  context: ToolContext,
  { account, asOf, decision }: { readonly account: string; readonly asOf?: string | undefined; readonly decision?: string | undefined },
): Promise<Snapshot> {
  return snapshot(await villageIn(context, account), dayAsked(context, asOf), decision === undefined ? {} : { decision })
}

/** The day that a question asks for. */
export function dayAsked({ today }: ToolContext, asOf: string | undefined): TimeInput {
  const day = asOf ?? today
  if (day === undefined) throw new ToolError('invalidArgument', 'asOf: is missing. Give the day to look at, as YYYY-MM-DD.')
  return day
}

/** A person of a snapshot, with their name and title. */
export function personIn(s: Snapshot, stakeholder: string): z.output<z.ZodMiniObject<typeof personFields>> {
  const person = [...s.stakeholders, ...s.former].find(({ id: each }) => each === stakeholder)
  return { stakeholder, ...textOf('nameText', person?.name), ...textOf('titleText', person?.title) }
}

/** Refuses an id that is nobody's. */
export function refuseStranger(s: Snapshot, stakeholder: string): void {
  if ([...s.stakeholders, ...s.former].some(({ id: each }) => each === stakeholder)) return
  const message = `there is no stakeholder ${quoted(stakeholder)} on that day`
  throw new UnknownStakeholderError('stakeholder', [{ path: '', message, code: 'unknownStakeholder' }])
}

/** What went wrong, for an answer. */
export interface ToolFault {
  readonly code: string
  readonly message: string
}

/** What went wrong in a call, in words for whoever called; of what is not known nothing is told but that it failed. */
export function faultOf(error: unknown): ToolFault {
  const known = error instanceof ToolError || error instanceof VillageError
  return known
    ? { code: error.code, message: faultText(error.message) }
    : { code: 'failed', message: 'The call failed. Try again, or ask for less.' }
}

/** What is quoted in a message. */
const QUOTED = /"(?:[^"\\]|\\.)*"/g
/** What can be an id or the name of a field, and no sentence. */
const PLAIN_NAME = /^"[\p{L}\p{N}_.:@/+-]{1,40}"$/u

/** A message for an answer: on one line and short. Of what it quotes only plain names stay: other words may have come from a foreign text. */
export function faultText(message: string): string {
  const own = message.replace(QUOTED, words => (PLAIN_NAME.test(words) ? words : '"…"'))
  return shortened(oneLine(own), 600)
}
