import type { Account } from '../../model/account.js'
import type { Decision } from '../../model/decision.js'
import type { Recorded } from '../../model/fact.js'
import type { Interaction } from '../../model/interaction.js'
import type { Observation } from '../../model/observation.js'
import type { OrgUnit } from '../../model/orgUnit.js'
import type { RoleFact } from '../../model/role.js'
import type { Stakeholder } from '../../model/stakeholder.js'
import type { Tie } from '../../model/tie.js'
import type { VetoFact } from '../../model/veto.js'
import { report } from '../ledger.js'
import { type SourceRecord, textOf } from '../record.js'
import { origin, SOURCE } from './context.js'
import { interactionsIn } from './interactions.js'
import { withinLimit } from './limit.js'
import type { Member } from './people.js'
import type { Plan } from './plan.js'
import { readingsIn } from './readings.js'
import { rolesIn, vetoesIn } from './roles.js'
import { tiesIn } from './ties.js'
import { unitOf, unitsIn } from './units.js'

/** The facts of one account. */
export interface Draft {
  readonly account: Account
  readonly units: readonly OrgUnit[]
  readonly stakeholders: readonly Stakeholder[]
  readonly roles: readonly Recorded<RoleFact>[]
  readonly vetoes: readonly Recorded<VetoFact>[]
  readonly ties: readonly Recorded<Tie>[]
  readonly observations: readonly Recorded<Observation>[]
  readonly interactions: readonly Recorded<Interaction>[]
  readonly decisions: readonly Decision[]
}

/** Makes the facts of one account, of no more people than a village can hold. */
export function draftOf(plan: Plan): Draft {
  const people = [...plan.members].map(([id, member]) => personFrom(plan, id, member))
  const draft = withinLimit(plan, {
    account: accountFrom(plan),
    units: [],
    stakeholders: people,
    roles: rolesIn(plan),
    vetoes: vetoesIn(plan),
    ties: tiesIn(plan),
    observations: readingsIn(plan),
    interactions: interactionsIn(plan),
    decisions: plan.decisions,
  })
  return { ...draft, units: unitsIn(plan, new Set(draft.stakeholders.map(({ id }) => id))) }
}

function accountFrom({ context, id }: Plan): Account {
  const record = context.accounts.records.get(id) ?? { object: 'Account', id, fields: new Map() }
  const name = textOf(record, 'Name')
  const parent = context.accounts.parents.get(id)
  if (name === undefined) report(context.ledger, record, 'missingValue', 'It has no name, so its id stands for it.')
  return { id, name: name ?? id, ...(parent !== undefined && { parent }), ...origin(record, context) }
}

function personFrom(plan: Plan, id: string, member: Member): Stakeholder {
  const { contact, leftAt, through } = member
  const name = nameOf(contact)
  const title = textOf(contact, 'Title')
  const email = textOf(contact, 'Email')
  const unit = unitOf(plan, member)
  return {
    id,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    ...(email !== undefined && { email }),
    ...(unit !== undefined && { unit }),
    ...(leftAt !== undefined && { leftAt }),
    ...(!id.startsWith('@') && { externalIds: [{ source: SOURCE, id }] }),
    ...origin(through, plan.context),
  }
}

function nameOf(contact: SourceRecord): string | undefined {
  const parts = ['FirstName', 'LastName'].flatMap(field => textOf(contact, field) ?? [])
  return textOf(contact, 'Name') ?? (parts.length > 0 ? parts.join(' ') : undefined)
}
