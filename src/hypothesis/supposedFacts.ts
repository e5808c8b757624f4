import { errorFor, quoted } from '../errors.js'
import { liftedUse } from '../flow/use.js'
import { compareText } from '../support/order.js'
import { shown } from '../support/shown.js'
import { admitSound } from '../village/admit.js'
import type { Snapshot } from '../village/snapshot.js'
import { amended } from '../village/work.js'
import { shiftsOf, swayIf } from './contagion.js'
import { type Hypothesis, problem, refuseUnknown, supposedId } from './hypothesis.js'

/** Somebody thinks better or worse of us. */
export function swaying(s: Snapshot, { sway, by }: Extract<Hypothesis, { sway: string }>): Snapshot {
  refuseUnknown(s, sway)
  if (typeof by !== 'number' || !(Math.abs(by) <= MOST_SWAY))
    throw errorFor('whatIf', [problem('by', `${shown(by)} is not a number from -${MOST_SWAY} to ${MOST_SWAY}`, 'invalidVillage')])
  return swayed(s, sway, by)
}

/** From one end of the scale of sentiment to the other. */
const MOST_SWAY = 2

function swayed(s: Snapshot, stakeholder: string, by: number): Snapshot {
  return amended(s, { shifts: [...(s.shifts ?? []), ...shiftsOf(s, stakeholder, by)] })
}

/** An expectation is met or missed: its status says so, and it sways its owner unless it did before. */
export function settling(s: Snapshot, id: string, state: 'met' | 'missed'): Snapshot {
  const expectation = s.expectations.find(each => each.id === id)
  if (expectation === undefined)
    throw errorFor('whatIf', [problem(state === 'met' ? 'meet' : 'miss', `there is no expectation ${quoted(id)}`, 'invalidArgument')])
  // Of a whole day the snapshot sees states that came later than anything that was heard.
  const at = [s.agedTo, ...expectation.status.map(each => each.at)].sort(compareText).at(-1) ?? s.agedTo
  const settled = { ...expectation, status: [...expectation.status, { at, state }] }
  const next = amended(s, { expectations: s.expectations.map(each => (each === expectation ? settled : each)) })
  const by = swayIf(s, expectation, state)
  return by === 0 ? next : swayed(next, expectation.stakeholder, by)
}

/** Somebody is granted a veto. */
export function granting(s: Snapshot, stakeholder: string): Snapshot {
  refuseUnknown(s, stakeholder)
  return amended(s, { vetoes: [...s.vetoes, { id: supposedId(s.vetoes), stakeholder }] })
}

/** Somebody loses the vetoes that they were granted. */
export function lifting(s: Snapshot, stakeholder: string): Snapshot {
  refuseUnknown(s, stakeholder)
  const vetoes = s.vetoes.filter(veto => veto.stakeholder !== stakeholder)
  if (vetoes.length === s.vetoes.length) {
    const message = `${quoted(stakeholder)} was granted no veto. One by role is a matter of settings.decision.vetoRoles, one by rule of the rule.`
    throw errorFor('whatIf', [problem('liftVeto', message, 'invalidArgument')])
  }
  return amended(s, { vetoes })
}

/** A barrier is lifted. */
export function unblocking(s: Snapshot, id: string): Snapshot {
  if (!s.barriers.some(barrier => barrier.id === id))
    throw errorFor('whatIf', [problem('liftBarrier', `there is no barrier ${quoted(id)}`, 'invalidArgument')])
  const supposed = liftedUse(s, id).map((usage, i) => ({ id: `${supposedId(s.usage)}:${i}`, ...usage }))
  return amended(s, { barriers: s.barriers.filter(barrier => barrier.id !== id), usage: [...s.usage, ...supposed] })
}

/** All ties of a kind from one to another become one. */
export function tying(s: Snapshot, { from, to, kind = 'influence', weight }: Extract<Hypothesis, { tie: object }>['tie']): Snapshot {
  refuseUnknown(s, from)
  refuseUnknown(s, to)
  const others = s.ties.filter(tie => !(tie.from === from && tie.to === to && tie.kind === kind))
  if (weight === 0) return amended(s, { ties: others })
  if (from === to) throw errorFor('whatIf', [problem('tie', 'ties a person to themselves', 'invalidArgument')])
  const { ties } = admitSound('whatIf', { ties: [{ id: supposedId(s.ties), from, to, kind, weight }] })
  return amended(s, { ties: [...others, ...ties.map(row => row.fact)] })
}
