import type { Recorded } from '../../model/fact.js'
import type { Tie } from '../../model/tie.js'
import { report } from '../ledger.js'
import { origin } from './context.js'
import type { Member } from './people.js'
import { type Plan, standingIn } from './plan.js'
import { referenceOf } from './records.js'

/** Who reports to whom. Circles are left as they are: in matrix organisations they are true. */
export function tiesIn(plan: Plan): Recorded<Tie>[] {
  return [...plan.members].flatMap(([id, member]) => {
    const manager = standingIn(plan, id) === 'present' ? managerOf(plan, id, member) : undefined
    if (manager === undefined) return []
    return [{ id: `${id}:reportsTo`, from: id, to: manager, kind: 'reportsTo', basis: 'stated', ...origin(member.contact, plan.context) }]
  })
}

/** Where somebody is not at home, nobody expects their manager. */
function managerOf(plan: Plan, id: string, { contact, isAtHome }: Member): string | undefined {
  const { source, ledger } = plan.context
  const manager = referenceOf(contact, 'ReportsToId', { source, ledger })
  if (manager === undefined) return undefined
  if (manager === id) {
    report(ledger, contact, 'selfReference', 'It reports to itself, so the line was left out.')
    return undefined
  }
  const standing = standingIn(plan, manager)
  if (standing === 'elsewhere' && isAtHome)
    report(ledger, contact, 'otherAccount', 'It reports to a contact of another account, so the line was left out.')
  if (standing === 'unknown' && isAtHome)
    report(ledger, contact, 'missingRecord', 'It reports to a contact that is not in the import, so the line was left out.')
  return standing === 'present' ? manager : undefined
}
