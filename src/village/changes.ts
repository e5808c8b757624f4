import { InvalidArgumentError, type Issue, quoted, UnknownDecisionError, UnknownStakeholderError } from '../errors.js'
import type { Outcome } from '../model/decision.js'
import type { Interaction } from '../model/interaction.js'
import type { Observation } from '../model/observation.js'
import type { BuyingRole, RoleFact } from '../model/role.js'
import type { Tie, TieKind } from '../model/tie.js'
import type { VetoFact } from '../model/veto.js'
import type { StakeholderInput, Village, VillageFacts } from '../model/village.js'
import { formatInstant, parseInstant, type TimeInput } from '../support/instants.js'
import { optionsOf } from '../support/options.js'
import { believedRows, LEARNED_OPTIONS, type Learned, reviseAs } from './revise.js'
import type { Row } from './rows.js'
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
  return recordAs('recordSentiment', village, { observations: [observations].flat() })
}

/** `record` for one interaction. */
export function recordInteraction(village: Village, interaction: Interaction<TimeInput>): Village {
  return recordAs('recordInteraction', village, { interactions: [interaction] })
}

/** `record` for one person, whose roles and veto may stand with them. */
export function addStakeholder(village: Village, stakeholder: StakeholderInput): Village {
  return recordAs('addStakeholder', village, { stakeholders: [stakeholder] })
}

/** `record` for one tie. */
export function addTie(village: Village, tie: Tie<TimeInput>): Village {
  return recordAs('addTie', village, { ties: [tie] })
}

/** `record` for one role of one person. */
export function assignRole(village: Village, role: RoleFact<TimeInput>): Village {
  return recordAs('assignRole', village, { roles: [role] })
}

/** `record` for one veto. */
export function grantVeto(village: Village, veto: VetoFact<TimeInput>): Village {
  return recordAs('grantVeto', village, { vetoes: [veto] })
}

/**
 * The village in which a person leaves the account.
 *
 * @param at when they leave, that day excluded; it may lie ahead
 * @param learned when we came to know; when they leave if absent
 * @throws UnknownStakeholderError when nobody has the id
 * @example
 * import { createVillage, recordDeparture, snapshot } from 'account-village'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['champion'] }] })
 * const later = recordDeparture(village, 'ann', '2026-03-02')
 * snapshot(later, '2026-03-02').former.map(person => person.id) //=> ['ann']
 */
export function recordDeparture(village: Village, id: string, at: TimeInput, learned?: Learned): Village {
  const person = believedRows(rowsOf(village).stakeholders).get(id)
  if (person === undefined)
    throw new UnknownStakeholderError('recordDeparture', [missing(`there is no stakeholder ${quoted(id)}. Add them first.`)])
  return ended('recordDeparture', village, [person], at, learned, fact => ({ stakeholders: [{ ...fact, leftAt: at }] }))
}

/**
 * The village in which a person ceases to play a role.
 *
 * @param role the id of the role fact, or the person and the role, of which all facts then end; a decision narrows it to the facts that
 * name it
 * @throws InvalidArgumentError when there is no such role at that time
 */
export function endRole(
  village: Village,
  role: string | { readonly stakeholder: string; readonly role: BuyingRole; readonly decision?: string | undefined },
  at: TimeInput,
  learned?: Learned,
): Village {
  const found = matching(rowsOf(village).roles, role, at)
  return ended('endRole', village, found, at, learned, fact => ({ roles: [{ ...fact, until: at }] }))
}

/**
 * The village in which a tie ends.
 *
 * @param tie the id of the tie, or the two people and the kind, of which all ties then end
 * @throws InvalidArgumentError when there is no such tie at that time
 */
export function endTie(
  village: Village,
  tie: string | { readonly from: string; readonly to: string; readonly kind?: TieKind | undefined },
  at: TimeInput,
  learned?: Learned,
): Village {
  const found = matching(rowsOf(village).ties, tie, at)
  return ended('endTie', village, found, at, learned, fact => ({ ties: [{ ...fact, until: at }] }))
}

/**
 * The village in which a decision has fallen.
 *
 * @param learned when we came to know; when it fell if absent
 * @throws UnknownDecisionError when there is no such decision
 */
export function recordOutcome(village: Village, decision: string, outcome: Outcome<TimeInput>, learned?: Learned): Village {
  const found = believedRows(rowsOf(village).decisions).get(decision)
  if (found === undefined)
    throw new UnknownDecisionError('recordOutcome', [missing(`there is no decision ${quoted(decision)}. Add it first.`)])
  return ended('recordOutcome', village, [found], outcome.at, learned, fact => ({ decisions: [{ ...fact, outcome }] }))
}

/** The believed facts with the id, or with all the fields given, that are true at a moment and could end at it. */
function matching<F extends object>(rows: readonly Row<F>[], wanted: string | object, at: TimeInput): Row<F>[] {
  // What is no date lets all pass, so that whoever revises them can refuse it by name.
  const moment = parseInstant(at) ?? Number.NaN
  const believed = [...believedRows(rows).values()].filter(({ from, to }) => !(from > moment) && !(to <= moment))
  if (typeof wanted === 'string') return believed.filter(row => row.id === wanted)
  return believed.filter(row => Object.entries(wanted).every(([field, value]) => Reflect.get(row.fact, field) === value))
}

/** Revises facts that come to an end, learned when they end unless said otherwise, and never before they were themselves known. */
function ended<F>(
  where: string,
  village: Village,
  rows: readonly Row<F>[],
  at: TimeInput,
  learned: Learned | undefined,
  revised: (fact: F) => VillageFacts,
): Village {
  const { recordedAt } = learned === undefined ? {} : optionsOf(where, learned, LEARNED_OPTIONS, ['recordedAt'])
  if (rows.length === 0) throw new InvalidArgumentError(where, [missing('there is nothing of the kind that could end')])
  return rows.reduce((before, row) => {
    const moment = recordedAt ?? (parseInstant(at) === undefined ? at : formatInstant(Math.max(parseInstant(at) ?? 0, row.knownFrom)))
    return reviseAs(where, before, revised(row.fact), moment)
  }, village)
}

function missing(message: string): Issue {
  return { path: '', message, code: 'invalidArgument' }
}
