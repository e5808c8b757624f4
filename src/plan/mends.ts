import type { MoveKind } from '../model/move.js'
import type { Finding } from '../risk/finding.js'

/** The moves that can end what each rule finds; of some none can, and of one it is enough that a move is with the people. */
export const MENDED_BY: { readonly [rule: string]: readonly MoveKind[] | 'any' } = {
  deciderUnheard: ['hear'],
  deciderStale: ['hear'],
  newcomer: ['hear'],
  decisionNear: ['hear'],
  noAnswer: ['hear'],
  goneCold: ['hear'],
  contradiction: ['hear'],
  tooRosy: ['hear'],
  conflict: ['hear'],
  singleThreaded: ['hear'],
  nobodyKnowsThem: ['hear'],
  listeningOverdue: ['hear'],
  motiveUnknown: ['hear'],
  boughtForAnotherReason: ['hear'],
  noDecider: ['identify'],
  deciderAgainst: ['meet', 'winOver'],
  diverging: ['meet', 'winOver'],
  fell: ['hear', 'meet'],
  expectationOverdue: ['meet'],
  expectationMissed: ['meet'],
  knowledgeLost: ['prepareHandover', 'hear'],
  handoverSuspected: ['prepareHandover', 'hear'],
  handoverFlagged: ['prepareHandover', 'hear'],
  left: ['prepareHandover', 'identify', 'winOver'],
  blockedByPolicy: ['liftBarrier'],
  likedUnused: ['liftBarrier'],
  useFell: ['liftBarrier'],
  loopOpen: ['answer'],
  recurring: ['answer'],
  voiceUnanswered: 'any',
  noChampion: [],
  decisionOverdue: [],
  overinvested: [],
  overloaded: [],
  interviewsUnfinished: [],
  touchpointsDiffer: [],
  ourSingleThread: [],
  teammateLeft: [],
  moveOverdue: [],
  planTooLate: [],
  moveWithoutOwner: [],
}

/** What a move is about, as far as findings may be about the same. */
export interface MoveSubject {
  readonly kind: MoveKind
  readonly with: readonly string[]
  /** The ids of what it is about: a person, an expectation, a barrier and its units, a comment. */
  readonly things: readonly string[]
}

/** Whether a move can end a finding: its kind can, and it is with the same people or about the same thing. */
export function canEnd({ kind, with: people, things }: MoveSubject, { rule, stakeholders, subjects, decision }: Finding): boolean {
  const kinds = Object.hasOwn(MENDED_BY, rule) ? (MENDED_BY[rule] ?? []) : []
  const about = new Set([...stakeholders, ...subjects.filter(subject => subject !== decision)])
  if (kinds === 'any') return people.some(person => about.has(person))
  return kinds.includes(kind) && (about.size === 0 || [...people, ...things].some(each => about.has(each)))
}
