import { powerByStakeholder } from '../influence/power.js'
import { compareText } from '../support/order.js'
import { foldedText } from '../support/text.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'

/** A theme or an expectation, and who has voiced it. */
export interface VoicedMatter {
  readonly kind: 'theme' | 'expectation'
  /** The theme, or the statement of the expectation, as it was first written. */
  readonly text: string
  /** The stakeholders who voiced it, in order of id. */
  readonly stakeholders: readonly string[]
}

/**
 * Everything that stakeholders have brought up: themes of readings, comments and interviews, and expectations that are open. Case and
 * spaces do not tell matters apart.
 */
export function voicedMatters(s: Snapshot): readonly VoicedMatter[] {
  return remembered(s, computeVoicedMatters)
}

function computeVoicedMatters(s: Snapshot): readonly VoicedMatter[] {
  const matters = new Map<string, { kind: VoicedMatter['kind']; text: string; people: Set<string> }>()
  const present = powerByStakeholder(s)
  const voice = (kind: VoicedMatter['kind'], text: string, stakeholder: string): void => {
    if (!present.has(stakeholder)) return
    const key = `${kind}:${foldedText(text)}`
    const known = matters.get(key)
    if (known === undefined) matters.set(key, { kind, text, people: new Set([stakeholder]) })
    else known.people.add(stakeholder)
  }
  for (const { themes = [], stakeholder } of [...s.observations, ...s.comments])
    for (const theme of themes) voice('theme', theme, stakeholder)
  for (const { answers, stakeholder } of s.interviews) {
    for (const theme of answers.flatMap(({ themes = [] }) => themes)) voice('theme', theme, stakeholder)
  }
  for (const { statement, stakeholder, status } of s.expectations) {
    if ((status.at(-1)?.state ?? 'open') === 'open') voice('expectation', statement, stakeholder)
  }
  return [...matters.values()].map(({ kind, text, people }) => ({ kind, text, stakeholders: [...people].sort(compareText) }))
}

/** What users and their advocates have voiced, and of it what none of those has who decide or guard a gate. */
export function usersMatters(s: Snapshot): { readonly all: readonly VoicedMatter[]; readonly onlyTheirs: readonly VoicedMatter[] } {
  return remembered(s, computeUsersMatters)
}

function computeUsersMatters(s: Snapshot): { readonly all: readonly VoicedMatter[]; readonly onlyTheirs: readonly VoicedMatter[] } {
  const shares = powerByStakeholder(s)
  const isUser = (id: string): boolean => ['user', 'advocate'].includes(shares.get(id)?.class ?? 'unknown')
  const isDecider = (id: string): boolean => ['decider', 'gate'].includes(shares.get(id)?.class ?? 'unknown')
  const all = voicedMatters(s).filter(({ stakeholders }) => stakeholders.some(isUser))
  return { all, onlyTheirs: all.filter(({ stakeholders }) => !stakeholders.some(isDecider)) }
}
