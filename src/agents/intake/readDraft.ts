import * as z from 'zod/mini'
import { LimitExceededError, VillageError } from '../../errors.js'
import { explain, pathText } from '../../model/explain.js'
import type { Village } from '../../model/village.js'
import { dayOf } from '../../support/calendar.js'
import { checkLength } from '../../support/finite.js'
import { deepFreeze } from '../../support/freeze.js'
import { formatInstant, parseInstant, type TimeInput } from '../../support/instants.js'
import { anyText, date, type OptionShape, optionsOf, unchecked } from '../../support/options.js'
import { reading } from '../../support/reading.js'
import { ownCopy } from '../../village/village.js'
import { DATE_FIELDS, DRAFT_FIELDS, draftItem } from './draft.js'
import { peopleNamed, peopleOf } from './people.js'
import type { Proposal } from './proposal.js'
import type { Session } from './proposalOf.js'
import { Refused, type RefusedItem } from './refusal.js'
import { sourceText } from './sourceText.js'
import { proposed } from './statement.js'
import { turnsIn } from './turns.js'

/** What a draft was made of. */
export interface ReadDraftOptions {
  /** The transcript, mail or note. */
  readonly text: string
  /** The account that it is about. */
  readonly village: Village
  /** The day of the text, against which `next Tuesday` is read. */
  readonly at: TimeInput
  /** The name of the text, such as that of its file. */
  readonly source: string
}

/** What came of a draft. */
export interface ReadDraft {
  /** What may be accepted, new people before what names them. */
  readonly proposals: readonly Proposal[]
  /** What may not, in order of the draft. */
  readonly refused: readonly RefusedItem[]
}

/** The declared limits of a draft. What is larger is refused with a `LimitExceededError` that says so. */
export const DRAFT_LIMITS = deepFreeze({
  /** Characters of the text. */
  text: 1_000_000,
  /** Statements. */
  items: 1000,
} as const)

const OPTIONS: OptionShape<ReadDraftOptions> = { text: anyText, village: unchecked, at: date, source: anyText }

/**
 * What a model found in a text, checked against the text: proposals for what holds, and the reason for each statement that does not.
 *
 * A statement is refused when its quote does not stand in the text, cuts a word, is said by somebody else than the draft says, or leaves out
 * the negation of its sentence; when it names an id that is not known, a person whom the text does not tell from another of the name, or a
 * number out of range; and when it has a date whose words are not in the text or mean another day. Somebody who is not known becomes a
 * proposal of their own. What the library cannot judge, such as whether a sentence is meant as it is worded, is for whoever reviews it.
 *
 * @param json the draft as a value or as JSON, also within a code fence of Markdown; what is none is in `refused`
 * @throws InvalidArgumentError or InvalidDateError for options that make no sense; LimitExceededError beyond `DRAFT_LIMITS`
 * @example
 * import { createVillage } from 'account-village'
 * import { readDraft } from 'account-village/agents'
 * const village = createVillage({ account: 'acme', stakeholders: [{ id: 'bo', name: 'Bo Berg' }] })
 * const text = 'Bo Berg: I would not say we are happy with support. We need an answer by next Tuesday.'
 * const about = { stakeholder: 'bo', importance: 0.7 }
 * const { proposals, refused } = readDraft({ items: [
 *   { kind: 'reading', stakeholder: 'bo', sentiment: 0.7, quote: 'we are happy with support' },
 *   { kind: 'expectation', ...about, quote: 'We need an answer by next Tuesday.', due: { words: 'next Tuesday' } },
 * ] }, { text, village, at: '2026-03-04', source: 'call' })
 * refused.map(({ item, reason }) => [item, reason]) //=> [[0, 'negationLeftOut']]
 * proposals.map(({ kind, date, place }) => [kind, date?.day, place.line]) //=> [['expectation', '2026-03-10', 1]]
 */
export function readDraft(json: unknown, options: ReadDraftOptions): ReadDraft {
  const {
    text: given,
    village: about,
    at,
    source,
  } = optionsOf<ReadDraftOptions>(where, options, OPTIONS, ['text', 'village', 'at', 'source'])
  const village = ownCopy(where, about)
  if (given.length > DRAFT_LIMITS.text)
    throw new LimitExceededError(where, 'characters of text', DRAFT_LIMITS.text, given.length, 'Read it in parts.')
  const items = itemsIn(json)
  if ('reason' in items) return deepFreeze({ proposals: [], refused: [items] })
  const people = peopleOf(village)
  const day = writtenDay(at)
  const known = new Map<string, boolean>()
  const isKnown = (name: string): boolean => known.get(name) ?? known.set(name, peopleNamed(people, name).length > 0).get(name) ?? false
  const turns = turnsIn(given, isKnown)
  const session: Session = { text: sourceText(given), turns, people, day, village, source, at: formatInstant(day) }
  const results = items.map((item: unknown, index) => ({ index, result: proposedOr(session, item) }))
  const refused = results.flatMap(({ index, result }): RefusedItem[] =>
    result instanceof Refused ? [{ item: index, reason: result.reason, message: result.message }] : [],
  )
  const proposals = results.flatMap(({ result }) => (result instanceof Refused ? [] : [result]))
  // What introduces a person says more of them than what only names them.
  const introduced = proposals.filter(({ length }) => length === 1).flatMap(([only]) => (only?.kind === 'person' ? [only] : []))
  return deepFreeze({ proposals: once([...introduced, ...proposals.flat()]), refused })
}

/** The day of the text where it was written: that of the offset, where there is one. */
function writtenDay(at: TimeInput): number {
  const written = typeof at === 'string' ? parseInstant(at.slice(0, 'YYYY-MM-DD'.length)) : undefined
  return dayOf(written ?? parseInstant(at) ?? 0)
}

/** Each proposal once, the first of an id. */
function once(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>()
  return proposals.filter(({ id }) => !seen.has(id) && seen.add(id))
}

const where = 'readDraft'

/** The statements of a draft, or why it is none. */
function itemsIn(json: unknown): readonly unknown[] | RefusedItem {
  if (typeof json !== 'string') return itemsOf(json)
  const [, fenced = json] = /^\s*```\w*\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(json) ?? []
  try {
    return itemsOf(JSON.parse(fenced))
  } catch (error) {
    if (error instanceof VillageError) throw error
    return { reason: 'notJson', message: 'The draft is not JSON. Ask the model for JSON by extractionSchema().' }
  }
}

function itemsOf(draft: unknown): readonly unknown[] | RefusedItem {
  const items: unknown = reading(where, 'json', () =>
    typeof draft === 'object' && draft !== null ? Reflect.get(draft, 'items') : undefined,
  )
  if (!Array.isArray(items)) {
    return { reason: 'malformed', message: 'The draft is not an object with a list of items; extractionSchema() tells its form.' }
  }
  checkLength(where, 'items', items)
  if (items.length > DRAFT_LIMITS.items)
    throw new LimitExceededError(where, 'items', DRAFT_LIMITS.items, items.length, 'Read the text in parts.')
  // A copy, since what is given may answer differently when it is read again.
  return reading(where, 'json', () => items.map((item: unknown): unknown => JSON.parse(JSON.stringify(item) ?? 'null')))
}

function proposedOr(session: Session, item: unknown): readonly Proposal[] | Refused {
  const parsed = z.safeParse(draftItem, item, { reportInput: true })
  if (!parsed.success) return malformed(item, parsed.error.issues)
  try {
    return proposed(session, parsed.data)
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}

function malformed(item: unknown, issues: readonly z.core.$ZodIssue[]): Refused {
  const [issue] = issues
  if (issue === undefined) return new Refused('malformed', 'is not a statement')
  const isRange = issues.some(({ code, input }) => (code === 'too_small' || code === 'too_big') && typeof input === 'number')
  const kind: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'kind') : undefined
  const message = issues.map(each => `${pathText(each.path) || 'item'}: ${wrongIn(each, kind)}`).join(' · ')
  return new Refused(isRange ? 'outOfRange' : 'malformed', message)
}

/** What is wrong with a statement of a kind, and which kinds or fields there are. Kinds are the only union among its parts. */
function wrongIn(issue: z.core.$ZodIssue, kind: unknown): string {
  if (issue.code === 'invalid_union') return explain({ ...issue, code: 'invalid_value', input: kind, values: [...DRAFT_FIELDS.keys()] })
  return explain(issue, issue.path.length > 0 ? DATE_FIELDS : DRAFT_FIELDS.get(String(kind)))
}
