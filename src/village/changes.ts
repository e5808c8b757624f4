import { ErasedStakeholderError, type Issue, quoted, UnknownDecisionError, UnknownStakeholderError } from '../errors.js'
import type { Outcome } from '../model/decision.js'
import type { Observation } from '../model/observation.js'
import type { Village, VillageFacts } from '../model/village.js'
import { formatInstant, parseInstant, type TimeInput } from '../support/instants.js'
import { optionsOf } from '../support/options.js'
import { reading } from '../support/reading.js'
import { erasedPerson } from './erasedIssues.js'
import { isErased } from './isErased.js'
import { believedRows, LEARNED_OPTIONS, type Learned, reviseAs } from './revise.js'
import { recordAs, rowsOf } from './village.js'

/**
 * `record` for readings of sentiment.
 *
 * @throws the errors of `record`; UnknownStakeholderError when nobody has the id
 * @example
 * import { createVillage, recordSentiment } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] })
 * recordSentiment(village, { stakeholder: 'ann', at: '2026-03-02', sentiment: 0.4, via: 'meeting' }).observations.length //=> 1
 */
export function recordSentiment(village: Village, observations: Observation<TimeInput> | readonly Observation<TimeInput>[]): Village {
  return recordAs('recordSentiment', village, { observations: Array.isArray(observations) ? observations : [observations] })
}

/**
 * The village in which a person leaves the account.
 *
 * @param at when they leave, that day excluded; it may lie ahead
 * @param options when we came to know; when they leave if absent
 * @throws UnknownStakeholderError when nobody has the id
 * @example
 * import { createVillage, recordDeparture, snapshot } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['champion'] }] })
 * const later = recordDeparture(village, 'ann', '2026-03-02')
 * snapshot(later, '2026-03-02').former.map(person => person.id) //=> ['ann']
 */
export function recordDeparture(village: Village, stakeholder: string, at: TimeInput, options?: Learned): Village {
  const person = believedRows(rowsOf('recordDeparture', village).stakeholders).get(stakeholder)
  if (person === undefined && isErased(village, { id: stakeholder }))
    throw new ErasedStakeholderError('recordDeparture', [erasedPerson('stakeholder')])
  if (person === undefined)
    throw new UnknownStakeholderError('recordDeparture', [missing(`there is no stakeholder ${quoted(stakeholder)}. Add them first.`)])
  return ended('recordDeparture', village, { stakeholders: [{ ...person.fact, leftAt: at }] }, person.knownFrom, at, options)
}

/**
 * The village in which a decision has fallen.
 *
 * @param options when we came to know; when it fell if absent
 * @throws UnknownDecisionError when there is no such decision
 */
export function recordOutcome(village: Village, decision: string, outcome: Outcome<TimeInput>, options?: Learned): Village {
  const found = believedRows(rowsOf('recordOutcome', village).decisions).get(decision)
  if (found === undefined)
    throw new UnknownDecisionError('recordOutcome', [missing(`there is no decision ${quoted(decision)}. Add it first.`)])
  const at = reading('recordOutcome', 'outcome', () => outcome.at, 'is not an outcome; pass { result, at }')
  return ended('recordOutcome', village, { decisions: [{ ...found.fact, outcome }] }, found.knownFrom, at, options)
}

/** Revises a fact that comes to an end, learned when it ends unless said otherwise, and never before it was itself known. */
function ended(
  where: string,
  village: Village,
  facts: VillageFacts,
  knownFrom: number,
  at: TimeInput,
  learned: Learned | undefined,
): Village {
  const { recordedAt } = learned === undefined ? {} : optionsOf(where, learned, LEARNED_OPTIONS, ['recordedAt'])
  const end = parseInstant(at)
  return reviseAs(where, village, facts, recordedAt ?? (end === undefined ? at : formatInstant(Math.max(end, knownFrom))))
}

function missing(message: string): Issue {
  return { path: '', message, code: 'invalidArgument' }
}
