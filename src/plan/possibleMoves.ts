import { isOpen, voteOn } from '../decision/vote.js'
import { offeringFlow } from '../flow/offeringFlow.js'
import type { Snapshot } from '../village/snapshot.js'
import { inTime, type Possible, possible } from './possible.js'
import { preparing } from './possibleHandover.js'
import { hearing, identifying } from './possibleHearings.js'
import { answering, meeting, sharing, winningOver } from './possibleSways.js'

/** Every move that could be made, judged for the decision in view; in no order. */
export function possibleMoves(s: Snapshot): readonly Possible[] {
  return [
    ...identifying(s),
    ...hearing(s),
    ...meeting(s),
    ...winningOver(s),
    ...lifting(s),
    ...preparing(s),
    ...answering(s),
    ...sharing(s),
  ]
}

/** Lifting a barrier, which moves nobody's sentiment but raises use. */
function lifting(s: Snapshot): Possible[] {
  const value = isOpen(voteOn(s)) ? s.decision?.value : undefined
  const people = new Map(s.units.map(({ id }) => [id, s.stakeholders.filter(({ unit }) => unit === id).map(person => person.id)]))
  return offeringFlow(s).barriers.map(({ barrier, units, gain, yearly }) => {
    const indirect = value !== undefined && yearly?.currency === value.currency && value.amount > 0 ? yearly.amount / value.amount : 0
    return possible(s, 'liftBarrier', barrier, {
      with: [],
      effect: { indirect },
      things: [barrier, ...units, ...units.flatMap(unit => people.get(unit) ?? [])],
      answers: [{ kind: 'barrier', id: barrier }],
      finishBy: inTime(s),
      words: gain === undefined ? [] : [`Lifting it raises use by ${Math.round(gain * 100)} % of what was bought.`],
    })
  })
}
