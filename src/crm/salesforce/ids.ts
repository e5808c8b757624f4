/**
 * The first 15 characters of a Salesforce id, which alone say what it names, or `undefined` for what is no id.
 *
 * Case matters in them. The three that may follow only say which of them are capitals, for systems that lose case: where all letters have
 * come in one case, they are put right by them.
 */
export function shortId(given: string): string | undefined {
  const text = given.trim()
  if (!ID.test(text)) return undefined
  const short = text.slice(0, 15)
  if (text.length === 15 || !isOneCase(text)) return short
  const suffix = text.slice(15).toUpperCase()
  // No capitals at all is also what people write who make an id up, so that it proves nothing.
  return suffix === 'AAA' ? short : (withCapitals(short, suffix) ?? short)
}

/**
 * The 18 characters of an id of 15.
 *
 * Each of the last three stands for five of the others: one bit for each, the first the lowest, set when it is a capital. The 32 numbers
 * are written as A to Z and 0 to 5. Source: Salesforce's documentation of its id field type.
 */
export function longId(short: string): string {
  return short + [0, 5, 10].map(start => suffixOf(short.slice(start, start + 5))).join('')
}

/** Whether a text is how files of `sf data export tree` name a record that has no id yet. */
export function isTreeReference(given: string): boolean {
  return /^@\w+$/.test(given)
}

/** Whether a record that is written can name another by this. */
export function isReferable(given: string): boolean {
  return isTreeReference(given) || shortId(given) !== undefined
}

const ID = /^[A-Za-z0-9]{15}(?:[A-Za-z0-5]{3})?$/

const SUFFIXES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

function suffixOf(five: string): string {
  const bits = [...five].reduce((sum, character, i) => sum + (isCapital(character) ? 2 ** i : 0), 0)
  return SUFFIXES.charAt(bits)
}

function isCapital(character: string): boolean {
  return character >= 'A' && character <= 'Z'
}

function isOneCase(text: string): boolean {
  return text === text.toLowerCase() || text === text.toUpperCase()
}

/** The id with capitals where its suffix says, or `undefined` when it says so of a digit. */
function withCapitals(short: string, suffix: string): string | undefined {
  const bits = [...suffix].map(character => SUFFIXES.indexOf(character))
  const cased = [...short.toLowerCase()].map((character, i) => {
    const isSet = Math.floor((bits[Math.floor(i / 5)] ?? 0) / 2 ** (i % 5)) % 2 === 1
    return isSet ? character.toUpperCase() : character
  })
  const repaired = cased.join('')
  return longId(repaired).endsWith(suffix) ? repaired : undefined
}
