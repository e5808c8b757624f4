import { InvalidArgumentError, LimitExceededError } from '../errors.js'
import type { Comment } from '../model/comment.js'
import type { Village } from '../model/village.js'
import { redactionOf } from '../support/redaction.js'
import { inOrder, rowsBy } from '../village/rows.js'
import { rowsOf, villageOf } from '../village/village.js'
import { believed } from './commentChanges.js'

/** So many names are looked for at a time, each of so many characters at most. */
const REDACTION_LIMITS = { names: 10_000, characters: 200 } as const

/**
 * The village in which a comment no longer names somebody: wherever one of the words stands in its text, its themes or what was done about
 * it, `[redacted]` does. Everything else is as it was; the same village comes back when none of the words is there.
 *
 * Unlike `revise` it leaves nothing behind: every version of the comment that was ever believed is redacted, so that no snapshot of an
 * earlier day shows the name. A system that still holds the original would bring it back; redact it there too. Case does not matter, a word
 * counts only as a whole, but in scripts without spaces such as Chinese wherever it is, and spaces in a name stand for any.
 *
 * @param names what is not to be named, such as a person's names and nicknames
 * @throws InvalidArgumentError when there is no such comment, or a name is empty or longer than 200 characters; LimitExceededError for more
 * than 10,000 names
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
  refuseSenseless(names)
  const redaction = redactionOf(names, '[redacted]')
  const rows = rowsOf('redactComment', village)
  let found = false
  const redact = (text: string): string => {
    const without = redaction(text)
    found ||= without !== undefined
    return without ?? text
  }
  const redacted = rows.comments.map(row => (row.id === comment ? { ...row, fact: redactedFact(row.fact, redact) } : row))
  if (!found) return village
  return villageOf(rowsBy(name => (name === 'comments' ? inOrder(redacted, name) : rows[name]), rows.registers))
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

/** Refuses names that are none, or more than would be looked for. */
function refuseSenseless(names: readonly string[]): void {
  const issue = (path: string, message: string) => ({ path, message, code: 'invalidArgument' }) as const
  if (!Array.isArray(names) || names.length === 0) {
    throw new InvalidArgumentError('redactComment', [issue('names', 'is empty; give a list of the words to redact')])
  }
  const { names: most, characters } = REDACTION_LIMITS
  if (names.length > most) throw new LimitExceededError('redactComment', 'names', most, names.length, 'Redact them a part at a time.')
  const issues = Array.from(names, (name: unknown, i) => {
    if (typeof name !== 'string' || name.trim() === '') return [issue(`names[${i}]`, 'is empty; give the words to redact')]
    return name.length > characters ? [issue(`names[${i}]`, `is longer than ${characters} characters, which no name is`)] : []
  }).flat()
  if (issues.length > 0) throw new InvalidArgumentError('redactComment', issues)
}
