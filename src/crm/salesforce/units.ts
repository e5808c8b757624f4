import type { OrgUnit } from '../../model/orgUnit.js'
import { compareText } from '../../support/order.js'
import { type SourceRecord, textOf } from '../record.js'
import { SOURCE } from './context.js'
import type { Member } from './people.js'
import type { Plan } from './plan.js'
import { sharedBy, shareOf, withinWhole } from './shares.js'

/** The units of a village: the departments of the people given, and the subsidiaries where these are units. */
export function unitsIn(plan: Plan, people: ReadonlySet<string>): OrgUnit[] {
  return withinWhole(plan.context, plan.id, [...subsidiariesIn(plan), ...departmentsIn(plan, people)])
}

/**
 * The unit in which somebody works: their department, or else the subsidiary; none where they are not at home and that is the account
 * itself.
 */
export function unitOf({ id }: Plan, { contact, account, isAtHome }: Member): string | undefined {
  const department = isAtHome ? departmentOf(contact) : undefined
  if (department !== undefined) return departmentId(account, department)
  return account === id ? undefined : account
}

/** Departments differ by their names, whose case and outer spaces do not matter. */
function departmentId(account: string, department: string): string {
  return `${account}:department:${department.toLowerCase()}`
}

function departmentOf(contact: SourceRecord): string | undefined {
  return textOf(contact, 'Department')?.trim().replace(/\s+/g, ' ')
}

function departmentsIn(plan: Plan, people: ReadonlySet<string>): OrgUnit[] {
  const found = new Map<string, { readonly account: string; readonly name: string; readonly contacts: SourceRecord[] }>()
  for (const [id, member] of plan.members) {
    const name = people.has(id) && member.isAtHome ? departmentOf(member.contact) : undefined
    if (name === undefined) continue
    const key = departmentId(member.account, name)
    const before = found.get(key)
    const first = before === undefined || compareText(name, before.name) < 0 ? name : before.name
    found.set(key, { account: member.account, name: first, contacts: [...(before?.contacts ?? []), member.contact] })
  }
  return [...found].map(([id, { account, name, contacts }]) => {
    const share = sharedBy(plan.context, account, contacts)
    return {
      id,
      name,
      kind: 'department',
      ...(account !== plan.id && { parent: account }),
      ...(share !== undefined && { share }),
      source: SOURCE,
    }
  })
}

function subsidiariesIn({ id, context }: Plan): OrgUnit[] {
  return (context.accounts.subsidiaries.get(id) ?? []).map(record => {
    const parent = context.accounts.unitParents.get(record.id)
    const share = shareOf(context, record)
    return {
      id: record.id,
      name: textOf(record, 'Name') ?? record.id,
      kind: 'subsidiary',
      ...(parent !== undefined && parent !== id && { parent }),
      ...(share !== undefined && { share }),
      source: SOURCE,
    }
  })
}
