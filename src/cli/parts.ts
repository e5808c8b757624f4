import { type JsonText, openJson } from './json.js'

/** A value in a larger one that is not held as a whole. */
export interface Part {
  readonly value: unknown
  /** The names under which it stands, from the outside in. */
  readonly path: readonly string[]
  /** What the object around its list has told before. */
  readonly page: object
  /** Whether it is what stood around lists, without what was in them. */
  readonly isAround: boolean
}

/** A value of so many bytes is a part. */
export const WHOLE = 2 ** 20

/**
 * The parts of a JSON value that comes a piece at a time: the elements of its lists, and then what stands around them.
 *
 * What is larger than a part is taken apart if it is a list, a page of records, or tables by name. Anything else, such as a record with many
 * in it, is held as a whole.
 *
 * @param pages the names under which pages have their records
 * @param whole the bytes of a part
 * @throws CliFailure if it is no JSON
 */
export function* jsonParts(pieces: Iterable<Uint8Array>, file: string, pages: readonly string[], whole = WHOLE): Generator<Part> {
  const json = openJson(pieces, file)
  const place = { path: [], page: {}, pages, whole }
  yield* json.next() === '[' ? elementsOf(json, place) : membersOf(json, place, 'whole')
  json.end()
}

interface Place extends Pick<Part, 'path' | 'page'> {
  readonly pages: readonly string[]
  readonly whole: number
}

function* elementsOf(json: JsonText, place: Place): Generator<Part> {
  json.take('[')
  for (let isFirst = true; json.next() !== ']'; isFirst = false) {
    if (!isFirst) json.take(',')
    const value = json.value(place.whole)
    if (value !== undefined) yield { value, path: place.path, page: place.page, isAround: false }
    else yield* json.next() === '[' ? elementsOf(json, place) : membersOf(json, place, 'element')
  }
  json.take(']')
}

function* membersOf(json: JsonText, { path, page, pages, whole }: Place, role: 'whole' | 'element' | 'member'): Generator<Part> {
  const members = new Map<string, unknown>()
  let isAround = role === 'member'
  json.take('{')
  for (let isFirst = true; json.next() !== '}'; isFirst = false) {
    if (!isFirst) json.take(',')
    const name = json.name()
    const value = json.value(whole)
    const isTable = role === 'whole' && [...members.values()].every(each => typeof each === 'object' && each !== null)
    if (value === undefined && '[{'.includes(json.next() ?? ' ') && (isTable || pages.includes(name))) {
      const within = { path: [...path, name], page: Object.fromEntries(members), pages, whole }
      yield* json.next() === '[' ? elementsOf(json, within) : membersOf(json, within, 'member')
      members.set(name, [])
      isAround = true
    } else members.set(name, value ?? json.value())
  }
  json.take('}')
  yield { value: Object.fromEntries(members), path, page, isAround }
}
