import type { Village } from '../../model/village.js'
import { fingerprint } from '../../support/hash.js'
import type { ProposalKind } from './draft.js'
import type { FoundQuote, Grounds } from './grounds.js'
import { ARRAY_OF, MOST_CONFIDENCE, type Proposal, type ProposalDate, type ProposalDoubt, proposalFrom } from './proposal.js'
import { Refused } from './refusal.js'

/** A text that is read for an account. */
export interface Session extends Grounds {
  readonly village: Village
  readonly source: string
  readonly at: string
}

interface ProposalParts {
  readonly fact: object
  readonly date?: ProposalDate | undefined
  readonly doubts: readonly ProposalDoubt[]
  readonly needs: readonly string[]
  readonly confidence?: number | undefined
}

/** The proposal of a fact that rests on a quote. */
export function proposalOf(session: Session, kind: ProposalKind, { quote, place, context }: FoundQuote, parts: ProposalParts): Proposal {
  const { village, source, at } = session
  const { fact, date, needs } = parts
  const doubts = [...new Set(parts.doubts)]
  const most = doubts.length > 0 ? MOST_CONFIDENCE.doubtful : MOST_CONFIDENCE.checked
  const confidence = Math.min(parts.confidence ?? most, most)
  // A new person is one, however often they are named.
  const about = kind === 'person' ? Reflect.get(fact, 'id') : [place.start, quote, fact]
  const id = fingerprint(JSON.stringify([village.account.id, source, at, kind, about]))
  const whole = kind === 'departure' ? fact : { id: `intake-${id}`, ...fact, source, basis: 'inferred', confidence }
  const made = proposalFrom('readDraft', {
    proposalVersion: 1,
    id,
    account: village.account.id,
    kind,
    quote,
    place,
    context,
    ...(date !== undefined && { date }),
    source,
    at,
    basis: 'inferred',
    confidence,
    doubts,
    needs,
    fact: whole,
    state: 'open',
  })
  if (isKnown(village, made)) throw new Refused('alreadyKnown', 'is recorded already.')
  return made
}

function isKnown(village: Village, { kind, fact }: Proposal): boolean {
  if (kind !== 'departure') return village[ARRAY_OF[kind]].some(({ id }) => id === Reflect.get(fact, 'id'))
  return village.stakeholders.some(({ id, leftAt }) => id === Reflect.get(fact, 'stakeholder') && leftAt === Reflect.get(fact, 'leftAt'))
}
