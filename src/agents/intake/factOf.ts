import { quoted } from '../../errors.js'
import { formatInstant, parseInstant } from '../../support/instants.js'
import type { DraftItem } from './draft.js'
import { type FoundDate, type FoundQuote, foundDate, knownPerson, type Named } from './grounds.js'
import { holdsNegation } from './negation.js'
import type { ProposalDoubt } from './proposal.js'
import type { Session } from './proposalOf.js'
import { Refused } from './refusal.js'

/** A statement whose people and quote are found. */
export interface About {
  readonly session: Session
  readonly stakeholder: string
  readonly isOwn: boolean
  readonly speaker: Named
  readonly quote: FoundQuote
}

/** A fact, the words of its date, and the doubts about it. */
export interface FoundFact extends Partial<FoundDate> {
  readonly fact: object
  readonly doubts: readonly ProposalDoubt[]
}

/** What a statement says, as a fact without the fields that all have. */
export function factOf(about: About, item: Exclude<DraftItem, { readonly kind: 'person' }>): FoundFact {
  const { session, stakeholder, isOwn, speaker, quote } = about
  const { at } = session
  const decision = 'decision' in item ? decisionOf(session, item.decision) : {}
  const themes = 'themes' in item && item.themes !== undefined ? { themes: item.themes } : {}
  switch (item.kind) {
    case 'reading': {
      const reported = typeof speaker !== 'string' && speaker.isOurs ? { via: 'impression', by: speaker.id } : { via: 'impression' }
      const doubts = item.sentiment > 0 && holdsNegation(quote.quote) ? (['negationInQuote'] as const) : []
      return {
        fact: {
          stakeholder,
          at,
          sentiment: item.sentiment,
          ...(isOwn ? { via: 'text' } : reported),
          ...decision,
          ...themes,
          note: quote.quote,
        },
        doubts,
      }
    }
    case 'comment':
      return { fact: { stakeholder, at, text: quote.quote, ...themes }, doubts: [] }
    case 'expectation': {
      const due = item.due === undefined ? undefined : foundDate(session, item.due, quote, 'due', true)
      const status = [{ at, state: 'open' }]
      const dueAt = due === undefined ? {} : { dueAt: due.date.day }
      return {
        fact: { stakeholder, statement: quote.quote, importance: item.importance, ...dueAt, status, ...decision, ...themes },
        ...dated(due),
      }
    }
    case 'motive':
      return { fact: { stakeholder, kind: item.motive, statement: quote.quote, since: at }, doubts: [] }
    case 'role': {
      const since = item.since === undefined ? undefined : foundDate(session, item.since, quote, 'since', false)
      return { fact: { stakeholder, role: item.role, ...decision, ...(since !== undefined && { since: since.date.day }) }, ...dated(since) }
    }
    case 'veto': {
      const since = item.since === undefined ? undefined : foundDate(session, item.since, quote, 'since', false)
      const scope = item.scope === undefined ? {} : { scope: item.scope }
      return { fact: { stakeholder, ...scope, ...decision, ...(since !== undefined && { since: since.date.day }) }, ...dated(since) }
    }
    case 'tie': {
      const other = knownPerson(session, item.to)
      if (other.person.id === stakeholder) throw new Refused('malformed', 'to: is the person themselves.')
      return { fact: { from: stakeholder, to: other.person.id, kind: item.tie, since: at }, doubts: other.doubts }
    }
    case 'departure': {
      const leaves = foundDate(session, item.leaves, quote, 'leaves', false)
      return { fact: { stakeholder, leftAt: formatInstant(parseInstant(leaves.date.day) ?? 0) }, ...leaves }
    }
  }
}

function dated(found: FoundDate | undefined): Pick<FoundFact, 'date' | 'doubts'> {
  return found ?? { doubts: [] }
}

function decisionOf({ village }: Session, decision: string | undefined): { readonly decision?: string } {
  if (decision === undefined) return {}
  if (village.decisions.some(({ id }) => id === decision)) return { decision }
  throw new Refused('unknownId', `decision: there is no decision ${quoted(decision)}.`)
}
