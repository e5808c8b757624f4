import { groupedBy } from '../../support/grouping.js'
import { compareText } from '../../support/order.js'
import { addAccount } from '../addAccount.js'
import { report } from '../ledger.js'
import { textOf } from '../record.js'
import type { Context } from './context.js'
import { liveRecords, referenceOf } from './records.js'
import { CHILD_TO_PARENT, PARENT_TO_CHILD } from './typeIds.js'

/** Adds the companies. What they earn is not what they pay us, and is not read. */
export function addCompanies(context: Context): void {
  const { source, options, ledger, ownerOf } = context
  const { segment } = options.fields
  const associated = parentsByAssociation(context)
  for (const record of liveRecords(source, 'company')) {
    const [parent, ...others] = [...(associated.get(record.id) ?? new Set<string>())].sort(compareText)
    if (others.length > 0)
      report(ledger, record, 'contradiction', 'It has several parent companies. The first in the order of ids was taken.')
    const given = referenceOf(record, 'hs_parent_company_id', 'company', source) ?? parent
    const told = {
      name: textOf(record, 'name'),
      parent: given,
      owner: ownerOf(record.fields),
      segment: segment === undefined ? undefined : textOf(record, segment),
    }
    const columns = {
      name: ['name'],
      parent: ['hs_parent_company_id', ...(given === undefined ? [] : ['name'])],
      owner: ['hubspot_owner_id'],
      segment: [segment],
    }
    addAccount(record, told, columns, context)
  }
}

/** The parents of each company as associations tell them, from either end. */
function parentsByAssociation({ source }: Context): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = source.links.between('company', 'company').flatMap(({ from, to, typeId }) => {
    if (typeId === CHILD_TO_PARENT) return [{ child: from, parent: to }]
    return typeId === PARENT_TO_CHILD ? [{ child: to, parent: from }] : []
  })
  return new Map([...groupedBy(pairs, ({ child }) => child)].map(([child, own]) => [child, new Set(own.map(({ parent }) => parent))]))
}
