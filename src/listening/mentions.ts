import type { Instant } from '../support/instants.js'
import { compareText } from '../support/order.js'
import { foldedText } from '../support/text.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'

/** That somebody brought up a theme. */
export interface Mention {
  /** The theme without what does not tell themes apart: case, and spaces around and between words. */
  readonly key: string
  /** The theme as it was written. */
  readonly theme: string
  readonly stakeholder: string
  readonly at: Instant
  readonly source: 'observation' | 'comment' | 'interview'
  /** The id of the fact in which it stands. */
  readonly fact: string
}

/** Every theme that anybody brought up, each once a fact, in order of time. */
export function mentions(s: Snapshot): readonly Mention[] {
  return remembered(s, computeMentions)
}

function computeMentions(s: Snapshot): readonly Mention[] {
  const found = [
    ...s.observations.flatMap(({ id, at, stakeholder, themes }) => from(themes, { stakeholder, at, source: 'observation', fact: id })),
    ...s.comments.flatMap(({ id, at, stakeholder, themes }) => from(themes, { stakeholder, at, source: 'comment', fact: id })),
    ...s.interviews.flatMap(({ id, at, stakeholder, answers }) =>
      from(
        answers.flatMap(({ themes = [] }) => themes),
        { stakeholder, at, source: 'interview', fact: id },
      ),
    ),
  ]
  return found.sort((a, b) => compareText(a.at, b.at) || compareText(mentionKey(a), mentionKey(b)))
}

function from(themes: readonly string[] = [], where: Omit<Mention, 'key' | 'theme'>): Mention[] {
  const byKey = new Map<string, string>()
  for (const theme of themes) if (!byKey.has(foldedText(theme))) byKey.set(foldedText(theme), theme)
  return [...byKey].map(([key, theme]) => ({ key, theme, ...where }))
}

function mentionKey({ source, fact, key }: Mention): string {
  return JSON.stringify([source, fact, key])
}
