import type { Village } from '../../model/village.js'
import { foldedMail } from '../../support/text.js'
import { holds, plainWords, type SourceText } from './sourceText.js'

/** A person of the account or of ours, as texts may name them. */
export interface KnownPerson {
  readonly id: string
  readonly isOurs: boolean
  /** Their name as it is compared; empty when it is not known. */
  readonly name: string
  readonly mail: string | undefined
  /** What else tells them from others of the name: their title, and the name of their unit or team. */
  readonly marks: readonly string[]
}

/** Everybody whom a village knows, each as last believed. */
export function peopleOf(village: Village): readonly KnownPerson[] {
  const units = new Map([...village.units].reverse().map(({ id, name }) => [id, name]))
  const theirs = village.stakeholders.map(({ id, name = '', email, title, unit, retractedAt }) => {
    return { id, isOurs: false, name, email, marks: [title, units.get(unit ?? '')], retractedAt }
  })
  const ours = village.teammates.map(({ id, name = '', email, title, team, retractedAt }) => {
    return { id, isOurs: true, name, email, marks: [title, team], retractedAt }
  })
  const seen = new Set<string>()
  return [...theirs, ...ours].flatMap(({ id, isOurs, name, email, marks, retractedAt }) => {
    const key = `${isOurs} ${id}`
    // The version believed last is first.
    if (seen.has(key)) return []
    seen.add(key)
    if (retractedAt !== undefined) return []
    return [{ id, isOurs, name: plainWords(name), mail: foldedMail(email), marks: marks.flatMap(mark => plainWords(mark ?? '') || []) }]
  })
}

/** The people whom a label may mean: by their id, their mail address, their name, or words of it. */
export function peopleNamed(people: readonly KnownPerson[], label: string): readonly KnownPerson[] {
  const byId = people.filter(({ id }) => id === label)
  if (byId.length > 0) return byId
  const plain = plainWords(label)
  const byMail = people.filter(({ mail }) => mail !== undefined && plain.includes(mail))
  if (byMail.length > 0) return byMail
  const bare = nameOnly(label)
  const byName = people.filter(({ name }) => name !== '' && name === bare)
  if (byName.length > 0) return byName
  const words = wordsOf(bare)
  return words.length === 0 ? [] : people.filter(({ name }) => words.every(word => wordsOf(name).includes(word)))
}

/** A label without a mail address, a title in brackets and quotation marks; names written last name first are turned. */
export function nameOnly(label: string): string {
  const bare = plainWords(
    label.replace(/<[^<>]{0,200}>|\([^()]{0,200}\)|\[[^[\]]{0,200}\]|["“”„]/g, ' ').replace(/\S{1,99}@\S{1,99}/g, ' '),
  )
  const [last = '', first, ...others] = bare.split(',').map(part => part.trim())
  return first !== undefined && others.length === 0 ? `${first} ${last}` : bare
}

/** How surely a text means a person: it names them alone, it does not name them, or its words fit others as well. */
export type Mentioned = 'named' | 'notNamed' | 'ambiguous'

/** How surely a text that is said to be about a person means them. */
export function mentionOf(text: SourceText, person: KnownPerson, people: readonly KnownPerson[]): Mentioned {
  const others = people.filter(other => other !== person)
  if (person.mail !== undefined && text.plain.includes(person.mail)) return 'named'
  const named = person.name !== '' && holds(text, person.name)
  const namesakes = others.filter(({ name }) => name === person.name)
  if (named && namesakes.length === 0) return 'named'
  if (named) {
    const own = person.marks.filter(mark => namesakes.every(({ marks }) => !marks.includes(mark)))
    return own.some(mark => holds(text, mark)) ? 'named' : 'ambiguous'
  }
  const words = wordsOf(person.name).filter(word => holds(text, word))
  if (words.length > 0) return others.some(({ name }) => words.every(word => wordsOf(name).includes(word))) ? 'ambiguous' : 'named'
  const own = person.marks.filter(mark => others.every(({ marks }) => !marks.includes(mark)))
  return own.some(mark => holds(text, mark)) ? 'named' : 'notNamed'
}

/** The words of a name that tell people apart. */
function wordsOf(name: string): string[] {
  return name.split(/[\s.,]+/).filter(word => word.length > 1 && !TITLES.has(word))
}

const TITLES = new Set('mr,mrs,ms,dr,prof,herr,frau,hr,fr,mme,mlle,monsieur,madame,m'.split(','))
