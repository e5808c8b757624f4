import type { Recorded } from '../../model/fact.js'
import type { RoleFact } from '../../model/role.js'
import type { VetoFact } from '../../model/veto.js'
import type { Instant } from '../../support/instants.js'
import { fieldOf } from '../fields.js'
import { countUnmapped, report } from '../ledger.js'
import { instantOf, textOf, toFlag } from '../record.js'
import { rolesBehind } from '../roleLabels.js'
import { origin } from './context.js'
import type { Link } from './links.js'
import { type Plan, standingIn } from './plan.js'

/** The roles that people play, in the account or in one decision. */
export function rolesIn(plan: Plan): Recorded<RoleFact>[] {
  return plan.links.flatMap(link => {
    const span = spanOf(link, plan)
    if (span === undefined || link.kind === 'home') return []
    return [...new Set(rolesOf(link, plan))].map(role => ({
      id: `${link.through.id}:role:${role}`,
      stakeholder: link.contact.id,
      role,
      ...span,
      basis: 'stated' as const,
      ...origin(link.through, plan.context),
    }))
  })
}

/** The vetoes that people hold, by the field that the options name. */
export function vetoesIn(plan: Plan): Recorded<VetoFact>[] {
  const field = plan.context.reading.fields.veto
  return plan.links.flatMap(link => {
    const given = field === undefined ? undefined : fieldOf(link.through.fields, field)
    const span = given === undefined || toFlag(given) === false ? undefined : spanOf(link, plan)
    if (span === undefined) return []
    return [
      {
        id: `${link.through.id}:veto`,
        stakeholder: link.contact.id,
        ...(toFlag(given) === undefined && { scope: String(given).trim() }),
        ...span,
        basis: 'stated' as const,
        ...origin(link.through, plan.context),
      },
    ]
  })
}

/** Where and when something holds that stands in a record. */
interface Span {
  readonly decision?: string
  readonly since?: Instant
  readonly until?: Instant
}

/** Where and when a link holds, or `undefined` when that cannot be said, so that nothing can be taken from it. */
function spanOf(link: Link, plan: Plan): Span | undefined {
  if (standingIn(plan, link.contact.id) !== 'present') return undefined
  if (link.kind === 'home') return {}
  if (link.kind === 'relation') return periodOf(link, plan)
  const decision = plan.opportunities.get(link.opportunity ?? '')?.decision?.id
  return decision === undefined ? undefined : { decision }
}

function periodOf({ through, isActive, until }: Link, { context }: Plan): Span | undefined {
  if (!isActive && until === undefined) return undefined
  const since = instantOf(through, 'StartDate', context.ledger)
  if (since === undefined || until === undefined || since <= until) {
    return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) }
  }
  report(context.ledger, through, 'invalidValue', 'Its EndDate lies before its StartDate, so what it says of roles was left out.')
  return undefined
}

/** The roles behind the labels of a link; labels that nothing is known of are counted. */
function rolesOf({ through, kind }: Link, { context }: Plan) {
  const field = kind === 'relation' ? 'Roles' : 'Role'
  const labels = (textOf(through, field) ?? '').split(';').map(label => label.trim())
  return labels.flatMap(label => {
    const roles = label === '' ? [] : rolesBehind(context.reading.roles, label)
    if (roles === undefined) countUnmapped(context.ledger, `${through.object}.${field}`, label)
    return roles ?? []
  })
}
