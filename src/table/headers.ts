import type { Cell } from '../reading/words.js'
import { nearest } from '../support/nearest.js'
import { isPlainRoleHeader } from './roles.js'
import { type ColumnUse, NAME_PARTS, NAMES, UNREAD } from './vocabulary.js'

/** What a column may be for by its name, and how near its name comes to one that is known: 1 for the same, 0.5 for one that is much like it. */
export interface HeaderMatch {
  readonly use: ColumnUse
  readonly nearness: 1 | 0.9 | 0.5
}

/** The name of a column in the form in which `NAMES` are written. */
export function plainHeader(name: string): string {
  return plainWords(name.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
}

function plainWords(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()
}

/** What a column may be for by its name, the nearest first. */
export function headerMatches(name: string): readonly HeaderMatch[] {
  const plain = plainHeader(name)
  const exact = BY_NAME.get(plain)
  if (exact !== undefined) return exact.map(use => ({ use, nearness: 1 }))
  const core = withoutNoise(plain)
  const part =
    BY_NAME.get(core) ?? partsOf(name).flatMap(each => BY_NAME.get(plainHeader(each)) ?? BY_NAME.get(withoutNoise(plainHeader(each))) ?? [])
  if (part.length > 0) return [...new Set(part)].map(use => ({ use, nearness: 0.9 }))
  const like = plain.length < MOST_EXACT ? undefined : nearest(plain, BY_NAME.keys(), MOST_SLIPS)
  return (like === undefined ? [] : (BY_NAME.get(like) ?? [])).map(use => ({ use, nearness: 0.5 }))
}

/** Names this short are only known in full, since two of them differ in a letter or two. */
const MOST_EXACT = 5
/** One letter in so many may be wrong. */
const MOST_SLIPS = 5

/** Why nothing reads a column, where its name says what it holds. */
export function unreadReason(name: string): string | undefined {
  const plain = plainHeader(name)
  return WHY_UNREAD.get(plain) ?? WHY_UNREAD.get(withoutNoise(plain))
}

/** The row of a file that names its columns: titles and dates may stand above it. */
export function headersAmong(rows: readonly (readonly (Cell | undefined)[])[]): number {
  const known = (cells: readonly (Cell | undefined)[]): number => cells.filter(cell => typeof cell === 'string' && isKnown(cell)).length
  const first = known(rows[0] ?? [])
  const found = first >= 2 ? -1 : rows.slice(0, MOST_TITLES).findIndex(cells => known(cells) >= Math.max(2, first + 1))
  return Math.max(0, found)
}

/** So many rows may stand above the header. */
const MOST_TITLES = 15

function isKnown(header: string): boolean {
  const [best] = headerMatches(header)
  return (best !== undefined && best.nearness > 0.5) || isPlainRoleHeader(header) || unreadReason(header) !== undefined
}

function partsOf(name: string): readonly string[] {
  const parts = name.replace(/\([^()]*\)/g, ' ').split(/[/&|,]|\bor\b|\band\b|\boder\b|\bund\b/)
  return parts.length > 1 ? parts : []
}

/** The words of a header that tell it apart. */
function withoutNoise(plain: string): string {
  const words = plain.split(' ')
  const kept = words.filter(word => !NOISE.has(word))
  return (kept.length > 0 ? kept : words).join(' ')
}

const NOISE = new Set(
  `level rating score current stakeholder contact person status type of the d l al their our my us towards to de du la le des el del los di della der
  die das zum zur niveau grad nivel livello stand degree key customer client actual aktuell aktuelle actuel actuelle attuale atual huidige
  stufe estado statut stato info information details value assessment assigned primary buying`.split(/\s+/),
)

const BY_NAME: ReadonlyMap<string, readonly ColumnUse[]> = byName([...Object.entries(NAMES), ...Object.entries(NAME_PARTS)])

function byName(lists: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly ColumnUse[]> {
  const found = new Map<string, ColumnUse[]>()
  for (const [use, names] of lists) {
    if (!isUse(use)) continue
    for (const name of namesIn(names)) {
      const uses = found.get(name) ?? []
      if (!uses.includes(use)) found.set(name, [...uses, use])
    }
  }
  return found
}

function isUse(name: string): name is ColumnUse {
  return Object.hasOwn(NAMES, name) || Object.hasOwn(NAME_PARTS, name)
}

const WHY_UNREAD: ReadonlyMap<string, string> = new Map(UNREAD.flatMap(([why, names]) => namesIn(names).map(name => [name, why] as const)))

function namesIn(names: string): readonly string[] {
  return names.split('|').map(name => name.trim().replace(/\s+/g, ' '))
}
