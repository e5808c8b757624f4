import { type Issue, quoted, type VillageError } from '../../errors.js'
import { groupedBy } from '../../support/grouping.js'
import type { Draft, FactLine } from './lines.js'
import type { People } from './names.js'

/** The lines that are at fault, and what is wrong with each. */
export function refusedBy({ issues }: VillageError, lines: readonly FactLine[], people: People): ReadonlyMap<FactLine, string> {
  const lineAt = lineFinder(lines)
  const sameAs = sameIds(lines)
  const wrong = new Map<FactLine, Set<string>>()
  const refuse = (line: FactLine, message: string): void => void wrong.set(line, (wrong.get(line) ?? new Set()).add(message))
  for (const issue of issues) {
    const line = lineAt(issue.path)
    if (line === undefined) continue
    const at = issue.code === 'conflictingFact' ? atOdds(sameAs(line)) : [line]
    for (const each of at) for (const message of messagesFor(issue, each.fact, people)) refuse(each, message)
  }
  return new Map([...wrong].map(([line, messages]) => [line, [...messages].join(' · ')]))
}

/** Finds the line of a place such as `comments[3].at`, among the facts that lines make array by array. */
export function lineFinder(lines: readonly FactLine[]): (path: string) => FactLine | undefined {
  const byArray = groupedBy(lines, ({ array }) => array)
  const found = new Map([...byArray].flatMap(([array, own]) => own.map((line, i) => [`${array}[${i}]`, line])))
  return path => found.get(path.slice(0, path.indexOf(']') + 1))
}

/** Finds the lines that have the kind and the id of a line. */
function sameIds(lines: readonly FactLine[]): (line: FactLine) => readonly FactLine[] {
  const keyOf = ({ array, fact }: FactLine): string => `${array} ${String(fact.id)}`
  const groups = groupedBy(lines, keyOf)
  return line => (line.fact.id === undefined ? [line] : (groups.get(keyOf(line)) ?? [line]))
}

/** Of lines with one id, those that do not say what the first of them says; all of them where they agree and something known says otherwise. */
function atOdds(same: readonly FactLine[]): readonly FactLine[] {
  const text = JSON.stringify(same[0]?.fact)
  const others = same.filter(({ fact }) => JSON.stringify(fact) !== text)
  return others.length > 0 ? others : same
}

function messagesFor(issue: Issue, fact: Draft, people: People): string[] {
  const field = issue.path.replace(/^\w+\[\d+\]\.?/, '')
  if (issue.code === 'conflictingFact') {
    return [`${quoted(fact.id ?? 'its id')} is known with other content. Give it an id of its own, or replace what is known with --revise.`]
  }
  if (issue.code === 'unknownStakeholder' && field in fact) {
    const reasons = [fact[field]].flat().flatMap(text => people.whyNot(text) ?? [])
    return (reasons.length > 0 ? reasons : ['names a person whose own line does not fit.']).map(why => `${field} ${why}`)
  }
  const message = withoutTexts(issue.message, fact)
  return [field === '' ? message : `${field}${message.startsWith('there is') ? ':' : ''} ${message}`]
}

/** The message without what the line says, where that could be what a person is called or says. */
function withoutTexts(message: string, fact: unknown): string {
  return textsIn(fact).reduce((told, text) => (HARMLESS.test(text) ? told : told.replaceAll(quoted(text), 'what is given')), message)
}

/** A word, a number or a date. */
const HARMLESS = /^(?:[\w.,:+/-]{1,40}|[\s\d.,+%-]{1,20})$/

function textsIn(value: unknown, depth = 8): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || depth === 0) return []
  const entries: [string, unknown][] = Object.entries(value)
  return entries.flatMap(([name, each]) => [name, ...textsIn(each, depth - 1)])
}
