import type { Recorded } from '../../model/fact.js'
import type { Interaction } from '../../model/interaction.js'
import { report } from '../ledger.js'
import type { Activity } from './activity.js'
import { originOf } from './context.js'
import { type Plan, standingIn } from './plan.js'

/** What took place between the people of the account and us. */
export function interactionsIn(plan: Plan): Recorded<Interaction>[] {
  return plan.activities.map(activity => {
    const { record, at, kind, effort, decision } = activity
    const drivenBy = personIn(plan, activity, 'drivenBy')
    const who = personIn(plan, activity, 'who')
    return {
      id: record.id,
      at,
      kind,
      participants: who === undefined ? [] : [who],
      ...(drivenBy !== undefined && { drivenBy }),
      ...(effort !== undefined && { effort }),
      ...(decision !== undefined && { decision }),
      basis: 'observed' as const,
      ...originOf(at, record, plan.context),
    }
  })
}

/** Somebody whom an activity names, if they are among the people of the account. */
export function personIn(plan: Plan, activity: Activity, part: 'who' | 'drivenBy'): string | undefined {
  const person = activity[part]
  const standing = person === undefined ? 'silent' : standingIn(plan, person)
  const { ledger } = plan.context
  if (standing === 'elsewhere') {
    report(ledger, activity.record, 'otherAccount', 'It names a contact of another account, who was left out of it.')
  }
  if (standing === 'unknown') {
    report(ledger, activity.record, 'missingRecord', 'It names a contact that is not in the import, and was taken without.')
  }
  return standing === 'present' ? person : undefined
}
