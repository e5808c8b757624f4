import type { PowerTransition } from '../transitions/powerTransitions.js'
import { percent } from './numbers.js'

/** What each status of a hand-over means, to begin or end a sentence with. */
export const HANDOVER_WORDS: { readonly [Status in PowerTransition['status']]: string } = {
  noEvidence: 'no evidence of who drives; record who drives interactions',
  quiet: 'no clear sign that power has passed to the deciders',
  decidersLead: 'deciders have led since the records begin',
  suspected: 'power may have passed to the deciders',
  flagged: 'power has passed to the deciders',
  settled: 'power passed to the deciders, some time ago',
  reversed: 'power passed to the deciders and has gone back to the users',
}

/** The same in a cell of a table, where the probability alone says that nothing is clear. */
const SHORT: { readonly [Status in PowerTransition['status']]: string } = {
  noEvidence: 'no evidence',
  quiet: '',
  decidersLead: 'deciders lead',
  suspected: 'suspected',
  flagged: 'flagged',
  settled: 'settled',
  reversed: 'gone back',
}

/** The likeliest of several hand-overs as a cell of a table. */
export function likeliestInWords(transitions: readonly PowerTransition[]): string {
  const [likeliest] = byProbability(transitions)
  if (likeliest?.probability === undefined) return SHORT.noEvidence
  const words = SHORT[likeliest.status]
  return `${percent(likeliest.probability)}${words === '' ? '' : `, ${words}`}`
}

/** Hand-overs, the likeliest first and those without evidence last. */
export function byProbability(transitions: readonly PowerTransition[]): PowerTransition[] {
  return [...transitions].sort((a, b) => (b.probability ?? -1) - (a.probability ?? -1))
}
