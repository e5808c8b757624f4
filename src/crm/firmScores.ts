import type { AccountReport } from '../report/accountReport.js'
import { isFirm } from '../report/outlookSummary.js'
import type { PersonReport } from '../report/people.js'

/** The numbers of a decision for a record that does not say on what they rest. */
export interface FirmScores {
  readonly decision: string
  /** Absent where the prior would tell the same: the record's field is emptied. */
  readonly probabilityOfYes?: number | undefined
  readonly revenueAtRisk?: number | undefined
}

/** The scores of each open decision, and of the one in view. */
export function firmScores({ outlooks, decision }: AccountReport): readonly FirmScores[] {
  const open = outlooks.map((outlook): FirmScores => {
    const { probabilityOfYes, revenueAtRisk } = isFirm(outlook) ? outlook : {}
    return { decision: outlook.decision, probabilityOfYes, revenueAtRisk: revenueAtRisk?.amount }
  })
  return decision?.outcome === undefined ? open : [...open, { decision: decision.id }]
}

/** The same of one person's answer: none of people never heard. */
export function firmAnswer(
  outlook: PersonReport['outlook'],
): Pick<NonNullable<PersonReport['outlook']>, 'probabilityOfYes' | 'worthSaving'> {
  return outlook === undefined || outlook.known === 0 ? {} : outlook
}
