import type { AccountReport } from '../../report/accountReport.js'
import type { OpenDecisionOutlook } from '../../report/outlookSummary.js'
import type { PersonReport } from '../../report/people.js'

/** The open decision that the first page is about: the one in view, or of several the next to fall; `undefined` where none is open. */
export function inFocus({ outlooks, moves }: AccountReport): OpenDecisionOutlook | undefined {
  return outlooks.find(({ decision }) => decision === moves.decision) ?? outlooks[0]
}

/** Whether somebody decides or can stop the decision alone: deciders by role, and everyone with a seat where none is known by role. */
export function deciding({ people, vetoHolders }: AccountReport): (person: PersonReport) => boolean {
  const vetoes = new Set(vetoHolders.map(({ stakeholder }) => stakeholder))
  const isDecider = ({ power }: PersonReport): boolean => power.class === 'decider'
  const byRole = people.some(isDecider)
  return person => vetoes.has(person.stakeholder) || (byRole ? isDecider(person) : person.outlook !== undefined)
}
