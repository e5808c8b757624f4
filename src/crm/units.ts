import type { OrgUnit } from '../model/orgUnit.js'
import { fingerprint } from '../support/hash.js'
import { compareText } from '../support/order.js'
import { foldedText } from '../support/text.js'
import type { DraftPerson } from './draft.js'
import type { Member } from './members.js'
import { sharedBy, withinWhole } from './shares.js'
import type { VillageScope } from './villageScope.js'

/** The units of a village: the departments of the people given, the subsidiaries where these are units, and those that the draft has. */
export function unitsIn(scope: VillageScope, people: ReadonlySet<string>): OrgUnit[] {
  const { units = [] } = scope.placement.draft
  return withinWhole(scope, [...subsidiariesIn(scope), ...departmentsIn(scope, people), ...units])
}

/**
 * The unit in which somebody works: their department, or else the subsidiary; none where they are not at home and that is the account
 * itself.
 */
export function unitOf(scope: VillageScope, person: DraftPerson | undefined, { account, isAtHome }: Member): string | undefined {
  const department = isAtHome ? departmentOf(person) : undefined
  if (department !== undefined) return departmentId(scope, account, department)
  return account === scope.id ? undefined : account
}

/** Departments differ by their names, whose case and outer spaces do not matter. */
function departmentId({ redact }: VillageScope, account: string, department: string): string {
  const name = foldedText(department)
  return `${account}:department:${redact ? fingerprint(name) : name}`
}

function departmentOf(person: DraftPerson | undefined): string | undefined {
  return person?.department?.trim().replace(/\s+/g, ' ')
}

function departmentsIn(scope: VillageScope, people: ReadonlySet<string>): OrgUnit[] {
  const { placement, id: village } = scope
  const found = new Map<string, { readonly account: string; readonly name: string; readonly people: DraftPerson[] }>()
  for (const [id, { account, isAtHome }] of placement.members.get(village) ?? []) {
    const person = people.has(id) && isAtHome ? placement.people.get(id) : undefined
    const name = departmentOf(person)
    if (person === undefined || name === undefined) continue
    const key = departmentId(scope, account, name)
    const before = found.get(key)
    const first = before === undefined || compareText(name, before.name) < 0 ? name : before.name
    found.set(key, { account, name: first, people: [...(before?.people ?? []), person] })
  }
  return [...found].map(([id, { account, name, people: own }]) => {
    const share = sharedBy(scope, account, own)
    return {
      id,
      name,
      kind: 'department',
      ...(account !== village && { parent: account }),
      ...(share !== undefined && { share }),
      source: placement.draft.source,
    }
  })
}

function subsidiariesIn({ placement, id: village }: VillageScope): OrgUnit[] {
  return (placement.hierarchy.subsidiaries.get(village) ?? []).map(({ id, name, share }) => {
    const parent = placement.hierarchy.unitParents.get(id)
    return {
      id,
      name: name ?? id,
      kind: 'subsidiary',
      ...(parent !== undefined && parent !== village && { parent }),
      ...(share !== undefined && { share }),
      source: placement.draft.source,
    }
  })
}
