import { voteOn } from '../decision/vote.js'
import { powerByStakeholder } from '../influence/power.js'
import { membersOf } from '../influence/powerByClass.js'
import { knownPeople } from '../moves/relationships.js'
import { powerTransitions } from '../transitions/powerTransitions.js'
import { type ReadinessItem, readinessItems } from '../transitions/readinessItems.js'
import type { Snapshot } from '../village/snapshot.js'
import { inTime, type Possible, possible } from './possible.js'

/** What is to be done before deciders take over, beside hearing and addressing them. */
export function preparing(s: Snapshot): Possible[] {
  const handover = handoverChance(s)
  const power = powerByStakeholder(s)
  const people = new Set(knownPeople(s))
  const [decider] = membersOf(s, 'decider')
    .filter(id => people.has(id))
    .sort((a, b) => (power.get(b)?.share ?? 0) - (power.get(a)?.share ?? 0))
  const moves = readinessItems(s).flatMap((item): Possible[] => {
    const partners = item.kind === 'onlyUsersVoice' ? [decider] : item.stakeholders
    const present = partners.flatMap(id => (id !== undefined && people.has(id) ? [id] : []))
    const why = WHY_PREPARED[item.kind]
    if (why === undefined || present.length === 0) return []
    const { coverage, probabilityOfYes } = item.price
    // Who is known to leave takes what only they carry along in any case.
    const chance = item.kind === 'championLeaving' ? 1 : handover
    return [
      possible(s, 'prepareHandover', [item.kind, item.matter ?? item.stakeholders[0] ?? ''].join(':'), {
        with: present,
        effect: { direct: probabilityOfYes * chance, coverage: coverage * chance },
        things: item.stakeholders,
        finishBy: inTime(s),
        words: [why],
      }),
    ]
  })
  // A theme and an expectation of the same words are prepared for at once.
  return [...new Map(moves.reverse().map(move => [move.id, move])).values()].reverse()
}

/** Why what would be lost in a hand-over is prepared for, of what is more than to hear and address deciders. */
const WHY_PREPARED: { readonly [Kind in ReadinessItem['kind']]?: string } = {
  onlyUsersVoice: 'Only users have said it, and it is lost when deciders take over.',
  soleBridge: 'All that users say reaches deciders through one person.',
  championLeaving: 'What only they carry to deciders goes with them.',
  championWithoutInfluence: 'Nobody listens to the champion that we have.',
}

/** The probability that power passes, or has, from users to deciders; where nothing is known of it, until the decision. */
function handoverChance(s: Snapshot): number {
  const known = powerTransitions(s).flatMap(({ status, probability = 0 }) => (status === 'noEvidence' ? [] : [probability]))
  if (known.length > 0) return Math.max(...known)
  const { state, agedDays } = voteOn(s)
  const days = state === 'dated' || state === 'overdue' ? agedDays : s.settings.risk.days
  return -Math.expm1(-s.settings.handover.hazardPerDay * days)
}
