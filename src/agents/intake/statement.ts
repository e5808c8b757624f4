import { quoted } from '../../errors.js'
import { fingerprint } from '../../support/hash.js'
import type { DraftItem } from './draft.js'
import { factOf } from './factOf.js'
import { type FoundQuote, foundQuote, knownPerson, type Named, personByName } from './grounds.js'
import { peopleNamed } from './people.js'
import type { Proposal, ProposalDoubt } from './proposal.js'
import { proposalOf, type Session } from './proposalOf.js'
import { Refused } from './refusal.js'
import { cutsWords, holds, lineAt, placesOf, plainWords } from './sourceText.js'

/** The proposals of a statement: the fact, after the new person whom it names. */
export function proposed(session: Session, item: DraftItem): readonly Proposal[] {
  const subject = subjectOf(session, item)
  const speaker = item.speaker === undefined ? subject.named : speakerOf(session, item.speaker)
  const quote = foundQuote(session, item.quote, speaker)
  if (item.kind === 'person') return [newPerson(session, item, quote)]
  const isOwn = quote.turn === undefined ? item.speaker === undefined || speaker === subject.named : speaker === subject.named
  if (!isOwn && THEIR_OWN.has(item.kind))
    throw new Refused('notTheirWords', `quote: is not said by the person, so that it is no ${item.kind} of theirs.`)
  const person = typeof subject.named === 'string' ? [personNamed(session, subject.named)] : []
  const stakeholder = typeof subject.named === 'string' ? newPersonId(session, subject.named) : subject.named.id
  const about = { session, stakeholder, isOwn, speaker, quote }
  const { fact, date, doubts } = factOf(about, item)
  const all: ProposalDoubt[] = [
    ...subject.doubts,
    ...(quote.turn === undefined ? ['speakerUnverified' as const] : []),
    ...(!isOwn && !isOurs(speaker) ? ['hearsay' as const] : []),
    ...doubts,
  ]
  const needs = person.map(({ id }) => id)
  return [...person, proposalOf(session, item.kind, quote, { fact, date, doubts: all, needs, confidence: item.confidence })]
}

/** What only the person can say. */
const THEIR_OWN: ReadonlySet<string> = new Set(['comment', 'expectation', 'motive'])

function isOurs(speaker: Named): boolean {
  return typeof speaker !== 'string' && speaker.isOurs
}

interface Subject {
  readonly named: Named
  readonly doubts: readonly ProposalDoubt[]
}

function subjectOf(session: Session, item: DraftItem): Subject {
  if (item.kind === 'person') return { named: newName(session, item.name), doubts: [] }
  const name = 'name' in item ? item.name : undefined
  const id = item.stakeholder
  if ((id === undefined) === (name === undefined)) {
    throw new Refused('malformed', 'Give either stakeholder, the id of a known person, or name, that of one who is not known.')
  }
  if (id === undefined) return { named: personByName(session, name ?? ''), doubts: [] }
  const { person, doubts } = knownPerson(session, id)
  return { named: person, doubts }
}

/** A name that is that of nobody known. */
function newName(session: Session, name: string): string {
  const named = personByName(session, name)
  if (typeof named !== 'string') throw new Refused('alreadyKnown', `name: is that of ${quoted(named.id)}, who is known.`)
  return named
}

function speakerOf({ people }: Session, speaker: string): Named {
  const found = peopleNamed(people, speaker)
  if (found.length > 1) throw new Refused('ambiguousPerson', 'speaker: is the name of several known people. Give the id.')
  return found[0] ?? speaker
}

/** Somebody whom a statement names and who is not known, with the first place of their name for a quote. */
function personNamed(session: Session, name: string): Proposal {
  const [span] = placesOf(session.text, name)
  if (span === undefined) throw new TypeError('the name is in the text')
  const quote = session.text.given.slice(span.start, span.end)
  const place = { ...span, line: lineAt(session.text.given, span.start) }
  const { start, end } = { start: Math.max(0, span.start - 60), end: span.end + 100 }
  const context = session.text.given.slice(start, end).trim()
  return personProposal(session, name, {}, { quote, place, context, turn: undefined })
}

function newPerson(session: Session, { name, title, email }: DraftItem & { readonly kind: 'person' }, quote: FoundQuote): Proposal {
  for (const [path, words] of [
    ['title', title],
    ['email', email],
  ] as const) {
    if (words === undefined || holds(session.text, words)) continue
    throw new Refused(cutsWords(session.text, words) ? 'cutsWord' : 'notInText', `${path}: does not stand in the text.`)
  }
  return personProposal(session, name, { ...(title !== undefined && { title }), ...(email !== undefined && { email }) }, quote)
}

function personProposal(session: Session, name: string, known: object, quote: FoundQuote): Proposal {
  const id = newPersonId(session, name)
  if (session.village.stakeholders.some(each => each.id === id))
    throw new Refused('alreadyKnown', `name: is that of ${quoted(id)}, who is known.`)
  return proposalOf(session, 'person', quote, { fact: { id, name, ...known }, doubts: [], needs: [] })
}

/** The same for the same name, whatever text it stands in. */
function newPersonId({ village }: Session, name: string): string {
  return `new-${fingerprint(JSON.stringify([village.account.id, plainWords(name)]))}`
}
