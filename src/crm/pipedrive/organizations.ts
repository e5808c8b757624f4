import { groupedBy } from '../../support/grouping.js'
import { compareText } from '../../support/order.js'
import { addAccount } from '../addAccount.js'
import { countUnmapped, report } from '../ledger.js'
import { textOf } from '../record.js'
import type { Context } from './context.js'
import { choicesOf, fieldColumns, liveRecords, referenceOf } from './records.js'

/** Adds the organizations. */
export function addOrganizations(context: Context): void {
  const { source, options, ledger, ownerOf } = context
  const { segment } = options.fields
  const parents = parentsOf(context)
  for (const record of liveRecords(source, 'organization')) {
    const [parent, ...others] = [...(parents.get(record.id) ?? new Set<string>())].sort(compareText)
    if (others.length > 0) report(ledger, record, 'contradiction', 'It has several parents. The first in the order of ids was taken.')
    const told = {
      name: textOf(record, 'name'),
      parent,
      owner: ownerOf(record.fields),
      segment: segment === undefined ? undefined : choicesOf(record, segment, source).join('; '),
    }
    const columns = {
      name: ['name'],
      // A relationship is a record of its own, which need not come with its organizations.
      parent: parent === undefined ? [] : ['id'],
      owner: fieldColumns('owner_id'),
      segment: fieldColumns(segment),
    }
    addAccount(record, told, columns, context)
  }
}

/** The parents of each organization. Of two that are only related, neither is above the other. */
function parentsOf({ source, ledger }: Context): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = liveRecords(source, 'organizationRelationship').flatMap(relationship => {
    const owner = referenceOf(relationship, 'rel_owner_org_id', 'organization', source)
    const linked = referenceOf(relationship, 'rel_linked_org_id', 'organization', source)
    const type = textOf(relationship, 'type')?.trim().toLowerCase()
    if (owner === undefined || linked === undefined) {
      report(ledger, relationship, 'missingValue', 'It does not name two organizations, so it was left out.')
      return []
    }
    if (type === 'parent') return [{ child: linked, parent: owner }]
    if (type === 'daughter') return [{ child: owner, parent: linked }]
    if (type !== undefined && type !== 'related') countUnmapped(ledger, 'organizationRelationship.type', type)
    return []
  })
  return new Map([...groupedBy(pairs, ({ child }) => child)].map(([child, own]) => [child, new Set(own.map(({ parent }) => parent))]))
}
