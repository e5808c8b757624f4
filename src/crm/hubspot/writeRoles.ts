import type { BuyingRole, RoleFact } from '../../model/role.js'
import { groupedBy } from '../../support/grouping.js'
import { sortedByText } from '../../support/order.js'
import { type Ledger, report } from '../ledger.js'
import { labelsFor, type RoleLabels } from '../roleLabels.js'
import type { HubSpotAssociationInput } from './batches.js'
import { givenId } from './ids.js'
import type { RolesToWrite } from './rolesToWrite.js'
import { HUBSPOT_BUYING_ROLES } from './roleTable.js'
import type { HubSpotWriteOptions } from './writeOptions.js'
import type { Properties } from './writeScores.js'

/** The property that holds the roles that each person plays in no single decision, where there is something to write. */
export function roleProperties(
  people: readonly string[],
  rolesToWrite: RolesToWrite,
  options: HubSpotWriteOptions,
  ledger: Ledger,
): ReadonlyMap<string, Properties> {
  const { roleProperty = 'hs_buying_role', addRoles = false, roles: own = {} } = options
  const held = groupedBy(
    rolesToWrite.roles.filter(({ decision }) => decision === undefined),
    ({ stakeholder }) => stakeholder,
  )
  return new Map(
    people.flatMap((id): [string, Properties][] => {
      const roles = held.get(id) ?? []
      const values = labelled(roles, [own, HUBSPOT_BUYING_ROLES], missing => {
        const message = `${roleProperty} has no value for ${missing}, so the role was left out. Give one in roles.`
        report(ledger, { object: 'contact', id }, 'missingValue', message)
      })
      // HubSpot adds to the choices of a property what begins with a semicolon.
      if (addRoles) return values.length === 0 ? [] : [[id, { [roleProperty]: `;${values.join(';')}` }]]
      if (values.length === 0 && (roles.length > 0 || !isToBeEmptied(id, roleProperty, rolesToWrite, ledger))) return []
      const isBlocker = roleProperty === 'hs_buying_role' && rolesToWrite.blockers.has(id)
      return [[id, { [roleProperty]: [...values, ...(isBlocker ? ['BLOCKER'] : [])].join(';') }]]
    }),
  )
}

/** Whether somebody without roles had some that are still to be taken from HubSpot. */
function isToBeEmptied(id: string, roleProperty: string, { ended, unclear }: RolesToWrite, ledger: Ledger): boolean {
  if (ended.has(id)) return true
  if (unclear.has(id)) {
    const message = `Its roles of HubSpot ended, and whether HubSpot says so is not known, so ${roleProperty} was left alone. Retract them to empty it.`
    report(ledger, { object: 'contact', id }, 'contradiction', message)
  }
  return false
}

/** The labels for the roles that people play in one decision each. */
export function roleAssociations(
  contacts: ReadonlyMap<string, string | undefined>,
  roles: readonly RoleFact[],
  { labels = {} }: HubSpotWriteOptions,
  ledger: Ledger,
): HubSpotAssociationInput[] {
  const parts = groupedBy(
    roles.filter(({ decision }) => decision !== undefined),
    ({ stakeholder, decision = '' }) => JSON.stringify([stakeholder, decision]),
  )
  return sortedByText(parts, ([key]) => key).flatMap(([, facts]) => {
    const [{ stakeholder = '', decision = '' } = {}] = facts
    if (!contacts.has(stakeholder)) return []
    const [from, to] = [contacts.get(stakeholder), givenId('deal', decision)]
    if (from === undefined) reportNoId(ledger, 'contact', stakeholder)
    if (to === undefined) reportNoId(ledger, 'deal', decision)
    const ids = labelled(facts, [labels], missing => {
      const message = `There is no label for ${missing} in one decision, so the role was left out. Give its id in labels.`
      report(ledger, { object: 'contact', id: stakeholder }, 'missingValue', message)
    })
    if (from === undefined || to === undefined || ids.length === 0) return []
    const types = ids.map(id => ({ associationCategory: 'USER_DEFINED' as const, associationTypeId: Number(id) }))
    return [{ from: { id: from }, to: { id: to }, types }]
  })
}

/** An association is between ids of HubSpot's own, however its ends are found otherwise. */
function reportNoId(ledger: Ledger, object: 'contact' | 'deal', id: string): void {
  report(ledger, { object, id }, 'invalidId', 'It has no HubSpot id, so its roles in single decisions were left out.')
}

/** The labels of roles: one that means them all, or else one for each that has one. */
function labelled(facts: readonly RoleFact[], tables: readonly RoleLabels[], miss: (role: BuyingRole) => void): readonly string[] {
  const roles = new Set(facts.map(({ role }) => role))
  if (roles.size === 0) return []
  const whole = labelsFor(roles, tables)
  if (whole !== undefined) return whole
  return [...roles].sort().flatMap(role => {
    const label = labelsFor(new Set([role]), tables)
    if (label === undefined) miss(role)
    return label ?? []
  })
}
