import { quoted } from '../../errors.js'
import { DAY, formatInstant } from '../../support/instants.js'
import { daysMeant } from './dates.js'
import type { DraftDate } from './draft.js'
import { negationLeftOut, sentenceAround } from './negation.js'
import { type KnownPerson, mentionOf, nameOnly, peopleNamed } from './people.js'
import type { ProposalDate, ProposalDoubt, ProposalPlace } from './proposal.js'
import { Refused } from './refusal.js'
import { cutsWords, holds, lineAt, placesOf, type SourceText, type Span } from './sourceText.js'
import { type Turn, turnAt } from './turns.js'

/** A text with who says what in it, and the people whom it may name. */
export interface Grounds {
  readonly text: SourceText
  readonly turns: readonly Turn[]
  readonly people: readonly KnownPerson[]
  /** The first instant of the day of the text, in milliseconds. */
  readonly day: number
}

/** Somebody whom a draft names: a known person, or a name. */
export type Named = KnownPerson | string

/** A quote that stands in the text. */
export interface FoundQuote {
  readonly quote: string
  readonly place: ProposalPlace
  readonly context: string
  /** The one who says it, where the text tells. */
  readonly turn: Turn | undefined
}

/** Where the words of a speaker stand in the text. It is refused when they do not, when another says them, or when they leave out a negation. */
export function foundQuote({ text, turns, people }: Grounds, words: string, speaker: Named): FoundQuote {
  const places = placesOf(text, words)
  if (places.length === 0) {
    if (cutsWords(text, words)) throw new Refused('cutsWord', 'quote: begins or ends within a word. Quote whole words.')
    throw new Refused('notInText', 'quote: does not stand in the text. Quote it word for word.')
  }
  const spoken = places.map(span => ({ span, turn: turnAt(turns, span) }))
  // Where nobody is said to speak, anybody may.
  const own =
    spoken.find(({ turn }) => turn !== undefined && isSpeaker(people, turn, speaker)) ?? spoken.find(({ span }) => !isSpoken(turns, span))
  if (own === undefined)
    throw new Refused('wrongSpeaker', 'quote: is said by another person, or by two people. Name as speaker who says it.')
  const { span, turn } = own
  const bounds = turn ?? { start: 0, end: text.given.length }
  const negation = negationLeftOut(text.given, span, bounds)
  if (negation !== undefined) {
    throw new Refused('negationLeftOut', `quote: leaves out ${quoted(negation)} of its sentence. Quote the whole sentence.`)
  }
  return {
    quote: text.given.slice(span.start, span.end),
    place: { ...span, line: lineAt(text.given, span.start), ...(turn !== undefined && { speaker: turn.speaker }) },
    context: contextOf(text.given, span, bounds),
    turn,
  }
}

/** Whether part of it is in a turn. */
function isSpoken(turns: readonly Turn[], { start, end }: Span): boolean {
  return turns.some(turn => turn.start < end && start < turn.end)
}

function isSpeaker(people: readonly KnownPerson[], { speaker: label }: Turn, speaker: Named): boolean {
  if (typeof speaker !== 'string') return peopleNamed(people, label).includes(speaker)
  if (peopleNamed(people, label).length > 0) return false
  const [has, wanted] = [nameOnly(label), nameOnly(speaker)].map(name => name.split(' '))
  return wanted !== undefined && has !== undefined && (wanted.every(word => has.includes(word)) || has.every(word => wanted.includes(word)))
}

/** So many characters of the text a proposal shows around its quote, the quote included. */
const MOST_CONTEXT = 300

function contextOf(given: string, span: Span, bounds: Span): string {
  const sentence = sentenceAround(given, span, bounds)
  const room = Math.max(0, MOST_CONTEXT - (span.end - span.start))
  const start = Math.max(sentence.start, bounds.start, span.start - Math.floor(room / 2))
  const end = Math.min(bounds.end, Math.max(sentence.end, span.end + Math.floor(room / 2)), start + MOST_CONTEXT)
  return given.slice(start, end).trim()
}

/** The known person with an id, if the text may mean them; and the doubt whether it does. */
export function knownPerson(
  { text, people }: Grounds,
  id: string,
): { readonly person: KnownPerson; readonly doubts: readonly ProposalDoubt[] } {
  const person = people.find(each => each.id === id && !each.isOurs)
  if (person === undefined) {
    const isOurs = people.some(each => each.id === id)
    if (isOurs) throw new Refused('ourPerson', `stakeholder: ${quoted(id)} is one of ours, not of the account.`)
    throw new Refused('unknownId', `stakeholder: no one has the id ${quoted(id)}. Give a person who is not known by name.`)
  }
  const mention = mentionOf(text, person, people)
  if (mention === 'ambiguous') {
    throw new Refused('ambiguousPerson', `stakeholder: the text does not tell ${quoted(id)} from another person of the name.`)
  }
  return { person, doubts: mention === 'notNamed' ? ['personNotNamed'] : [] }
}

/** The known person whom a name means, or the name where it is that of nobody known. */
export function personByName(grounds: Grounds, name: string): Named {
  if (!holds(grounds.text, name)) throw new Refused('notInText', 'name: does not stand in the text. Give the name as the text has it.')
  const named = peopleNamed(grounds.people, name)
  const [person, ...others] = named
  if (person === undefined) return name
  const isWhole = person.name === nameOnly(name) && others.length === 0
  if (!isWhole)
    throw new Refused('ambiguousPerson', 'name: may be that of a known person. Give their id, or the full name of a new person.')
  if (person.isOurs) throw new Refused('ourPerson', `name: is that of ${quoted(person.id)}, who is one of ours.`)
  return knownPerson(grounds, person.id).person
}

/** A date as the text gives it, where it stands, and the doubts about it. */
export interface FoundDate {
  readonly date: ProposalDate
  readonly doubts: readonly ProposalDoubt[]
}

/**
 * The day that the words of a date mean. It is refused when the text does not hold them, when they mean no day, or another than the draft says,
 * and when they stand outside of the quote in a sentence that negates them.
 *
 * @param end whether of several days the last is meant, as of what is due in April
 */
export function foundDate(grounds: Grounds, { words, date }: DraftDate, quote: FoundQuote, path: string, end: boolean): FoundDate {
  const { text, day } = grounds
  const place = placeOfDate(grounds, words, quote, path)
  const meant = daysMeant(words, day, end)
  const days = meant.map(({ from, to }) => (end ? to : from))
  if (days[0] === undefined) throw new Refused('dateNotUnderstood', `${path}.words: say no day that can be told from the day of the text.`)
  const wanted = date === undefined ? days[0] : days.find(each => dayText(each) === date)
  if (wanted === undefined)
    throw new Refused('dateDiffers', `${path}.date: is not ${days.map(dayText).join(' or ')}, which the words mean.`)
  const isSameTurn = turnAt(grounds.turns, place) === quote.turn
  return {
    date: { words: text.given.slice(place.start, place.end), day: dayText(wanted), line: lineAt(text.given, place.start) },
    doubts: [...(days.length > 1 ? ['dateAmbiguous' as const] : []), ...(isSameTurn ? [] : ['dateOfAnotherSpeaker' as const])],
  }
}

/** Where the words of a date stand: in the quote, else where its speaker says them, else anywhere. */
function placeOfDate({ text, turns }: Grounds, words: string, { place: quoted, turn }: FoundQuote, path: string): Span {
  const places = placesOf(text, words)
  const inQuote = places.find(({ start, end }) => quoted.start <= start && end <= quoted.end)
  if (inQuote !== undefined) return inQuote
  const place = places.find(each => turnAt(turns, each) === turn) ?? places[0]
  if (place === undefined) throw new Refused('dateNotInText', `${path}.words: do not stand in the text. Quote the words of the date.`)
  const negation = negationLeftOut(text.given, place, turnAt(turns, place) ?? { start: 0, end: text.given.length })
  if (negation !== undefined)
    throw new Refused('negationLeftOut', `${path}.words: leave out the ${JSON.stringify(negation)} of their sentence. Quote the sentence.`)
  return place
}

function dayText(milliseconds: number): string {
  return formatInstant(Math.floor(milliseconds / DAY) * DAY).slice(0, 10)
}
