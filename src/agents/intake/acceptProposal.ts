import { InvalidVillageError, quoted, UnknownStakeholderError } from '../../errors.js'
import type { Stakeholder } from '../../model/stakeholder.js'
import type { Village } from '../../model/village.js'
import { formatInstant, parseInstant, type TimeInput } from '../../support/instants.js'
import { date, type OptionShape, optionsOf } from '../../support/options.js'
import { believedRows, reviseAs } from '../../village/revise.js'
import type { Row } from '../../village/rows.js'
import { recordAs, rowsOf } from '../../village/village.js'
import { ARRAY_OF, type Departure, type Proposal, proposalFrom } from './proposal.js'

/** When a proposal is accepted. */
export interface AcceptOptions {
  /** From when on the fact is known; from the day of the text on when absent. */
  readonly recordedAt?: TimeInput | undefined
}

const ACCEPT_OPTIONS: OptionShape<AcceptOptions> = { recordedAt: date }

/**
 * The village with the fact of a proposal in it, `inferred` and with the confidence of the proposal. One that was accepted before changes
 * nothing: the same village comes back.
 *
 * @throws UnknownStakeholderError while the new person whom it names was not accepted; InvalidVillageError for a proposal of another account,
 * one that was tampered with, or a fact that the village refuses
 * @example
 * import { createVillage } from 'account-village'
 * import { acceptProposal, readDraft } from 'account-village/agents'
 * const village = createVillage({ account: 'acme', stakeholders: [{ id: 'bo', name: 'Bo Berg' }] })
 * const text = 'Bo Berg: The pilot saved us two days a week.'
 * const item = { kind: 'reading', stakeholder: 'bo', sentiment: 0.6, quote: 'The pilot saved us two days a week.' }
 * const { proposals } = readDraft({ items: [item] }, { text, village, at: '2026-03-04', source: 'call' })
 * const after = proposals.reduce((known, proposal) => acceptProposal(known, proposal), village)
 * after.observations.map(({ sentiment, basis, confidence }) => [sentiment, basis, confidence]) //=> [[0.6, 'inferred', 0.6]]
 */
export function acceptProposal(village: Village, proposal: Proposal, options?: AcceptOptions): Village {
  const rows = rowsOf(where, village)
  const learned = optionsOf(where, options, ACCEPT_OPTIONS)
  const { kind, fact, needs, account, at } = proposalFrom(where, proposal)
  const { recordedAt = at } = learned
  if (account !== village.account.id) {
    const message = `is for account ${quoted(account)}, and the village is ${quoted(village.account.id)}. Accept it in the village of its account.`
    throw new InvalidVillageError(where, [{ path: 'account', message, code: 'invalidVillage' }])
  }
  const people = believedRows(rows.stakeholders)
  const stakeholder: unknown = Reflect.get(fact, 'stakeholder')
  if (needs.length > 0 && typeof stakeholder === 'string' && !people.has(stakeholder)) {
    throw unknown(`names a new person. Accept proposal ${quoted(needs[0])} first, which adds them.`)
  }
  if (isDeparture(fact)) return withDeparture(village, people.get(fact.stakeholder), fact, recordedAt)
  if (kind === 'departure') throw new TypeError('the fact of a departure is one')
  const array = ARRAY_OF[kind]
  const known = village[array].some(({ id }) => id === fact.id)
  return known ? village : recordAs(where, village, { [array]: [{ ...fact, recordedAt }] })
}

function isDeparture(fact: Proposal['fact']): fact is Departure {
  return 'leftAt' in fact && 'stakeholder' in fact
}

/** The village in which a person leaves, unless it is known already that they leave then. */
function withDeparture(
  village: Village,
  person: Row<Stakeholder> | undefined,
  { stakeholder, leftAt }: Departure,
  recordedAt: TimeInput,
): Village {
  if (person === undefined) throw unknown(`there is no stakeholder ${quoted(stakeholder)}. Add them first.`)
  if (person.fact.leftAt !== undefined && parseInstant(person.fact.leftAt) === parseInstant(leftAt)) return village
  const learned = Math.max(parseInstant(recordedAt) ?? person.knownFrom, person.knownFrom)
  return reviseAs(where, village, { stakeholders: [{ ...person.fact, leftAt }] }, formatInstant(learned))
}

function unknown(message: string): UnknownStakeholderError {
  return new UnknownStakeholderError(where, [{ path: 'fact.stakeholder', message, code: 'unknownStakeholder' }])
}

const where = 'acceptProposal'
