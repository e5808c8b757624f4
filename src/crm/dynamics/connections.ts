import type { RoleFact } from '../../model/role.js'
import { learned } from '../context.js'
import { fieldOf } from '../fields.js'
import { report } from '../ledger.js'
import { instantOf, type SourceRecord } from '../record.js'
import { rolesFor } from '../roleLabels.js'
import { states } from '../silence.js'
import { addVeto } from '../vetoes.js'
import { choiceIn, shownIn } from './choices.js'
import { connectionRoleLabel } from './connectionRoles.js'
import type { Context } from './context.js'
import type { Opportunities } from './decisions.js'
import { lookupColumns, lookupOf } from './lookups.js'
import { liveRecords } from './records.js'

/** Adds the parts that contacts play in opportunities and accounts by connections. */
export function addConnections(context: Context, opportunities: Opportunities): void {
  for (const connection of liveRecords(context.source, 'connection')) {
    states(
      context.draft,
      connection,
      ['1', '2'].flatMap(side => lookupColumns(`record${side}roleid`)),
      ['role:'],
    )
    addPart(connection, ['1', '2'], context, opportunities)
    addPart(connection, ['2', '1'], context, opportunities)
  }
}

/** Adds the part that the contact on one side of a connection plays in what stands on the other. */
function addPart(
  connection: SourceRecord,
  [own, other]: readonly [own: '1' | '2', other: '1' | '2'],
  context: Context,
  opportunities: Opportunities,
): void {
  const { source, draft, silent, options, ledger } = context
  const contact = lookupOf(connection, `record${own}id`, source)
  const target = lookupOf(connection, `record${other}id`, source)
  if (contact !== undefined && draft.withheld.has(contact.id)) silent.add(connection.id)
  if (contact?.table !== 'contact' || draft.withheld.has(contact.id)) return
  const place = placeOf(target, context, opportunities)
  const label = place === undefined ? undefined : connectionRoleLabel(connection, own, context)
  const period = place === undefined ? undefined : periodOf(connection, context)
  if (place === undefined || period === undefined) return
  const { account, decision } = place
  const link = { person: contact.id, ...learned(connection, context), from: connection }
  if (decision !== undefined) draft.parts.push({ ...link, decision })
  else if (account !== undefined) draft.memberships.push({ ...link, account, kind: 'part', isActive: true })
  if (place.isVoid) return
  const where = { stakeholder: contact.id, ...(decision !== undefined && { decision }), ...period }
  const roles = label === undefined ? [] : rolesFor(options.roles, [label], 'connectionrole.name', ledger)
  for (const role of roles) {
    const fact = { id: `${connection.id}:role:${role}`, ...where, role, basis: 'stated' as const, ...learned(connection, context) }
    draft.roles.push({ fact, ...(account !== undefined && { account }), from: connection })
  }
  addVeto(connection, where, account, context, shownIn)
}

/** Where a connection leads: to an account, or to the decision of one; `isVoid` when that decision is none. */
interface Target {
  /** Absent where the decision is not in the import, and may be known. */
  readonly account?: string
  readonly decision?: string
  readonly isVoid: boolean
}

/** Connections of contacts with each other, or with people of ours, say nothing of a purchase. */
function placeOf(target: ReturnType<typeof lookupOf>, { source }: Context, opportunities: Opportunities): Target | undefined {
  if (target?.table === 'account') return { account: target.id, isVoid: false }
  if (target?.table !== 'opportunity') return undefined
  const opportunity = opportunities.get(target.id)
  if (opportunity !== undefined) {
    return { account: opportunity.account, ...(opportunity.isDecision && { decision: target.id }), isVoid: !opportunity.isDecision }
  }
  const isHere = source.tables.has(target.id) || source.gone.has(target.id)
  return isHere ? undefined : { decision: target.id, isVoid: false }
}

/** For how long a connection holds; `undefined`, and an issue, when that makes no sense or nobody knows when it ended. */
function periodOf(connection: SourceRecord, { ledger }: Context): Pick<RoleFact, 'since' | 'until'> | undefined {
  const since = instantOf(connection, 'effectivestart', ledger)
  const until = instantOf(connection, 'effectiveend', ledger)
  const isInactive = choiceIn(connection, 'statecode', [['inactive', 1, 'inactive']]) !== undefined
  if (isInactive && until === undefined) {
    const isEmpty = fieldOf(connection.fields, 'effectiveend') === undefined
    if (isEmpty) report(ledger, connection, 'missingValue', 'It is inactive and has no effectiveend, so it was left out.')
    return undefined
  }
  if (since !== undefined && until !== undefined && until < since) {
    report(ledger, connection, 'invalidValue', 'Its effectiveend lies before its effectivestart, so it was left out.')
    return undefined
  }
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) }
}
