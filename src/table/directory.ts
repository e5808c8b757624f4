import type { Stakeholder } from '../model/stakeholder.js'
import type { Village } from '../model/village.js'
import { foldedText } from '../support/text.js'
import { believedRows } from '../village/revise.js'
import { rowsOf } from '../village/village.js'

/** What a text that names a person means: the id of the one that it fits, `unknown` where it fits nobody, `several` where it fits more. */
export type Found = { readonly id: string } | 'unknown' | 'several'

/** People by what they can be named by. */
export interface Directory {
  /** Whom a text names: an id first, then an id in another system, a mail address, and a name. */
  find(text: string): Found
  /** Whom an id names, in the village or in another system. */
  findId(text: string): Found
  findMail(text: string): Found
  findName(text: string): Found
  /** Adds a person, or more of what one can be named by. */
  add(person: Pick<Stakeholder, 'id' | 'name' | 'email' | 'externalIds'>): void
}

/** A directory of the people of a village, as they are believed to be now; an empty one without a village. */
export function directoryOf(where: string, village: Village | undefined): Directory {
  const [ids, others, mails, names] = [index(), index(), index(), index()]
  const directory: Directory = {
    find(text) {
      for (const find of [directory.findId, directory.findMail, directory.findName]) {
        const found = find(text)
        if (found !== 'unknown') return found
      }
      return 'unknown'
    },
    findId(text) {
      for (const key of [text, text.trim()]) {
        const found = [ids, others].map(each => only(each.get(key))).find(each => each !== 'unknown')
        if (found !== undefined) return found
      }
      return 'unknown'
    },
    findMail: text => only(mails.get(foldedText(text))),
    findName: text => only(names.get(nameKey(text))),
    add({ id, name, email, externalIds = [] }) {
      put(ids, id, id)
      for (const external of externalIds) put(others, external.id, id)
      if (email !== undefined) put(mails, foldedText(email), id)
      if (name !== undefined) put(names, nameKey(name), id)
    },
  }
  for (const person of village === undefined ? [] : peopleOf(where, village).values()) directory.add(person)
  return directory
}

/** The people of a village as they are believed to be now, by id. */
export function peopleOf(where: string, village: Village): ReadonlyMap<string, Stakeholder> {
  return new Map([...believedRows(rowsOf(where, village).stakeholders).values()].map(({ fact }) => [fact.id, fact]))
}

/** A name as it is compared: case, accents of typing, blanks and dots do not matter, and `Kurz, Anneke` is `Anneke Kurz`. */
function nameKey(name: string): string {
  const [last = '', first, ...more] = name.normalize('NFC').split(',')
  const ordered = first !== undefined && more.length === 0 && first.trim() !== '' ? `${first} ${last}` : name.normalize('NFC')
  return foldedText(ordered)
}

type Index = Map<string, Set<string>>

function index(): Index {
  return new Map()
}

function put(into: Index, key: string, id: string): void {
  into.set(key, (into.get(key) ?? new Set<string>()).add(id))
}

function only(ids: ReadonlySet<string> | undefined): Found {
  const [id, ...others] = ids ?? []
  if (id === undefined) return 'unknown'
  return others.length === 0 ? { id } : 'several'
}
