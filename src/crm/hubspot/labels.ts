import type { RoleFact } from '../../model/role.js'
import { foldedText } from '../../support/text.js'
import { countUnmapped } from '../ledger.js'
import { rolesFor } from '../roleLabels.js'
import type { Context } from './context.js'
import type { Deals } from './deals.js'
import { associationId } from './ids.js'
import type { Link } from './links.js'
import type { HubSpotTie } from './options.js'
import { labelsIn } from './roles.js'

/** Adds the roles that labels give contacts in their companies. */
export function addCompanyLabels(context: Context): void {
  for (const link of context.source.links.between('contact', 'company')) {
    if (!isLeftOut(link.from, context)) addLabel(link, 'contact-company.label', { account: link.to }, context)
  }
}

/** Adds the parts that contacts play in deals, and the roles that labels give them there. */
export function addDealLabels(context: Context, deals: Deals): void {
  const { source, draft } = context
  for (const link of source.links.between('contact', 'deal')) {
    if (isLeftOut(link.from, context) || source.gone.has(link.to)) continue
    // One that is here and has no company was told already; one that is not may be known.
    if (!deals.has(link.to) && source.present.has(link.to)) continue
    const { account, isDecision } = deals.get(link.to) ?? { account: undefined, isDecision: true }
    const own = { person: link.from, from: { object: 'contact', id: link.from } }
    if (isDecision) draft.parts.push({ ...own, decision: link.to })
    else if (account !== undefined) draft.memberships.push({ ...own, account, kind: 'part', isActive: true })
    if (isDecision) addLabel(link, 'contact-deal.label', { decision: link.to }, context)
  }
}

/** Adds what labels between contacts say of them. */
export function addTies(context: Context): void {
  const { source, options, draft, ledger } = context
  for (const { from, to, typeId, label } of source.links.between('contact', 'contact')) {
    if (isLeftOut(from, context) || isLeftOut(to, context)) continue
    const tie = options.ties.get(typeId ?? '') ?? options.ties.get(foldedText(label ?? ''))
    if (tie === undefined && label !== undefined) countUnmapped(ledger, 'contact-contact.label', label)
    if (tie === undefined) continue
    const ends = turnedBy(tie, from, to)
    const id = associationId(ends.from, ends.to)
    draft.ties.push({ fact: { id: `${id}:${ends.kind}`, ...ends, basis: 'stated' }, from: { object: 'association', id } })
  }
}

function turnedBy(tie: HubSpotTie, from: string, to: string) {
  if (tie === 'reportsTo') return { from, to, kind: 'reportsTo' } as const
  if (tie === 'managerOf') return { from: to, to: from, kind: 'reportsTo' } as const
  if (tie === 'informs') return { from, to, kind: 'informs' } as const
  if (tie === 'informedBy') return { from: to, to: from, kind: 'informs' } as const
  if (tie === 'influences') return { from, to, kind: 'influence' } as const
  if (tie === 'influencedBy') return { from: to, to: from, kind: 'influence' } as const
  // People are at odds mutually, so that both ends may tell it.
  return from < to ? ({ from, to, kind: 'conflict' } as const) : ({ from: to, to: from, kind: 'conflict' } as const)
}

function isLeftOut(id: string, { draft, source }: Context): boolean {
  return draft.withheld.has(id) || source.gone.has(id)
}

/** Adds what the label of an association says of the contact, by the id of its type or else by its name. */
function addLabel(
  { from: stakeholder, to, typeId, label = '' }: Link,
  field: string,
  { account, decision }: { readonly account?: string; readonly decision?: string },
  { options, draft, ledger }: Context,
): void {
  const own: Omit<RoleFact, 'role' | 'id'> = { stakeholder, ...(decision !== undefined && { decision }), basis: 'stated' }
  const id = associationId(stakeholder, to)
  const place = { ...(account !== undefined && { account }), from: { object: 'association', id } }
  draft.stated.push(`${id}:role:`, `${id}:blocker`)
  // A label has no date, so that a blocker by label can be a veto and no reading.
  const isVeto = options.blocker === 'veto' && foldedText(label) === 'blocker'
  if (isVeto) draft.vetoes.push({ fact: { id: `${id}:blocker`, ...own }, ...place })
  const roles = isVeto ? [] : (options.labels.get(typeId ?? '') ?? rolesFor(options.roles, labelsIn(label), field, ledger))
  for (const role of roles) draft.roles.push({ fact: { id: `${id}:role:${role}`, ...own, role }, ...place })
}
