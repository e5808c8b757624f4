import { InvalidArgumentError } from '../errors.js'
import type { Comment } from '../model/comment.js'
import type { Village } from '../model/village.js'
import { inOrder, rowsBy } from '../village/rows.js'
import { rowsOf, villageOf } from '../village/village.js'
import { believed } from './commentChanges.js'

/** What stands where a name stood. */
const REDACTED = '[redacted]'

/**
 * The village in which a comment no longer names somebody: wherever one of the words stands in its text, its themes or what was done about
 * it, `[redacted]` does. Everything else is as it was; the same village comes back when none of the words is there.
 *
 * Unlike `revise` it leaves nothing behind: every version of the comment that was ever believed is redacted, so that no snapshot of an
 * earlier day shows the name. A system that still holds the original would bring it back; redact it there too. Case does not matter, a word
 * counts only as a whole, and spaces in a name stand for any.
 *
 * @param names what is not to be named, such as a person's names and nicknames
 * @throws InvalidArgumentError when there is no such comment, or a name is empty
 * @example
 * import { createVillage } from 'account-village'
 * import { redactComment } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   comments: [{ id: 'c1', at: '2026-03-02', stakeholder: 'ann', text: 'Eva  Stone promised it; stones apart, EVA never called.' }],
 * })
 * redactComment(village, 'c1', ['Eva Stone', 'Eva']).comments[0]?.text
 * //=> '[redacted] promised it; stones apart, [redacted] never called.'
 */
export function redactComment(village: Village, comment: string, names: readonly string[]): Village {
  believed('redactComment', village, comment)
  const pattern = patternOf(names)
  const rows = rowsOf(village)
  let found = false
  const redact = (text: string): string => {
    const plain = text.normalize('NFC')
    if (plain.search(pattern) < 0) return text
    found = true
    return plain.replace(pattern, REDACTED)
  }
  const redacted = rows.comments.map(row => (row.id === comment ? { ...row, fact: redactedFact(row.fact, redact) } : row))
  if (!found) return village
  return villageOf(rowsBy(name => (name === 'comments' ? inOrder(redacted, name) : rows[name])))
}

function redactedFact(fact: Comment, redact: (text: string) => string): Comment {
  const { themes, actions } = fact
  return {
    ...fact,
    text: redact(fact.text),
    ...(themes !== undefined && { themes: themes.map(redact) }),
    ...(actions !== undefined && { actions: actions.map(action => ({ ...action, statement: redact(action.statement) })) }),
  }
}

/** Any of the names as a whole word; longer ones first, so that a full name is not left half. */
function patternOf(names: readonly string[]): RegExp {
  const words = names.map(name => name.normalize('NFC').trim())
  const empty = words.flatMap((word, i) => (word === '' ? [i] : []))
  if (names.length === 0 || empty.length > 0) {
    const issue = (path: string) => ({ path, message: 'is empty; give the words to redact', code: 'invalidArgument' }) as const
    throw new InvalidArgumentError('redactComment', names.length === 0 ? [issue('names')] : empty.map(i => issue(`names[${i}]`)))
  }
  const longest = words.sort((a, b) => b.length - a.length)
  const either = longest.map(word => word.split(/\s+/).map(literal).join('\\s+')).join('|')
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${either})(?![\\p{L}\\p{N}])`, 'giu')
}

/** A text as a pattern that matches nothing else. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
