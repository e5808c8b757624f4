import * as z from 'zod/mini'
import { id, longText, sentiment, share } from '../../model/fact.js'
import { MOTIVE_KINDS } from '../../model/motive.js'
import { BUYING_ROLES } from '../../model/role.js'
import { deepFreeze } from '../../support/freeze.js'

const words = longText.check(z.minLength(1))

/** A date: the words of the text that say it, and the day that they mean. */
const when = z.strictObject({
  words: described(words, 'The words of the text that say the date, exactly as they are written, such as "next Tuesday"'),
  date: z.exactOptional(described(z.string(), 'The day that the words mean, YYYY-MM-DD; it is checked against the words')),
})

/** What every item of a draft says. */
const common = {
  quote: described(words, 'The whole sentence that says it, word for word as it is in the text'),
  speaker: z.exactOptional(
    described(
      words,
      'Whose words the quote is: the id of a known person, else the name as the text has it. Left out, it is the person themselves',
    ),
  ),
  confidence: z.exactOptional(described(share, 'How sure it is, 0 to 1')),
}

/** Whom an item is about. */
const about = {
  stakeholder: z.exactOptional(described(id, 'The id of the known person it is about')),
  name: z.exactOptional(described(words, 'Only for a person who is not known: the name as the text has it')),
}

const decision = z.exactOptional(described(id, 'The id of the known decision that it is about'))
const themes = z.exactOptional(z.array(longText).check(z.maxLength(20)))

const ITEMS = [
  z.strictObject({
    kind: described(z.literal('person'), 'A person of the account who is not known yet'),
    ...common,
    name: words,
    title: z.exactOptional(described(words, 'Their job title as the text has it')),
    email: z.exactOptional(words),
  }),
  z.strictObject({
    kind: described(z.literal('reading'), 'What a person thinks of us'),
    ...common,
    ...about,
    sentiment: described(sentiment, 'From -1, will block us, over 0, neutral, to 1, champions us; as it is meant, not as it is worded'),
    decision,
    themes,
  }),
  z.strictObject({
    kind: described(z.literal('comment'), 'Something worth keeping that a person says themselves'),
    ...common,
    ...about,
    themes,
  }),
  z.strictObject({
    kind: described(z.literal('expectation'), 'What a person says they count on from us'),
    ...common,
    ...about,
    importance: described(share, 'How much it matters to them, 0 to 1'),
    due: z.exactOptional(when),
    decision,
    themes,
  }),
  z.strictObject({
    kind: described(z.literal('motive'), 'Why a person says they want to do business with us'),
    ...common,
    ...about,
    motive: z.enum(MOTIVE_KINDS),
  }),
  z.strictObject({
    kind: described(z.literal('role'), 'A part that a person plays in a purchase. Taking part in a talk is none'),
    ...common,
    ...about,
    role: z.enum(BUYING_ROLES),
    since: z.exactOptional(when),
    decision,
  }),
  z.strictObject({
    kind: described(z.literal('veto'), 'A person can stop a decision'),
    ...common,
    ...about,
    scope: z.exactOptional(longText),
    since: z.exactOptional(when),
    decision,
  }),
  z.strictObject({
    kind: described(z.literal('tie'), 'A person influences or reports to another one, or is in conflict with them'),
    ...common,
    ...about,
    tie: z.enum(['influence', 'reportsTo', 'conflict']),
    to: described(id, 'The id of the known other person'),
  }),
  z.strictObject({
    kind: described(z.literal('departure'), 'A person leaves the account'),
    ...common,
    stakeholder: described(id, 'The id of the known person'),
    leaves: when,
  }),
] as const

/** The fields of each kind of statement. */
export const DRAFT_FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  ITEMS.flatMap(({ shape }) => shape.kind.def.values.map(kind => [kind, Object.keys(shape)] as const)),
)
/** The fields of a date in a statement. */
export const DATE_FIELDS: readonly string[] = Object.keys(when.shape)

/** One statement of a draft. */
export const draftItem = z.discriminatedUnion('kind', ITEMS)
/** One statement of a draft. */
export type DraftItem = z.infer<typeof draftItem>
/** The kinds of statements. */
export type ProposalKind = 'comment' | 'departure' | 'expectation' | 'motive' | 'person' | 'reading' | 'role' | 'tie' | 'veto'
/** The words of a date, and the day that they are said to mean. */
export type DraftDate = z.infer<typeof when>

const draft = z.strictObject({ items: z.array(draftItem) })

/**
 * The JSON Schema (draft 2020-12) of a draft: what a model is to make of a text, for its structured output.
 *
 * A draft is `{ items }`. Each item has a `kind`, the `quote` it rests on and, but for a new person, whom it is about: `stakeholder`, the id
 * of a known person, or the `name` of one who is not known. `readDraft` checks what comes back.
 *
 * @example
 * import { extractionSchema } from 'account-village/agents'
 * extractionSchema().required //=> ['items']
 */
export function extractionSchema(): { readonly [keyword: string]: unknown } {
  return deepFreeze(z.toJSONSchema(draft))
}

/** The JSON Schema of one statement of a draft. */
export function extractionItem(): { readonly [keyword: string]: unknown } {
  const { $schema: _, ...schema } = z.toJSONSchema(draftItem)
  return schema
}

function described<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  return schema.check(z.describe(description))
}
