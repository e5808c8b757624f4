import * as z from 'zod/mini'
import { errorFor, type Issue } from '../../errors.js'
import type { Comment } from '../../model/comment.js'
import type { Expectation } from '../../model/expectation.js'
import { explain, pathText } from '../../model/explain.js'
import { id, longText, type ShapeOf, schemaOf, share, text } from '../../model/fact.js'
import type { Motive } from '../../model/motive.js'
import type { Observation } from '../../model/observation.js'
import type { RoleFact } from '../../model/role.js'
import type { Stakeholder } from '../../model/stakeholder.js'
import type { Tie } from '../../model/tie.js'
import type { VetoFact } from '../../model/veto.js'
import { FACT_KINDS } from '../../model/village.js'
import { deepFreeze } from '../../support/freeze.js'
import { badDate, type Instant, parseInstant } from '../../support/instants.js'
import { reading } from '../../support/reading.js'
import { a, kindOf } from '../../support/shown.js'
import type { ProposalKind } from './draft.js'

/** Where in a text something is. */
export interface ProposalPlace {
  /** Its first character, counted in UTF-16 code units from 0. */
  readonly start: number
  /** The character after its last, counted likewise. */
  readonly end: number
  /** The line in which it begins, from 1. */
  readonly line: number
  /** Who says it, as the text names them; absent where the text does not tell. */
  readonly speaker?: string | undefined
}

/** The words of a date and the day that they mean. */
export interface ProposalDate {
  /** The words as they stand in the text, such as `next Monday`. */
  readonly words: string
  /** `YYYY-MM-DD`. */
  readonly day: string
  /** The line in which the words begin, from 1. */
  readonly line: number
}

/** What could not be checked about a proposal and is for whoever reviews it to see. */
export type ProposalDoubt = (typeof PROPOSAL_DOUBTS)[number]
/** Every doubt. */
export const PROPOSAL_DOUBTS = deepFreeze([
  'speakerUnverified',
  'personNotNamed',
  'hearsay',
  'dateAmbiguous',
  'dateOfAnotherSpeaker',
  'negationInQuote',
] as const)

/** That a person leaves. */
export interface Departure {
  /** The id of the person who leaves. */
  readonly stakeholder: string
  /** When they leave, that day excluded. */
  readonly leftAt: Instant
}

/** What a proposal would record: for each kind a fact of it. */
export type ProposedFact = Stakeholder | Observation | Comment | Expectation | Motive | RoleFact | VetoFact | Tie | Departure

/** A fact that a model found in a text, with the words it rests on. It changes nothing until `acceptProposal`. Plain JSON, kept beside the village. */
export interface Proposal {
  /** The version of the form of proposals. */
  readonly proposalVersion: 1
  /** The same for the same fact from the same place of the same text. */
  readonly id: string
  /** The id of the account. */
  readonly account: string
  /** Which sort of fact it would record; `departure` revises a person, all others go into the array of their kind. */
  readonly kind: ProposalKind
  /** The words it rests on, as they stand in the text. */
  readonly quote: string
  /** Where the quote stands in the text, and who says it. */
  readonly place: ProposalPlace
  /** The quote with what is said around it, at most 300 characters. */
  readonly context: string
  /** The words from which its date comes; absent where it has none of its own. */
  readonly date?: ProposalDate | undefined
  /** The name of the text. */
  readonly source: string
  /** The day of the text. */
  readonly at: Instant
  /** Always `inferred`: a model concluded it from the words. */
  readonly basis: 'inferred'
  /** How far to trust it, 0..0.6; with doubts at most 0.3. */
  readonly confidence: number
  /** What could not be checked, for the review; empty where nothing is in doubt. */
  readonly doubts: readonly ProposalDoubt[]
  /** The ids of proposals that must be accepted before: those of new people whom the fact names. */
  readonly needs: readonly string[]
  /** What acceptance records: a whole fact of the kind, with its id; of a departure the person and the day. */
  readonly fact: ProposedFact
  /** `open` until it is reviewed; the tools accept none that was `rejected`. */
  readonly state: 'open' | 'accepted' | 'rejected'
  /** When it was accepted or rejected. */
  readonly decidedAt?: Instant | undefined
}

/** So far a fact is trusted that a model found: whoever reviews it has read the quote, and not heard the person. */
export const MOST_CONFIDENCE = deepFreeze({ checked: 0.6, doubtful: 0.3 } as const)

/** The array of a village to which the fact of each kind goes; a departure revises a person instead. */
export const ARRAY_OF = {
  person: 'stakeholders',
  reading: 'observations',
  comment: 'comments',
  expectation: 'expectations',
  motive: 'motives',
  role: 'roles',
  veto: 'vetoes',
  tie: 'ties',
} as const satisfies { readonly [Kind in Exclude<ProposalKind, 'departure'>]: keyof typeof FACT_KINDS }

const PROPOSAL_KINDS = [
  'person',
  'reading',
  'comment',
  'expectation',
  'motive',
  'role',
  'veto',
  'tie',
  'departure',
] as const satisfies readonly ProposalKind[]
const place = z.int().check(z.minimum(0))
const departure = z.strictObject({ stakeholder: id, leftAt: text } satisfies ShapeOf<Departure>)

const proposalSchema = z.strictObject({
  proposalVersion: z.literal(1),
  id,
  account: id,
  kind: z.enum(PROPOSAL_KINDS),
  quote: longText.check(z.minLength(1)),
  place: z.strictObject({ start: place, end: place, line: place, speaker: z.exactOptional(text) } satisfies ShapeOf<ProposalPlace>),
  context: text,
  date: z.exactOptional(z.strictObject({ words: text, day: text, line: place } satisfies ShapeOf<ProposalDate>)),
  source: text,
  at: text,
  basis: z.literal('inferred'),
  confidence: share.check(z.maximum(MOST_CONFIDENCE.checked)),
  doubts: z.array(z.enum(PROPOSAL_DOUBTS)),
  needs: z.array(id),
  fact: z.custom<ProposedFact>(),
  state: z.enum(['open', 'accepted', 'rejected']),
  decidedAt: z.exactOptional(text),
} satisfies ShapeOf<Proposal>)

/**
 * A proposal from JSON of unknown origin, such as a line of a file of proposals.
 *
 * @throws InvalidVillageError with every issue; also for a fact that claims more than a proposal may: another basis, or more confidence
 */
export function parseProposal(json: unknown): Proposal {
  return proposalFrom('parseProposal', json)
}

/** `parseProposal` under the name of the function that the caller called. */
export function proposalFrom(where: string, json: unknown): Proposal {
  if (kindOf(json) !== 'object') {
    const message = `is ${a(kindOf(json))}, not a proposal. readDraft() and parseProposal(json) give one.`
    throw errorFor(where, [fault('proposal', message, 'invalidArgument')])
  }
  // A copy, since what is given may change or answer differently when it is read again.
  const copy: unknown = reading(where, 'proposal', () => JSON.parse(JSON.stringify(json)))
  const parsed = z.safeParse(proposalSchema, copy, { reportInput: true })
  if (!parsed.success) {
    throw errorFor(
      where,
      parsed.error.issues.map(issue => fault(pathText(issue.path), explain(issue))),
    )
  }
  const issues = [...factIssues(parsed.data), ...dateIssues(parsed.data)]
  if (issues.length > 0) throw errorFor(where, issues)
  return deepFreeze(parsed.data)
}

function factIssues({ kind, fact, confidence }: Proposal): Issue[] {
  const schema = kind === 'departure' ? departure : schemaOf(FACT_KINDS[ARRAY_OF[kind]])
  const parsed = z.safeParse(schema, fact, { reportInput: true })
  if (!parsed.success) return parsed.error.issues.map(issue => fault(pathText(['fact', ...issue.path]), explain(issue)))
  if (kind === 'departure') return []
  const basis = Reflect.get(fact, 'basis') === 'inferred' ? [] : [fault('fact.basis', 'is not "inferred", as it is in a proposal')]
  const trusted = Reflect.get(fact, 'confidence') === confidence ? [] : [fault('fact.confidence', 'is not that of the proposal')]
  return [...basis, ...trusted]
}

function dateIssues({ at, decidedAt }: Proposal): Issue[] {
  return Object.entries({ at, ...(decidedAt !== undefined && { decidedAt }) }).flatMap(([path, value]): Issue[] =>
    parseInstant(value) === undefined ? [{ path, message: badDate(value), code: 'invalidDate' }] : [],
  )
}

function fault(path: string, message: string, code: Issue['code'] = 'invalidVillage'): Issue {
  return { path, message, code }
}
