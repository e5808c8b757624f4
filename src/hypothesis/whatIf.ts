import { errorFor } from '../errors.js'
import { checkLength } from '../support/finite.js'
import { a, kindOf } from '../support/shown.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { amended, siblingOf } from '../village/work.js'
import { type Hypothesis, isThere, problem } from './hypothesis.js'
import { granting, lifting, settling, swaying, tying, unblocking } from './supposedFacts.js'
import { adding, hearing, losing } from './supposedPeople.js'

/**
 * The snapshot as it would be if something, or several things one after another, were so. Every measure works on it, and the village is
 * left as it is.
 *
 * `sway` moves a person's sentiment, within -1..1, and through the influence graph everybody else's by that person's share in their settled
 * opinion. Meeting or missing an expectation sways its owner by `settings.expectation`, in proportion to the importance, and sets its status.
 * Lifting a barrier raises use, as `offeringFlow` says, and nobody's sentiment.
 *
 * @throws UnknownStakeholderError for somebody who is not in the snapshot; InvalidArgumentError for an expectation, barrier or veto that is
 * not there; InvalidVillageError for a value that no fact could have
 * @example
 * import { createVillage, decisionOutlook, snapshot, whatIf } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new' }],
 * })
 * const s = snapshot(village, '2026-03-02')
 * decisionOutlook(s).probabilityOfYes //=> 0.5
 * decisionOutlook(whatIf(s, { hear: 'bo', sentiment: 0.6 })).probabilityOfYes //=> 0.9999
 * decisionOutlook(whatIf(s, { sway: 'bo', by: 0.3 })).probabilityOfYes //=> 0.7257
 * decisionOutlook(whatIf(s, [{ grantVeto: 'ann' }, { hear: 'ann', sentiment: -0.2 }])).probabilityOfYes //=> 0.0504
 */
export function whatIf(snapshot: Snapshot, changes: Hypothesis | readonly Hypothesis[]): Snapshot {
  checkGiven('whatIf', snapshot)
  checkLength('whatIf', 'changes', changes, 10_000)
  return (Array.isArray(changes) ? Array.from(changes) : [changes]).reduce<Snapshot>(supposing, snapshot)
}

/**
 * The snapshot under a hypothesis, which also holds for the other decisions, unless it is about a veto on the one in view, or about a
 * placeholder where a role is held for the other.
 */
function supposing(s: Snapshot, change: Hypothesis): Snapshot {
  if (kindOf(change) !== 'object') throw noHypothesis()
  const next = supposed(s, change)
  return amended(next, {}, decision => {
    const sibling = siblingOf(s, decision)
    if ('liftVeto' in change) return withoutVetoes(sibling, lifted(s, next))
    const isOfDecision = s.decision !== undefined && 'grantVeto' in change
    const isAbout = namedIn(change).every(id => isThere(sibling, id) || !s.placeholders.includes(id))
    return isOfDecision || !isAbout ? sibling : supposing(sibling, change)
  })
}

/** The vetoes that a hypothesis took away. */
function lifted(before: Snapshot, after: Snapshot): ReadonlySet<string> {
  const left = new Set(after.vetoes.map(({ id }) => id))
  return new Set(before.vetoes.flatMap(({ id }) => (left.has(id) ? [] : [id])))
}

function withoutVetoes(s: Snapshot, ids: ReadonlySet<string>): Snapshot {
  return amended(s, { vetoes: s.vetoes.filter(({ id }) => !ids.has(id)) })
}

/** Who must be there for a hypothesis. */
function namedIn(change: Hypothesis): readonly string[] {
  if ('hear' in change) return [change.hear]
  if ('sway' in change) return [change.sway]
  if ('grantVeto' in change) return [change.grantVeto]
  return 'tie' in change ? [change.tie.from, change.tie.to] : []
}

function supposed(s: Snapshot, change: Hypothesis): Snapshot {
  if ('hear' in change) return hearing(s, change)
  if ('lose' in change) return losing(s, change.lose)
  if ('add' in change) return adding(s, fieldsIn('add', change.add))
  if ('meet' in change) return settling(s, change.meet, 'met')
  if ('miss' in change) return settling(s, change.miss, 'missed')
  if ('sway' in change) return swaying(s, change)
  if ('grantVeto' in change) return granting(s, change.grantVeto)
  if ('liftVeto' in change) return lifting(s, change.liftVeto)
  if ('liftBarrier' in change) return unblocking(s, change.liftBarrier)
  if ('tie' in change) return tying(s, fieldsIn('tie', change.tie))
  throw noHypothesis()
}

function fieldsIn<Given>(path: string, given: Given): Given {
  if (kindOf(given) === 'object') return given
  throw errorFor('whatIf', [problem(path, `is ${a(kindOf(given))}, not an object with fields`, 'invalidArgument')])
}

function noHypothesis(): Error {
  const message = 'is none of hear, lose, add, meet, miss, sway, grantVeto, liftVeto, liftBarrier and tie'
  return errorFor('whatIf', [problem('changes', message, 'invalidArgument')])
}
